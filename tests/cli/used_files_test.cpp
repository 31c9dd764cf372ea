// Journeys that use other files, as the command line reads them.

#include <gmock/gmock.h>

#include "cli/walk_plan.h"
#include "tests/cli/support.h"

namespace firsthand {
namespace {

using test::TempFolder;
using ::testing::HasSubstr;

constexpr const char* kMain =
    "journey: Return\nsite: http://127.0.0.1:9\nsteps:\n  - open: /\n"
    "  - use: parts/log-in.yaml\n    let: {name: anna}\n  - see: Hello\n";

TEST(UsedFiles, AreReadFromBesideTheJourney) {
  const TempFolder folder;
  const auto main = folder.write("return.yaml", kMain);
  folder.write("parts/log-in.yaml",
               "journey: Log in\nlet: {name: x}\nsteps:\n  - click: Log in as $name\n");
  const auto plan = plan_walks({.journeys = {main}}, "test", "2026-01-31");
  EXPECT_EQ(plan.complaints, "");
  ASSERT_EQ(plan.journeys.size(), 1U);
  const auto& planned = plan.journeys[0];
  ASSERT_EQ(planned.journey.steps.size(), 3U);
  EXPECT_EQ(planned.journey.steps[1].file, (folder.path() / "parts/log-in.yaml").string());
  EXPECT_EQ(*expand(planned.journey.steps[1].says, planned.options.variables),
            "click Log in as anna");
}

TEST(UsedFiles, AreNamedWhenTheyAreWrong) {
  const TempFolder folder;
  const auto main = folder.write("return.yaml", kMain);
  const test::HeardConsole heard;
  EXPECT_EQ(run_check({.journeys = {main}}, heard.console), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("return.yaml:5:10: error: cannot read "));
  folder.write("parts/log-in.yaml", "journey: Log in\nsteps:\n  - clik: Log in as $name\n");
  const test::HeardConsole again;
  EXPECT_EQ(run_check({.journeys = {main}}, again.console), ExitCode::kUsage);
  EXPECT_THAT(again.err.str(), HasSubstr("parts/log-in.yaml:3:5: error: "));
  EXPECT_THAT(again.out.str(), HasSubstr("1 file read: 1 error, 0 warnings"));
}

TEST(UsedFiles, AreNamedWhenTheEnvironmentLacksWhatTheyTake) {
  const TempFolder folder;
  const auto main = folder.write("return.yaml", kMain);
  folder.write("parts/log-in.yaml",
               "journey: Log in\nlet: {name: x}\nsteps:\n  - click: Log in as $name\n"
               "  - click: $env.FIRSTHAND_NOT_SET\n");
  const auto plan = plan_walks({.journeys = {main}}, "test", "2026-01-31");
  EXPECT_FALSE(plan.ok);
  EXPECT_THAT(plan.complaints, HasSubstr("parts/log-in.yaml:5:12: error: the environment has no"));
  EXPECT_THAT(plan.complaints, HasSubstr("5 |   - click: $env.FIRSTHAND_NOT_SET"));
}

TEST(UsedFiles, AttachWhatLiesBesideThem) {
  const TempFolder folder;
  const auto main = folder.write("return.yaml", kMain);
  folder.write(
      "parts/log-in.yaml",
      "journey: Log in\nlet: {name: x, photo: me.jpg}\nsteps:\n  - click: Log in as $name\n"
      "  - attach: {Photo: $photo}\n");
  folder.write("me.jpg", "beside the journey, not beside the file that attaches it");
  const test::HeardConsole heard;
  EXPECT_EQ(run_check({.journeys = {main}}, heard.console), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(),
              HasSubstr("parts/log-in.yaml:5:21: error: there is no file 'me.jpg'"));
  folder.write("parts/me.jpg", "here it is");
  const test::HeardConsole again;
  EXPECT_EQ(run_check({.journeys = {main}}, again.console), ExitCode::kGo) << again.err.str();
}

TEST(UsedFiles, AreToldThatTheirPatienceCountsForNothing) {
  const TempFolder folder;
  const auto main = folder.write("return.yaml", kMain);
  folder.write(
      "parts/log-in.yaml",
      "journey: Log in\npatience: 3s\nlet: {name: x}\nsteps:\n  - click: Log in as $name\n");
  const test::HeardConsole heard;
  EXPECT_EQ(run_check({.journeys = {main}}, heard.console), ExitCode::kGo);
  EXPECT_THAT(heard.err.str(),
              HasSubstr("parts/log-in.yaml:2:1: warning: the 'patience' of a file"));
}

TEST(UsedFiles, HaveTheLastWordOfTheCommandLine) {
  const TempFolder folder;
  const auto main = folder.write("main.yaml",
                                 "journey: M\nsite: http://127.0.0.1:9\nsteps:\n  - open: /\n"
                                 "  - use: part.yaml\n");
  folder.write("part.yaml", "journey: P\nlet: {order: 1}\nsteps:\n  - see: Order $order\n");
  const auto plan = plan_walks({.journeys = {main}, .let = {{"order", "7"}}}, "test", "2026-01-31");
  EXPECT_EQ(plan.complaints, "");
  ASSERT_EQ(plan.journeys.size(), 1U);
  EXPECT_EQ(*expand(plan.journeys[0].journey.steps[1].says, plan.journeys[0].options.variables),
            "see \"Order 7\"");
}

}  // namespace
}  // namespace firsthand
