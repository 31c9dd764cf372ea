// What docs/journeys.md shows must read.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "journeys/journey_parser.h"
#include "journeys/parsing/words.h"
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

// A heading "### check, uncheck" or "### in, near, nth", or, for keys of the file, a row of a
// table.
TEST(Docs, HaveAParagraphForEveryWordOptionAndKey) {
  const std::string page =
      test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "docs/journeys.md");
  std::set<std::string> headings;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("### ")) {
      std::istringstream names(line.substr(4));
      for (std::string name; names >> name;)
        headings.insert(name.ends_with(',') ? name.substr(0, name.size() - 1) : name);
    }
  for (const auto& word : words()) EXPECT_TRUE(headings.contains(word)) << word;
  for (const auto& option : options())
    EXPECT_TRUE(headings.contains(option) || !word_of_option(option).empty()) << option;
  for (const auto& key : file_keys())
    EXPECT_NE(page.find("| `" + key + "` |"), std::string::npos) << key;
  std::string shown;
  for (const auto& example : examples()) shown += example.text;
  std::vector<std::string> all = options();
  for (const auto* more : {&words(), &narrowings(), &looks(), &entry_keys(), &row_keys()})
    all.insert(all.end(), more->begin(), more->end());
  for (const auto& name : all)
    EXPECT_TRUE(shown.find(name + ":") != std::string::npos ||
                shown.find("- " + name + "\n") != std::string::npos)
        << "no example of " << name;
}

}  // namespace
}  // namespace firsthand
