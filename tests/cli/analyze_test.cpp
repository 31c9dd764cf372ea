#include <gmock/gmock.h>

#include "cli/judging.h"
#include "journeys/run_plan.h"
#include "reports/audit_json.h"
#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::HeardConsole;
using test::kJourney;
using test::ScriptedParts;
using test::TempFolder;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class AnalyzeCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    WalkRequest walk;
    walk.journeys = {folder.write("ask.yaml", kJourney).string()};
    walk.times = 2;
    walk.out = out;
    ASSERT_EQ(run_walk(walk, script.parts, walking.console), ExitCode::kGo) << walking.err.str();
  }
  ExitCode run(std::vector<fs::path> recordings, fs::path to = {}) {
    AnalyzeRequest made;
    made.recordings = std::move(recordings);
    made.out = std::move(to);
    return run_analyze(made, script.parts, heard.console);
  }
  // A serious wait in the first walk.
  void slow_down() const {
    auto walk = nlohmann::json::parse(test::slurp(out / "walks/ask-1/walk.json")).get<Walk>();
    walk.steps.front().timing.usable_ms = 5000;
    test::keep(walk, out / "walks/ask-1");
  }
  // As a walk that SIGKILL ended: only its events are there.
  void kill(const fs::path& recording) const {
    const auto walk = nlohmann::json::parse(test::slurp(recording / "walk.json"));
    fs::remove(recording / "walk.json");
    std::ofstream(recording / "events.jsonl")
        << R"({"schema":"firsthand.events/1"})" << '\n'
        << nlohmann::json{{"kind", "walk_started"}, {"walk", walk}}.dump() << '\n'
        << R"({"kind":"step_started","index":0,"at_ms":12})" << '\n'
        << R"({"kind":"step_fin)";
  }
  TempFolder folder;
  fs::path out = folder.path() / "out";
  HeardConsole walking, heard;
  ScriptedParts script;
};

