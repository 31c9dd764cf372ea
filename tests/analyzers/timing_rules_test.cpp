#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(SlowStep, LeavesAStepWithinExpectationsAlone) {
  const auto recording = RecordingBuilder().step("click", "click Help").usable(2500).build();
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
}

TEST(SlowStep, GrowsWorseFromGoodToPoorToFrustrated) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Help")
                             .usable(3000)
                             .step("click", "click Returns")
                             .usable(5000)
                             .step("click", "click Start")
                             .usable(10'000)
                             .build();
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(3));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_EQ(findings[1].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[2].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].title, "'click Help' took 3 s, where 2.5 s is what a customer expects.");
  EXPECT_EQ(findings[0].cost->ms, 3000);
}

TEST(SlowStep, ExpectsAnAnswerToSomethingSentInTwoSeconds) {
  const auto recording =
      RecordingBuilder().step("click", "click Send").submits().usable(2300).build();
  EXPECT_THAT(findings_of("slow-step", recording), SizeIs(1));
}

TEST(SlowStep, TakesABrokenPromiseOfTheJourneySeriously) {
  const auto recording =
      RecordingBuilder().step("click", "click Send").should_take(1000).usable(1200).build();
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_THAT(findings[0].title, HasSubstr("where 1 s is what the journey allows"));
}

TEST(SlowStep, AllowsWhatTheJourneyAllows) {
  const auto recording =
      RecordingBuilder().step("click", "click Search").should_take(8000).usable(7000).build();
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
}

TEST(SlowStep, CountsWhatAStepWaitedForItsOwnSecondField) {
  auto recording = RecordingBuilder().step("choose", "choose City: Graz").usable(500).build();
  recording.walk.steps[0].timing.within_ms = 6000;
  recording.walk.steps[0].during = "screens/000-during.png";
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].cost->ms, 6500);
  EXPECT_EQ(findings[0].evidence.screen, "screens/000-during.png");
}

TEST(SlowStep, LeavesTheWaitThatEndedTheJourneyToGaveUp) {
  const auto recording = RecordingBuilder().step("click", "click Send").gives_up(23'400).build();
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
}

TEST(SlowStep, CountsAWaitThatALookSharesWithTheClickBeforeItOnce) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Send")
                             .usable(6000)
                             .step("see", "see Thank you")
                             .usable(5000)
                             .build();
  EXPECT_THAT(findings_of("slow-step", recording), SizeIs(1));
}

TEST(SlowStep, ExpectsAFieldToAnswerTheHandAtOnce) {
  const auto recording =
      RecordingBuilder().step("fill", "fill E-mail").usable(600).feedback(700).build();
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].title, HasSubstr("showed no sign for 700 ms"));
}

TEST(SlowStep, MakesNoMoreThanANoteOfTimesThatAreNotReliable) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Help")
                             .should_take(3000)
                             .usable(12'000)
                             .unreliable("busy machine")
                             .build();
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].why, HasSubstr("not reliable (busy machine)"));
}

TEST(SlowStep, LeavesADifferenceThatDoesNotShowAlone) {
  const auto recording = RecordingBuilder().step("click", "click Help").usable(2530).build();
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
}

TEST(SlowStep, DoesNotTakeAMissingMeasureForZeroOrForSlow) {
  auto builder = RecordingBuilder().step("click", "click Help");
  builder.raw().walk.steps[0].timing.usable_ms.reset();
  EXPECT_THAT(findings_of("slow-step", builder.build()), IsEmpty());
}

TEST(GaveUp, KnowsHowLongItWouldHaveTaken) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .step("click", "click Request my return")
                             .gives_up(23'400)
                             .build();
  const auto findings = findings_of("gave-up", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kBlocker);
  EXPECT_EQ(findings[0].step, 1);
  EXPECT_EQ(findings[0].title,
            "The customer gave up at 'click Request my return' after 10 s; it would have taken "
            "23.4 s.");
  EXPECT_EQ(findings[0].evidence.text, "click Request my return");
}

