#include "analyzers/audit.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/recording_builder.h"

namespace firsthand::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

RecordingBuilder good(const std::string& id, bool critical = false) {
  return RecordingBuilder("Journey " + id)
      .journey(id, critical)
      .name(id + "-1")
      .step("open", "open /")
      .usable(800)
      .step("click", "click Request my return")
      .usable(2100)
      .works(1, 0, 0);
}

RecordingBuilder given_up(const std::string& id, bool critical = false) {
  return good(id, critical).gives_up(23'400);
}

Audit judged(const std::vector<Recording>& recordings) {
  AuditContext context;
  context.tool_version = "0.1.0";
  context.finished = "2026-01-31T10:00:00Z";
  return judge(recordings, context);
}

TEST(Audit, SaysGoWhenEveryJourneyArrives) {
  const auto audit = judged({good("a").build(), good("b", true).build(), good("c").build()});
  EXPECT_EQ(audit.verdict, AuditVerdict::kGo);
  EXPECT_EQ(audit.headline,
            "All 3 journeys were completed; the longest wait was 2.1 s, for 'click Request my "
            "return'.");
  EXPECT_EQ(audit.grade, 'A');
  EXPECT_EQ(audit.grade_status, "provisional");
  EXPECT_EQ(audit.started, "2026-01-31T09:00:00Z");
  EXPECT_EQ(audit.journeys[0].walks[0].recording, "walks/a-1");
  EXPECT_THAT(audit.findings, IsEmpty());
  EXPECT_THAT(audit.failed_analyzers, IsEmpty());
}

TEST(Audit, CountsAWaitInVainFromWherePatienceDoes) {
  auto builder = good("a").step("see", "see \"The end\"").gives_up(17'900, true);
  auto& steps = builder.raw().walk.steps;
  steps.back().word = "see";
  steps.back().input_at_ms.reset();
  steps.back().error = StepError{"not_found", "“The end” did not appear."};
  const auto audit = judged({builder.build()});
  EXPECT_EQ(audit.headline,
            "The customer gave up on 'Journey a' after waiting 10 s; what they waited for had not "
            "come after 20 s.");
  EXPECT_EQ(audit.findings[0].cost->ms, 17'900) << "the rest is the click's";
}

TEST(Audit, SaysWhatLayOverTheWayOn) {
  const auto audit = judged({good("a")
                                 .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "covered",
                                       "“Club” was covered by “Newsletter” for 10 s.")
                                 .usable(60'000)
                                 .build()});
  EXPECT_EQ(audit.headline,
            "The customer gave up on 'Journey a' after waiting 10 s: “Club” was covered by "
            "“Newsletter” for 10 s.");
  EXPECT_THAT(audit.findings[0].title, Not(HasSubstr("had not come")));
}

TEST(Audit, NeverMixesASecondVisitWithTheFirst) {
  auto second = good("a").name("a-1-visit-2").build();
  second.walk.visit = 2;
  for (auto& step : second.walk.steps) step.timing.usable_ms = 100;
  const auto audit = judged({good("a").build(), second});
  ASSERT_EQ(audit.journeys.size(), 2U);
  EXPECT_EQ(audit.journeys[0].title, "Journey a");
  EXPECT_EQ(audit.journeys[0].visit, 1);
  EXPECT_EQ(audit.journeys[0].waiting.median_ms, 2900);
  EXPECT_EQ(audit.journeys[1].title, "Journey a (second visit)");
  EXPECT_EQ(audit.journeys[1].visit, 2);
  EXPECT_EQ(audit.journeys[1].waiting.median_ms, 200);
  EXPECT_EQ(audit.attempts.completed, 2);
  EXPECT_THAT(audit.headline, StartsWith("'Journey a' was completed on both visits"));
  EXPECT_THAT(audit.grade_reason, StartsWith("The mean of 2 visits."));
}

TEST(Audit, CountsJourneysAsTheirAuthorDoes) {
  auto second = good("a").name("a-1-visit-2").build();
  second.walk.visit = 2;
  EXPECT_THAT(judged({good("a").build(), second, good("b").build()}).headline,
              StartsWith("All 2 journeys were completed, on 3 visits in all"));
  auto turned_away = second;
  turned_away.walk.outcome = Outcome::kUnmeasured;
  turned_away.walk.reason = "robot_check";
  EXPECT_THAT(judged({good("a").build(), turned_away}).headline,
              StartsWith("1 of 2 visits were completed; 'Journey a (second visit)'"));
}

TEST(Audit, KeepsVisitorsApartWhoDifferInAnything) {
  auto slow = good("a").name("a-2").build();
  slow.walk.visitor.network = *network_profile("3g");
  const auto audit = judged({good("a").build(), slow});
  ASSERT_EQ(audit.journeys.size(), 2U);
  EXPECT_EQ(audit.journeys[1].walked_by.network.name, "3g");
}

TEST(Audit, TellsThatTheKeyboardWasTheEnd) {
  const auto recording =
      good("a")
          .step("click", "click Pay")
          .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_reachable_by_keyboard",
                "“Pay” cannot be reached with the keyboard.")
          .observed("not_reachable_by_keyboard", "Pay")
          .build();
  const auto audit = judged({recording});
  ASSERT_EQ(audit.findings.size(), 2U);
  EXPECT_EQ(audit.findings[0].rule, "gave-up");
  EXPECT_EQ(audit.findings[1].rule, "keyboard-unreachable");
  EXPECT_EQ(audit.findings[1].part_of, audit.findings[0].id);
  EXPECT_THAT(audit.findings[0].why,
              testing::StartsWith("The control 'Pay' cannot be reached with the keyboard."));
  EXPECT_THAT(audit.headline, Not(HasSubstr("waiting")));
}

TEST(Audit, TellsTheCauseOfAnEndingThatIsKnown) {
  auto builder = good("a").step("click", "click Pay").blank().step("see", "see Thanks");
  builder.gives_up(60'000, true);
  const auto audit = judged({builder.build()});
  ASSERT_EQ(audit.findings[0].rule, "gave-up");
  EXPECT_THAT(audit.findings[0].why,
              testing::StartsWith("The screen was blank after 'click Pay'."));
  EXPECT_EQ(audit.findings[0].owner, Owner::kEngineering);
  EXPECT_THAT(audit.findings[0].fix, HasSubstr("Show the frame of the page"));
}

TEST(Audit, SaysWhatTheWaitWouldHaveBeen) {
  const auto audit = judged({given_up("a", true).build()});
  EXPECT_EQ(audit.verdict, AuditVerdict::kNoGo);
  EXPECT_EQ(audit.headline,
            "The customer gave up on 'Journey a' after waiting 10 s; it would have taken 23.4 s.");
  EXPECT_EQ(audit.grade, 'F');
  EXPECT_EQ(audit.score, 0);
  EXPECT_THAT(audit.grade_reason, HasSubstr("no walk completed 'Journey a'"));
}

TEST(Audit, CountsTheJourneysThatBroke) {
  const auto failed =
      good("c").ends(Outcome::kFailed, StepOutcome::kFailed, "http_500", "HTTP 500");
  const auto audit = judged({good("a").build(), given_up("b").build(), failed.build()});
  EXPECT_EQ(
      audit.headline,
      "2 of 3 journeys were not completed: the customer gave up on 'Journey b' after waiting 10 s; "
      "it would have taken 23.4 s.");
  EXPECT_EQ(audit.journeys[2].outcome, Outcome::kFailed);
}

TEST(Audit, SaysWhoStoppedTheCustomer) {
  const auto audit = judged(
      {good("a").ends(Outcome::kFailed, StepOutcome::kFailed, "http_500", "HTTP 500").build()});
  EXPECT_EQ(audit.headline,
            "The site stopped the customer on 'Journey a' at 'click Request my return': HTTP 500.");
}

TEST(Audit, SaysWhatNeverCame) {
  const auto audit = judged({good("a").gives_up(60'000, true).build()});
  EXPECT_THAT(audit.headline,
              HasSubstr("after waiting 10 s; what they waited for had not come after 1 min."));
  EXPECT_EQ(audit.journeys[0].waiting.censored, 1);
}

TEST(Audit, NamesWhatNeverCame) {
  auto gave_up = good("a").gives_up(60'000, true).build();
  auto& step = gave_up.walk.steps.back();
  for (auto& wait : step.waited_for) wait.on = "Your return number is";
  if (step.waited_for.empty())
    step.waited_for.push_back({"missing", "", 60'000, "Your return number is"});
  EXPECT_THAT(judged({gave_up}).headline,
              HasSubstr("after waiting 10 s; 'Your return number is' had not come after 1 min."));
}

TEST(Audit, AttemptsAddUp) {
  const std::vector<Recording> recordings{
      good("a").build(),
      given_up("a").build(),
      good("a").ends(Outcome::kFailed, StepOutcome::kFailed, "x", "X.").build(),
      good("a").stopped().build(),
      good("a").unmeasured("robot_check", "A robot check.").build(),
      good("a").unmeasured("our_rig", "").build(),
      good("a").unmeasured("out_of_data", "").build(),
      good("a").unmeasured("lost", "").build(),
      good("a").unmeasured("something new", "").build()};
  const auto audit = judged(recordings);
  for (const Attempts& attempts : {audit.attempts, audit.journeys.at(0).attempts}) {
    EXPECT_EQ(attempts.total, 9);
    EXPECT_EQ(attempts.completed + attempts.gave_up + attempts.failed + attempts.stopped +
                  attempts.unmeasured(),
              attempts.total);
    EXPECT_EQ(attempts.measured(), 3);
    EXPECT_EQ(attempts.lost, 2);
  }
}

TEST(Audit, ScoresTheMeanOfMeasuredAttemptsOnly) {
  const auto audit =
      judged({good("a").build(), given_up("a").build(), good("a").unmeasured("lost", "").build()});
  EXPECT_NEAR(*audit.score, (100 * std::exp2(0) + 0) / 2, 1);
  EXPECT_EQ(audit.journeys[0].outcome, Outcome::kGaveUp);
}

TEST(Audit, AllegesNothingOfAWalkThatWasNotMeasured) {
  auto walk = good("a")
                  .usable(9000)
                  .request("document", "http://shop.test/", 403)
                  .console("exception", "Error");
  walk.unmeasured("robot_check", "A robot check turned us away.");
  const auto audit = judged({walk.build()});
  EXPECT_THAT(audit.findings, IsEmpty());
  EXPECT_EQ(audit.verdict, AuditVerdict::kCannotSay);
  EXPECT_EQ(audit.headline, "'Journey a' could not be measured (A robot check turned us away).");
  EXPECT_FALSE(audit.score.has_value());
  EXPECT_EQ(audit.grade_status, "incomplete");
  EXPECT_THAT(audit.journeys[0].ledger, IsEmpty());
}

TEST(Audit, CannotSayWhenACriticalJourneyWasNotSent) {
  const auto audit = judged({good("a").build(), good("b", true).stopped().build()});
  EXPECT_EQ(audit.verdict, AuditVerdict::kCannotSay);
  EXPECT_FALSE(audit.grade.has_value());
  EXPECT_EQ(audit.headline,
            "1 of 2 journeys were completed; 'Journey b' ended before sending, which was not "
            "allowed.");
}

TEST(Audit, LeavesOutAnUnimportantJourneyThatWasNotMeasuredAndSaysSo) {
  const auto audit = judged({good("a").build(), good("b").unmeasured("our_rig", "").build()});
  EXPECT_EQ(audit.verdict, AuditVerdict::kGo);
  EXPECT_EQ(audit.grade_status, "provisional");
  EXPECT_THAT(audit.grade_reason, HasSubstr("1 journey was not measured and left out."));
}

TEST(Audit, SaysWhyAGradeIsProvisional) {
  std::vector<Recording> walks;
  for (int i = 0; i < 5; ++i) walks.push_back(good("a").build());
  EXPECT_THAT(judged(walks).grade_reason, Not(HasSubstr("Provisional")));
  walks[0] = given_up("a").build();
  walks[1] = given_up("a").build();
  const auto differ = judged(walks);
  EXPECT_EQ(differ.grade_status, "provisional");
  EXPECT_THAT(differ.grade_reason, HasSubstr("ended differently"));
  EXPECT_THAT(differ.grade_reason, Not(HasSubstr("too few")));
  EXPECT_THAT(judged({good("a").build()}).grade_reason, HasSubstr("too few walks"));
}

TEST(Audit, NamesTheScreensThatShowNothing) {
  const auto audit = judged({good("a").step("click", "click Go").blank().build()});
  EXPECT_THAT(audit.journeys[0].walks[0].blank_screens, SizeIs(1));
}

TEST(Audit, NotesWhatNoPictureTells) {
  const auto audit = judged({good("a")
                                 .step("keep", "keep rma")
                                 .observed("kept", "rma = R-1042")
                                 .observed("dialog", "alert: Hello")
                                 .observed("download", "label.pdf, 15 bytes")
                                 .build()});
  const auto& walk = audit.journeys[0].walks[0];
  ASSERT_THAT(walk.notes, SizeIs(2));
  EXPECT_EQ(walk.notes[0].kind, "kept");
  EXPECT_EQ(walk.notes[0].text, "rma = R-1042");
  EXPECT_EQ(walk.notes[0].step, walk.steps.back().index);
  EXPECT_EQ(walk.notes[1].kind, "download");
}

TEST(Audit, NamesWhatTheEvidenceLacks) {
  const auto audit = judged({good("a")
                                 .step("click", "click Go")
                                 .observed("frames_masked", "secrets were painted over")
                                 .observed("frames_masked", "secrets were painted over")
                                 .observed("dialog", "alert: Hello")
                                 .step("see", "see Done")
                                 .observed("frames_masked", "once more")
                                 .observed("screen_dropped", "it does not decode")
                                 .observed("clocks_disagree", "by 80 ms")
                                 .build()});
  const auto& walk = audit.journeys[0].walks[0];
  const int last = walk.steps.back().index;
  ASSERT_THAT(walk.gaps, SizeIs(3));
  EXPECT_EQ(walk.gaps[0].kind, "frames_masked");
  EXPECT_EQ(walk.gaps[0].steps, (std::vector{last - 1, last}));
  EXPECT_EQ(walk.gaps[0].because, "secrets were painted over");
  EXPECT_EQ(walk.gaps[1].steps, std::vector{last});
  EXPECT_EQ(walk.gaps[2].kind, "clocks_disagree");
}

TEST(Audit, TellsForEachStepByHowMuchTheClocksDisagree) {
  const auto gap_of = [](int steps) {
    auto builder = good("a");
    for (int i = 0; i < steps; ++i)
      builder.step("click", "click Go")
          .observed("clocks_disagree", "by " + std::to_string(60 + i) + " ms");
    return judged({builder.build()}).journeys[0].walks[0].gaps.at(0);
  };
  EXPECT_EQ(gap_of(1).because, "by 60 ms");
  const int first = gap_of(2).steps.at(0) + 1;
  EXPECT_EQ(gap_of(2).because, "in step " + std::to_string(first) + ", by 60 ms; in step " +
                                   std::to_string(first + 1) + ", by 61 ms");
  EXPECT_THAT(gap_of(5).because, EndsWith("by 64 ms"));
  EXPECT_THAT(gap_of(14).because, EndsWith("by 71 ms; and 2 more"));
}

TEST(Audit, HasNothingToSayAboutNothing) {
  const auto audit = judged({});
  EXPECT_EQ(audit.verdict, AuditVerdict::kCannotSay);
  EXPECT_EQ(audit.headline, "No journey was walked.");
}

TEST(Audit, CapsTheGradeAtDForABlocker) {
  std::vector<Recording> recordings;
  for (int i = 0; i < 9; ++i) recordings.push_back(good("a", true).build());
  recordings.push_back(given_up("a", true).build());
  const auto audit = judged(recordings);
  EXPECT_GT(*audit.score, 80);
  EXPECT_EQ(audit.grade, 'D');
  EXPECT_EQ(audit.grade_status, "final");
  EXPECT_THAT(audit.grade_reason, HasSubstr("blocker"));
}

TEST(Audit, TurnsSeriousFindingsIntoNoGoAndMilderOnesAsAsked) {
  const auto slow = good("a").step("click", "click On").usable(5000).build();
  EXPECT_EQ(judged({slow}).verdict, AuditVerdict::kGo);
  AuditContext strict;
  strict.fail_on = Severity::kAnnoying;
  EXPECT_EQ(judge({slow}, strict).verdict, AuditVerdict::kNoGo);
  const auto late = good("a").step("click", "click On").should_take(1000).usable(5000).build();
  const auto audit = judged({late});
  EXPECT_EQ(audit.verdict, AuditVerdict::kNoGo);
  EXPECT_THAT(audit.headline, HasSubstr("and 1 serious problem was found on the way"));
}

TEST(Audit, ListsTheRulesThatCouldNotWork) {
  auto builder = good("a");
  builder.unread();
  builder.raw().seen_error = "no language data";
  const auto audit = judged({builder.build()});
  ASSERT_THAT(audit.failed_analyzers, SizeIs(5));
  EXPECT_EQ(audit.failed_analyzers[0].analyzer, "blank-screen");
  EXPECT_EQ(audit.failed_analyzers[0].walk, "a-1");
  EXPECT_THAT(audit.failed_analyzers[0].because, HasSubstr("no language data"));
}

TEST(Audit, NamesTheFindingBehindEachLineOfTheLedger) {
  const auto audit = judged({good("a").step("click", "click On").usable(5000).build()});
  ASSERT_THAT(audit.journeys[0].ledger, SizeIs(1));
  EXPECT_EQ(audit.journeys[0].ledger[0].finding, "slow-step-1");
  EXPECT_NEAR(audit.journeys[0].ledger[0].penalty, 15, 1e-9);
  EXPECT_EQ(audit.findings[0].id, "slow-step-1");
}

TEST(Audit, SumsTheWaitsOfEachWalkAndKeepsTheWorst) {
  const auto audit = judged({good("a").build(), given_up("a").build()});
  EXPECT_EQ(audit.journeys[0].walks[0].waiting_ms, 2900);
  EXPECT_EQ(audit.journeys[0].walks[1].waiting_ms, 24'200);
  EXPECT_EQ(audit.journeys[0].waiting.worst_ms, 24'200);
  EXPECT_EQ(audit.journeys[0].waiting.median_ms, (2900 + 24'200) / 2.0);
}

TEST(Audit, IsTheSameForTheSameRecordings) {
  const std::vector<Recording> recordings{given_up("a").build(), good("b").build()};
  EXPECT_EQ(judged(recordings).headline, judged(recordings).headline);
  EXPECT_EQ(judged(recordings).findings.size(), judged(recordings).findings.size());
}

TEST(Audit, NobodyCanSayGoWhenARuleCouldNotJudgeASingleWalk) {
  const auto unread = [](const char* id) {
    auto builder = good(id);
    builder.unread();
    builder.raw().seen_error = "no language data";
    return builder.build();
  };
  const auto turned_away = good("b").unmeasured("robot_check", "A robot check.").build();
  const auto audit = judged({unread("a"), turned_away});
  EXPECT_EQ(audit.verdict, AuditVerdict::kCannotSay);
  EXPECT_THAT(audit.headline, HasSubstr("'blank-screen' could not judge a single walk"));
  EXPECT_THAT(audit.grade_reason, HasSubstr("'blank-screen' could not judge a single walk"));
  EXPECT_EQ(judged({unread("a"), good("a").build()}).verdict, AuditVerdict::kGo);
}

TEST(Audit, DoesNotBlameTheSiteForAWaitThatABusyMachineMayHaveMade) {
  const auto audit = judged({given_up("a", true).unreliable("the processor was busy").build()});
  EXPECT_EQ(audit.verdict, AuditVerdict::kCannotSay);
  EXPECT_FALSE(audit.grade.has_value());
  EXPECT_EQ(audit.attempts.our_rig, 1);
  EXPECT_EQ(audit.headline,
            "'Journey a' could not be measured: the customer gave up after waiting 10 s; it would "
            "have taken 23.4 s, on a machine too busy to say whether the site is to blame.");
}

TEST(Audit, CannotSayWhenOneWalkOfSeveralEndedOnABusyMachine) {
  const auto audit = judged({good("a").build(), given_up("a").unreliable("busy").build()});
  EXPECT_EQ(audit.verdict, AuditVerdict::kCannotSay);
  EXPECT_EQ(audit.journeys[0].outcome, Outcome::kCompleted);
  EXPECT_THAT(audit.headline, HasSubstr("'Journey a' was completed"));
  EXPECT_THAT(audit.headline, HasSubstr("1 walk gave up on a machine too busy to say"));
}

TEST(Audit, SaysInHowManyWalksAJourneyWasNotCompleted) {
  std::vector<Recording> recordings;
  for (const char* id : {"a", "b"}) {
    for (int i = 0; i < 4; ++i)
      recordings.push_back(good(id).name(std::string(id) + std::to_string(i)).build());
    recordings.push_back(given_up(id).name(std::string(id) + "-slow").build());
  }
  const auto first = std::vector<Recording>(recordings.begin(), recordings.begin() + 5);
  EXPECT_EQ(judged(first).headline,
            "'Journey a' was not completed in 1 of 5 walks: the customer gave up after waiting "
            "10 s; it would have taken 23.4 s.");
  EXPECT_THAT(judged(recordings).headline,
              testing::StartsWith("2 of 2 journeys were not completed in every walk: 'Journey a' "
                                  "was not completed in 1 of 5 walks"));
}

TEST(Audit, TellsTheSameWorstWalkEverywhere) {
  const auto audit = judged({good("a").name("a-1").gives_up(12'000).build(),
                             good("a").name("a-2").gives_up(40'000).build(),
                             good("a").name("a-3").gives_up(20'000).build()});
  EXPECT_EQ(audit.journeys[0].worst_walk, "a-2");
  EXPECT_EQ(audit.findings[0].walk, "a-2");
  EXPECT_THAT(audit.headline, HasSubstr("it would have taken 40 s"));
}

TEST(Audit, DoesNotCallAMissingControlLate) {
  auto builder = good("a");
  builder.gives_up(60'000, true);
  builder.raw().walk.steps.back().error = StepError{"not_found", "There was no button Send."};
  EXPECT_EQ(judged({builder.build()}).headline,
            "The customer gave up on 'Journey a' at 'click Request my return': There was no button "
            "Send.");
}

TEST(Audit, SaysWhyItIsNoGoAlsoWhenAJourneyEndedBeforeSending) {
  auto builder = good("b").step("click", "click On").should_take(1000).usable(5000);
  builder.step("click", "click Send").stopped();
  const auto audit = judged({builder.build()});
  EXPECT_EQ(audit.verdict, AuditVerdict::kNoGo);
  EXPECT_EQ(audit.headline,
            "'Journey b' ended before sending, which was not allowed, and 1 serious problem was "
            "found on the way.");
}

TEST(Audit, CountsMilderProblemsWhenTheyAreAskedFor) {
  AuditContext strict;
  strict.fail_on = Severity::kAnnoying;
  const auto slow = good("a").step("click", "click On").usable(5000).build();
  EXPECT_THAT(judge({slow}, strict).headline, HasSubstr("and 1 problem was found on the way"));
}

}  // namespace
}  // namespace firsthand::test
