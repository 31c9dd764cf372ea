#include "cli/verdict.h"

#include <gtest/gtest.h>

namespace firsthand {
namespace {

Audit audit_of(int completed) {
  Audit audit;
  audit.headline = "Everything worked within 1.2 s.";
  audit.attempts.completed = completed;
  audit.attempts.total = completed;
  return audit;
}

void add_finding(Audit& audit, Severity severity) {
  Finding finding;
  finding.severity = severity;
  audit.findings.push_back(finding);
}

TEST(ExitCode, TheWorseOfTwoIsTheOneThatMattersMore) {
  using enum ExitCode;
  EXPECT_EQ(worse(kInterrupted, kUsage), kInterrupted);
  EXPECT_EQ(worse(kTrouble, kUsage), kUsage);
  EXPECT_EQ(worse(kTrouble, kCannotMeasure), kTrouble);
  EXPECT_EQ(worse(kGo, kCannotMeasure), kCannotMeasure);
  EXPECT_EQ(worse(kGo, kGo), kGo);
}

TEST(ExitCode, FollowsWhoseTroubleAnErrorIs) {
  EXPECT_EQ(exit_code_of(Errc::kUsage), ExitCode::kUsage);
  EXPECT_EQ(exit_code_of(Errc::kUnreadable), ExitCode::kUsage);
  EXPECT_EQ(exit_code_of(Errc::kNoBrowser), ExitCode::kCannotMeasure);
  EXPECT_EQ(exit_code_of(Errc::kNoSpace), ExitCode::kCannotMeasure);
  EXPECT_EQ(exit_code_of(Errc::kInternal), ExitCode::kCannotMeasure);
  EXPECT_EQ(exit_code_of(Errc::kInterrupted), ExitCode::kInterrupted);
}

TEST(ExitCode, IsTheAuditsOwnVerdict) {
  auto audit = audit_of(1);
  audit.verdict = AuditVerdict::kGo;
  EXPECT_EQ(exit_code_of(audit), ExitCode::kGo);
  audit.verdict = AuditVerdict::kNoGo;
  EXPECT_EQ(exit_code_of(audit), ExitCode::kTrouble);
  audit.verdict = AuditVerdict::kCannotSay;
  EXPECT_EQ(exit_code_of(audit), ExitCode::kCannotMeasure);
}

TEST(VerdictLine, IsOneLineWithWordSentenceCountsAndPath) {
  auto audit = audit_of(2);
  EXPECT_EQ(verdict_line(audit, ExitCode::kGo, "out/report.html"),
            "GO Everything worked within 1.2 s. 2 walks: 2 completed; no findings. "
            "out/report.html");
  audit.headline = "Customers waited 12.4 s.";
  audit.attempts.gave_up = 1;
  audit.attempts.robot_check = 2;
  audit.attempts.total = 5;
  add_finding(audit, Severity::kSerious);
  add_finding(audit, Severity::kBlocker);
  add_finding(audit, Severity::kSerious);
  add_finding(audit, Severity::kBlocker);
  audit.findings.back().part_of = "gave-up-1";
  EXPECT_EQ(verdict_line(audit, ExitCode::kTrouble, "out/report.html"),
            "NO-GO Customers waited 12.4 s. 5 walks: 2 completed, 1 gave up, 2 turned away; "
            "3 findings: 1 blocker, 2 serious. out/report.html");
  EXPECT_EQ(verdict_word(ExitCode::kCannotMeasure), "CANNOT SAY");
}

TEST(VerdictLine, StaysOneLineWhateverThePageSaid) {
  auto audit = audit_of(1);
  audit.headline = "The page said \"oh\r\n\x1b[31mno\".";
  const auto line = verdict_line(audit, ExitCode::kTrouble, "out/report.html");
  EXPECT_EQ(line.find_first_of("\r\n\x1b"), std::string::npos);
}

}  // namespace
}  // namespace firsthand
