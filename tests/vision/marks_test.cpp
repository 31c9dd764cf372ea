#include "analyzers/vision/marks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/vision/pictures.h"

namespace firsthand::vision {
namespace {

using test::Colour;
using test::Picture;
using testing::IsEmpty;

std::vector<Rect> found(const Picture& picture, MarkKind kind) {
  std::vector<Rect> boxes;
  for (const auto& mark : marks_in(picture))
    if (mark.kind == kind) boxes.push_back(mark.box);
  return boxes;
}

// A ring of 40 pixels around x, y: its upper quarter in one colour, the rest in another.
Picture& ring(Picture& picture, int x, int y, Colour quarter, Colour rest) {
  for (int dy = -20; dy <= 20; ++dy)
    for (int dx = -20; dx <= 20; ++dx) {
      const double r = std::hypot(dx, dy);
      if (r >= 16 && r <= 20) picture.dot(x + dx, y + dy, -dy > std::abs(dx) ? quarter : rest);
    }
  return picture;
}

TEST(Marks, ARingOfTwoTonesThatStandsAloneIsASpinner) {
  Picture picture(400, 300);
  ring(picture, 200, 150, {0, 80, 200}, {220, 220, 220});
  const auto spinners = found(picture, MarkKind::kSpinner);
  ASSERT_EQ(spinners.size(), 1U);
  EXPECT_NEAR(spinners[0].x, 180, 2);
  EXPECT_NEAR(spinners[0].w, 41, 3);
}

TEST(Marks, ARingWithAGapIsASpinner) {
  Picture picture(400, 300, {20, 20, 24});
  ring(picture, 200, 150, {20, 20, 24}, {220, 220, 220});
  EXPECT_EQ(found(picture, MarkKind::kSpinner).size(), 1U);
}

TEST(Marks, ARingThatIsTheSameAllRoundIsARadioButton) {
  Picture picture(400, 300);
  ring(picture, 200, 150, {90, 90, 90}, {90, 90, 90});
  EXPECT_THAT(found(picture, MarkKind::kSpinner), IsEmpty());
}

TEST(Marks, ARingBesideSomethingElseIsAnIcon) {
  Picture picture(400, 300);
  ring(picture, 200, 150, {0, 80, 200}, {220, 220, 220}).write(230, 160, "Search", test::kBlack);
  EXPECT_THAT(found(picture, MarkKind::kSpinner), IsEmpty());
}

TEST(Marks, ThreeEqualDotsAloneAreASpinner) {
  Picture picture(400, 300, {120, 40, 220});
  for (int i = 0; i < 3; ++i) picture.box(170 + 24 * i, 145, 12, 12, {255, 255, 255});
  const auto spinners = found(picture, MarkKind::kSpinner);
  ASSERT_EQ(spinners.size(), 1U);
  EXPECT_NEAR(spinners[0].w, 60, 3);
}

TEST(Marks, RowsOfEqualBlocksAreASkeleton) {
  Picture picture(400, 400, {244, 250, 250});
  for (int row = 0; row < 4; ++row)
    picture.box(40, 40 + 80 * row, 240, 16, {216, 233, 234})
        .box(40, 66 + 80 * row, 160, 16, {216, 233, 234});
  const auto skeletons = found(picture, MarkKind::kSkeleton);
  ASSERT_EQ(skeletons.size(), 1U);
  EXPECT_NEAR(skeletons[0].y, 40, 2);
  EXPECT_NEAR(skeletons[0].h, 282, 4);
}

TEST(Marks, TheBarsOfAChartAreNone) {
  Picture picture(400, 300);
  for (int i = 0; i < 8; ++i)
    picture.box(30 + 45 * i, 250 - 20 * i, 30, 20 * i + 20, {80, 120, 200});
  EXPECT_THAT(found(picture, MarkKind::kSkeleton), IsEmpty());
}

TEST(Marks, WhatIsPlainBelowAHeaderIsToldByItsRectangle) {
  Picture picture(400, 400);
  picture.box(0, 0, 400, 80, {20, 40, 60});
  const auto plain = found(picture, MarkKind::kPlain);
  ASSERT_EQ(plain.size(), 1U);
  EXPECT_EQ(plain[0], (Rect{0, 80, 400, 320}));
}

TEST(Marks, APictureOfNoSizeHasNone) { EXPECT_THAT(marks_in(Image{}), IsEmpty()); }

}  // namespace
}  // namespace firsthand::vision
