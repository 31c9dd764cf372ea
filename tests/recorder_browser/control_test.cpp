#include "recorder/browser/browser_process.h"
#include "recorder/control_probe.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Control, MeasuresAPageOfKnownDelayAndLeavesNothingBehind) {
  const auto error_ms = control_probe({});
  ASSERT_TRUE(error_ms) << error_ms.error().text();
  // Never early by more than a frame; how late tells of the machine, which is what it is for.
  EXPECT_GE(*error_ms, -17);
  EXPECT_LE(*error_ms, 2000);
}

TEST(Control, DoubtsTimesOnlyWhereAPersonWouldNoticeTheError) {
  EXPECT_THAT(doubt_after_probe(40), IsEmpty());
  EXPECT_THAT(doubt_after_probe(-10), IsEmpty());
  EXPECT_THAT(doubt_after_probe(160), HasSubstr("after 200 ms seemed to take 360 ms"));
}

}  // namespace
}  // namespace firsthand::test
