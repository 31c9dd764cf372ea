// Every mistake with the words it is answered with: tests/golden/journeys/*.yaml and *.txt.
#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "journeys/journey_parser.h"

namespace firsthand {
namespace {

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "tests/golden/journeys"))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenMistake : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenMistake, IsAnsweredLikeThis) {
  const std::string name = GetParam();
  const std::string source = test::slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) /
                                         "tests/golden/journeys" / (name + ".yaml"));
  const auto parsed = parse_journey(source, name + ".yaml");
  EXPECT_FALSE(parsed.diagnostics.empty());
  test::expect_golden("journeys/" + name + ".txt",
                      render(parsed.diagnostics, name + ".yaml", source));
}

INSTANTIATE_TEST_SUITE_P(Journeys, GoldenMistake, ::testing::ValuesIn(cases()),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace firsthand
