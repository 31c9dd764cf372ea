// audit_json, read back. The schema is checked first, so every key read here is there and of its
// kind. Steps, screens and what else comes from a recording read as they do there.

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

Severity severity_of(const Json& json, const char* key) {
  return word(json, key,
              {Severity::kMinor, Severity::kAnnoying, Severity::kSerious, Severity::kBlocker});
}

EvidenceGap gap_of(const Json& json) {
  return {text(json, "kind"), json.at("steps").get<std::vector<int>>(), text(json, "because")};
}

StepNote note_of(const Json& json) {
  return {json.at("step").get<int>(), text(json, "kind"), text(json, "text")};
}

WalkSummary walk_of(const Json& json) {
  WalkSummary walk;
  walk.recording = text(json, "recording");
  walk.outcome = outcome_of(json);
  walk.reason = said(json, "reason");
  walk.reason_text = said(json, "reason_text");
  walk.answer = said(json, "answer");
  walk.censored = truth(json, "censored");
  const auto& time = json.at("time");
  walk.waiting_ms = ms(time, "waiting_ms");
  walk.tool_ms = ms(time, "tool_ms");
  walk.total_ms = ms(time, "total_ms");
  walk.timing = json.at("timing").get<TimingTrust>();
  walk.steps = json.at("steps").get<std::vector<StepRecord>>();
  walk.screens = json.at("screens").get<std::vector<Screen>>();
  walk.blank_screens =
      maybe<std::vector<std::string>>(json, "blank_screens").value_or(std::vector<std::string>{});
  if (json.contains("gaps")) walk.gaps = list(json, "gaps", gap_of);
  if (json.contains("notes")) walk.notes = list(json, "notes", note_of);
  if (json.contains("native_ui"))
    walk.native_ui = json.at("native_ui").get<std::vector<NativeUi>>();
  return walk;
}

ScoreLine line_of(const Json& json) {
  return {number(json, "penalty"), text(json, "because"), said(json, "finding"),
          maybe<int>(json, "step")};
}

Distance distance_of(const Json& json) { return {text(json, "thing"), count(json, "clicks")}; }

Effort effort_from(const Json& json) {
  Effort effort;
  effort.device = text(json, "device");
  effort.reading_ms = ms(json, "reading_ms");
  effort.deciding_ms = number(json, "deciding_ms");
  effort.pointing_ms = number(json, "pointing_ms");
  effort.typing_ms = number(json, "typing_ms");
  effort.words = count(json, "words");
  effort.pages = count(json, "pages");
  effort.unread = count(json, "unread");
  effort.clicks_in_the_way = count(json, "clicks_in_the_way");
  effort.required = maybe<int>(json, "required");
  effort.asked_again = json.at("asked_again").get<std::vector<std::string>>();
  effort.dead_ends = count(json, "dead_ends");
  effort.distances = list(json, "distances", distance_of);
  return effort;
}

JourneySummary journey_of(const Json& json) {
  JourneySummary journey;
  journey.id = text(json, "id");
  journey.title = text(json, "title");
  journey.why = text(json, "why");
  journey.critical = truth(json, "critical");
  journey.visitor = text(json, "visitor");
  journey.walked_by = maybe<Visitor>(json, "walked_by").value_or(Visitor{});
  journey.visit = maybe<int>(json, "visit").value_or(1);
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
  if (const auto effort = json.find("effort"); effort != json.end())
    journey.effort = effort_from(*effort);
  journey.ledger = list(json, "ledger", line_of);
  journey.walks = list(json, "walks", walk_of);
  return journey;
}

Finding finding_of(const Json& json) {
  Finding finding;
  finding.id = text(json, "id");
  finding.rule = text(json, "rule");
  finding.severity = severity_of(json, "severity");
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
  finding.evidence.box = maybe<Box>(evidence, "box");
  finding.evidence.text = said(evidence, "text");
  finding.evidence.selector = said(evidence, "selector");
  finding.evidence.url = said(evidence, "url");
  finding.evidence.status = maybe<int>(evidence, "status");
  finding.key = said(json, "key");
  if (const auto struck = json.find("struck"); struck != json.end())
    finding.struck = Struck{text(*struck, "by"), text(*struck, "reason"), said(*struck, "until"),
                            text(*struck, "at")};
  return finding;
}

StaleStrike stale_of(const Json& json) {
  return {text(json, "says"), text(json, "at"), text(json, "by"), said(json, "until")};
}

Offer offer_of(const Json& json) { return {text(json, "does"), text(json, "name")}; }

InterruptionSummary interruption_of(const Json& json) {
  InterruptionSummary summary{.journey = text(json, "journey"), .walk = text(json, "walk")};
  auto& met = summary.met;
  met.kind = text(json, "kind");
  met.name = text(json, "by");
  met.step = count(json, "step");
  met.at_ms = ms(json, "at_ms").value_or(0);
  met.ms = ms(json, "ms");
  met.ended = text(json, "how");
  met.in_the_way = truth(json, "in_the_way");
  met.offers = list(json, "offers", offer_of);
  met.pressed = json.at("pressed").get<std::vector<std::string>>();
  met.screen = maybe<std::string>(json, "screen");
  met.box = maybe<Box>(json, "box");
  return summary;
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
  audit.machine = json.at("machine").get<MachineInfo>();
  audit.browser = json.at("browser").get<BrowserInfo>();
  audit.verdict =
      word(json, "verdict", {AuditVerdict::kGo, AuditVerdict::kNoGo, AuditVerdict::kCannotSay});
  if (json.contains("fail_on")) audit.fail_on = severity_of(json, "fail_on");
  audit.headline = text(json, "headline");
  audit.score = ms(json, "score");
  audit.grade = grade(json);
  audit.grade_status = text(json, "grade_status");
  audit.grade_reason = text(json, "grade_reason");
  audit.attempts = attempts_of(json.at("attempts"));
  audit.journeys = list(json, "journeys", journey_of);
  audit.findings = list(json, "findings", finding_of);
  if (json.contains("struck_findings")) audit.struck = list(json, "struck_findings", finding_of);
  if (json.contains("stale_strikes")) audit.stale_strikes = list(json, "stale_strikes", stale_of);
  if (json.contains("interruptions"))
    audit.interruptions = list(json, "interruptions", interruption_of);
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
