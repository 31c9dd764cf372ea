#include "analyzers/vision/change.h"

#include <gtest/gtest.h>

#include "analyzers/vision/codec.h"
#include "tests/support/golden.h"
#include "tests/vision/pictures.h"

namespace firsthand::vision {
namespace {

using test::Picture;

TEST(Change, IsNothingBetweenEqualPictures) {
  const Picture picture(80, 60, {200, 210, 220});
  const auto change = change_between(picture, picture);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->share, 0);
  EXPECT_TRUE(change->where.empty());
}

TEST(Change, SaysHowMuchAndWhere) {
  const Picture before(100, 100);
  const auto after = Picture(100, 100).box(20, 30, 10, 5, test::kBlack);
  const auto change = change_between(before, after);
  ASSERT_TRUE(change);
  EXPECT_DOUBLE_EQ(change->share, 0.005);
  EXPECT_EQ(change->where, (std::vector<Rect>{{20, 30, 10, 5}}));
}

TEST(Change, ListsTheLargestBoxFirst) {
  const Picture before(200, 100);
  const auto after =
      Picture(200, 100).box(5, 5, 4, 4, test::kBlack).box(100, 50, 40, 20, test::kBlack);
  const auto change = change_between(before, after);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->where, (std::vector<Rect>{{100, 50, 40, 20}, {5, 5, 4, 4}}));
}

TEST(Change, ListsAtMostTwentyBoxes) {
  Picture after(600, 600);
  for (int i = 0; i < 25; ++i) after.box(20 + i % 5 * 100, 20 + i / 5 * 100, 3, 3, test::kBlack);
  const auto change = change_between(Picture(600, 600), after);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->where.size(), 20U);
}

TEST(Change, NeedsMoreThanThirtyEightLevelsOfAnyChannel) {
  const Picture before(10, 10, {100, 100, 100});
  EXPECT_EQ(change_between(before, Picture(10, 10, {138, 62, 100}))->share, 0);
  EXPECT_EQ(change_between(before, Picture(10, 10, {139, 100, 100}))->share, 1);
  EXPECT_EQ(change_between(before, Picture(10, 10, {100, 100, 61}))->share, 1);
}

TEST(Change, IsNotToldBetweenDifferentSizes) {
  EXPECT_FALSE(change_between(Picture(10, 10), Picture(10, 11)));
  EXPECT_FALSE(change_between(Picture(10, 10), Image{}));
}

TEST(Change, TakesPicturesOfNoneAndOfOnePixel) {
  EXPECT_EQ(change_between(Image{}, Image{})->share, 0);
  EXPECT_EQ(change_between(Picture(1, 1), Picture(1, 1, test::kBlack))->share, 1);
  EXPECT_FALSE(change_between(Image{5, 5, {}}, Picture(5, 5)));
}

TEST(Look, FindsABlankScreenOfOneColourAndWithoutDetail) {
  const Look look = look_at(Picture(100, 100, {250, 250, 248}));
  EXPECT_EQ(look.one_colour, 1);
  EXPECT_EQ(look.detail, 0);
}

TEST(Look, CountsTheMostCommonColourWithinTwoPercent) {
  const auto picture = Picture(100, 100, {250, 250, 250})
                           .box(0, 0, 100, 20, {252, 247, 250})
                           .box(0, 20, 100, 30, {30, 60, 90});
  EXPECT_NEAR(look_at(picture).one_colour, 0.7, 0.001);
}

TEST(Look, SeesDetailWhereThereIsText) {
  const auto picture = Picture(300, 60).write(10, 40, "Returns & refunds", test::kBlack);
  const Look look = look_at(picture);
  EXPECT_GT(look.detail, 0.02);
  EXPECT_LT(look.one_colour, 1);
}

TEST(Look, TakesPicturesOfNoneAndOfOnePixel) {
  EXPECT_EQ(look_at(Image{}).one_colour, 0);
  EXPECT_EQ(look_at(Picture(1, 1)).one_colour, 1);
}

TEST(PaintOver, LeavesNothingOfWhatItHides) {
  Image secret = Picture(200, 60).write(20, 40, "4000 1234", test::kBlack);
  Image other = Picture(200, 60).write(20, 40, "9999 0000", test::kBlack);
  paint_over(secret, {{10, 10, 180, 40}});
  paint_over(other, {{10, 10, 180, 40}});
  EXPECT_EQ(secret.bgr, other.bgr);
  EXPECT_EQ(secret.bgr[0], 255);
}

TEST(PaintOver, StaysWithinThePicture) {
  Image image = Picture(20, 20);
  paint_over(image, {{-50, -50, 55, 55}, {15, 15, 1000, 1000}, {100, 100, 5, 5}, {3, 3, -4, 0}});
  Image none;
  paint_over(none, {{0, 0, 5, 5}});
  EXPECT_EQ(image.bgr[0], 24);
  EXPECT_EQ(image.bgr.back(), 24);
  EXPECT_EQ(image.bgr[std::size_t{10 * 20 + 10} * 3], 255);
  EXPECT_TRUE(none.empty());
}

// Two frames of the film of the sample shop on a phone, with nothing changed on the page between.
TEST(Change, IsNothingWhenThePageIsOnlyDrawnAgainForTheFilm) {
  const auto frame = [](const char* name) {
    return decode(test::slurp(std::string(FIRSTHAND_SOURCE_DIR "/tests/vision/frames/") + name));
  };
  const auto once = frame("drawn-once.jpg"), again = frame("drawn-again.jpg");
  EXPECT_GT(change_between(once, again)->share, 0.001);
  EXPECT_EQ(change_between(once, again, Grain::kSoft)->share, 0);
}

TEST(Change, IsSeenSoftlyWhenItIsAsThinAsACaret) {
  const auto caret = Picture(100, 100).box(50, 40, 1, 20, test::kBlack);
  EXPECT_GT(change_between(Picture(100, 100), caret, Grain::kSoft)->share, 0);
}

}  // namespace
}  // namespace firsthand::vision