TEST_F(AnalyzeCommand, JudgesARunAgainWhereItLies) {
  const auto before = test::slurp(out / "audit.json");
  fs::remove(out / "audit.json");
  fs::remove(out / "report.html");
  EXPECT_EQ(run({out}), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(heard.last_line(), StartsWith("GO "));
  EXPECT_THAT(heard.last_line(), EndsWith("/out/report.html"));
  auto again = audit_from_json(test::slurp(out / "audit.json"));
  const auto first = audit_from_json(before);
  ASSERT_TRUE(again && first);
  again->finished = first->finished;
  EXPECT_EQ(audit_json(*again), audit_json(*first));
}

TEST_F(AnalyzeCommand, AllWalksOfARunAreTheRun) {
  fs::remove(out / "audit.json");
  EXPECT_EQ(run({out / "walks/ask-1", out / "walks/ask-2/"}), ExitCode::kGo) << heard.err.str();
  EXPECT_TRUE(fs::exists(out / "audit.json"));
}

TEST_F(AnalyzeCommand, OneWalkOfSeveralDoesNotReplaceTheRunsAudit) {
  const auto before = test::slurp(out / "audit.json");
  const auto elsewhere = folder.path() / "elsewhere";
  EXPECT_EQ(run({out / "walks/ask-1"}, elsewhere), ExitCode::kGo) << heard.err.str();
  EXPECT_EQ(test::slurp(out / "audit.json"), before);
  const auto audit = audit_from_json(test::slurp(elsewhere / "audit.json"));
  ASSERT_TRUE(audit);
  EXPECT_EQ(audit->attempts.total, 1);
  EXPECT_EQ(audit->journeys.at(0).walks.at(0).recording, "../out/walks/ask-1");
}

TEST_F(AnalyzeCommand, AKilledWalkIsListedAsLost) {
  kill(out / "walks/ask-2");
  EXPECT_EQ(run({out}), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(heard.last_line(), HasSubstr("2 walks: 1 completed, 1 lost"));
  const auto audit = audit_from_json(test::slurp(out / "audit.json"));
  ASSERT_TRUE(audit);
  EXPECT_EQ(audit->attempts.lost, 1);
}

TEST_F(AnalyzeCommand, NobodyCanSayWhenEveryWalkWasKilled) {
  kill(out / "walks/ask-1");
  kill(out / "walks/ask-2");
  EXPECT_EQ(run({out}), ExitCode::kCannotMeasure) << heard.err.str();
  EXPECT_THAT(heard.last_line(), StartsWith("CANNOT SAY "));
  EXPECT_THAT(heard.last_line(), HasSubstr("2 walks: 2 lost"));
}

TEST_F(AnalyzeCommand, NobodyCanSayWhenACriticalJourneyWasNeverBegun) {
  const auto run_folder = folder.path() / "cut";
  WalkRequest walk;
  walk.journeys = {(folder.path() / "ask.yaml").string(),
                   folder.write("order.yaml", "critical: true\n" + kJourney).string()};
  walk.out = run_folder;
  ScriptedParts cut;
  cut.interrupt_after = 1;
  HeardConsole walking_it;
  ASSERT_EQ(run_walk(walk, cut.parts, walking_it.console), ExitCode::kInterrupted);
  EXPECT_EQ(run({run_folder}), ExitCode::kCannotMeasure) << heard.err.str();
  EXPECT_THAT(heard.last_line(), StartsWith("CANNOT SAY "));
  EXPECT_THAT(heard.last_line(), HasSubstr("2 walks: 1 completed, 1 lost"));
  const auto audit = audit_from_json(test::slurp(run_folder / "audit.json"));
  ASSERT_TRUE(audit);
  EXPECT_EQ(audit->verdict, AuditVerdict::kCannotSay);
  EXPECT_EQ(audit->journeys.at(1).id, "order");
}

TEST_F(AnalyzeCommand, AWalkThatWasBegunAndKeptNoRecordingIsMissing) {
  const auto judged = judge_recordings({{out / "walks/ask-1"}, out, out});
  ASSERT_TRUE(judged);
  EXPECT_EQ(judged->audit.verdict, AuditVerdict::kCannotSay);
  EXPECT_THAT(judged->audit.headline, HasSubstr("missing"));
}

TEST_F(AnalyzeCommand, OneWalkOfARunIsNotMissingTheOthers) {
  EXPECT_EQ(run({out / "walks/ask-1"}, folder.path() / "one"), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(heard.last_line(), HasSubstr("1 walk: 1 completed"));
}

TEST_F(AnalyzeCommand, APlanThatDoesNotReadIsSaidAndIsNoGo) {
  for (
      const auto* plan :
      {"", "{}", R"({"schema":"firsthand.run/1"})",
       R"({"schema":"firsthand.run/1","journeys":[{"journey":{"id":"../x"},"visitor":{},"times":1}]})",
       R"({"schema":"firsthand.run/1","journeys":[{"journey":{"id":"x"},"visitor":{},"times":1e9}]})"}) {
    folder.write("out/run.json", plan);
    EXPECT_EQ(run({out}), ExitCode::kCannotMeasure) << plan;
    EXPECT_THAT(heard.err.str(), HasSubstr("run.json")) << plan;
    EXPECT_THAT(heard.last_line(), HasSubstr("2 walks: 2 completed")) << plan;
    EXPECT_THAT(test::slurp(out / "audit.json"), HasSubstr("\"verdict\": \"cannot_say\""));
  }
}

TEST_F(AnalyzeCommand, TheGateIsWhereTheCommandLinePutsIt) {
  AnalyzeRequest made;
  made.recordings = {out};
  slow_down();
  made.fail_on = Severity::kMinor;
  EXPECT_EQ(run_analyze(made, script.parts, heard.console), ExitCode::kTrouble);
  EXPECT_THAT(heard.last_line(), StartsWith("NO-GO "));
  made.fail_on = Severity::kBlocker;
  EXPECT_EQ(run_analyze(made, script.parts, heard.console), ExitCode::kGo);
  EXPECT_THAT(heard.last_line(), StartsWith("GO "));
}

TEST_F(AnalyzeCommand, TheGateIsOtherwiseWhereTheRunPutIt) {
  AnalyzeRequest made;
  made.recordings = {out};
  slow_down();
  const auto verdict_when = [&](const std::string& fail_on) {
    auto plan = read_run_plan(out);
    EXPECT_TRUE(plan && *plan);
    (*plan)->fail_on = fail_on;
    DiskSync disk;
    EXPECT_TRUE(write_run_plan(out, **plan, disk));
    return run_analyze(made, script.parts, heard.console);
  };
  EXPECT_EQ(verdict_when("minor"), ExitCode::kTrouble);
  EXPECT_EQ(verdict_when("blocker"), ExitCode::kGo);
  EXPECT_EQ(verdict_when("blooper"), verdict_when("serious"));
}

TEST_F(AnalyzeCommand, ADamagedRecordingIsNamedAndTheOthersAreJudged) {
  folder.write("out/walks/ask-2/walk.json", "{\"schema\":\"firsthand.walk/1\", \"steps\": 7}");
  EXPECT_EQ(run({out}), ExitCode::kCannotMeasure);
  EXPECT_THAT(heard.err.str(), HasSubstr("walks/ask-2"));
  EXPECT_THAT(heard.last_line(), HasSubstr("2 walks: 1 completed, 1 lost"));
  EXPECT_THAT(heard.last_line(), Not(HasSubstr("missing")));  // one trouble is told once
  const auto audit = audit_from_json(test::slurp(out / "audit.json"));
  ASSERT_TRUE(audit);
  EXPECT_EQ(audit->verdict, AuditVerdict::kCannotSay);
  EXPECT_EQ(audit->journeys.at(0).walks.at(1).reason_text, "Its recording does not read.");
}

TEST_F(AnalyzeCommand, WhatHoldsNoRecordingIsAnUnreadableFile) {
  EXPECT_EQ(run({folder.path() / "nowhere"}), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("does not exist"));
  EXPECT_EQ(run({folder.path()}), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("holds no recording"));
}

TEST_F(AnalyzeCommand, RecordingsOfTwoRunsAreNotOneAudit) {
  fs::create_directories(folder.path() / "other/walks");
  fs::copy(out / "walks/ask-1", folder.path() / "other/walks/ask-1", fs::copy_options::recursive);
  EXPECT_EQ(run({out, folder.path() / "other"}), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("different runs"));
}

TEST_F(AnalyzeCommand, ReportRendersAnAuditAgainBesideIt) {
  fs::remove(out / "report.html");
  ReportRequest made;
  made.audits = {out / "audit.json"};
  made.formats = {Format::kHtml, Format::kJunit};
  EXPECT_EQ(run_report(made, script.parts, heard.console), ExitCode::kGo) << heard.err.str();
  EXPECT_TRUE(fs::exists(out / "report.html"));
  EXPECT_TRUE(fs::exists(out / "junit.xml"));
  EXPECT_EQ(heard.last_line(), (out / "report.html").string());
}

TEST_F(AnalyzeCommand, ReportTakesARunsFolderForItsAudit) {
  fs::remove(out / "report.html");
  ReportRequest made;
  made.audits = {out};
  EXPECT_EQ(run_report(made, script.parts, heard.console), ExitCode::kGo) << heard.err.str();
  EXPECT_TRUE(fs::exists(out / "report.html"));
}

TEST_F(AnalyzeCommand, ReportSaysWhatMakesTheAuditOfARunThatHasNone) {
  fs::remove(out / "audit.json");
  ReportRequest made;
  made.audits = {out};
  EXPECT_EQ(run_report(made, script.parts, heard.console), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("firsthand analyze " + out.string() + " makes it"));
}

TEST_F(AnalyzeCommand, ReportSaysWhatIsNoAudit) {
  for (const auto* text : {"", "{}", "[1", R"({"schema":"firsthand.audit/9"})"}) {
    ReportRequest made;
    made.audits = {folder.write("bad.json", text)};
    EXPECT_EQ(run_report(made, script.parts, heard.console), ExitCode::kUsage) << text;
  }
  EXPECT_THAT(heard.err.str(), HasSubstr("bad.json"));
}

TEST_F(AnalyzeCommand, CheckReadsAndTouchesNothing) {
  CheckRequest made;
  made.journeys = {(folder.path() / "ask.yaml").string()};
  HeardConsole checking;
  EXPECT_EQ(run_check(made, checking.console), ExitCode::kGo);
  EXPECT_EQ(folder.without_name(checking.out.str()),
            "ok: TMP/ask.yaml: Ask about a kettle, 2 steps\n1 file read: 0 errors, 0 warnings\n");
  made.journeys.push_back(folder.write("bad.yaml", "steps: 3\n").string());
  EXPECT_EQ(run_check(made, checking.console), ExitCode::kUsage);
  EXPECT_THAT(checking.err.str(), HasSubstr("bad.yaml:"));
}

std::string slow_key(const fs::path& run) {
  const auto audit = audit_from_json(test::slurp(run / "audit.json"));
  return audit && !audit->findings.empty() ? audit->findings.front().key : "";
}

class Verdicts : public AnalyzeCommand {
 protected:
  ExitCode judge_strictly(const fs::path& verdicts = {}) {
    AnalyzeRequest made;
    made.recordings = {out};
    made.fail_on = Severity::kAnnoying;
    made.verdicts = verdicts;
    return run_analyze(made, script.parts, heard.console);
  }
  void strike_the_wait() const {
    folder.write("verdicts.yaml", "strike:\n  - finding: " + slow_key(out) +
                                      "\n    by: Ann Lee\n    reason: A small machine.\n");
  }
};

TEST_F(Verdicts, BesideTheJourneyStrikeWhatTheySay) {
  slow_down();
  ASSERT_EQ(judge_strictly(), ExitCode::kTrouble) << heard.err.str();
  strike_the_wait();
  EXPECT_EQ(judge_strictly(), ExitCode::kGo) << heard.err.str();
  EXPECT_THAT(heard.last_line(), StartsWith("GO "));
  EXPECT_THAT(heard.last_line(), HasSubstr("no findings, 1 struck. "));
  const auto audit = audit_from_json(test::slurp(out / "audit.json"));
  ASSERT_TRUE(audit);
  ASSERT_EQ(audit->struck.size(), 1U);
  EXPECT_EQ(audit->struck[0].struck->by, "Ann Lee");
  const auto report = test::slurp(out / "report.html");
  EXPECT_THAT(report, HasSubstr("Struck findings"));
  EXPECT_THAT(report, HasSubstr("A small machine."));
}

TEST_F(Verdicts, ThatAreGivenAreTheOnlyOnes) {
  slow_down();
  ASSERT_EQ(judge_strictly(), ExitCode::kTrouble) << heard.err.str();
  strike_the_wait();
  const auto ours = folder.write("ours.yaml",
                                 "strike:\n  - rule: slow-step\n    page: /none\n    by: B\n"
                                 "    reason: C\n");
  EXPECT_EQ(judge_strictly(ours), ExitCode::kTrouble);
  EXPECT_THAT(folder.without_name(heard.err.str()),
              HasSubstr("TMP/ours.yaml:2: warning: slow-step on /none struck nothing in this run"));
}

TEST_F(Verdicts, ThatDoNotReadJudgeNothing) {
  const auto before = test::slurp(out / "audit.json");
  folder.write("verdicts.yaml", "strike:\n  - finding: slow-step@7c31d2ab\n    by: Ann Lee\n");
  EXPECT_EQ(run({out}), ExitCode::kUsage);
  EXPECT_THAT(folder.without_name(heard.err.str()),
              HasSubstr("TMP/verdicts.yaml:2:5: error: nobody says why\n"));
  EXPECT_EQ(test::slurp(out / "audit.json"), before);
}

TEST_F(Verdicts, ThatDoNotReadEndAWalkBeforeItBegins) {
  WalkRequest walk;
  walk.journeys = {(folder.path() / "ask.yaml").string()};
  walk.out = folder.path() / "second";
  walk.verdicts = folder.write("ours.yaml", "strike:\n  - finding: slow-stap@7c31d2ab\n");
  EXPECT_EQ(run_walk(walk, script.parts, heard.console), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("unknown rule 'slow-stap'"));
  EXPECT_FALSE(fs::exists(walk.out));
  walk.verdicts = folder.path() / "none.yaml";
  EXPECT_EQ(run_walk(walk, script.parts, heard.console), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("none.yaml"));
}

TEST_F(Verdicts, AreCheckedLikeJourneys) {
  const auto file = folder.write("verdicts.yaml", "strike:\n  - finding: slow-step@7c31d2ab\n");
  EXPECT_EQ(run_check({{file.string()}, {}}, heard.console), ExitCode::kUsage);
  EXPECT_THAT(heard.err.str(), HasSubstr("nobody says so"));
  EXPECT_EQ(heard.last_line(), "1 file read: 1 error, 0 warnings");
}

}  // namespace
}  // namespace firsthand
