// What `firsthand walk` answers before it walks anything.
#include <future>

#include "cli/output_folder.h"
#include "tests/cli/walk_command.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::kJourney;
using test::ScriptedParts;
using test::WalkCommand;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(WalkCommand, NeedsWhatAHeaderIsMadeOf) {
  ScriptedParts script;
  auto made = request();
  made.journeys = {folder
                       .write("ask.yaml",
                              "journey: Ask\nsite: http://127.0.0.1:9\nvisitor:\n"
                              "  headers:\n    X-Key: $env.FIRSTHAND_TEST_NOT_SET\n"
                              "steps:\n  - open: /\n  - see: Welcome\n")
                       .string()};
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("ask.yaml:5:"));
  EXPECT_THAT(heard.err.str(), HasSubstr("the environment has no FIRSTHAND_TEST_NOT_SET"));
}

TEST_F(WalkCommand, AnswersAllMistakesInAllJourneysBeforeWalkingAny) {
  ScriptedParts script;
  auto made = request({"good.yaml"});
  made.journeys.push_back(
      folder.write("bad.yaml", "journey: x\nsteps:\n  - clik: Help\n").string());
  made.journeys.push_back((folder.path() / "none.yaml").string());
  made.journeys.emplace_back("first-visist");
  made.journeys.emplace_back("return-an-order");
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(script.asked, IsEmpty());
  EXPECT_FALSE(fs::exists(made.out));
  const auto err = heard.err.str();
  EXPECT_THAT(err, HasSubstr("bad.yaml:3:5"));
  EXPECT_THAT(err, HasSubstr("no such file: " + (folder.path() / "none.yaml").string()));
  EXPECT_THAT(err, HasSubstr("no ready-made journey 'first-visist': did you mean 'first-visit'?"));
  EXPECT_THAT(err, HasSubstr("Ready-made: first-visit, return-an-order, contact-us, "));
  EXPECT_THAT(err, HasSubstr("return-an-order needs its order"));
  EXPECT_THAT(err, HasSubstr("--let order=…"));
}

TEST_F(WalkCommand, TakesNoSiteThatNoBrowserWouldGoTo) {
  ScriptedParts script;
  for (const auto* site : {"http://127.0.0.1:99999", "shop.example", "http://:80/", "https:///help",
                           "https://shop example/"}) {
    auto made = request();
    made.site = site;
    EXPECT_EQ(run(made, script), ExitCode::kUsage) << site;
    EXPECT_THAT(heard.err.str(), HasSubstr("'" + std::string(site) + "' is not the URL of a site"));
  }
  EXPECT_THAT(script.asked, IsEmpty());
}

TEST_F(WalkCommand, TakesOneSiteForAURL) {
  ScriptedParts script;
  auto made = request();
  made.journeys = {"https://shop.example"};
  made.site = "https://other.example";
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("Leave --site off"));
}

TEST_F(WalkCommand, NeedsASiteAVisitorAndEveryVariable) {
  ScriptedParts script;
  WalkRequest made;
  made.journeys = {folder
                       .write("ask.yaml",
                              "journey: Ask\n"
                              "steps:\n"
                              "  - open: $env.FIRSTHAND_TEST_NOT_SET/x\n"
                              "  - see: Welcome\n"
                              "    tab: $env.FIRSTHAND_TEST_NOT_SET_EITHER\n")
                       .string()};
  made.visitor.like = "lapotp";
  made.out = folder.path() / "out";
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  const auto err = heard.err.str();
  EXPECT_THAT(err, HasSubstr("names no site"));
  EXPECT_THAT(err, HasSubstr("did you mean 'laptop'?"));
  EXPECT_THAT(err, HasSubstr("ask.yaml:3:"));
  EXPECT_THAT(err, HasSubstr("the environment has no FIRSTHAND_TEST_NOT_SET\n"));
  EXPECT_THAT(err, HasSubstr("the environment has no FIRSTHAND_TEST_NOT_SET_EITHER\n"));
}

TEST_F(WalkCommand, TellsASiteWithoutItsSchemeFromAFileThatIsNotThere) {
  ScriptedParts script;
  auto made = request({"good.yaml"});
  for (const std::string site :
       {"127.0.0.1:8123", "localhost", "shop.example/help", "shop.example"}) {
    made.journeys = {site};
    EXPECT_EQ(run(made, script), ExitCode::kUsage);
    EXPECT_THAT(heard.err.str(), HasSubstr("write it with its scheme: http://" + site + " or "));
  }
  for (const std::string file : {"shop.yaml", "../shop.yaml", "ask.json"}) {
    made.journeys = {file};
    EXPECT_EQ(run(made, script), ExitCode::kUsage);
    EXPECT_THAT(heard.err.str(), Not(HasSubstr("http://" + file)));
  }
}