TEST(GaveUp, SaysWhenItNeverCame) {
  const auto recording =
      RecordingBuilder().step("click", "click Go").gives_up(60'000, true).build();
  EXPECT_THAT(findings_of("gave-up", recording)[0].title,
              HasSubstr("it had not come after 1 min."));
}

// As the recorder writes it: the wait lies with the input, the outcome with the step that waited.
RecordingBuilder waiting_in_vain(double true_wait_ms, bool censored) {
  auto builder = RecordingBuilder()
                     .step("click", "click Request my return")
                     .submits()
                     .should_take(3000)
                     .usable(true_wait_ms)
                     .step("see", "see Your return label is ready")
                     .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "No such text.");
  builder.raw().walk.steps[0].timing.censored = builder.raw().walk.censored = censored;
  return builder;
}

TEST(GaveUp, FindsTheTrueWaitWithTheInputThatCausedIt) {
  const auto recording = waiting_in_vain(23'400, false).build();
  const auto findings = findings_of("gave-up", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "The customer gave up at 'see Your return label is ready' after 10 s; it would have "
            "taken 23.4 s.");
  EXPECT_EQ(findings[0].cost->ms, 23'400);
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
  EXPECT_THAT(findings_of("gave-up", waiting_in_vain(60'000, true).build())[0].title,
              HasSubstr("it had not come after 1 min."));
}

TEST(GaveUp, NamesThePageThatRefusedTheForm) {
  auto builder = waiting_in_vain(60'000, true);
  auto& looked = builder.raw().walk.steps[1];
  looked.status = 409;
  looked.title = "Comment Submission Failure";
  const auto findings = findings_of("gave-up", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title,
              HasSubstr("1 min. Instead came 'Comment Submission Failure' (HTTP 409)."));
  EXPECT_EQ(findings[0].evidence.status, 409);
  EXPECT_THAT(findings[0].fix, HasSubstr("what was refused"));
}

TEST(GaveUp, NamesThePageThatCameInsteadOfWhatWasLookedFor) {
  auto builder = RecordingBuilder();
  builder.step("fill", "fill Name").step("click", "click Send");
  builder.raw().walk.steps.back().submits = true;
  builder.raw().walk.steps.back().title = "Comment Failure";
  builder.step("see", "see Thank you")
      .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "“Thank you” did not appear.");
  const auto findings = findings_of("gave-up", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr(". Instead came 'Comment Failure'."));
  builder.raw().walk.steps[1].submits = false;
  EXPECT_THAT(findings_of("gave-up", builder.build())[0].title, Not(HasSubstr("Instead came")));
}

TEST(GaveUp, KeepsASlowStepThatDidNotEndTheJourney) {
  const auto recording = waiting_in_vain(4000, false).build();
  EXPECT_THAT(findings_of("slow-step", recording), SizeIs(1));
  EXPECT_THAT(findings_of("gave-up", recording)[0].title, HasSubstr(": No such text."));
}

TEST(GaveUp, NamesWhatWasLookedFor) {
  const auto recording =
      RecordingBuilder()
          .step("click", "click Help")
          .target("Help", "link")
          .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "No link “Help” on the page.")
          .build();
  const auto findings = findings_of("gave-up", recording);
  EXPECT_EQ(findings[0].evidence.text, "Help");
  EXPECT_EQ(findings[0].title, "The customer gave up at 'click Help': No link “Help” on the page.");
  EXPECT_THAT(findings[0].fix, HasSubstr("correct the journey"));
}

TEST(GaveUp, TellsASiteThatStoppedTheCustomerFromPatience) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Send")
                             .status(500)
                             .ends(Outcome::kFailed, StepOutcome::kFailed, "http_500",
                                   "The page was answered with HTTP 500.")
                             .build();
  const auto findings = findings_of("gave-up", recording);
  EXPECT_THAT(findings[0].title, HasSubstr("was stopped by the site at 'click Send'"));
  EXPECT_EQ(findings[0].owner, Owner::kEngineering);
  EXPECT_EQ(findings[0].evidence.status, 500);
}

TEST(GaveUp, AllegesNothingOfAWalkThatWasCompletedOrStoppedByUs) {
  EXPECT_THAT(findings_of("gave-up", RecordingBuilder().step("open", "open /").build()), IsEmpty());
  EXPECT_THAT(
      findings_of("gave-up", RecordingBuilder().step("click", "click Send").stopped().build()),
      IsEmpty());
}

TEST(WaitedForControl, NamesTheControlAndTheCause) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Request my return")
                             .target("Request my return", "button")
                             .waited("disabled", 3000)
                             .build();
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "Waited 3 s: the button 'Request my return' was disabled.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 300, 350, 48}));
}

TEST(WaitedForControl, KnowsThatAWaitIsKeptWithTheInputBeforeIt) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Continue")
                             .target("Continue", "button")
                             .waited("disabled", 3000)
                             .step("note", "note Almost there")
                             .step("click", "click Request my return")
                             .target("Request my return", "button")
                             .build();
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "Waited 3 s: the button 'Request my return' was disabled.");
  EXPECT_EQ(findings[0].step, 2);
}

