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

}  // namespace

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
  summary.effort = Effort{.device = "phone", .asked_again = {text}, .distances = {{text, 1}}};
  found.key = text;
  audit.struck = {found};
  audit.struck.front().struck = Struck{text, text, text, text};
  audit.stale_strikes = {{text, text, text, text}};
  audit.failed_analyzers = {{text, text, text}};
  return audit;
}

}  // namespace firsthand::test
