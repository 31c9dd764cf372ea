#include "analyzers/vision/visual_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/pictures.h"

namespace firsthand::vision {
namespace {

using test::Colour;
using test::Picture;
using testing::ElementsAre;

constexpr Colour kGround{10, 10, 10}, kRed{200, 10, 10};

// 100 x 40, the left `columns` of it in red.
Picture red(int columns) { return Picture(100, 40, kGround).box(0, 0, columns, 40, kRed); }

std::vector<TimedFrame> film(std::vector<std::pair<double, int>> frames) {
  std::vector<TimedFrame> film;
  for (const auto& [at_ms, columns] : frames) film.push_back({at_ms, red(columns)});
  return film;
}

// Worked out by hand: red moves between two bins of one channel, so progress is the share of it
// that is red. Area: 200 * 1 + 300 * 0.7 + 500 * 0.4 = 610.
TEST(VisualMetrics, AreTheAreaAboveTheProgressOfItsColours) {
  const auto metrics = visual_metrics(film({{0, 0}, {200, 30}, {500, 60}, {1000, 100}}));
  ASSERT_TRUE(metrics);
  EXPECT_THAT(metrics->progress, ElementsAre(0, 30, 60, 100));
  EXPECT_EQ(metrics->speed_index, 610);
  EXPECT_EQ(metrics->first_change_ms, 200);
  EXPECT_EQ(metrics->last_change_ms, 1000);
}

TEST(VisualMetrics, AreCompleteOnlyFromWhereItStaysSo) {
  const auto metrics = visual_metrics(
      film({{0, 0}, {100, 90}, {200, 50}, {300, 86}, {400, 96}, {500, 99}, {600, 100}}));
  ASSERT_TRUE(metrics);
  EXPECT_EQ(metrics->complete_85_ms, 300);
  EXPECT_EQ(metrics->complete_95_ms, 400);
  EXPECT_EQ(metrics->complete_99_ms, 500);
}

// By hand: a third of one bin's 4000 pixels are 1333 at the most, floored to 33 %.
TEST(VisualMetrics, RoundProgressDown) {
  auto frames = film({{0, 0}, {100, 33}, {200, 99}});
  const auto metrics = visual_metrics(frames);
  ASSERT_TRUE(metrics);
  EXPECT_THAT(metrics->progress, ElementsAre(0, 33, 100));
}

TEST(VisualMetrics, LeaveOutWhiteAsTheyDoUnlessToldToCountIt) {
  std::vector<TimedFrame> frames{
      {0, Picture(100, 40, {255, 255, 255})},
      {100, Picture(100, 40, {255, 255, 255}).box(0, 0, 50, 40, kRed)},
      {200, Picture(100, 40, {255, 255, 255}).box(0, 0, 50, 40, kRed).box(50, 0, 50, 20, kRed)}};
  // Left out: 2000 of 3000 red pixels; counted: 4000 of 6000 changes. The same here ...
  EXPECT_THAT(visual_metrics(frames)->progress, ElementsAre(0, 66, 100));
  EXPECT_THAT(visual_metrics(frames)->progress_all, ElementsAre(0, 66, 100));
  // ... but a page that turns white shows nothing that they would count.
  std::vector<TimedFrame> to_white{{0, Picture(10, 10, {255, 255, 255})},
                                   {100, Picture(10, 10, {252, 252, 252})}};
  EXPECT_THAT(visual_metrics(to_white)->progress, ElementsAre(100, 100));
  EXPECT_THAT(visual_metrics(to_white)->progress_all, ElementsAre(0, 100));
}

TEST(VisualMetrics, OfOneFrameAreItsOwnTimeAndNoArea) {
  const auto metrics = visual_metrics(film({{40, 10}}));
  ASSERT_TRUE(metrics);
  EXPECT_EQ(metrics->first_change_ms, 40);
  EXPECT_EQ(metrics->complete_99_ms, 40);
  EXPECT_EQ(metrics->speed_index, 0);
  EXPECT_EQ(metrics->perceptual_speed_index, 0);
}

// What is like the last frame already adds next to nothing, however long it stays.
TEST(VisualMetrics, ThePerceptualIndexCountsWhatLooksDifferent) {
  const auto once = visual_metrics(film({{0, 0}, {300, 100}}));
  EXPECT_EQ(once->perceptual_speed_index, 300);
  const auto nearly = visual_metrics(film({{0, 0}, {300, 99}, {1300, 100}}));
  EXPECT_GT(nearly->perceptual_speed_index, 300);
  EXPECT_LT(nearly->perceptual_speed_index, 400);
  const auto late = visual_metrics(film({{0, 0}, {300, 5}, {1300, 100}}));
  EXPECT_GT(late->perceptual_speed_index, nearly->perceptual_speed_index + 100);
}

// By hand: until 400 ms no edges at all, then all of them.
TEST(VisualMetrics, TheContentfulIndexCountsEdges) {
  const auto blank = Picture(120, 60), drawn = Picture(120, 60).box(30, 20, 60, 20, kRed);
  const auto metrics = visual_metrics({{0, blank}, {400, drawn}, {900, drawn}});
  ASSERT_TRUE(metrics);
  EXPECT_EQ(metrics->contentful_speed_index, 400);
}

TEST(VisualMetrics, AreNoneOfFramesThatCannotBeCompared) {
  EXPECT_FALSE(visual_metrics({}));
  EXPECT_FALSE(visual_metrics({{0, Picture(10, 10)}, {10, Picture(10, 12)}}));
  EXPECT_FALSE(instability({{0, Image{}}}));
}

TEST(Instability, TellsWhatChangesOnceFromWhatWillNotSettle) {
  std::vector<TimedFrame> frames;
  for (int i = 0; i < 7; ++i) {
    auto picture = Picture(100, 10, kGround);
    if (i > 0) picture.box(0, 0, 20, 10, kRed);        // came once
    if (i % 2 == 1) picture.box(50, 0, 10, 10, kRed);  // blinks
    frames.push_back({100.0 * i, picture});
  }
  const auto found = instability(frames);
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->changed, 0.3);
  EXPECT_DOUBLE_EQ(found->repeatedly, 0.1);
}

}  // namespace
}  // namespace firsthand::vision
