#include "reports/audit_json.h"
#include "tests/cli/walk_command.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::HeardConsole;
using test::kJourney;
using test::ScriptedParts;
using test::WalkCommand;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

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
  fs::create_directories(folder.path() / "out/walks");
  EXPECT_EQ(run(request(), script), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("firsthand analyze " + (folder.path() / "out").string()));
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
