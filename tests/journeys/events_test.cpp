#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "journeys/recording_folder.h"
#include "tests/journeys/walks.h"

namespace firsthand {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The log of a walk that ends as full_walk() says.
std::vector<json> events() {
  const Walk end = test::full_walk();
  Walk start = end;
  start.outcome = Outcome::kUnmeasured;
  start.reason = "lost";
  start.reason_text.clear();
  start.censored = false;
  start.total_ms.reset();
  start.timing = {};
  start.screens.clear();
  start.frames.clear();
  start.observations.clear();
  start.steps = {{.index = 0, .word = "click"}, {.index = 1, .word = "see"}};
  StepRecord untimed = end.steps[0];
  untimed.timing = {};
  untimed.reaction.reset();
  return {{{"schema", "firsthand.events/1"}},
          {{"kind", "walk_started"}, {"walk", start}},
          {{"kind", "step_started"}, {"index", 0}, {"at_ms", 10.125}},
          {{"kind", "screen"}, {"screen", end.screens[0]}},
          {{"kind", "frames"}, {"frames", end.frames}},
          {{"kind", "weather"}, {"sunny", true}},
          {{"kind", "observation"}, {"observation", end.observations[0]}},
          {{"kind", "step_finished"}, {"step", untimed}},
          {{"kind", "walk_finished"},
           {"outcome", "gave_up"},
           {"reason", end.reason},
           {"reason_text", end.reason_text},
           {"censored", true},
           {"total_ms", *end.total_ms},
           {"timing", end.timing}},
          {{"kind", "step_timing"},
           {"index", 0},
           {"timing", end.steps[0].timing},
           {"reaction", *end.steps[0].reaction}}};
}

std::string lines(const std::vector<json>& all) {
  std::string text;
  for (const auto& event : all) text += event.dump() + "\n";
  return text;
}

TEST(Events, OfTheFilmAreToldInTheOrderOfTheirPresentation) {
  const auto frames = [](double first_ms, double second_ms) {
    return json{{"kind", "frames"},
                {"frames",
                 {Frame{.file = "frames/a.jpg", .at_ms = first_ms},
                  Frame{.file = "frames/b.jpg", .at_ms = second_ms}}}};
  };
  const auto walk = walk_from_events(
      lines({{{"schema", "firsthand.events/1"}}, frames(704, 671), frames(700, 740)}));
  ASSERT_TRUE(walk.ok()) << walk.error().text();
  std::vector<double> at_ms;
  for (const auto& frame : walk->frames) at_ms.push_back(frame.at_ms);
  EXPECT_THAT(at_ms, ElementsAre(671, 700, 704, 740));
}

TEST(Events, FoldIntoTheWalk) {
  const auto walk = walk_from_events(lines(events()));
  ASSERT_TRUE(walk) << walk.error().text();
  EXPECT_EQ(*walk, test::full_walk());
}

TEST(Events, ReadAtEveryPrefixAndAreLostUntilTheWalkFinished) {
  const std::string log = lines(events());
  const auto finished = log.find('\n', log.find("walk_finished"));
  for (std::size_t length = 0; length <= log.size(); ++length) {
    const auto walk = walk_from_events(std::string_view(log).substr(0, length));
    ASSERT_TRUE(walk) << length << ": " << walk.error().text();
    if (length > finished) {
      EXPECT_EQ(walk->outcome, Outcome::kGaveUp) << length;
    } else {
      EXPECT_EQ(walk->outcome, Outcome::kUnmeasured) << length;
      EXPECT_EQ(walk->reason, "lost") << length;
      EXPECT_FALSE(walk->reason_text.empty());
      EXPECT_FALSE(walk->total_ms) << length;
      EXPECT_FALSE(walk->timing.reliable) << length;  // nobody looked how busy the machine was
    }
  }
}

TEST(Events, LeaveAStepThatWasStartedUnmeasured) {
  auto some = events();
  some.resize(3);
  const auto walk = walk_from_events(lines(some));
  ASSERT_EQ(walk->steps.size(), 2u);
  EXPECT_EQ(walk->steps[0].outcome, StepOutcome::kUnmeasured);
  EXPECT_EQ(walk->steps[0].started_at_ms, 10.125);
  EXPECT_EQ(walk->steps[1].outcome, StepOutcome::kNotReached);
}

TEST(Events, ThatWereTornInTheMiddleAreLeftOutAndSaidSo) {
  std::string log = lines(events());
  log.erase(log.find("covered by a box"), 30);
  const auto walk = walk_from_events(log);
  ASSERT_TRUE(walk);
  EXPECT_EQ(walk->outcome, Outcome::kGaveUp);
  EXPECT_TRUE(walk->observations.empty());
  EXPECT_FALSE(walk->timing.reliable);
  ASSERT_FALSE(walk->timing.reasons.empty());
  EXPECT_THAT(walk->timing.reasons.back(), HasSubstr("events.jsonl:7"));
}

TEST(Events, ReadOrAreRefusedWhateverByteIsWrong) {
  const std::string good = lines(events());
  for (std::size_t at = 0; at < good.size(); at += 3) {
    for (const char c : {'"', '[', '}', '-', '9', '\n', '\0', '\xff'}) {
      std::string bad = good;
      bad[at] = c;
      const auto walk = walk_from_events(bad);
      EXPECT_TRUE(walk.ok() || walk.error().code == Errc::kUnreadable);
    }
  }
}

TEST(Events, OfAnotherSchemaAreRefused) {
  for (const char* first : {"{\"schema\":\"firsthand.events/2\"}\n", "{}\n", "[]\n", "7\n", "\n",
                            "hello\n", "{\"schema\":7}\n"}) {
    const auto walk = walk_from_events(first);
    ASSERT_FALSE(walk) << first;
    EXPECT_EQ(walk.error().code, Errc::kUnreadable);
  }
}

TEST(Events, CannotMakeStepsWithoutEnd) {
  const std::string start = "{\"schema\":\"firsthand.events/1\"}\n";
  const auto walk = walk_from_events(start + "{\"kind\":\"step_started\",\"index\":2000000000}\n" +
                                     "{\"kind\":\"step_started\",\"index\":-1}\n" +
                                     "{\"kind\":\"step_timing\",\"index\":1e300}\n" +
                                     "{\"kind\":\"step_started\",\"index\":3}\n");
  ASSERT_TRUE(walk);
  EXPECT_EQ(walk->steps.size(), 4u);
}

}  // namespace
}  // namespace firsthand