TEST(WaitedForControl, KnowsAWaitWithinAStepFromOneForTheNext) {
  auto recording =
      RecordingBuilder().step("fill", "fill the form").step("click", "click Send").build();
  auto& fill = recording.walk.steps[0];
  fill.targets = {{.says = "Name", .name = "Name", .role = "textbox"},
                  {.says = "Code", .name = "Code", .role = "textbox"}};
  fill.timing.within_ms = 3000;
  fill.waited_for = {{"disabled", "", 3000, "Code"}};
  recording.walk.steps[1].targets = {{.says = "Send", .name = "Send", .role = "button"}};
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].step, 0);
  EXPECT_EQ(findings[0].title, "Waited 3 s: the textbox 'Code' was disabled.");
}

TEST(WaitedForControl, NamesWhatCovers) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Start")
                             .target("Start", "link")
                             .waited("covered", 700, "the newsletter box")
                             .waited("covered", 500, "the newsletter box")
                             .build();
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "Waited 1.2 s: the link 'Start' was covered by 'the newsletter box'.");
}

TEST(WaitedForControl, LeavesLoadingAndBlinksAlone) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Start")
                             .waited("loading", 4000)
                             .waited("missing", 4000)
                             .waited("moving", 299)
                             .build();
  EXPECT_THAT(findings_of("waited-for-control", recording), IsEmpty());
}

Reaction nothing_for(double ms) {
  Reaction reaction;
  reaction.watched_ms = ms;
  return reaction;
}

TEST(DeadClick, TellsNoFeedbackFromDead) {
  const auto after = [](double ms) {
    return findings_of("dead-click", RecordingBuilder()
                                         .step("click", "click Check stock")
                                         .target("Check stock", "button")
                                         .reaction(nothing_for(ms))
                                         .build());
  };
  EXPECT_THAT(after(999), IsEmpty());
  EXPECT_EQ(after(1000)[0].severity, Severity::kAnnoying);
  EXPECT_EQ(after(7000)[0].severity, Severity::kSerious);
  EXPECT_THAT(after(7000)[0].title, HasSubstr("Nothing happened for 7 s"));
}

TEST(DeadClick, IsAnsweredByAnythingThatHappens) {
  Reaction reaction = nothing_for(7000);
  reaction.request_ms = 40;
  const auto recording = RecordingBuilder()
                             .step("click", "click Check stock")
                             .target("Check stock", "button")
                             .reaction(reaction)
                             .build();
  EXPECT_THAT(findings_of("dead-click", recording), IsEmpty());
}