TEST_F(WalkCommand, SaysWhereTheJourneysOfAFolderAre) {
  ScriptedParts script;
  auto made = request({"good.yaml"});
  folder.write("suite/journeys/ask.yaml", "journey: x\n");
  fs::create_directory(folder.path() / "empty");
  made.journeys = {(folder.path() / "suite").string(), (folder.path() / "empty").string()};
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("suite/journeys/*.yaml"));
  EXPECT_THAT(heard.err.str(), HasSubstr("There is no journey in it"));
}

TEST_F(WalkCommand, AsksForTheSiteOfAReadyMadeJourneyWhereItCanBeGiven) {
  ScriptedParts script;
  auto made = request({"good.yaml"});
  made.journeys = {"search-and-view"};
  made.let = {{"wish", "kettle"}};
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(),
              HasSubstr("search-and-view names no site\n  Give it: --site URL.\n"));
}

TEST_F(WalkCommand, AVariableThatNoJourneyUsesIsAMistake) {
  ScriptedParts script;
  auto made = request();
  made.let = {{"emial", "x@y.example"}};
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("--let emial: no journey uses a variable of that name"));
}

TEST_F(WalkCommand, AVariableThatNoJourneyUsesIsAMistakeForCheckToo) {
  const auto file = folder.write("ask.yaml", kJourney).string();
  EXPECT_EQ(run_check({.journeys = {file}, .let = {{"emial", "x"}}}, heard.console),
            ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("--let emial: no journey uses a variable of that name"));
  EXPECT_THAT(heard.out.str(), HasSubstr("1 error"));
}

TEST_F(WalkCommand, AJourneyThatOpensNoPageIsNotWalked) {
  ScriptedParts script;
  auto made = request();
  made.journeys = {folder
                       .write("ask.yaml",
                              "journey: Ask\nsite: http://127.0.0.1:9\nsteps:\n"
                              "  - note: first\n  - click: Help\n  - see: Help\n")
                       .string()};
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("opens no page before 'click'"));
  EXPECT_THAT(script.asked, IsEmpty());
}

TEST_F(WalkCommand, TheLogOfOneWalkIsNotOfSeveral) {
  ScriptedParts script;
  auto made = request();
  made.times = 2;
  made.wire_log = folder.path() / "walk.wire";
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("--wire-log is the log of one walk"));
}

TEST_F(WalkCommand, RefusesASiteThatIsNoUrl) {
  for (const auto* site :
       {"shop.example", "ftp://shop.example", "https://", "https:///x", "http://a b"}) {
    ScriptedParts script;
    auto made = request();
    made.site = site;
    EXPECT_EQ(run(made, script), ExitCode::kUsage) << site;
    EXPECT_THAT(script.asked, IsEmpty());
  }
}

TEST_F(WalkCommand, TwoFilesOfOneNameAreNotOneJourney) {
  ScriptedParts script;
  EXPECT_EQ(run(request({"a/ask.yaml", "b/ask.yaml"}), script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("are both the journey 'ask'"));
}

TEST_F(WalkCommand, UntilAStepThatIsNoneIsAMistake) {
  ScriptedParts script;
  auto made = request();
  made.until = 3;
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("--until 3: the journey has no more than 2 steps"));
  made.until = 2;
  EXPECT_EQ(run(made, script), ExitCode::kGo) << heard.err.str();
}

TEST_F(WalkCommand, TwoRunsDoNotShareAFolder) {
  const auto out = folder.path() / "out";
  std::vector<std::future<bool>> runs;
  for (int run = 0; run < 8; ++run)
    runs.push_back(std::async(std::launch::async, [&] { return make_run_folder(out).ok(); }));
  int made = 0;
  for (auto& run : runs) made += run.get() ? 1 : 0;
  EXPECT_EQ(made, 1);
}

TEST_F(WalkCommand, TwoSitesAreTwoRuns) {
  ScriptedParts script;
  auto made = request();
  made.journeys = {"https://a.example", "https://b.example"};
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("https://a.example and https://b.example are two sites"));
  made.journeys = {"first-visit", "first-visit"};
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("first-visit.yaml is named twice\n  --times N"));
}

}  // namespace
}  // namespace firsthand
