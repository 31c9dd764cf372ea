// Walks that are cut off, on a real browser and the sample shop.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "reports/audit_json.h"
#include "tests/cli/running.h"
#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using test::Descendants;
using test::Running;
using test::TempFolder;
using ::testing::HasSubstr;

class CutOff : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto ready = shop.line_with("http://");
    ASSERT_TRUE(ready) << "the shop did not open";
    site = ready->substr(ready->find("http://"));
  }
  std::vector<std::string> walk(const fs::path& out) const {
    return {FIRSTHAND_BINARY_DIR "/firsthand",
            "walk",
            FIRSTHAND_SOURCE_DIR "/samples/shop/journeys/first-visit.yaml",
            "--site",
            site,
            "--pace",
            "quick",
            "--out",
            out.string()};
  }
  Running shop{{FIRSTHAND_BINARY_DIR "/firsthand-shop", "--flaws", "none"}};
  std::string site;
  TempFolder folder;
};

TEST_F(CutOff, KilledAtAnyMomentTheRecordingReadsAndNothingIsLeftBehind) {
  for (int moment = 1; moment <= 10; ++moment) {
    SCOPED_TRACE(fmt::format("killed as step {} began", moment));
    const auto out = folder.path() / fmt::format("out-{}", moment);
    Running walking(walk(out));
    ASSERT_TRUE(walking.line_with(fmt::format("step {} of", moment)));
    const Descendants started(walking.pid());
    EXPECT_GT(started.count(), 1U);
    walking.send(SIGKILL);
    EXPECT_EQ(walking.wait(), 128 + SIGKILL);
    EXPECT_TRUE(started.all_gone(10s));
    const auto recording = read_recording(out / "walks/first-visit-1");
    ASSERT_TRUE(recording) << recording.error().text();
    EXPECT_EQ(recording->walk.outcome, Outcome::kUnmeasured);
    EXPECT_EQ(recording->walk.reason, "lost");
    EXPECT_EQ(recording->walk.journey.id, "first-visit");
  }
}

TEST_F(CutOff, AKilledWalkIsListedAsLostInTheAudit) {
  const auto out = folder.path() / "out";
  Running walking(walk(out));
  ASSERT_TRUE(walking.line_with("step 3 of"));
  walking.send(SIGKILL);
  walking.wait();
  Running judging({FIRSTHAND_BINARY_DIR "/firsthand", "analyze", out.string()});
  const auto last = judging.line_with("CANNOT SAY ");
  ASSERT_TRUE(last);
  EXPECT_THAT(*last, HasSubstr("1 walk: 1 lost"));
  EXPECT_EQ(judging.wait(), 3);
  const auto audit = audit_from_json(test::slurp(out / "audit.json"));
  ASSERT_TRUE(audit) << audit.error().text();
  EXPECT_EQ(audit->attempts.lost, 1);
}

TEST_F(CutOff, InterruptedItEndsCleanlyAndSaysHowToGoOn) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const auto out = folder.path() / fmt::format("signal-{}", signal);
    Running walking(walk(out));
    ASSERT_TRUE(walking.line_with("step 3 of"));
    const Descendants started(walking.pid());
    walking.send(signal);
    const auto last = walking.line_with("CANNOT SAY interrupted");
    ASSERT_TRUE(last);
    EXPECT_THAT(*last, HasSubstr("firsthand analyze " + out.string()));
    EXPECT_EQ(walking.wait(), 130);
    EXPECT_TRUE(started.all_gone(10s));
    EXPECT_TRUE(read_recording(out / "walks/first-visit-1"));
  }
}

}  // namespace
}  // namespace firsthand