TEST(DeadClick, DoesNotTakeThePressedButtonForAnAnswer) {
  Reaction reaction = nothing_for(1300);
  reaction.pixels_ms = 35;
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .seen("Kettle")
                     .step("click", "click Check stock")
                     .target("Check stock", "button")
                     .reaction(reaction)
                     .seen("Kettle");
  EXPECT_THAT(findings_of("dead-click", builder.build()), IsEmpty());
  auto& raw = builder.raw();
  raw.walk.steps[1].before = raw.walk.steps[0].after;
  raw.seen[1].changed = 0.0;
  EXPECT_THAT(findings_of("dead-click", builder.build()), SizeIs(1));
  raw.seen[1].changed = 0.02;
  EXPECT_THAT(findings_of("dead-click", builder.build()), IsEmpty());
}

TEST(DeadClick, SeesALinkThatLedNowhereWhileThePageWasStillLoading) {
  Reaction reaction = nothing_for(7000);
  reaction.url_ms = 12;
  reaction.dom_ms = reaction.pixels_ms = 190;
  const auto clicked = [&](const std::string& address, const std::string& page) {
    return RecordingBuilder()
        .step("open", "open /")
        .url("http://shop.test/")
        .page("<h1>Kettles</h1>")
        .step("click", "click Search")
        .target("Search", "link")
        .reaction(reaction)
        .url(address)
        .page(page)
        .build();
  };
  EXPECT_THAT(findings_of("dead-click", clicked("http://shop.test/#", "<h1>Kettles</h1>")),
              SizeIs(1));
  EXPECT_THAT(findings_of("dead-click", clicked("http://shop.test/#", "<h1>Search</h1>")),
              IsEmpty());
  EXPECT_THAT(findings_of("dead-click", clicked("http://shop.test/#top", "<h1>Kettles</h1>")),
              IsEmpty());
}

TEST(DeadClick, DoesNotExpectFieldsToReact) {
  const auto recording = RecordingBuilder()
                             .step("click", "click E-mail")
                             .target("E-mail", "textbox")
                             .reaction(nothing_for(7000))
                             .step("choose", "choose Reason: Broken")
                             .target("Reason", "combobox")
                             .reaction(nothing_for(7000))
                             .build();
  EXPECT_THAT(findings_of("dead-click", recording), IsEmpty());
}

