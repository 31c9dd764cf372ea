#include <gmock/gmock.h>

#include <future>

#include "cli/output_folder.h"
#include "reports/audit_json.h"
#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::HeardConsole;
using test::kJourney;
using test::ScriptedParts;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class WalkCommand : public ::testing::Test {
 protected:
  WalkRequest request(const std::vector<std::string>& files = {"ask.yaml"}) {
    WalkRequest made;
    for (const auto& file : files) made.journeys.push_back(folder.write(file, kJourney).string());
    made.out = folder.path() / "out";
    return made;
  }
  ExitCode run(const WalkRequest& made, ScriptedParts& script) {
    return run_walk(made, script.parts, heard.console);
  }
  TempFolder folder;
  HeardConsole heard;
};

TEST_F(WalkCommand, WalksJudgesAndReports) {
  ScriptedParts script;
  EXPECT_EQ(run(request(), script), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(heard.last_line(), StartsWith("GO "));
  EXPECT_THAT(heard.last_line(), EndsWith("/out/report.html"));
  EXPECT_TRUE(fs::exists(folder.path() / "out/walks/ask-1/walk.json"));
  const auto audit = test::slurp(folder.path() / "out/audit.json");
  EXPECT_TRUE(check_audit_json(audit).ok());
  EXPECT_THAT(audit, HasSubstr("\"walks/ask-1\""));
  EXPECT_FALSE(fs::exists(folder.path() / "out/junit.xml"));
}

TEST_F(WalkCommand, DoesNotBelieveTimesBesideAControlPageThatWasLate) {
  ScriptedParts script;
  std::vector<double> errors{20, 30, 250};  // before the first walk, between, after the second
  std::size_t asked = 0;
  script.parts.probe = [&](const WalkOptions&) -> Result<double> { return errors.at(asked++); };
  auto made = request();
  made.times = 2;
  run(made, script);
  EXPECT_EQ(asked, 3u);
  const auto first = read_recording(folder.path() / "out/walks/ask-1");
  const auto second = read_recording(folder.path() / "out/walks/ask-2");
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(first->walk.timing.reliable);
  ASSERT_FALSE(second->walk.timing.reliable);
  EXPECT_THAT(second->walk.timing.reasons.back(), HasSubstr("seemed to take 450 ms"));
}

TEST_F(WalkCommand, WalksSideBySideAndDoesNotBelieveTheTimes) {
  ScriptedParts script;
  auto made = request({"ask.yaml", "buy.yaml"});
  made.times = 2;
  made.jobs = 3;
  run(made, script);
  EXPECT_THAT(script.asked, IsEmpty()) << "other processes walk";
  for (const auto* name : {"ask-1", "ask-2", "buy-1", "buy-2"}) {
    const auto recording = read_recording(folder.path() / "out/walks" / name);
    ASSERT_TRUE(recording) << name;
    EXPECT_EQ(recording->walk.outcome, Outcome::kCompleted);
    ASSERT_FALSE(recording->walk.timing.reliable);
    EXPECT_THAT(recording->walk.timing.reasons.back(), HasSubstr("3 walks went on side by side"));
  }
  EXPECT_THAT(heard.err.str(), HasSubstr("warning: walks side by side"));
}

TEST_F(WalkCommand, AsksForNoControlAtTheQuickPace) {
  ScriptedParts script;
  script.parts.probe = [](const WalkOptions&) -> Result<double> {
    ADD_FAILURE();
    return 0;
  };
  auto made = request();
  made.pace = "quick";
  run(made, script);
}

TEST_F(WalkCommand, GivesTheWalkWhatTheCommandLineAsked) {
  ScriptedParts script;
  auto made = request();
  made.site = "https://shop.example";
  made.visitor.like = "laptop";
  made.pace = "quick";
  made.allow_submit = made.unmarked = made.unsandboxed = true;
  made.browser = "full";
  run(made, script);
  ASSERT_THAT(script.asked, SizeIs(1));
  const auto& options = script.asked.front();
  EXPECT_EQ(options.site, "https://shop.example");
  EXPECT_EQ(options.visitor.name, "laptop");
  EXPECT_EQ(options.pace, Pace::kQuick);
  EXPECT_TRUE(options.allow_submit);
  EXPECT_FALSE(options.marked);
  EXPECT_FALSE(options.browser.sandbox);
  EXPECT_EQ(options.browser.engine, "full");
  EXPECT_THAT(heard.err.str(), HasSubstr("warning: the browser runs without its sandbox"));
}

TEST_F(WalkCommand, PutsTheOptionsOfAVisitorOverTheJourneysOwn) {
  ScriptedParts script;
  auto made = request();
  made.journeys = {folder
                       .write("ask.yaml",
                              "journey: Ask\nsite: http://127.0.0.1:9\n"
                              "visitor: {like: phone, network: 3g, locale: de-DE}\n"
                              "steps:\n  - open: /\n  - see: Welcome\n")
                       .string()};
  made.visitor = {.network = "cable", .headers = {{"X-Preview", {.raw = "1"}}}};
  run(made, script);
  ASSERT_THAT(script.asked, SizeIs(1));
  const auto& visitor = script.asked.front().visitor;
  EXPECT_EQ(visitor.name, "phone");
  EXPECT_EQ(visitor.network.name, "cable");
  EXPECT_EQ(visitor.locale, "de-DE");
  EXPECT_THAT(visitor.headers, ElementsAre("X-Preview"));
}

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

TEST_F(WalkCommand, WalksAgainWhereTheVisitorComesBackAndReportsItApart) {
  ScriptedParts script;
  auto made = request();
  made.visits = 2;
  made.times = 2;
  EXPECT_EQ(run(made, script), ExitCode::kGo) << heard.err.str();
  ASSERT_THAT(script.asked, SizeIs(4));
  EXPECT_EQ(script.asked[0].visit, 1);
  EXPECT_EQ(script.asked[1].visit, 2);
  EXPECT_EQ(script.asked[0].profile, script.asked[1].profile);
  EXPECT_NE(script.asked[1].profile, script.asked[2].profile);
  EXPECT_EQ(script.asked[3].folder.filename(), "ask-2-visit-2");
  const auto audit = test::slurp(folder.path() / "out/audit.json");
  EXPECT_TRUE(check_audit_json(audit).ok());
  EXPECT_THAT(audit, HasSubstr("Ask about a kettle (second visit)"));
  EXPECT_THAT(heard.err.str() + heard.out.str(), HasSubstr("ask, second visit: completed"));
}

TEST_F(WalkCommand, WalksEveryJourneyBeforeAnyOfThemAgain) {
  ScriptedParts script;
  auto made = request({"a.yaml", "b.yaml"});
  made.times = 2;
  run(made, script);
  EXPECT_THAT(script.journeys, ElementsAre("a", "b", "a", "b"));
  for (const auto* name : {"a-1", "b-1", "a-2", "b-2"})
    EXPECT_TRUE(fs::exists(folder.path() / "out/walks" / name)) << name;
}

TEST_F(WalkCommand, OneGivenUpWalkOfManyIsANoGo) {
  ScriptedParts script({Outcome::kCompleted, Outcome::kGaveUp, Outcome::kCompleted});
  auto made = request();
  made.times = 3;
  made.formats = {Format::kHtml, Format::kJson, Format::kJunit};
  EXPECT_EQ(run(made, script), ExitCode::kTrouble);
  EXPECT_THAT(heard.last_line(), StartsWith("NO-GO "));
  EXPECT_THAT(heard.last_line(), HasSubstr("3 walks: 2 completed, 1 gave up"));
  EXPECT_TRUE(fs::exists(folder.path() / "out/junit.xml"));
}

TEST_F(WalkCommand, CannotSayWhenTheWalkCouldNotBeMeasured) {
  ScriptedParts script({Outcome::kUnmeasured});
  EXPECT_EQ(run(request(), script), ExitCode::kCannotMeasure);
  EXPECT_THAT(heard.last_line(), StartsWith("CANNOT SAY "));
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

TEST_F(WalkCommand, WalksAFirstVisitWhereAURLIsGiven) {
  ScriptedParts script;
  auto made = request();
  made.journeys = {"https://shop.example/en/?a=$5#top"};
  EXPECT_EQ(run(made, script), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(script.journeys, ElementsAre("first-visit"));
  ASSERT_THAT(script.asked, SizeIs(1));
  EXPECT_EQ(script.asked[0].site, "https://shop.example/en/?a=$5#top");
  EXPECT_EQ(script.asked[0].variables.values.at("start"), "/en/?a=$5");
}

TEST_F(WalkCommand, WalksAReadyMadeJourneyByItsName) {
  ScriptedParts script;
  WalkRequest made;
  made.journeys = {"return-an-order"};
  made.site = "https://shop.example";
  made.let = {{"order", "KC-1001"}};
  made.out = folder.path() / "out";
  EXPECT_EQ(run(made, script), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(script.journeys, ElementsAre("return-an-order"));
  EXPECT_EQ(script.asked[0].variables.values.at("order"), "KC-1001");
  EXPECT_EQ(script.asked[0].variables.values.at("start"), "/");
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

TEST_F(WalkCommand, AVariableGivenOnTheCommandLineStandsForTheEnvironments) {
  ScriptedParts script;
  auto made = request();
  made.journeys = {folder
                       .write("ask.yaml",
                              "journey: Ask\n"
                              "let:\n"
                              "  email: $env.FIRSTHAND_TEST_NOT_SET\n"
                              "steps:\n"
                              "  - open: /?from=$email\n"
                              "  - see: Welcome\n")
                       .string()};
  made.site = "https://shop.example";
  made.let = {{"email", "x@y.example"}};
  run(made, script);
  ASSERT_THAT(script.asked, SizeIs(1)) << heard.err.str();
  EXPECT_EQ(script.asked.front().variables.values.at("email"), "x@y.example");
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

TEST_F(WalkCommand, AVariableInTheNameOfAStepIsOneOfTheJourneys) {
  ScriptedParts script;
  auto made = request();
  made.journeys = {
      folder.write("ask.yaml", kJourney + "    name: Greet $who, $env.FIRSTHAND_TEST_NOT_SET\n")
          .string()};
  made.let = {{"who", "Anna"}};
  EXPECT_EQ(run(made, script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("ask.yaml:6:"));
  EXPECT_THAT(heard.err.str(), HasSubstr("the environment has no FIRSTHAND_TEST_NOT_SET\n"));
  EXPECT_THAT(heard.err.str(), Not(HasSubstr("--let who")));
}

TEST_F(WalkCommand, KeepsAnEarlierRunsEvidence) {
  ScriptedParts script;
  folder.write("out/audit.json", "evidence");
  EXPECT_EQ(run(request(), script), ExitCode::kUsage);
  EXPECT_THAT(script.asked, IsEmpty());
  EXPECT_EQ(test::slurp(folder.path() / "out/audit.json"), "evidence");
}

TEST_F(WalkCommand, AnOutputFolderThatCannotBeWrittenIsExitCodeThree) {
  ScriptedParts script;
  auto made = request();
  made.out = folder.write("file", "") / "out";
  EXPECT_EQ(run(made, script), ExitCode::kCannotMeasure);
  EXPECT_THAT(heard.err.str(), HasSubstr("--out"));
}

TEST_F(WalkCommand, WithoutABrowserNothingMoreIsTried) {
  ScriptedParts script;
  script.walk_error = Error{Errc::kNoBrowser, "no browser", "apt-get install it"};
  auto made = request();
  made.times = 5;
  EXPECT_EQ(run(made, script), ExitCode::kCannotMeasure);
  EXPECT_THAT(script.asked, SizeIs(1));
  EXPECT_THAT(heard.err.str(), HasSubstr("apt-get install it"));
  EXPECT_EQ(heard.last_line(), "CANNOT SAY no browser");
}

TEST_F(WalkCommand, AFullDiskKeepsAndJudgesWhatIsThere) {
  ScriptedParts script;
  script.walk_error = Error{Errc::kNoSpace, "the disk is full", "Make room."};
  script.error_at = 2;
  auto made = request();
  made.times = 3;
  EXPECT_EQ(run(made, script), ExitCode::kCannotMeasure);
  EXPECT_THAT(script.asked, SizeIs(2));
  EXPECT_THAT(heard.last_line(), StartsWith("CANNOT SAY "));
  EXPECT_THAT(heard.last_line(), HasSubstr("3 walks: 1 completed, 2 lost"));
  EXPECT_TRUE(fs::exists(folder.path() / "out/report.html"));
}

TEST_F(WalkCommand, ARunThatEndsEarlyIsNoGoInAnyOfItsReports) {
  ScriptedParts script;
  script.walk_error = Error{Errc::kNoSpace, "the disk is full", "Make room."};
  script.error_at = 2;
  auto made = request({"a.yaml", "b.yaml"});
  made.formats = {Format::kHtml, Format::kJson, Format::kJunit};
  EXPECT_EQ(run(made, script), ExitCode::kCannotMeasure);
  EXPECT_THAT(heard.last_line(), StartsWith("CANNOT SAY 1 of the run's 2 walks is missing. "));
  const auto audit = audit_from_json(test::slurp(made.out / "audit.json"));
  ASSERT_TRUE(audit);
  EXPECT_EQ(audit->verdict, AuditVerdict::kCannotSay);
  ASSERT_THAT(audit->journeys, SizeIs(2));
  EXPECT_EQ(audit->journeys[1].walks.at(0).reason, "not_begun");
  EXPECT_THAT(test::slurp(made.out / "report.html"), HasSubstr("the run ended before it"));
  EXPECT_THAT(test::slurp(made.out / "junit.xml"), HasSubstr("<error type=\"not_begun\""));
}

TEST_F(WalkCommand, InterruptedItSaysHowToJudgeWhatIsThere) {
  ScriptedParts script;
  script.interrupt_after = 1;
  auto made = request();
  made.times = 3;
  EXPECT_EQ(run(made, script), ExitCode::kInterrupted);
  EXPECT_THAT(script.asked, SizeIs(1));
  EXPECT_THAT(heard.last_line(), StartsWith("CANNOT SAY interrupted"));
  EXPECT_THAT(heard.last_line(), EndsWith("firsthand analyze " + made.out.string()));
  EXPECT_TRUE(fs::exists(made.out / "walks/ask-1/walk.json"));
}

TEST_F(WalkCommand, ScreensThatCannotBeReadDoNotEndTheRun) {
  ScriptedParts script;
  script.parts.walk = [](const Journey& journey, const WalkOptions& options) -> Result<Walk> {
    auto walk = test::walked(journey, options, Outcome::kCompleted);
    walk.screens.push_back(
        {"screens/000-after.png", 10, 0, "after", 390, 844, 2, 0, 0, "http://x/"});
    test::keep(walk, options.folder);
    return walk;
  };
  script.parts.see = [](const fs::path&) -> Result<> {
    return Error{Errc::kNoBrowser, "Tesseract has no 'deu'", "apt-get install tesseract-ocr-deu"};
  };
  run(request(), script);
  EXPECT_THAT(heard.err.str(), HasSubstr("apt-get install tesseract-ocr-deu"));
  EXPECT_TRUE(fs::exists(folder.path() / "out/audit.json"));
  EXPECT_TRUE(fs::exists(folder.path() / "out/report.html"));
}

TEST_F(WalkCommand, InAPipeProgressIsPlainLinesAndQuietSaysNothing) {
  ScriptedParts script;
  run(request(), script);
  EXPECT_THAT(heard.err.str(), HasSubstr("[1/1] Ask about a kettle: step 1 of 2: open /\n"));
  EXPECT_THAT(heard.err.str(), Not(HasSubstr("\033")));
  HeardConsole quiet;
  quiet.console.noise = Noise::kQuiet;
  auto made = request();
  made.out = folder.path() / "quiet";
  run_walk(made, script.parts, quiet.console);
  EXPECT_EQ(quiet.err.str(), "");
}

TEST_F(WalkCommand, OnATerminalProgressIsOneLineThatIsTakenAwayAgain) {
  ScriptedParts script;
  heard.console.terminal = true;
  heard.console.columns = 40;
  run(request(), script);
  const auto err = heard.err.str();
  EXPECT_THAT(err, HasSubstr("\r\033[K[1/1] Ask about a kettle"));
  EXPECT_THAT(err, Not(HasSubstr("step 1 of 2: open /\n")));
}

}  // namespace
}  // namespace firsthand
