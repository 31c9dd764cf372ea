// Rows of a file and the calendar, walked on a real browser and the sample shop.

#include <fmt/chrono.h>
#include <gmock/gmock.h>

#include <ctime>

#include "journeys/variables.h"
#include "tests/cli/running.h"
#include "tests/cli/support.h"

namespace firsthand {
namespace {

using test::Running;
using ::testing::AnyOf;

// In three days, as a journey writes it.
std::string in_three_days() {
  const auto today = fmt::format("{:%Y-%m-%d}", fmt::localtime(std::time(nullptr)));
  return expand("$today+3d", {.values = {{"today", today}}}).value();
}

TEST(RowsOnTheShop, EachWalkTypesItsOwnAndTheDay) {
  Running shop({FIRSTHAND_BINARY_DIR "/firsthand-shop", "--flaws", "none"});
  const auto ready = shop.line_with("http://");
  ASSERT_TRUE(ready) << "the shop did not open";
  const test::TempFolder folder;
  folder.write("people.csv", "who\nAda\nGrace\n");
  const auto journey = folder.write("ask.yaml",
                                    "journey: Ask\nlet:\n  who: {from: people.csv, each: walk}\n"
                                    "  by: $today+3d\nsteps:\n  - open: /\n"
                                    "  - click: Contact us\n    in: footer\n"
                                    "  - fill:\n      Message: Please tell $who by $by\n"
                                    "  - keep: said\n    from: {field: Message}\n"
                                    "  - see: Send message\n");
  const auto before = in_three_days();
  Running walking({FIRSTHAND_BINARY_DIR "/firsthand", "walk", journey.string(), "--site",
                   ready->substr(ready->find("http://")), "--times", "2", "--pace", "quick",
                   "--visitor", "laptop", "--out", (folder.path() / "out").string()});
  std::string said;
  while (const auto line = walking.line()) said += *line + "\n";
  EXPECT_EQ(walking.wait(), 0) << said;
  const auto after = in_three_days();  // of the next day, at midnight
  for (const auto& [walk, who] : {std::pair("ask-1", "Ada"), std::pair("ask-2", "Grace")}) {
    const auto recording = read_recording(folder.path() / "out/walks" / walk);
    ASSERT_TRUE(recording.ok()) << recording.error().text();
    EXPECT_EQ(recording->walk.outcome, Outcome::kCompleted) << said;
    std::string kept;
    for (const auto& observation : recording->walk.observations)
      if (observation.kind == "kept") kept = observation.text;
    const auto told = fmt::format("said = Please tell {} by ", who);
    EXPECT_THAT(kept, AnyOf(told + before, told + after));
  }
}

}  // namespace
}  // namespace firsthand
