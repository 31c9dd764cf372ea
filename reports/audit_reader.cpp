// audit_json, read back. The schema is checked first, so every key read here is there and of its
// kind.

#include <nlohmann/json.hpp>

#include "reports/audit_json.h"

namespace firsthand {
namespace {

using Json = nlohmann::json;

template <typename T>
T word(const Json& json, const char* key, std::initializer_list<T> all) {
  const auto text = json.at(key).get<std::string>();
  for (const T value : all)
    if (to_word(value) == text) return value;
  throw std::invalid_argument(std::string(key) + " has an unknown word");
}

template <typename T>
std::optional<T> maybe(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) return std::nullopt;
  return found->get<T>();
}
OptMs ms(const Json& json, const char* key) { return maybe<double>(json, key); }
std::string said(const Json& json, const char* key) {
  return maybe<std::string>(json, key).value_or("");
}
std::string text(const Json& json, const char* key) { return json.at(key).get<std::string>(); }
int count(const Json& json, const char* key) { return json.at(key).get<int>(); }
double number(const Json& json, const char* key) { return json.at(key).get<double>(); }
bool truth(const Json& json, const char* key) { return json.at(key).get<bool>(); }
std::optional<char> grade(const Json& json) {
  const auto letter = said(json, "grade");
  if (letter.empty()) return std::nullopt;
  return letter.front();
}

template <typename T>
std::vector<T> list(const Json& json, const char* key, T (*read)(const Json&)) {
  std::vector<T> values;
  for (const auto& each : json.at(key)) values.push_back(read(each));
  return values;
}

Box box_of(const Json& json) {
  return {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>(),
          json.at(3).get<double>()};
}

Attempts attempts_of(const Json& json) {
  const auto& unmeasured = json.at("unmeasured");
  Attempts attempts;
  attempts.total = count(json, "total");
  attempts.completed = count(json, "completed");
  attempts.gave_up = count(json, "gave_up");
  attempts.failed = count(json, "failed");
  attempts.stopped = count(json, "stopped");
  attempts.robot_check = count(unmeasured, "robot_check");
  attempts.our_rig = count(unmeasured, "our_rig");
  attempts.out_of_data = count(unmeasured, "out_of_data");
  attempts.lost = count(unmeasured, "lost");
  return attempts;
}

Outcome outcome_of(const Json& json) {
  return word(json, "outcome",
              {Outcome::kCompleted, Outcome::kGaveUp, Outcome::kFailed, Outcome::kStopped,
               Outcome::kUnmeasured});
}

WaitedFor wait_of(const Json& json) {
  return {text(json, "cause"), said(json, "by"), number(json, "ms"), said(json, "on")};
}

FoundTarget target_of(const Json& json) {
  return {text(json, "says"),     text(json, "name"),     text(json, "role"),    text(json, "how"),
          text(json, "selector"), box_of(json.at("box")), count(json, "matches")};
}

Reaction reaction_of(const Json& json) {
  return {ms(json, "dom_ms"),     ms(json, "url_ms"),        ms(json, "focus_ms"),
          ms(json, "request_ms"), ms(json, "scroll_ms"),     ms(json, "pixels_ms"),
          ms(json, "dialog_ms"),  number(json, "watched_ms")};
}

StepTiming timing_of(const Json& json) {
  return {ms(json, "feedback_ms"), ms(json, "usable_ms"),   ms(json, "settled_ms"),
          ms(json, "within_ms"),   number(json, "tool_ms"), number(json, "pace_ms"),
          truth(json, "censored")};
}

Search search_of(const Json& json) {
  return {text(json, "thing"),     truth(json, "found"),
          truth(json, "followed"), count(json, "clicks"),
          ms(json, "ms"),          json.at("way").get<std::vector<std::string>>(),
          text(json, "url")};
}

StepRecord step_of(const Json& json) {
  StepRecord step;
  step.index = count(json, "index");
  step.line = count(json, "line");
  step.file = maybe<std::string>(json, "file");
  step.word = text(json, "word");
  step.says = text(json, "says");
  step.outcome =
      word(json, "outcome",
           {StepOutcome::kDone, StepOutcome::kGaveUp, StepOutcome::kFailed, StepOutcome::kStopped,
            StepOutcome::kUnmeasured, StepOutcome::kPassedOver, StepOutcome::kNotReached});
  if (const auto error = json.find("error"); error != json.end())
    step.error = StepError{text(*error, "code"), text(*error, "what")};
  step.started_at_ms = ms(json, "started_at_ms");
  step.input_at_ms = ms(json, "input_at_ms");
  step.ended_at_ms = ms(json, "ended_at_ms");
  step.timing = timing_of(json.at("timing"));
  step.should_take_ms = ms(json, "should_take_ms");
  step.patience_ms = number(json, "patience_ms");
  step.limit_ms = number(json, "limit_ms");
  const auto& vitals = json.at("vitals");
  step.vitals = {ms(vitals, "ttfb_ms"), ms(vitals, "fcp_ms"), ms(vitals, "lcp_ms"),
                 ms(vitals, "inp_ms"), ms(vitals, "cls")};
  step.waited_for = list(json, "waited_for", wait_of);
  if (const auto reaction = json.find("reaction"); reaction != json.end())
    step.reaction = reaction_of(*reaction);
  step.targets = list(json, "targets", target_of);
  if (const auto search = json.find("search"); search != json.end())
    step.search = search_of(*search);
  step.before = maybe<std::string>(json.at("screens"), "before");
  step.during = maybe<std::string>(json.at("screens"), "during");
  step.after = maybe<std::string>(json.at("screens"), "after");
  step.page = maybe<std::string>(json, "page");
  step.url = text(json, "url");
  step.title = text(json, "title");
  step.status = maybe<int>(json, "status");
  step.submits = truth(json, "submits");
  step.clicks = count(json, "clicks");
  step.keystrokes = count(json, "keystrokes");
  step.fields = count(json, "fields");
  return step;
}

Screen screen_of(const Json& json) {
  Screen screen;
  screen.file = text(json, "file");
  screen.at_ms = number(json, "at_ms");
  screen.step = count(json, "step");
  screen.when = text(json, "when");
  screen.width = count(json, "width");
  screen.height = count(json, "height");
  screen.scale = number(json, "scale");
  screen.scroll_x = number(json, "scroll_x");
  screen.scroll_y = number(json, "scroll_y");
  screen.url = text(json, "url");
  return screen;
}

WalkSummary walk_of(const Json& json) {
  WalkSummary walk;
  walk.recording = text(json, "recording");
  walk.outcome = outcome_of(json);
  walk.reason = said(json, "reason");
  walk.reason_text = said(json, "reason_text");
  walk.censored = truth(json, "censored");
  const auto& time = json.at("time");
  walk.waiting_ms = ms(time, "waiting_ms");
  walk.tool_ms = ms(time, "tool_ms");
  walk.total_ms = ms(time, "total_ms");
  walk.timing.reliable = truth(json.at("timing"), "reliable");
  walk.timing.reasons = json.at("timing").at("reasons").get<std::vector<std::string>>();
  walk.steps = list(json, "steps", step_of);
  walk.screens = list(json, "screens", screen_of);
  return walk;
}

ScoreLine line_of(const Json& json) {
  return {number(json, "penalty"), text(json, "because"), said(json, "finding")};
}

JourneySummary journey_of(const Json& json) {
  JourneySummary journey;
  journey.id = text(json, "id");
  journey.title = text(json, "title");
  journey.why = text(json, "why");
  journey.critical = truth(json, "critical");
  journey.visitor = text(json, "visitor");
  journey.outcome = outcome_of(json);
  journey.worst_walk = text(json, "worst_walk");
  journey.score = ms(json, "score");
  journey.grade = grade(json);
  journey.grade_status = text(json, "grade_status");
  journey.attempts = attempts_of(json.at("attempts"));
  const auto& waiting = json.at("waiting");
  journey.waiting = {ms(waiting, "median_ms"), ms(waiting, "worst_ms"), count(waiting, "censored"),
                     count(waiting, "n")};
  journey.clicks = count(json, "clicks");
  journey.fields = count(json, "fields");
  journey.keystrokes = count(json, "keystrokes");
  journey.ledger = list(json, "ledger", line_of);
  journey.walks = list(json, "walks", walk_of);
  return journey;
}

Finding finding_of(const Json& json) {
  Finding finding;
  finding.id = text(json, "id");
  finding.rule = text(json, "rule");
  finding.severity =
      word(json, "severity",
           {Severity::kMinor, Severity::kAnnoying, Severity::kSerious, Severity::kBlocker});
  finding.owner =
      word(json, "owner", {Owner::kContent, Owner::kDesign, Owner::kEngineering, Owner::kService});
  finding.title = text(json, "title");
  finding.why = text(json, "why");
  finding.fix = text(json, "fix");
  finding.journey = text(json, "journey");
  finding.walk = text(json, "walk");
  finding.step = maybe<int>(json, "step");
  if (const auto cost = json.find("cost"); cost != json.end())
    finding.cost =
        Cost{number(*cost, "ms"),
             text(*cost, "kind") == "measured" ? CostKind::kMeasured : CostKind::kEstimated};
  finding.part_of = maybe<std::string>(json, "part_of");
  finding.count = count(json, "count");
  const auto& evidence = json.at("evidence");
  finding.evidence.screen = maybe<std::string>(evidence, "screen");
  if (evidence.contains("box")) finding.evidence.box = box_of(evidence.at("box"));
  finding.evidence.text = said(evidence, "text");
  finding.evidence.selector = said(evidence, "selector");
  finding.evidence.url = said(evidence, "url");
  finding.evidence.status = maybe<int>(evidence, "status");
  return finding;
}

FailedAnalyzer failed_of(const Json& json) {
  return {text(json, "analyzer"), text(json, "walk"), text(json, "because")};
}

Audit audit_of(const Json& json) {
  Audit audit;
  audit.schema = text(json, "schema");
  audit.tool_version = text(json.at("tool"), "version");
  audit.started = text(json, "started");
  audit.finished = text(json, "finished");
  audit.site = text(json, "site");
  const auto& machine = json.at("machine");
  audit.machine = {text(machine, "os"), count(machine, "cpus"), number(machine, "memory_gb")};
  const auto& browser = json.at("browser");
  audit.browser = {text(browser, "engine"), text(browser, "product"), truth(browser, "sandbox"),
                   truth(browser, "marked")};
  audit.verdict =
      word(json, "verdict", {AuditVerdict::kGo, AuditVerdict::kNoGo, AuditVerdict::kCannotSay});
  audit.headline = text(json, "headline");
  audit.score = ms(json, "score");
  audit.grade = grade(json);
  audit.grade_status = text(json, "grade_status");
  audit.grade_reason = text(json, "grade_reason");
  audit.attempts = attempts_of(json.at("attempts"));
  audit.journeys = list(json, "journeys", journey_of);
  audit.findings = list(json, "findings", finding_of);
  audit.failed_analyzers = list(json, "failed_analyzers", failed_of);
  return audit;
}

}  // namespace

Result<Audit> audit_from_json(std::string_view text) {
  if (auto checked = check_audit_json(text); !checked) return std::move(checked).error();
  try {
    return audit_of(Json::parse(text));
  } catch (const std::exception& e) {
    return Error{Errc::kUnreadable, std::string("this audit does not read: ") + e.what(),
                 "Judge the recordings again: firsthand analyze RECORDING…"};
  }
}

}  // namespace firsthand
