#include "analyzers/vision/colours.h"

#include <gtest/gtest.h>

#include "tests/vision/pictures.h"

namespace firsthand::vision {
namespace {

using test::Picture;

TEST(Colours, AreThoseOfLettersAndGround) {
  const auto picture =
      Picture(300, 60, {253, 236, 234}).write(20, 40, "declined", {176, 0, 32}, 1.2);
  const auto ink = ink_in(picture, {18, 10, 200, 40});
  ASSERT_TRUE(ink);
  EXPECT_EQ(ink->ground, (Colour{253, 236, 234}));
  EXPECT_NEAR(ink->letters.red, 176, 25);
  EXPECT_NEAR(ink->letters.green, 0, 40);
}

TEST(Colours, OfBoldLettersInATightBoxAreNotMixed) {
  const auto picture =
      Picture(100, 40).box(10, 10, 60, 20, {20, 20, 20}).box(20, 10, 4, 20, {255, 255, 255});
  const auto ink = ink_in(picture, {12, 12, 56, 16});
  ASSERT_TRUE(ink);
  EXPECT_EQ(ink->ground, (Colour{20, 20, 20}));
  EXPECT_EQ(ink->letters, (Colour{255, 255, 255}));
}

TEST(Colours, AreNoneWhereNothingStandsOutOrOutside) {
  EXPECT_FALSE(ink_in(Picture(50, 50), {0, 0, 50, 50}));
  EXPECT_FALSE(ink_in(Picture(50, 50), {60, 60, 10, 10}));
  EXPECT_FALSE(ink_in(Picture(50, 50), {10, 10, 0, 0}));
}

}  // namespace
}  // namespace firsthand::vision
