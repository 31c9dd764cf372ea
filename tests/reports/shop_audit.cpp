// What a night's audit of a shop looks like.

#include "tests/reports/sample_audit.h"

namespace firsthand::test {
namespace {

WalkSummary return_walk() {
  std::vector<StepRecord> steps;
  steps.push_back(shown(step(0, "open /", 1240), "", "home", "Copper & Kettle", "/"));
  steps.push_back(worked(shown(step(1, "click Help", 860), "home", "help", "Help", "/help"), "Help",
                         "link", {300, 18, 72, 32}));
  steps.push_back(worked(shown(step(2, "click Returns & refunds", 2310), "help", "form",
                               "Return an order", "/help/returns"),
                         "Returns & refunds", "link", {20, 218, 350, 64}));
  auto fill = worked(shown(step(3, "fill Order number: 40-7719, E-mail: •••", 3020), "form",
                           "filled", "Return an order", "/help/returns"),
                     "Order number", "textbox", {20, 182, 350, 48});
  fill.word = "fill";
  fill.fields = 2;
  fill.keystrokes = 27;
  fill.waited_for = {{"disabled", "", 2100}, {"covered", "the newsletter box", 920}};
  steps.push_back(fill);
  auto submit = worked(shown(step(4, "click Request my return", 11'840), "filled", "waiting",
                             "Return an order", "/help/returns"),
                       "Request my return", "button", {20, 402, 350, 52});
  submit.should_take_ms = 3000;
  submit.waited_for = {{"loading", "", 11'200}, {"moving", "", 640}};
  submit.outcome = StepOutcome::kGaveUp;
  submit.submits = true;
  submit.error = StepError{"patience", "The answer came after 11.8 s; this customer waits 10 s."};
  steps.push_back(submit);
  steps.push_back(not_reached(5, "keep rma, after Your return number is"));
  steps.push_back(not_reached(6, "see Your return label is ready"));
  auto record = walk("walks/return-an-order-1", Outcome::kGaveUp, std::move(steps));
  record.reason = "patience";
  record.reason_text = "Patience ended after 10 s at step 5, click Request my return.";
  record.waiting_ms = 19'270;
  record.tool_ms = 3420;
  record.total_ms = 27'900;
  return record;
}

JourneySummary return_journey() {
  auto summary = journey("return-an-order", "Return a kettle that arrived broken", {return_walk()});
  summary.why = "One order in nine comes back. Sending it back should not feel like a fight.";
  summary.critical = true;
  summary.score = 0;
  summary.grade = 'F';
  summary.ledger = {
      {38.4, "The return took 11.8 s to answer, against 3 s promised.", "slow-step-1"},
      {25, "The customer gave up before the goal was reached.", "gave-up-1"},
      {8, "The button stayed disabled for 2.1 s.", "waited-for-control-1"}};
  return summary;
}

JourneySummary help_journey() {
  std::vector<StepRecord> steps;
  steps.push_back(shown(step(0, "open /", 1180), "", "home", "Copper & Kettle", "/"));
  steps.push_back(worked(shown(step(1, "click Help", 790), "home", "help", "Help", "/help"), "Help",
                         "link", {300, 18, 72, 32}));
  steps.push_back(shown(step(2, "see How can we help?", 40), "", "help", "Help", "/help"));
  auto first = walk("walks/first-visit-1", Outcome::kCompleted, std::move(steps));
  first.waiting_ms = 2010;
  auto second = first;
  second.recording = "walks/first-visit-2";
  second.waiting_ms = 4630;
  second.timing = {false, {"the machine was under pressure (18 % stalled)"}};
  WalkSummary lost = walk("walks/first-visit-3", Outcome::kUnmeasured, {});
  lost.reason = "robot_check";
  lost.reason_text = "The site asked the visitor to prove that they are human.";
  lost.waiting_ms.reset();
  auto summary = journey("first-visit", "Find help on a first visit", {first, second, lost});
  summary.worst_walk = "first-visit-2";
  summary.outcome = Outcome::kCompleted;
  summary.score = 88.1;
  summary.grade = 'B';
  summary.ledger = {{18.3, "Help took 3.4 s to appear.", ""}};
  return summary;
}

JourneySummary contact_journey() {
  std::vector<StepRecord> steps;
  steps.push_back(shown(step(0, "open /contact", 1490), "", "contact", "Contact us", "/contact"));
  auto send =
      worked(shown(step(1, "click Send", 4200), "contact", "broken", "Contact us", "/contact"),
             "Send", "button", {20, 470, 120, 48});
  send.outcome = StepOutcome::kFailed;
  send.submits = true;
  send.status = 500;
  send.error = StepError{"http_500", "The server answered 500 Internal Server Error."};
  steps.push_back(send);
  steps.push_back(not_reached(2, "see Thank you, we have your message"));
  auto summary = journey("contact-us", "Ask a question before buying",
                         {walk("walks/contact-us-1", Outcome::kFailed, std::move(steps))});
  for (auto& shot : summary.walks.front().screens) shot = screen(shot.file, shot.step, true);
  summary.visitor = "laptop";
  summary.why = "A question that is answered is an order that is placed.";
  summary.score = 0;
  summary.grade = 'F';
  summary.ledger = {{60, "The message could not be sent.", "failed-request-1"}};
  return summary;
}

std::vector<Finding> shop_findings() {
  auto failed = finding("failed-request", Severity::kBlocker, Owner::kEngineering,
                        "The message could not be sent: the server answered 500.", "contact-us", 1);
  failed.why =
      "A customer who writes to you is close to buying. This one was turned away after "
      "typing everything, and what they typed is gone.";
  failed.fix = "Make /contact answer, and keep what was typed when it does not.";
  failed.evidence = {"screens/broken.png",
                     Box{20, 120, 350, 72},
                     "Something went wrong. Please try again later.",
                     "",
                     "https://shop.example/contact",
                     500};
  auto gave_up =
      finding("gave-up", Severity::kBlocker, Owner::kEngineering,
              "The customer gave up waiting for the return to be accepted.", "return-an-order", 4);
  gave_up.why =
      "People leave when nothing happens for ten seconds, and call instead: a call costs "
      "more than the kettle.";
  gave_up.fix = "Accept the return at once and send the label by e-mail.";
  gave_up.cost = Cost{11'840, CostKind::kMeasured};
  gave_up.evidence = {"screens/waiting.png", Box{20, 402, 350, 52}, "Please wait…", "", "", {}};
  auto slow =
      finding("slow-step", Severity::kSerious, Owner::kEngineering,
              "“Request my return” took 11.8 s; customers were told 3 s.", "return-an-order", 4);
  slow.why = "After one second a wait breaks the train of thought; after ten, attention is gone.";
  slow.fix = "Answer the request in under 2 s; do the slow work afterwards.";
  slow.cost = Cost{11'840, CostKind::kMeasured};
  slow.part_of = "gave-up-1";
  auto waited =
      finding("waited-for-control", Severity::kAnnoying, Owner::kDesign,
              "The order form stayed shut for 3 s after the page was there.", "return-an-order", 3);
  waited.why = "A field that does not take letters reads as broken.";
  waited.fix = "Enable the fields with the page; show the newsletter box later, elsewhere.";
  waited.cost = Cost{3020, CostKind::kMeasured};
  waited.evidence = {"screens/form.png", Box{20, 182, 350, 48}, "", "form#return > input", "", {}};
  auto unnamed = finding("field-without-name", Severity::kMinor, Owner::kDesign,
                         "Two fields are named by grey text inside them only.", "contact-us", 0);
  unnamed.why = "The name is gone as soon as one types, and screen readers may not say it.";
  unnamed.fix = "Give each field a visible label.";
  unnamed.count = 2;
  unnamed.evidence = {"screens/contact.png", Box{20, 180, 350, 48}, "Your name", "#name", "", {}};
  return {failed, gave_up, slow, waited, unnamed};
}

}  // namespace

Audit shop_audit() {
  Audit audit = framed({return_journey(), help_journey(), contact_journey()});
  Effort effort{.device = "phone",
                .reading_ms = 31'400,
                .deciding_ms = 13'500,
                .pointing_ms = 4400,
                .typing_ms = 12'600,
                .words = 623,
                .pages = 5,
                .clicks_in_the_way = 2,
                .required = 2,
                .asked_again = {"E-mail"},
                .dead_ends = 1,
                .distances = {{"help", 1}, {"contact", 2}, {"returns", 2}}};
  audit.journeys[0].effort = effort;
  effort.device = "desktop";
  effort.reading_ms.reset();
  effort.unread = 3;
  effort.required.reset();
  effort.asked_again.clear();
  audit.journeys[1].effort = effort;
  audit.verdict = AuditVerdict::kNoGo;
  audit.headline =
      "Nobody could return a broken kettle: after 11.8 s without an answer the customer gave up.";
  audit.score = 22.4;
  audit.grade = 'F';
  audit.grade_status = "provisional";
  audit.grade_reason =
      "A critical journey, “Return a kettle that arrived broken”, was never completed.";
  audit.findings = shop_findings();
  for (auto& each : audit.findings)
    if (each.rule != "gave-up") each.key = each.rule + "@7c31d2ab";
  auto wrong = finding("nameless-field", Severity::kAnnoying, Owner::kDesign,
                       "A box on “Contact us” does not say what it wants.", "contact-us", 0);
  wrong.id = "struck-nameless-field-1";
  wrong.key = "nameless-field@0b5f9e21";
  wrong.struck = Struck{"Ann Lee, accessibility",
                        "The box is named by the head of its column, which readers announce.",
                        "2027-01-31", "verdicts.yaml:3"};
  audit.struck = {wrong};
  audit.stale_strikes = {{"slow-step on /search*", "verdicts.yaml:8", "Ann Lee", ""},
                         {"dead-click@51aa07c4", "verdicts.yaml:13", "Ben Ode", "2026-10-31"}};
  audit.failed_analyzers = {{"error-words-in-pixels", "first-visit-3", "no screen was read"}};
  return audit;
}

Audit long_audit(int walks) {
  const auto sample = return_walk();
  std::vector<WalkSummary> all;
  for (int i = 0; i < walks; ++i) {
    all.push_back(sample);
    all.back().recording = "walks/return-an-order-" + std::to_string(i + 1);
  }
  Audit audit = framed({journey("return-an-order", "Return a kettle", std::move(all))});
  for (int i = 0; i < 100; ++i) {
    audit.findings.push_back(shop_findings().at(static_cast<std::size_t>(i) % 5));
    audit.findings.back().id += "-" + std::to_string(i);
  }
  return audit;
}

}  // namespace firsthand::test
