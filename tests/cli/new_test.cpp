#include <gmock/gmock.h>

#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::HeardConsole;
using test::ScriptedParts;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class NewCommand : public ::testing::Test {
 protected:
  ExitCode run(const fs::path& where, const std::string& site = "https://shop.example") {
    NewRequest request;
    request.folder = where;
    request.site = site;
    return run_new(request, script.parts, heard.console);
  }
  TempFolder folder;
  HeardConsole heard;
  ScriptedParts script;
};

TEST_F(NewCommand, LooksAroundAndWritesAFolderToGoOnFrom) {
  const auto made = folder.path() / "shop";
  EXPECT_EQ(run(made), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(script.journeys, ElementsAre("first-visit"));
  EXPECT_TRUE(fs::exists(made / "first-visit/report.html"));
  EXPECT_TRUE(fs::exists(made / "journeys/first-visit.yaml"));
  EXPECT_THAT(test::slurp(made / "README.md"), HasSubstr("# Journeys of https://shop.example"));
}

TEST_F(NewCommand, NeverWritesWhereSomethingIs) {
  folder.write("shop/notes.txt", "mine");
  EXPECT_EQ(run(folder.path() / "shop"), ExitCode::kUsage);
  EXPECT_EQ(run(folder.path() / "shop/notes.txt"), ExitCode::kUsage);
  EXPECT_THAT(script.journeys, IsEmpty());
  EXPECT_THAT(heard.err.str(), HasSubstr("is not empty"));
  EXPECT_EQ(test::slurp(folder.path() / "shop/notes.txt"), "mine");
}

TEST_F(NewCommand, NeedsASite) {
  EXPECT_EQ(run(folder.path() / "shop", "shop.example"), ExitCode::kUsage);
  EXPECT_FALSE(fs::exists(folder.path() / "shop"));
}

TEST_F(NewCommand, WritesNoJourneysOfASiteThatItCouldNotSee) {
  script.walk_error = Error{Errc::kNoBrowser, "there is no browser"};
  EXPECT_EQ(run(folder.path() / "shop"), ExitCode::kCannotMeasure);
  EXPECT_FALSE(fs::exists(folder.path() / "shop/journeys"));
}

TEST_F(NewCommand, AWalkThatWasNotMeasuredOrOpenedNoPageSawNothing) {
  script.outcomes = {Outcome::kUnmeasured};
  EXPECT_EQ(run(folder.path() / "shop"), ExitCode::kCannotMeasure);
  EXPECT_FALSE(fs::exists(folder.path() / "shop/journeys"));
  script.parts.walk = [](const Journey& journey, const WalkOptions& options) -> Result<Walk> {
    auto walk = test::walked(journey, options, Outcome::kFailed);
    for (auto& step : walk.steps) step.outcome = StepOutcome::kNotReached;
    walk.steps.front().outcome = StepOutcome::kFailed;
    test::keep(walk, options.folder);
    return walk;
  };
  EXPECT_EQ(run(folder.path() / "gone"), ExitCode::kTrouble);
  EXPECT_FALSE(fs::exists(folder.path() / "gone/journeys"));
}

}  // namespace
}  // namespace firsthand
