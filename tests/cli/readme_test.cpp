// What the pages for users promise, held against the program.

#include <gtest/gtest.h>

#include "journeys/journey_parser.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

std::string page(const std::string& name) {
  return test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / name);
}

TEST(Readme, ItsJourneyReads) {
  const auto readme = page("README.md");
  const auto from = readme.find("```yaml\n");
  ASSERT_NE(from, std::string::npos);
  const auto start = from + std::string("```yaml\n").size();
  const auto source = readme.substr(start, readme.find("```", start) - start);
  const auto parsed = parse_journey(source, "README.md");
  EXPECT_TRUE(parsed.diagnostics.empty()) << render(parsed.diagnostics, "README.md", source);
  EXPECT_FALSE(parsed.journey.steps.empty());
}

TEST(Readme, EveryPageItLinksToIsThere) {
  for (const std::string name : {"README.md", "DEVELOPERS.md", "CONTRIBUTING.md"}) {
    const auto text = page(name);
    for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
      const auto target = text.substr(at + 2, text.find(')', at) - at - 2);
      EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / target))
          << name << " links to " << target;
    }
  }
}

TEST(Readme, TheJourneyForTheRealSiteReads) {
  const std::string file = "samples/real-site/dokuwiki.yaml";
  const auto source = page(file);
  const auto parsed = parse_journey(source, file);
  EXPECT_TRUE(parsed.diagnostics.empty()) << render(parsed.diagnostics, file, source);
}

}  // namespace
}  // namespace firsthand
