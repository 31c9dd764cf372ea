#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Recording shown(NativeUi native) {
  auto recording = RecordingBuilder().step("open", "open /").step("click", "click Delete").build();
  native.step = 1;
  recording.walk.native_ui.push_back(std::move(native));
  return recording;
}

TEST(BrowserDialog, IsToldWhereTheJourneyDoesNotSayWhatToAnswer) {
  const NativeUi question{.kind = "confirm", .text = "Sure?", .answer = "cancel", .as_told = false};
  const auto findings = findings_of("browser-dialog", shown(question));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr("'Sure?'"));
  EXPECT_THAT(findings[0].fix, HasSubstr("dialog: ok"));
  auto answered = question;
  answered.as_told = true;
  EXPECT_THAT(findings_of("browser-dialog", shown(answered)), IsEmpty());
  EXPECT_THAT(findings_of("browser-dialog", shown({.kind = "alert", .as_told = false})), IsEmpty());
}

TEST(PermissionUnasked, IsOnlyAboutWhatComesBeforeAnythingWasDone) {
  NativeUi asked{.kind = "permission", .text = "location", .as_told = false, .asked_for = false};
  const auto findings = findings_of("permission-unasked", shown(asked));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr("'location'"));
  asked.asked_for = true;
  EXPECT_THAT(findings_of("permission-unasked", shown(asked)), IsEmpty());
}

}  // namespace
}  // namespace firsthand::test