TEST(GaveUp, DoesNotBlameTheSiteForAWaitThatABusyMachineMayHaveMade) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Send")
                             .gives_up(23'400)
                             .unreliable("the processor was busy")
                             .build();
  const auto findings = findings_of("gave-up", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_EQ(findings[0].title,
            "The customer gave up at 'click Send' after 10 s; it would have taken 23.4 s. This "
            "machine was too busy to say whether the site is to blame.");
  EXPECT_THAT(findings[0].why, HasSubstr("the processor was busy"));
}

TEST(GaveUp, StandsByFactsHoweverBusyTheMachine) {
  auto never = RecordingBuilder().step("click", "click Send").gives_up(60'000, true);
  EXPECT_EQ(findings_of("gave-up", never.unreliable("busy").build())[0].severity,
            Severity::kBlocker);
  auto failed = RecordingBuilder().step("click", "click Send");
  failed.ends(Outcome::kFailed, StepOutcome::kFailed, "http_500", "HTTP 500");
  EXPECT_EQ(findings_of("gave-up", failed.unreliable("busy").build())[0].severity,
            Severity::kBlocker);
}

TEST(GaveUp, TellsOfQueuesOnlyWhereThereWasOne) {
  const auto why = [](RecordingBuilder builder) {
    return findings_of("gave-up", builder.build()).at(0).why;
  };
  const auto ended = [](std::string code) {
    auto builder = RecordingBuilder().step("click", "click Send");
    builder.ends(Outcome::kGaveUp, StepOutcome::kGaveUp, std::move(code), "It was not so.");
    builder.raw().walk.steps[0].timing.usable_ms = 60'000;
    builder.raw().walk.steps[0].timing.censored = true;
    return builder;
  };
  EXPECT_THAT(why(RecordingBuilder().step("click", "click Send").gives_up(20'000)),
              HasSubstr("71 %"));
  EXPECT_THAT(why(ended("loading")), HasSubstr("71 %"));
  EXPECT_THAT(why(ended("disabled")), HasSubstr("The way on is closed"));
  EXPECT_THAT(why(ended("covered")), HasSubstr("What lies over the way on"));
  EXPECT_THAT(why(ended("not_found")), HasSubstr("cannot find"));
  EXPECT_THAT(why(ended("no_option")), HasSubstr("The way on is closed"));
  EXPECT_THAT(why(ended("not_found").status(404)), HasSubstr("refused"));
  EXPECT_THAT(why(ended("loading").blank()), HasSubstr("nothing to read and nothing to use"));
}

TEST(GaveUp, OnAnAnswerToWhatWasSentIsForWhoeverAnswersIt) {
  auto builder = RecordingBuilder().step("click", "click Send").submits().step("see", "see Thanks");
  builder.ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "“Thanks” did not appear.");
  auto& see = builder.raw().walk.steps.back();
  see.input_at_ms.reset();
  see.timing.usable_ms = 60'000;
  see.timing.censored = true;
  const auto finding = findings_of("gave-up", builder.build()).at(0);
  EXPECT_THAT(finding.why, HasSubstr("nobody can know whether it arrived"));
  EXPECT_THAT(finding.fix, HasSubstr("Say at once what came of it"));
  EXPECT_EQ(finding.owner, Owner::kEngineering);
}

TEST(GaveUp, ShowsWhereTheControlStood) {
  auto builder = RecordingBuilder().step("click", "click Send").target("Send", "button");
  builder.gives_up(60'000, true);
  EXPECT_EQ(findings_of("gave-up", builder.build())[0].evidence.box, (Box{20, 300, 350, 48}));
  builder.raw().walk.steps[0].targets[0].box = {};
  EXPECT_EQ(findings_of("gave-up", builder.build())[0].evidence.box, std::nullopt);
}

TEST(WaitedForControl, TellsABoxOfThisStepFromTheNextStepsControl) {
  auto builder = RecordingBuilder()
                     .step("fill", "fill Name, Street")
                     .target("Name", "textbox")
                     .target("Street", "textbox")
                     .waited("disabled", 2000)
                     .waited("disabled", 800)
                     .step("click", "click Send")
                     .target("Send", "button");
  auto& waits = builder.raw().walk.steps[0].waited_for;
  waits[0].on = "Street";
  waits[1].on = "Send";
  const auto findings = findings_of("waited-for-control", builder.build());
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].step, 0);
  EXPECT_EQ(findings[0].title, "Waited 2 s: the textbox 'Street' was disabled.");
  EXPECT_EQ(findings[1].step, 1);
  EXPECT_EQ(findings[1].title, "Waited 800 ms: the button 'Send' was disabled.");
}

TEST(WaitedForControl, IsNoMoreThanANoteOnAMachineThatWasBusy) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Next")
                             .waited("disabled", 12'000)
                             .step("click", "click Send")
                             .unreliable("busy")
                             .build();
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].why, HasSubstr("not reliable (busy)"));
}

TEST(DeadClick, IsNoMoreThanANoteOnABusyMachineUnlessNothingEverCame) {
  auto builder = RecordingBuilder()
                     .step("click", "click Help")
                     .target("Help", "link")
                     .reaction(nothing_for(7000))
                     .unreliable("busy");
  EXPECT_EQ(findings_of("dead-click", builder.build())[0].severity, Severity::kMinor);
  builder.gives_up(60'000, true);
  EXPECT_EQ(findings_of("dead-click", builder.build())[0].severity, Severity::kSerious);
}

}  // namespace
}  // namespace firsthand::test
