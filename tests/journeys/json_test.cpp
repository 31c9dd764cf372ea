#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "journeys/recording.h"
#include "tests/journeys/walks.h"

namespace firsthand {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

template <typename T>
void expect_round_trip(const T& value) {
  const std::string written = json(value).dump();
  EXPECT_EQ(json::parse(written).get<T>(), value) << written;
}

template <typename T>
std::string complaint(const std::string& text) {
  try {
    (void)json::parse(text).get<T>();
  } catch (const json::exception& exception) {
    return exception.what();
  }
  return "";
}

TEST(RecordingJson, ComesBackAsItWent) {
  const Walk walk = test::full_walk();
  expect_round_trip(walk);
  expect_round_trip(walk.journey);
  expect_round_trip(walk.visitor);
  expect_round_trip(walk.browser);
  expect_round_trip(walk.machine);
  expect_round_trip(walk.timing);
  expect_round_trip(walk.steps[0]);
  expect_round_trip(walk.steps[0].timing);
  expect_round_trip(*walk.steps[0].reaction);
  expect_round_trip(walk.screens[0]);
  expect_round_trip(walk.frames[0]);
  expect_round_trip(walk.observations[0]);
  expect_round_trip(Box{1.5, 2, 3, 4});
  expect_round_trip(Request{.at_ms = 1,
                            .duration_ms = 2,
                            .step = 3,
                            .method = "POST",
                            .url = "https://shop.example/x",
                            .type = "xhr",
                            .status = 500,
                            .error = "net::ERR_FAILED",
                            .first_party = true,
                            .main_document = true,
                            .canceled = true});
  expect_round_trip(
      ConsoleLine{.at_ms = 1, .step = 2, .level = "error", .text = "x", .url = "a.js", .line = 7});
  expect_round_trip(Seen{.screen = "screens/000-after.png",
                         .languages = "eng+deu",
                         .words = {{"Help", {1, 2, 3, 4}, 96.5, 2}},
                         .one_colour = 0.25,
                         .detail = 0.125,
                         .changed = 0.5,
                         .changed_boxes = {{1, 2, 3, 4}}});
}

TEST(RecordingJson, ComesBackEmptyWhenNothingWasMeasured) {
  expect_round_trip(Walk{});
  expect_round_trip(StepRecord{});
  expect_round_trip(Observation{});
  expect_round_trip(Seen{});
  expect_round_trip(Request{});
}

TEST(RecordingJson, WritesNothingForWhatWasNotMeasured) {
  const json step = StepRecord{.before = "screens/000-before.png"};
  EXPECT_FALSE(step.contains("error"));
  EXPECT_FALSE(step.contains("should_take_ms"));
  EXPECT_FALSE(step.contains("reaction"));
  EXPECT_FALSE(step.contains("status"));
  EXPECT_EQ(step["timing"], json::parse(R"({"tool_ms":0.0,"pace_ms":0.0,"censored":false})"));
  EXPECT_EQ(step["screens"], json::parse(R"({"before":"screens/000-before.png"})"));
  EXPECT_EQ(step["vitals"], json::object());
}

TEST(RecordingJson, RoundsToThreePlaces) {
  const json step = StepRecord{.started_at_ms = 1.23456, .patience_ms = 0.1 + 0.2};
  EXPECT_EQ(step["started_at_ms"].dump(), "1.235");
  EXPECT_EQ(step["patience_ms"].dump(), "0.3");
  EXPECT_EQ(json(Box{0.12345, 2, 3, 4}).dump(), "[0.123,2.0,3.0,4.0]");
}

TEST(RecordingJson, WritesNothingForWhatIsNoNumber) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const json step = StepRecord{.started_at_ms = nan, .patience_ms = 1 / 0.0};
  EXPECT_FALSE(step.contains("started_at_ms"));
  EXPECT_FALSE(step.contains("patience_ms"));
}

TEST(RecordingJson, WritesPageTextThatIsNotUtf8) {
  const json step = StepRecord{.title = "bad \xff title"};
  EXPECT_EQ(step.dump().find('\xff'), std::string::npos);
}

TEST(RecordingJson, CarriesItsSchemas) {
  EXPECT_EQ(json(Walk{})["schema"], "firsthand.walk/1");
  EXPECT_EQ(json(Seen{})["schema"], "firsthand.seen/1");
  EXPECT_THAT(complaint<Seen>(R"({"schema":"firsthand.seen/9"})"), HasSubstr("schema"));
}

TEST(RecordingJson, ToleratesWhatIsMissingNullOrNew) {
  const auto step =
      json::parse(R"({"index":4,"title":null,"colour":"red","timing":{"usable_ms":null}})")
          .get<StepRecord>();
  EXPECT_EQ(step.index, 4);
  EXPECT_EQ(step.title, "");
  EXPECT_FALSE(step.timing.usable_ms);
}

TEST(RecordingJson, NamesTheKeyOfAWrongType) {
  EXPECT_THAT(complaint<Walk>(R"({"steps":[{},{"timing":{"usable_ms":"3"}}]})"),
              HasSubstr("steps[1].timing.usable_ms: a number is needed here, not string"));
  EXPECT_THAT(complaint<Walk>(R"([])"), HasSubstr("an object is needed"));
  EXPECT_THAT(complaint<Walk>(R"({"visitor":7})"), HasSubstr("visitor: an object"));
  EXPECT_THAT(complaint<Walk>(R"({"outcome":"fine"})"), HasSubstr("outcome: a known outcome"));
  EXPECT_THAT(complaint<Walk>(R"({"steps":{}})"), HasSubstr("steps: a list"));
  EXPECT_THAT(complaint<StepRecord>(R"({"index":1e300})"), HasSubstr("index: a whole number"));
  EXPECT_THAT(complaint<StepRecord>(R"({"index":99999999999})"), HasSubstr("index: a whole"));
  EXPECT_THAT(complaint<StepRecord>(R"({"submits":1})"), HasSubstr("submits: true or false"));
  EXPECT_THAT(complaint<Box>("[1,2,3]"), HasSubstr("a box [x, y, w, h]"));
  EXPECT_THAT(complaint<Box>(R"([1,2,3,"4"])"), HasSubstr("a number"));
}

TEST(Outcomes, HaveWordsThatReadBack) {
  for (const auto outcome : {Outcome::kCompleted, Outcome::kGaveUp, Outcome::kFailed,
                             Outcome::kStopped, Outcome::kUnmeasured})
    EXPECT_EQ(outcome_from(to_word(outcome)), outcome);
  for (const auto outcome :
       {StepOutcome::kDone, StepOutcome::kGaveUp, StepOutcome::kFailed, StepOutcome::kStopped,
        StepOutcome::kUnmeasured, StepOutcome::kPassedOver, StepOutcome::kNotReached})
    EXPECT_EQ(step_outcome_from(to_word(outcome)), outcome);
  EXPECT_FALSE(outcome_from("done"));
  EXPECT_FALSE(step_outcome_from("completed"));
}

}  // namespace
}  // namespace firsthand
