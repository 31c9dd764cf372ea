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
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].text, "Start the game");
  EXPECT_EQ(found[0].box, (Box{0, 40, 170, 20}));
  EXPECT_EQ(words_among(read, "Leave").size(), 1U);
  EXPECT_TRUE(words_among(read, "game Leave").empty());  // on two lines
  EXPECT_TRUE(words_among(read, "the start").empty());
  EXPECT_TRUE(words_among(read, "").empty());
}

TEST(PixelWords, BearALetterThatIsMisreadInALongWordOnly) {
  const std::vector<SeenWord> read = {word("Checkoul", 0, 1), word("Buv", 0, 2),
                                      word("Zurück!", 0, 3)};
  EXPECT_EQ(words_among(read, "Checkout").size(), 1U);
  EXPECT_TRUE(words_among(read, "Buy").empty());
  EXPECT_EQ(words_among(read, "zuruck").size(), 1U);
  EXPECT_TRUE(words_among(read, "Checking").empty());
}

TEST(PixelWords, AreTheLargestFirstAndNoGuesses) {
  const std::vector<SeenWord> read = {word("Play", 0, 1, 10), word("Play", 300, 2, 30),
                                      word("Play", 500, 3, 60, 12)};
  const auto found = words_among(read, "Play");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].box.x, 300);
  EXPECT_EQ(found[1].box.x, 0);
}

}  // namespace
}  // namespace firsthand
