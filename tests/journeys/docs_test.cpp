// What docs/journeys.md shows must read.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "journeys/journey_parser.h"
#include "journeys/parsing/words.h"
#include "tests/support/doc_examples.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

using test::doc_examples;
using test::whole_journey;

TEST(Docs, ShowOnlyWhatReads) {
  auto all = doc_examples();
  ASSERT_GT(all.size(), 15u);
  for (auto& example : doc_examples("docs/ready-made.md")) all.push_back(std::move(example));
  int journeys = 0;
  for (const auto& example : all) {
    const std::string source = whole_journey(example.text);
    if (source == example.text) ++journeys;
    const auto parsed = parse_journey(source, "example.yaml");
    EXPECT_TRUE(parsed.diagnostics.empty()) << "example at line " << example.line << "\n"
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
  for (const auto& example : doc_examples()) shown += example.text;
  std::vector<std::string> all = options();
  for (const auto* more :
       {&words(), &narrowings(), &looks(), &entry_keys(), &row_keys(), &visitor_keys()})
    all.insert(all.end(), more->begin(), more->end());
  for (const auto& name : all)
    EXPECT_TRUE(shown.find(name + ":") != std::string::npos ||
                shown.find("- " + name + "\n") != std::string::npos)
        << "no example of " << name;
}

}  // namespace
}  // namespace firsthand
