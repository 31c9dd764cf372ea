#include "analyzers/effort.h"

#include <gmock/gmock.h>

#include "analyzers/audit.h"
#include "journeys/keystroke_level.h"
#include "tests/support/recording_builder.h"

namespace firsthand::test {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

RecordingBuilder desk() {
  RecordingBuilder builder;
  builder.raw().walk.visitor.touch = false;
  return builder;
}

RecordingBuilder on_phone() {
  RecordingBuilder builder;
  builder.raw().walk.visitor.touch = true;
  return builder;
}

std::string page_of(int words, const std::string& more = "") {
  std::string text;
  for (int i = 0; i < words; ++i) text += " word" + std::to_string(i);
  return "<html lang=en><title>T</title><body><p>" + text + "</p>" + more + "</body>";
}

TEST(Effort, AddsUpTheKeystrokeLevelModelOfADesk) {
  const auto effort = effort_of(desk()
                                    .step("open", "open /")
                                    .page(page_of(238))
                                    .step("click", "click Help")
                                    .works(1, 0, 0)
                                    .step("fill", "fill Order number")
                                    .works(1, 10, 1)
                                    .build());
  ASSERT_TRUE(effort);
  EXPECT_EQ(effort->device, "desktop");
  EXPECT_THAT(*effort->reading_ms, DoubleNear(0.2 * 60'000, 1));  // a fifth of a minute's words
  EXPECT_THAT(effort->deciding_ms, DoubleNear(2 * 1350, 1e-6));
  EXPECT_THAT(effort->pointing_ms, DoubleNear(2 * (1100 + 200), 1e-6));
  EXPECT_THAT(effort->typing_ms, DoubleNear(10 * 280 + 2 * 400, 1e-6));
  EXPECT_THAT(*effort->total_ms(), DoubleNear(12'000 + 2700 + 2600 + 3600, 1));
}

TEST(Effort, TapsFasterAndTypesSlowerOnAPhone) {
  const auto effort =
      effort_of(on_phone().step("fill", "fill Order number").works(1, 181, 1).build());
  ASSERT_TRUE(effort);
  EXPECT_EQ(effort->device, "phone");
  EXPECT_THAT(effort->pointing_ms, DoubleNear(1100 / 1.5, 1e-6));
  EXPECT_THAT(effort->typing_ms, DoubleNear(60'000, 1e-6));  // 36.2 words of five letters
}

TEST(Effort, PointsAtNothingByKeysAlone) {
  auto builder = desk();
  builder.raw().walk.visitor.keyboard = true;
  const auto effort = effort_of(builder.step("click", "click Help").works(1, 4, 0).build());
  EXPECT_EQ(effort->device, "keyboard");
  EXPECT_EQ(effort->pointing_ms, 0);
  EXPECT_THAT(effort->typing_ms, DoubleNear(5 * 280, 1e-6));
}

TEST(Effort, ReadsWhatEveryPageRepeatsOnce) {
  const auto effort = effort_of(on_phone()
                                    .step("open", "open /")
                                    .page(page_of(40, "<p>Delivery is free</p>"))
                                    .step("click", "click Help")
                                    .page(page_of(40, "<p>Write to us</p>"))
                                    .build());
  EXPECT_EQ(effort->words, 40 + 3 + 3);
  EXPECT_EQ(effort->pages, 2);
}

TEST(Effort, OfReadingIsNotKnownWithoutAPage) {
  const auto effort = effort_of(on_phone().step("click", "click Help").works(1, 0, 0).build());
  ASSERT_TRUE(effort);
  EXPECT_FALSE(effort->reading_ms);
  EXPECT_FALSE(effort->total_ms());
  EXPECT_EQ(effort->unread, 1);
}

TEST(Effort, CountsNothingThatWasNotReached) {
  auto recording = on_phone()
                       .step("click", "click Help")
                       .works(1, 0, 0)
                       .step("fill", "fill")
                       .works(1, 50, 1)
                       .build();
  recording.walk.steps[1].outcome = StepOutcome::kNotReached;
  EXPECT_EQ(effort_of(recording)->typing_ms, 0);
  recording.walk.steps[0].outcome = StepOutcome::kNotReached;
  EXPECT_FALSE(effort_of(recording));
}

TEST(Effort, CountsTheClicksOnWhatCameInTheWay) {
  auto recording = on_phone().step("click", "click Help").works(1, 0, 0).build();
  const double before = effort_of(recording)->pointing_ms;
  Interruption met;
  met.step = 0;
  met.pressed = {"Settings", "Save"};
  recording.walk.interruptions = {met};
  EXPECT_EQ(effort_of(recording)->clicks_in_the_way, 2);
  EXPECT_THAT(effort_of(recording)->pointing_ms, DoubleNear(3 * before, 1e-6));
}

TEST(Effort, TellsWhichOfTheFieldsFilledInAreRequired) {
  auto builder = on_phone();
  builder.step("fill", "fill")
      .works(1, 9, 2)
      .page(
          "<html lang=en><title>T</title><form><input id=a required value=x>"
          "<input id=b value=y><input id=c required></form>");
  for (const auto* selector : {"#a", "#b"}) {
    builder.target("Box", "textbox");
    builder.raw().walk.steps.back().targets.back().selector = selector;
  }
  EXPECT_EQ(effort_of(builder.build())->required, 1);
  EXPECT_FALSE(effort_of(on_phone().step("click", "click").works(1, 0, 0).build())->required);
}

TEST(Effort, TellsHowFarWhatIsLookedForIsFromTheFirstPage) {
  auto builder = on_phone();
  builder.step("open", "open /")
      .url("http://shop.test/")
      .page(page_of(3, "<a href=/help>Help</a>"))
      .step("find", "find contact")
      .url("http://shop.test/contact");
  builder.raw().walk.steps.back().search =
      Search{.thing = "contact", .found = true, .clicks = 3, .way = {"Help", "Contact us"}};
  builder.step("find", "find returns").url("http://shop.test/returns");
  builder.raw().walk.steps.back().search =
      Search{.thing = "returns", .found = true, .clicks = 1, .way = {"Returns"}};
  const auto effort = effort_of(builder.build());
  std::vector<std::pair<std::string, int>> told;
  for (const auto& [thing, clicks] : effort->distances) told.emplace_back(thing, clicks);
  // The returns were looked for from another page.
  EXPECT_THAT(told, ElementsAre(std::pair("help", 1), std::pair("contact", 2)));
  EXPECT_EQ(effort->dead_ends, 1);
}

TEST(Effort, CountsAWayBackFromWhereNothingWasDone) {
  EXPECT_EQ(effort_of(on_phone()
                          .step("click", "click Sale")
                          .step("back", "back")
                          .step("click", "click Help")
                          .step("see", "see Opening hours")
                          .step("back", "back")
                          .build())
                ->dead_ends,
            1);
}

TEST(Effort, IsOfTheLongestWalkAndChangesNeitherScoreNorVerdict) {
  const auto shorter = on_phone().step("click", "click Help").works(1, 0, 0).build();
  auto longer =
      on_phone().name("return-a-kettle-2").step("click", "click Help").works(40, 0, 0).build();
  const auto audit = judge({shorter, longer}, {});
  ASSERT_TRUE(audit.journeys[0].effort);
  EXPECT_THAT(audit.journeys[0].effort->pointing_ms, DoubleNear(40 * klm::kTouchMs, 1e-6));
  EXPECT_EQ(*audit.score, 100);
  EXPECT_EQ(audit.verdict, AuditVerdict::kGo);
}

}  // namespace
}  // namespace firsthand::test
