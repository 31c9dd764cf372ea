#include <gmock/gmock.h>

#include "recorder/pixels.h"

namespace firsthand {
namespace {

SeenWord word(const std::string& text, double x, int line, double height = 20,
              double confidence = 90) {
  return {
      .text = text, .box = {x, line * 40.0, 50, height}, .confidence = confidence, .line = line};
}

TEST(PixelWords, AreFoundInOrderOnOneLine) {
  const std::vector<SeenWord> read = {word("Start", 0, 1), word("the", 60, 1), word("game", 120, 1),
                                      word("Leave", 0, 2)};
  const auto found = words_among(read, "start the game");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->text, "Start the game");
  EXPECT_EQ(found->box, (Box{0, 40, 170, 20}));
  EXPECT_TRUE(words_among(read, "Leave"));
  EXPECT_FALSE(words_among(read, "game Leave"));  // on two lines
  EXPECT_FALSE(words_among(read, "the start"));
  EXPECT_FALSE(words_among(read, ""));
}

TEST(PixelWords, BearALetterThatIsMisreadInALongWordOnly) {
  const std::vector<SeenWord> read = {word("Checkoul", 0, 1), word("Buv", 0, 2),
                                      word("Zurück!", 0, 3)};
  EXPECT_TRUE(words_among(read, "Checkout"));
  EXPECT_FALSE(words_among(read, "Buy"));
  EXPECT_TRUE(words_among(read, "zuruck"));
  EXPECT_FALSE(words_among(read, "Checking"));
}

TEST(PixelWords, AreTheLargestAndNoGuesses) {
  const std::vector<SeenWord> read = {word("Play", 0, 1, 10), word("Play", 300, 2, 30),
                                      word("Play", 500, 3, 60, 12)};
  const auto found = words_among(read, "Play");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->box.x, 300);
}

}  // namespace
}  // namespace firsthand
