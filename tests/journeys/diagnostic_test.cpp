#include "journeys/diagnostic.h"

#include <gtest/gtest.h>

namespace firsthand {
namespace {

TEST(Nearest, FindsASlipOfTheFingers) {
  const std::vector<std::string> words{"click", "choose", "check", "see"};
  EXPECT_EQ(nearest("clik", words), "click");
  EXPECT_EQ(nearest("lcick", words), "click");
  EXPECT_EQ(nearest("CLICK", words), "click");
  EXPECT_EQ(nearest("chek", words), "check");
  EXPECT_EQ(nearest("ese", words), "see");
}

TEST(Nearest, DoesNotGuessWildly) {
  const std::vector<std::string> words{"click", "see", "in"};
  EXPECT_EQ(nearest("frobnicate", words), "");
  EXPECT_EQ(nearest("xy", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest(std::string(10'000, 'c'), words), "");
}

TEST(Render, LooksLikeACompiler) {
  const std::vector<Diagnostic> diagnostics{{.at = {2, 5},
                                             .length = 4,
                                             .what = "unknown word 'clik'",
                                             .advice = "did you mean 'click'?"}};
  EXPECT_EQ(render(diagnostics, "shop.yaml", "steps:\n  - clik: Help\n"),
            "shop.yaml:2:5: error: unknown word 'clik'\n"
            "  2 |   - clik: Help\n"
            "    |     ^^^^ did you mean 'click'?\n");
}

TEST(Render, StandsPositionsOutsideTheSource) {
  const std::vector<Diagnostic> diagnostics{
      {.at = {99, 99}, .length = 1000, .what = "far away"},
      {.at = {1, 500}, .length = -3, .what = "behind the end"},
      {.gravity = Gravity::kWarning, .what = "of the whole file"}};
  EXPECT_EQ(render(diagnostics, "a\x1b[1m.yaml", "x\r\ny"),
            "a␛[1m.yaml:99:99: error: far away\n"
            "  99 | \n"
            "     | ^\n"
            "a␛[1m.yaml:1:500: error: behind the end\n"
            "  1 | x\n"
            "    |  ^\n"
            "a␛[1m.yaml: warning: of the whole file\n");
}

}  // namespace
}  // namespace firsthand
