// Walks that are interrupted, on a real browser and the sample shop. What SIGKILL leaves is tested
// in tests/recorder_browser/killed_test.cpp.

#include <fmt/format.h>
#include <gmock/gmock.h>

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
