// Every mistake with the words it is answered with: tests/golden/journeys/, what can go wrong, and
// tests/golden/newcomers/, what a person types who has never seen a journey.
#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "journeys/journey_parser.h"

namespace firsthand {
namespace {

std::vector<std::string> cases(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "tests/golden" / folder))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string source_of(const std::string& folder, const std::string& name) {
  return test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "tests/golden" / folder /
                     (name + ".yaml"));
}

void expect_answer(const std::string& folder, const std::string& name) {
  const std::string source = source_of(folder, name);
  const auto parsed = parse_journey(source, name + ".yaml");
  EXPECT_FALSE(parsed.diagnostics.empty());
  test::expect_golden(folder + "/" + name + ".txt",
                      render(parsed.diagnostics, name + ".yaml", source));
}

class GoldenMistake : public ::testing::TestWithParam<std::string> {};
TEST_P(GoldenMistake, IsAnsweredLikeThis) { expect_answer("journeys", GetParam()); }
INSTANTIATE_TEST_SUITE_P(Journeys, GoldenMistake, ::testing::ValuesIn(cases("journeys")),
                         [](const auto& tested) { return tested.param; });

class GoldenNewcomer : public ::testing::TestWithParam<std::string> {};
TEST_P(GoldenNewcomer, IsToldWhatWasMeant) { expect_answer("newcomers", GetParam()); }
INSTANTIATE_TEST_SUITE_P(Newcomers, GoldenNewcomer, ::testing::ValuesIn(cases("newcomers")),
                         [](const auto& tested) { return tested.param; });

// With each corrected line in its place, none of the mistakes it was given for is left.
class GoldenCorrection : public ::testing::TestWithParam<std::string> {};
TEST_P(GoldenCorrection, CuresWhatItIsGivenFor) {
  const std::string source = source_of("newcomers", GetParam());
  std::vector<std::string> lines;
  std::istringstream in(source);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::set<std::string> cured;
  for (const auto& told : parse_journey(source, "x.yaml").diagnostics) {
    if (told.instead.empty()) continue;
    lines.at(static_cast<std::size_t>(told.at.line) - 1) = told.instead;
    for (const auto& below : told.also)
      lines.at(static_cast<std::size_t>(below.line) - 1) = below.text;
    cured.insert(std::to_string(told.at.line) + ": " + told.what);
  }
  std::string right;
  for (const auto& line : lines) right += line + "\n";
  for (const auto& told : parse_journey(right, "x.yaml").diagnostics)
    EXPECT_FALSE(cured.contains(std::to_string(told.at.line) + ": " + told.what))
        << told.what << "\n"
        << right;
}
INSTANTIATE_TEST_SUITE_P(Newcomers, GoldenCorrection, ::testing::ValuesIn(cases("newcomers")),
                         [](const auto& tested) { return tested.param; });

TEST(Newcomers, AreAnsweredInManyMistakes) { EXPECT_GE(cases("newcomers").size(), 30u); }

}  // namespace
}  // namespace firsthand
