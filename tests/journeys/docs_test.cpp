// What docs/journeys.md shows must read.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "journeys/journey_parser.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

struct Example {
  int line = 0;
  std::string text{};
};

std::vector<Example> examples() {
  std::istringstream page(
      test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "docs/journeys.md"));
  std::vector<Example> found;
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(page, line);) {
    ++number;
    if (line == "```yaml") {
      found.push_back({number, ""});
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      found.back().text += line + "\n";
    }
  }
  return found;
}

// An example may be a whole journey, or the steps of one.
std::string whole(const std::string& text) {
  if (text.starts_with("- "))
    return "journey: X\nlet: {order: 1, email: a@b.example}\nsteps:\n- open: /\n" + text +
           "- see: Done\n";
  if (text.find("steps:") == std::string::npos)
    return "journey: X\n" + text + "steps:\n- open: /\n- see: Done\n";
  return text;
}

TEST(Docs, ShowOnlyWhatReads) {
  const auto all = examples();
  ASSERT_GT(all.size(), 15u);
  int journeys = 0;
  for (const auto& example : all) {
    const std::string source = whole(example.text);
    if (source == example.text) ++journeys;
    const auto parsed = parse_journey(source, "example.yaml");
    EXPECT_TRUE(parsed.diagnostics.empty()) << "docs/journeys.md:" << example.line << "\n"
                                            << render(parsed.diagnostics, "example.yaml", source);
  }
  EXPECT_GE(journeys, 2);
}

}  // namespace
}  // namespace firsthand
