#include "analyzers/vision/likeness.h"

#include <gtest/gtest.h>

#include "tests/vision/pictures.h"

namespace firsthand::vision {
namespace {

using test::Colour;
using test::kBlack;
using test::kWhite;
using test::Picture;

constexpr Rect kButton{40, 40, 200, 50};
constexpr Colour kGreen{30, 60, 50}, kPale{230, 240, 235}, kPaper{250, 247, 242};

Picture button(Colour face, Colour words, const std::string& says = "Add to basket") {
  return Picture(300, 140, kPaper)
      .box(kButton.x, kButton.y, kButton.w, kButton.h, face)
      .write(55, 72, says, words);
}

TEST(Likeness, IsWholeOfOnePicture) {
  const auto picture = button(kGreen, kWhite);
  const auto same = likeness_in(picture, picture, kButton);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->changed, 0);
  EXPECT_NEAR(same->outlines, 1, 1e-6);
  EXPECT_NEAR(same->strength, 1, 1e-6);
}

TEST(Likeness, OutlivesTheColoursOfAButtonUnderThePointer) {
  const auto lit = likeness_in(button(kGreen, kWhite), button(kPale, kBlack), kButton);
  ASSERT_TRUE(lit);
  EXPECT_GT(lit->changed, 0.5);
  EXPECT_GT(lit->outlines, 0.9);
  EXPECT_GT(lit->strength, 0.5);
}

TEST(Likeness, OutlivesAFocusRingAndAnUnderline) {
  auto ring = button(kGreen, kWhite);
  for (const auto& [x, y, w, h] :
       {Rect{37, 37, 206, 2}, Rect{37, 91, 206, 2}, Rect{37, 37, 2, 56}, Rect{241, 37, 2, 56}})
    ring.box(x, y, w, h, {60, 90, 220});
  EXPECT_GT(likeness_in(button(kGreen, kWhite), ring, kButton)->outlines, 0.9);
  auto link = [] { return Picture(300, 140, kPaper).write(55, 72, "Returns & refunds", kGreen); };
  const auto underlined = link().box(55, 76, 180, 1, kGreen);
  EXPECT_GT(likeness_in(link(), underlined, {50, 52, 195, 28})->outlines, 0.7);
}

TEST(Likeness, IsNothingBesideAnEmptyPlaceOrOtherWords) {
  const Picture empty(300, 140, kPaper);
  EXPECT_EQ(likeness_in(empty, button(kGreen, kWhite), kButton)->outlines, 0);
  EXPECT_EQ(likeness_in(button(kGreen, kWhite), empty, kButton)->outlines, 0);
  const auto words = [](const char* text) {
    return Picture(300, 140, kPaper).write(50, 72, text, kBlack);
  };
  EXPECT_LT(
      likeness_in(words("Please wait a moment"), words("Here it is at last"), kButton)->outlines,
      0.5);
}

TEST(Likeness, IsWeakOfWhatFadesIn) {
  const auto faint = likeness_in(button({235, 234, 229}, kPaper), button(kGreen, kWhite), kButton);
  ASSERT_TRUE(faint);
  EXPECT_LT(faint->strength, 0.2);
}

TEST(Likeness, OfPlainPlacesIsThatOfTheirColours) {
  const Picture paper(300, 140, kPaper), dark(300, 140, kBlack);
  EXPECT_EQ(likeness_in(paper, paper, kButton)->outlines, 1);
  EXPECT_EQ(likeness_in(paper, dark, kButton)->outlines, 0);
}

TEST(Likeness, IsNotTakenOfOtherSizesOrOutside) {
  const Picture picture(300, 140);
  EXPECT_FALSE(likeness_in(picture, Picture(300, 150), kButton));
  EXPECT_FALSE(likeness_in(picture, picture, {400, 0, 10, 10}));
  EXPECT_FALSE(likeness_in(Image{}, Image{}, kButton));
  EXPECT_TRUE(likeness_in(picture, picture, {290, 130, 50, 50}));
}

}  // namespace
}  // namespace firsthand::vision
