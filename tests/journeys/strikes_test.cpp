#include "journeys/strikes.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/golden.h"

namespace firsthand {
namespace {

using ::testing::IsEmpty;

const std::vector<std::string> kRules{"gave-up", "slow-step", "nameless-field"};

std::vector<std::string> verdict_cases() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "tests/golden/verdicts"))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class MistakenVerdict : public ::testing::TestWithParam<std::string> {};
TEST_P(MistakenVerdict, IsAnsweredLikeThis) {
  const auto name = "verdicts/" + GetParam();
  const std::string source =
      test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "tests/golden" / (name + ".yaml"));
  const auto read = parse_strikes(source, "verdicts.yaml", kRules);
  test::expect_golden(name + ".txt", render(read.diagnostics, "verdicts.yaml", source));
}
INSTANTIATE_TEST_SUITE_P(Verdicts, MistakenVerdict, ::testing::ValuesIn(verdict_cases()),
                         [](const auto& tested) { return tested.param; });

TEST(Verdicts, SayWhatIsWrongAndWhoSaysSoAndWhy) {
  const auto read = parse_strikes(
      "# What we looked at ourselves.\n"
      "strike:\n"
      "  - finding: nameless-field@7c31d2ab\n"
      "    by: Ann Lee, accessibility\n"
      "    reason: The box is named by its table's head.\n"
      "    until: 2027-01-31\n"
      "    journey: Return a kettle\n"
      "  - rule: slow-step\n"
      "    journey: search-and-view\n"
      "    page: /search*\n"
      "    text: 3.4 s\n"
      "    by: Ann Lee\n"
      "    reason: \"No: the search of the test site runs on a small machine.\"\n",
      "shop/verdicts.yaml", kRules);
  EXPECT_THAT(read.diagnostics, IsEmpty());
  ASSERT_EQ(read.strikes.size(), 2U);
  const Strike& first = read.strikes[0];
  EXPECT_EQ(first.finding, "nameless-field@7c31d2ab");
  EXPECT_EQ(first.by, "Ann Lee, accessibility");
  EXPECT_EQ(first.reason, "The box is named by its table's head.");
  EXPECT_EQ(first.until, "2027-01-31");
  EXPECT_EQ(first.file, "shop/verdicts.yaml");
  EXPECT_EQ(first.at.line, 3);
  const Strike& second = read.strikes[1];
  EXPECT_EQ(second.rule, "slow-step");
  EXPECT_EQ(second.journey, "search-and-view");
  EXPECT_EQ(second.page, "/search*");
  EXPECT_EQ(second.text, "3.4 s");
  EXPECT_EQ(told(first), "nameless-field@7c31d2ab of Return a kettle");
  EXPECT_EQ(told(second), "slow-step on /search* of search-and-view with \"3.4 s\"");
}

TEST(Verdicts, OfAHostileFileEndSomewhere) {
  std::string many = "strike:\n";
  for (int i = 0; i < 1100; ++i)
    many += "  - finding: slow-step@7c31d2ab\n    by: A\n    reason: B\n";
  EXPECT_FALSE(parse_strikes(many, "verdicts.yaml", kRules).diagnostics.empty());
  EXPECT_FALSE(parse_strikes("strike: &a [*a]", "verdicts.yaml", kRules).diagnostics.empty());
  EXPECT_FALSE(parse_strikes("strike:\n  - [", "verdicts.yaml", kRules).diagnostics.empty());
  EXPECT_FALSE(parse_strikes("\x01", "verdicts.yaml", kRules).diagnostics.empty());
}

}  // namespace
}  // namespace firsthand
