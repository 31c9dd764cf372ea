#include "tests/reports/sample_audit.h"

#include <algorithm>

namespace firsthand::test {
namespace {

void count(Attempts& attempts, const WalkSummary& walk) {
  ++attempts.total;
  if (walk.outcome == Outcome::kCompleted) ++attempts.completed;
  if (walk.outcome == Outcome::kGaveUp) ++attempts.gave_up;
  if (walk.outcome == Outcome::kFailed) ++attempts.failed;
  if (walk.outcome == Outcome::kStopped) ++attempts.stopped;
  if (walk.reason == "robot_check") ++attempts.robot_check;
  if (walk.reason == "our_rig") ++attempts.our_rig;
  if (walk.reason == "out_of_data") ++attempts.out_of_data;
  if (walk.reason == "lost") ++attempts.lost;
}

void add(Attempts& sum, const Attempts& part) {
  sum.total += part.total;
  sum.completed += part.completed;
  sum.gave_up += part.gave_up;
  sum.failed += part.failed;
  sum.stopped += part.stopped;
  sum.robot_check += part.robot_check;
  sum.our_rig += part.our_rig;
  sum.out_of_data += part.out_of_data;
  sum.lost += part.lost;
}

StepRecord shown(StepRecord record, const std::string& before, const std::string& after,
                 const std::string& title, const std::string& path) {
  if (!before.empty()) record.before = "screens/" + before + ".png";
  if (!after.empty()) record.after = "screens/" + after + ".png";
  record.title = title;
  record.url = "https://shop.example" + path;
  record.status = 200;
  return record;
}

StepRecord worked(StepRecord record, const std::string& name, const std::string& role, Box box) {
  FoundTarget target;
  target.says = name;
  target.name = name;
  target.role = role;
  target.how = "name";
  target.selector = "main > " + role;
  target.box = box;
  record.targets.push_back(target);
  return record;
}

StepRecord not_reached(int index, const std::string& says) {
  StepRecord record = step(index, says, 0);
  record.outcome = StepOutcome::kNotReached;
  record.timing = {};
  return record;
}

Audit framed(std::vector<JourneySummary> journeys) {
  Audit audit = empty_audit();
  audit.journeys = std::move(journeys);
  for (const auto& each : audit.journeys) add(audit.attempts, each.attempts);
  return audit;
}

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

Finding finding(const std::string& rule, Severity severity, Owner owner, const std::string& title,
                const std::string& journey, int step) {
  Finding made;
  made.id = rule + "-1";
  made.rule = rule;
  made.severity = severity;
  made.owner = owner;
  made.title = title;
  made.journey = journey;
  made.walk = journey + "-1";
  made.step = step;
  return made;
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

StepRecord step(int index, const std::string& says, double waited_ms) {
  StepRecord record;
  record.index = index;
  record.line = index + 8;
  record.word = says.substr(0, says.find(' '));
  record.says = says;
  record.outcome = StepOutcome::kDone;
  record.timing.usable_ms = waited_ms;
  record.timing.tool_ms = 120;
  record.patience_ms = 10'000;
  record.limit_ms = 60'000;
  record.clicks = record.word == "click" ? 1 : 0;
  return record;
}

Screen screen(const std::string& file, int step, bool wide) {
  Screen shot;
  shot.file = file;
  shot.step = step;
  shot.when = "after";
  shot.width = wide ? 1366 : 390;
  shot.height = wide ? 768 : 844;
  shot.scale = wide ? 1 : 3;
  return shot;
}

WalkSummary walk(const std::string& recording, Outcome outcome, std::vector<StepRecord> steps) {
  WalkSummary record;
  record.recording = recording;
  record.outcome = outcome;
  record.waiting_ms = 0;
  record.tool_ms = 900;
  for (const auto& each : steps) {
    if (each.timing.usable_ms) *record.waiting_ms += *each.timing.usable_ms;
    for (const auto& file : {each.before, each.after})
      if (file) record.screens.push_back(screen(*file, each.index));
  }
  record.steps = std::move(steps);
  return record;
}

JourneySummary journey(const std::string& id, const std::string& title,
                       std::vector<WalkSummary> walks) {
  JourneySummary summary;
  summary.id = id;
  summary.title = title;
  summary.visitor = "phone";
  summary.grade_status = "provisional";
  for (const auto& each : walks) {
    count(summary.attempts, each);
    if (!each.waiting_ms) continue;
    ++summary.waiting.n;
    summary.waiting.median_ms = each.waiting_ms;
    summary.waiting.worst_ms = std::max(summary.waiting.worst_ms.value_or(0), *each.waiting_ms);
  }
  if (!walks.empty()) {
    summary.outcome = walks.front().outcome;
    summary.worst_walk = walks.front().recording.substr(walks.front().recording.find('/') + 1);
    for (const auto& each : walks.front().steps) {
      summary.clicks += each.clicks;
      summary.fields += each.fields;
      summary.keystrokes += each.keystrokes;
    }
  }
  summary.walks = std::move(walks);
  return summary;
}

Audit empty_audit() {
  Audit audit;
  audit.tool_version = "0.1.0";
  audit.started = "2026-11-22T11:05:07Z";
  audit.finished = "2026-11-22T11:07:40Z";
  audit.site = "https://shop.example";
  audit.machine = {"Debian GNU/Linux 12", 2, 7.8};
  audit.browser = {"shell", "HeadlessChrome/156.0.7012.40", true, true};
  audit.headline = "Nothing was walked.";
  audit.grade_status = "incomplete";
  return audit;
}

Audit small_audit() {
  auto click = worked(shown(step(1, "click Help", 3400), "one", "two", "Help & contact", "/help"),
                      "Help", "link", {10, 20, 80, 30});
  click.should_take_ms = 2000;
  click.waited_for = {{"loading", "", 3400}};
  auto summary = journey("find-help", "Find help",
                         {walk("walks/find-help-1", Outcome::kCompleted,
                               {shown(step(0, "open /", 900), "", "one", "Home", "/"), click})});
  summary.score = 81.2;
  summary.grade = 'B';
  summary.ledger = {{30, "Help took 3.4 s to appear.", "slow-step-1"}};
  Audit audit = framed({summary});
  audit.verdict = AuditVerdict::kGo;
  audit.headline = "The customer found help, and waited 3.4 s for it.";
  audit.score = 81.2;
  audit.grade = 'B';
  audit.grade_status = "provisional";
  auto slow = finding("slow-step", Severity::kAnnoying, Owner::kEngineering,
                      "Help took 3.4 s to appear.", "find-help", 1);
  slow.why = "A wait this long breaks the train of thought.";
  slow.fix = "Answer in under 2 s.";
  slow.cost = Cost{3400, CostKind::kMeasured};
  slow.evidence = {"screens/two.png", Box{10, 20, 200, 60}, "Help & contact", "", "", {}};
  audit.findings = {slow};
  return audit;
}

Audit shop_audit() {
  Audit audit = framed({return_journey(), help_journey(), contact_journey()});
  audit.verdict = AuditVerdict::kNoGo;
  audit.headline =
      "Nobody could return a broken kettle: after 11.8 s without an answer the customer gave up.";
  audit.score = 22.4;
  audit.grade = 'F';
  audit.grade_status = "provisional";
  audit.grade_reason =
      "A critical journey, “Return a kettle that arrived broken”, was never completed.";
  audit.findings = shop_findings();
  audit.failed_analyzers = {{"error-words-in-pixels", "first-visit-3", "no screen was read"}};
  return audit;
}

Audit unmeasured_audit() {
  std::vector<WalkSummary> walks;
  for (const std::string reason : {"robot_check", "our_rig", "out_of_data", "lost"}) {
    walks.push_back(walk("walks/blocked-" + reason, Outcome::kUnmeasured, {}));
    walks.back().reason = reason;
    walks.back().waiting_ms.reset();
  }
  auto summary = journey("blocked", "Buy a kettle", std::move(walks));
  summary.grade_status = "incomplete";
  Audit audit = framed({summary});
  audit.headline = "No walk could be measured.";
  audit.grade_reason = "The critical journey was not measured.";
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

Audit audit_saying(const std::string& text) {
  Audit audit = small_audit();
  audit.tool_version = audit.started = audit.site = audit.headline = audit.grade_reason = text;
  audit.machine.os = audit.browser.product = text;
  audit.browser.marked = audit.browser.sandbox = false;
  JourneySummary& summary = audit.journeys.front();
  summary.id = summary.title = summary.why = summary.visitor = text;
  summary.ledger.front().because = text;
  WalkSummary& told = summary.walks.front();
  told.outcome = Outcome::kUnmeasured;
  told.reason = told.reason_text = text;
  told.timing = {false, {text}};
  for (auto& each : told.steps) {
    each.says = each.word = each.url = each.title = text;
    each.error = StepError{text, text};
    each.waited_for = {{text, text, 400}, {"covered", text, 400}};
    for (auto& target : each.targets) target.name = target.says = target.selector = text;
  }
  auto left = told.steps.back();
  left.index = 2;
  left.outcome = StepOutcome::kNotReached;
  told.steps.push_back(left);
  summary.walks.push_back(told);
  Finding& found = audit.findings.front();
  found.rule = found.title = found.why = found.fix = text;
  found.evidence.text = found.evidence.selector = found.evidence.url = text;
  audit.failed_analyzers = {{text, text, text}};
  return audit;
}

}  // namespace firsthand::test
