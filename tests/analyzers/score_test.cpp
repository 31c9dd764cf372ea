#include "analyzers/score.h"

#include <gmock/gmock.h>

#include <random>

#include "analyzers/audit.h"
#include "analyzers/judged_walk.h"
#include "tests/support/recording_builder.h"

namespace firsthand::test {
namespace {

using testing::DoubleNear;

Finding finding(std::string rule, Severity severity, int count = 1) {
  Finding made;
  made.rule = std::move(rule);
  made.severity = severity;
  made.count = count;
  made.title = "Something is in the way.";
  return made;
}

// One 5 s page, an 8 s answer.
Walk worked_example() {
  return RecordingBuilder()
      .step("open", "open /")
      .usable(5000)
      .step("click", "click Send")
      .submits()
      .usable(8000)
      .build()
      .walk;
}

TEST(Score, AgreesWithTheWorkedExampleOfTheEvidence) {
  // With a popup, four placeholder-only labels, lost input.
  const auto attempt =
      attempt_of(worked_example(), {finding("popup", Severity::kAnnoying),
                                    finding("nameless-field", Severity::kAnnoying, 4),
                                    finding("lost-input", Severity::kSerious)});
  EXPECT_THAT(attempt.penalty, DoubleNear(102, 1e-9));
  EXPECT_THAT(attempt.score, DoubleNear(49.3, 0.05));
  EXPECT_THAT(4 * attempt.score / 5, DoubleNear(39.4, 0.05));
  EXPECT_EQ(grade_for(4 * attempt.score / 5), 'F');
}

TEST(Score, RewardsEachRepairOfTheWorkedExample) {
  const auto kept_input = attempt_of(
      worked_example(),
      {finding("popup", Severity::kAnnoying), finding("nameless-field", Severity::kAnnoying, 4)});
  EXPECT_THAT(kept_input.penalty, DoubleNear(77, 1e-9));
  EXPECT_THAT(4 * kept_input.score / 5, DoubleNear(46.9, 0.05));
  EXPECT_THAT(kept_input.score, DoubleNear(58.6, 0.05));  // when all five succeed
}

TEST(Score, AddsUpToItsLedger) {
  const auto walk =
      RecordingBuilder().step("fill", "fill all").works(1, 60, 11).usable(9000).build().walk;
  const auto attempt =
      attempt_of(walk, {finding("a", Severity::kMinor), finding("a", Severity::kBlocker),
                        finding("b", Severity::kSerious, 3)});
  double sum = 0;
  for (const auto& charge : attempt.charges) sum += charge.penalty;
  EXPECT_DOUBLE_EQ(sum, attempt.penalty);
  EXPECT_EQ(attempt.charges.size(), 5U);
}

TEST(Score, ChargesAWaitToItsCauseAndOnce) {
  const auto walk = RecordingBuilder().step("click", "click Next").usable(5000).build().walk;
  auto slow = finding("slow-step", Severity::kAnnoying);
  slow.step = 0;
  const auto attempt = attempt_of(walk, {slow, finding("waited-for-control", Severity::kAnnoying)},
                                  {1, std::nullopt});
  ASSERT_EQ(attempt.charges.size(), 1U);
  EXPECT_THAT(attempt.penalty, DoubleNear(15, 1e-9));
  EXPECT_EQ(attempt.charges[0].finding, 1U);
}

TEST(Score, ChargesFieldsToTheStepThatFilledThemInAndNamesThem) {
  const auto walk = RecordingBuilder()
                        .step("fill", "fill the first")
                        .works(1, 60, 7)
                        .step("fill", "fill the rest")
                        .target("Street", "textbox")
                        .target("Town", "textbox")
                        .target("Country", "textbox")
                        .works(1, 60, 3)
                        .build()
                        .walk;
  const auto attempt = attempt_of(walk, {});
  ASSERT_EQ(attempt.charges.size(), 1U);
  EXPECT_THAT(attempt.penalty, DoubleNear(4, 1e-9));
  EXPECT_EQ(attempt.charges[0].step, 1);
  EXPECT_EQ(attempt.charges[0].because,
            "2 fields to fill in beyond the 8 that a checkout can do with (Baymard 2024): 'Town', "
            "'Country'.");
}

TEST(Score, ChargesNoTimeThatIsNotReliable) {
  const auto walk =
      RecordingBuilder().step("click", "click Next").usable(9000).unreliable("busy").build().walk;
  EXPECT_EQ(attempt_of(walk, {}).penalty, 0);
}

TEST(Score, IsNothingForAWalkThatDidNotArrive) {
  const auto walk = RecordingBuilder().step("click", "click Next").gives_up(20'000).build().walk;
  EXPECT_EQ(attempt_of(walk, {}).score, 0);
}

TEST(Score, IsPerfectOnlyWithoutFriction) {
  EXPECT_EQ(attempt_of(RecordingBuilder().step("open", "open /").build().walk, {}).score, 100);
}

TEST(Score, GradesAtTheStatedCuts) {
  EXPECT_EQ(grade_for(90), 'A');
  EXPECT_EQ(grade_for(89.9), 'B');
  EXPECT_EQ(grade_for(70), 'C');
  EXPECT_EQ(grade_for(60), 'D');
  EXPECT_EQ(grade_for(59.9), 'F');
  EXPECT_EQ(worse_grade('B', 'D'), 'D');
  EXPECT_EQ(worse_grade('F', 'D'), 'F');
}

TEST(Score, IsProvisionalWithFewOrUndecidedAttempts) {
  EXPECT_EQ(doubt_about(4, 4), Doubt::kFew);
  EXPECT_EQ(doubt_about(5, 5), Doubt::kNone);
  EXPECT_EQ(doubt_about(3, 5), Doubt::kDiffer);
  EXPECT_EQ(doubt_about(10, 20), Doubt::kNone);
}

class Worsening {
 public:
  explicit Worsening(unsigned seed) : random_(seed) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  double time() { return std::uniform_real_distribution<double>(50, 20'000)(random_); }

  RecordingBuilder walk() {
    RecordingBuilder builder;
    const int steps = 1 + below(6);
    for (int i = 0; i < steps; ++i) {
      const bool fills = below(3) == 0;
      builder.step(fills ? "fill" : "click", "step").usable(time()).works(1, 5, fills ? 2 : 0);
      if (below(3) == 0) builder.feedback(time() / 10);
      if (below(4) == 0) builder.submits();
    }
    return builder;
  }
  Finding any_finding() {
    constexpr const char* kRules[] = {"a", "b", "slow-step", "waited-for-control", "redirect-chain",
                                      "c"};
    Finding made = finding(kRules[below(6)], static_cast<Severity>(1 + below(4)), 1 + below(5));
    made.step = below(6);
    return made;
  }
  void worsen(Walk& walk, std::vector<Finding>& findings) {
    const int kind = below(40) == 0 ? 6 : below(6);
    StepRecord& step =
        walk.steps[static_cast<std::size_t>(below(static_cast<int>(walk.steps.size())))];
    if (kind == 0) step.timing.usable_ms = *step.timing.usable_ms + time();
    if (kind == 1) step.timing.feedback_ms = step.timing.feedback_ms.value_or(0) + time() / 10;
    if (kind == 2) findings.push_back(any_finding());
    if (kind == 3) step.fields += 1 + below(4);
    if (kind == 6) walk.outcome = Outcome::kFailed;
    if (kind >= 4 && !findings.empty()) {
      Finding& one = findings[static_cast<std::size_t>(below(static_cast<int>(findings.size())))];
      if (kind == 4) ++one.count;
      if (kind == 5 && one.severity < Severity::kBlocker)
        one.severity = static_cast<Severity>(static_cast<int>(one.severity) + 1);
    }
  }

 private:
  std::mt19937 random_;
};

// What was charged leads to where it was met.
void expect_traceable(const Attempt& attempt, const std::vector<Finding>& findings) {
  double sum = 0;
  for (const auto& charge : attempt.charges) {
    ASSERT_GE(charge.penalty, 0);
    ASSERT_TRUE(charge.step || charge.finding) << charge.because;
    ASSERT_LT(charge.finding.value_or(0), std::max<std::size_t>(1, findings.size()));
    sum += charge.penalty;
  }
  ASSERT_NEAR(sum, attempt.penalty, 1e-9);
}

TEST(Score, IsNeverImprovedByMoreFriction) {
  Worsening random(20260131);
  for (int trial = 0; trial < 1000; ++trial) {
    Walk walk = random.walk().build().walk;
    std::vector<Finding> findings;
    double score = attempt_of(walk, findings, explain(walk, findings)).score;
    for (int turn = 0; turn < 20; ++turn) {
      random.worsen(walk, findings);
      const Attempt attempt = attempt_of(walk, findings, explain(walk, findings));
      expect_traceable(attempt, findings);
      const double now = attempt.score;
      ASSERT_LE(now, score + 1e-9) << "trial " << trial << ", turn " << turn;
      score = now;
    }
  }
}

// A journey's score is the mean of its walks, the audit's that of its journeys.
TEST(Score, OfAJourneyAndAnAuditIsNeverImprovedByAnotherWalkThatFails) {
  Worsening random(20260201);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<Recording> recordings;
    const int walks = 1 + random.below(4);
    for (int i = 0; i < walks; ++i) {
      recordings.push_back(random.walk().name("walk-" + std::to_string(i)).build());
      if (random.below(4) == 0) recordings.back().walk.outcome = Outcome::kFailed;
    }
    const Audit before = judge(recordings, {});
    recordings.push_back(random.walk().name("one-more").build());
    recordings.back().walk.outcome = Outcome::kFailed;
    const Audit after = judge(recordings, {});
    ASSERT_LE(*after.journeys[0].score, *before.journeys[0].score + 1e-9) << "trial " << trial;
    ASSERT_GE(*after.journeys[0].grade, *before.journeys[0].grade);
    ASSERT_LE(*after.score, *before.score + 1e-9);
  }
}

}  // namespace
}  // namespace firsthand::test
