#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

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
  const auto why = [](const RecordingBuilder& builder) {
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
  EXPECT_THAT(why(ended("no_option")), HasSubstr("cannot find"));
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

// A form with two boxes that was sent, and what became of it.
RecordingBuilder sent_and_gave_up(const std::string& after) {
  auto builder = RecordingBuilder();
  builder.step("open", "open /")
      .url("http://shop.test/returns")
      .page(
          "<main><h1>Returns</h1><form><label>Order <input "
          "id=o></label><button>Send</button></form>"
          "</main>");
  builder.step("click", "click Send").submits().url("http://shop.test/returns");
  builder.step("see", "see Thanks").url("http://shop.test/returns").page(after);
  builder.ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "“Thanks” did not appear.");
  builder.raw().walk.steps.back().input_at_ms.reset();
  return builder;
}

TEST(GaveUp, QuotesWhatThePageAnsweredInWhateverWords) {
  const char* answered =
      "<main><h1>Returns</h1><form><label>Order <input id=o></label><button>Sent</button>"
      "<p>Kindly use the number with a hash!</p></form></main>";
  const auto finding = findings_of("gave-up", sent_and_gave_up(answered).build()).at(0);
  EXPECT_THAT(finding.title, HasSubstr(" The page said 'Kindly use the number with a hash!'"));
  EXPECT_THAT(finding.why, HasSubstr("not what the customer came for"));
  EXPECT_THAT(finding.fix, HasSubstr("correct what the journey looks for"));
}

TEST(GaveUp, QuotesWhatARefusedFormCameBackWith) {
  auto builder = sent_and_gave_up(
      "<div class=form-errors>No such order</div><main><h1>Returns</h1><form><label>Order <input "
      "id=o></label></form></main>");
  auto& looked = builder.raw().walk.steps.back();
  looked.status = 422;
  looked.title = "Returns";
  EXPECT_THAT(findings_of("gave-up", builder.build()).at(0).title,
              HasSubstr("Instead came 'Returns' (HTTP 422), which said 'No such order'."));
}

TEST(GaveUp, TakesAControlThatChangedItsNameForNoAnswer) {
  const auto finding =
      findings_of("gave-up",
                  sent_and_gave_up("<main><h1>Returns</h1><form><label>Order <input "
                                   "id=o></label><button>Sending…</button></form></main>")
                      .build())
          .at(0);
  EXPECT_THAT(finding.title, Not(HasSubstr("The page said")));
  EXPECT_THAT(finding.why, HasSubstr("was not answered"));
}

TEST(GaveUp, TellsWhatWasNeverSentFromWhatWasNeverAnswered) {
  auto builder = sent_and_gave_up("<main><h1>Returns</h1></main>");
  builder.raw().walk.steps[1].reaction = Reaction{};
  builder.request("document", "http://shop.test/", 200);
  builder.raw().requests.back().step = 0;
  EXPECT_THAT(findings_of("gave-up", builder.build()).at(0).why, HasSubstr("Nothing was sent"));
  builder.raw().requests.back().step = 1;
  EXPECT_THAT(findings_of("gave-up", builder.build()).at(0).why, HasSubstr("was not answered"));
}

TEST(GaveUp, SaysWhatABoxAskedThatNobodyAnswered) {
  auto builder = sent_and_gave_up("<main><h1>Returns</h1></main>");
  builder.observed("dialog", "confirm: Place this order now?");
  builder.raw().walk.observations.back().step = 1;
  EXPECT_THAT(
      findings_of("gave-up", builder.build()).at(0).title,
      HasSubstr("a box asked 'Place this order now?'; it was cancelled, for the journey does "
                "not say how to answer it"));
  builder.raw().walk.observations.back().text = "alert: Sent";
  EXPECT_THAT(findings_of("gave-up", builder.build()).at(0).title, Not(HasSubstr("a box asked")));
}

TEST(GaveUp, TellsWhatStayedFromWhatNeverCame) {
  auto builder = RecordingBuilder().step("not_see", "not see Please wait");
  builder.ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "still_there",
               "“Please wait” was still there after 10 s.");
  auto& step = builder.raw().walk.steps.back();
  step.input_at_ms.reset();
  step.timing.usable_ms = 10'000;
  step.timing.censored = true;
  const auto finding = findings_of("gave-up", builder.build()).at(0);
  EXPECT_THAT(finding.title, Not(HasSubstr("had not come")));
  EXPECT_THAT(finding.why, HasSubstr("should have gone"));
}

TEST(GaveUp, IsForEngineeringWhereNoPageCame) {
  auto builder = RecordingBuilder().step("click", "click Help");
  builder.ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "loading",
               "The page had not come after 10 s.");
  builder.raw().walk.steps.back().timing.usable_ms = 10'000;
  builder.raw().walk.steps.back().timing.censored = true;
  const auto finding = findings_of("gave-up", builder.build()).at(0);
  EXPECT_EQ(finding.owner, Owner::kEngineering);
  EXPECT_THAT(finding.title, Not(HasSubstr("The page had not come")));  // said once is enough
}

TEST(GaveUp, NamesTheBoxThatIsMissingAndNotTheOneBefore) {
  auto builder = RecordingBuilder().step("fill", "fill Order with 1, Email with a@b.example");
  builder.target("Order", "textbox")
      .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found",
            "There was no field “Email” within 4 s; this page has “Order”.");
  builder.raw().walk.steps.back().error->target = "Email";
  const auto finding = findings_of("gave-up", builder.build()).at(0);
  EXPECT_EQ(finding.evidence.text, "Email");
  EXPECT_EQ(finding.evidence.selector, "");
  EXPECT_FALSE(finding.evidence.box);
  EXPECT_THAT(finding.title, testing::EndsWith("no field “Email” within 4 s."));
}

TEST(GaveUp, ShowsWhereTheControlStood) {
  auto builder = RecordingBuilder().step("click", "click Send").target("Send", "button");
  builder.gives_up(60'000, true);
  EXPECT_EQ(findings_of("gave-up", builder.build())[0].evidence.box, (Box{20, 300, 350, 48}));
  builder.raw().walk.steps[0].targets[0].box = {};
  EXPECT_EQ(findings_of("gave-up", builder.build())[0].evidence.box, std::nullopt);
}

}  // namespace
}  // namespace firsthand::test
