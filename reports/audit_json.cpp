#include "reports/audit_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace firsthand {
namespace {

using OrderedJson = nlohmann::ordered_json;

double three_places(double value) { return std::round(value * 1000) / 1000; }

// JSON has no word for infinity: a number that is none was not measured.
void put(OrderedJson& json, const char* key, const std::optional<double>& value) {
  if (value && std::isfinite(*value)) json[key] = three_places(*value);
}
void put(OrderedJson& json, const char* key, const std::optional<int>& value) {
  if (value) json[key] = *value;
}
void put(OrderedJson& json, const char* key, const std::optional<std::string>& value) {
  if (value) json[key] = *value;
}
void put_said(OrderedJson& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}
void put_grade(OrderedJson& json, const std::optional<double>& score,
               const std::optional<char>& grade) {
  put(json, "score", score);
  if (grade) json["grade"] = std::string(1, *grade);
}

OrderedJson json_of(const Box& box) {
  return {three_places(box.x), three_places(box.y), three_places(box.w), three_places(box.h)};
}

OrderedJson json_of(const Attempts& attempts) {
  return {{"total", attempts.total},
          {"completed", attempts.completed},
          {"gave_up", attempts.gave_up},
          {"failed", attempts.failed},
          {"stopped", attempts.stopped},
          {"unmeasured",
           {{"total", attempts.unmeasured()},
            {"robot_check", attempts.robot_check},
            {"our_rig", attempts.our_rig},
            {"out_of_data", attempts.out_of_data},
            {"lost", attempts.lost}}}};
}

OrderedJson json_of(const StepTiming& timing) {
  OrderedJson json = OrderedJson::object();
  put(json, "feedback_ms", timing.feedback_ms);
  put(json, "usable_ms", timing.usable_ms);
  put(json, "settled_ms", timing.settled_ms);
  if (timing.visual) {
    const auto& visual = *timing.visual;
    json["visual"] = {{"first_change_ms", three_places(visual.first_change_ms)},
                      {"last_change_ms", three_places(visual.last_change_ms)},
                      {"complete_85_ms", three_places(visual.complete_85_ms)},
                      {"complete_95_ms", three_places(visual.complete_95_ms)},
                      {"complete_99_ms", three_places(visual.complete_99_ms)},
                      {"speed_index", three_places(visual.speed_index)},
                      {"speed_index_all", three_places(visual.speed_index_all)},
                      {"perceptual_speed_index", three_places(visual.perceptual_speed_index)},
                      {"contentful_speed_index", three_places(visual.contentful_speed_index)}};
  }
  put(json, "within_ms", timing.within_ms);
  json["tool_ms"] = three_places(timing.tool_ms);
  json["pace_ms"] = three_places(timing.pace_ms);
  json["censored"] = timing.censored;
  return json;
}

OrderedJson json_of(const Vitals& vitals) {
  OrderedJson json = OrderedJson::object();
  put(json, "ttfb_ms", vitals.ttfb_ms);
  put(json, "fcp_ms", vitals.fcp_ms);
  put(json, "lcp_ms", vitals.lcp_ms);
  put(json, "inp_ms", vitals.inp_ms);
  put(json, "cls", vitals.cls);
  return json;
}

OrderedJson json_of(const Reaction& reaction) {
  OrderedJson json = OrderedJson::object();
  put(json, "dom_ms", reaction.dom_ms);
  put(json, "url_ms", reaction.url_ms);
  put(json, "focus_ms", reaction.focus_ms);
  put(json, "request_ms", reaction.request_ms);
  put(json, "scroll_ms", reaction.scroll_ms);
  put(json, "pixels_ms", reaction.pixels_ms);
  put(json, "dialog_ms", reaction.dialog_ms);
  json["watched_ms"] = three_places(reaction.watched_ms);
  return json;
}

OrderedJson json_of(const FoundTarget& target) {
  return {{"says", target.says},      {"name", target.name},         {"role", target.role},
          {"how", target.how},        {"selector", target.selector}, {"box", json_of(target.box)},
          {"matches", target.matches}};
}

OrderedJson json_of(const WaitedFor& wait) {
  OrderedJson json = {{"cause", wait.cause}};
  put_said(json, "by", wait.by);
  json["ms"] = three_places(wait.ms);
  put_said(json, "on", wait.on);
  return json;
}

template <typename T>
OrderedJson list_of(const std::vector<T>& values, OrderedJson (*each)(const T&)) {
  OrderedJson list = OrderedJson::array();
  for (const auto& value : values) list.push_back(each(value));
  return list;
}

OrderedJson json_of(const Search& search) {
  OrderedJson json = {{"thing", search.thing},       {"found", search.found},
                      {"followed", search.followed}, {"clicks", search.clicks},
                      {"way", search.way},           {"url", search.url}};
  put(json, "ms", search.ms);
  return json;
}

OrderedJson json_of(const StepRecord& step) {
  OrderedJson json = {{"index", step.index},
                      {"line", step.line},
                      {"word", step.word},
                      {"says", step.says},
                      {"outcome", to_word(step.outcome)}};
  put(json, "file", step.file);
  if (step.error) {
    json["error"] = {{"code", step.error->code}, {"what", step.error->what}};
    put_said(json["error"], "target", step.error->target);
  }
  put(json, "started_at_ms", step.started_at_ms);
  put(json, "input_at_ms", step.input_at_ms);
  put(json, "ended_at_ms", step.ended_at_ms);
  json["timing"] = json_of(step.timing);
  put(json, "should_take_ms", step.should_take_ms);
  json["patience_ms"] = three_places(step.patience_ms);
  json["limit_ms"] = three_places(step.limit_ms);
  json["vitals"] = json_of(step.vitals);
  json["waited_for"] = list_of(step.waited_for, json_of);
  if (step.reaction) json["reaction"] = json_of(*step.reaction);
  json["targets"] = list_of(step.targets, json_of);
  if (step.search) json["search"] = json_of(*step.search);
  OrderedJson screens = OrderedJson::object();
  put(screens, "before", step.before);
  put(screens, "during", step.during);
  put(screens, "after", step.after);
  json["screens"] = std::move(screens);
  put(json, "page", step.page);
  json["url"] = step.url;
  json["title"] = step.title;
  put(json, "status", step.status);
  json["submits"] = step.submits;
  json["clicks"] = step.clicks;
  json["keystrokes"] = step.keystrokes;
  json["fields"] = step.fields;
  return json;
}

OrderedJson json_of(const Screen& screen) {
  return {{"file", screen.file},   {"at_ms", three_places(screen.at_ms)},
          {"step", screen.step},   {"when", screen.when},
          {"width", screen.width}, {"height", screen.height},
          {"scale", screen.scale}, {"scroll_x", three_places(screen.scroll_x)},
          {"url", screen.url},     {"scroll_y", three_places(screen.scroll_y)}};
}

OrderedJson json_of(const EvidenceGap& gap) {
  return {{"kind", gap.kind}, {"steps", gap.steps}, {"because", gap.because}};
}

OrderedJson json_of(const NativeUi& shown) {
  OrderedJson json = {{"kind", shown.kind}, {"text", shown.text}};
  if (!shown.options.empty()) json["options"] = shown.options;
  put_said(json, "answer", shown.answer);
  json["as_told"] = shown.as_told;
  json["asked_for"] = shown.asked_for;
  json["step"] = shown.step;
  json["shown_at_ms"] = three_places(shown.shown_at_ms);
  put(json, "closed_at_ms", shown.closed_at_ms);
  if (shown.box) json["box"] = json_of(*shown.box);
  return json;
}

OrderedJson json_of(const StepNote& note) {
  return {{"step", note.step}, {"kind", note.kind}, {"text", note.text}};
}

OrderedJson json_of(const WalkSummary& walk) {
  OrderedJson json = {{"recording", walk.recording}, {"outcome", to_word(walk.outcome)}};
  put_said(json, "reason", walk.reason);
  put_said(json, "reason_text", walk.reason_text);
  put_said(json, "answer", walk.answer);
  json["censored"] = walk.censored;
  OrderedJson time = OrderedJson::object();
  put(time, "waiting_ms", walk.waiting_ms);
  put(time, "tool_ms", walk.tool_ms);
  put(time, "total_ms", walk.total_ms);
  json["time"] = std::move(time);
  json["timing"] = {{"reliable", walk.timing.reliable}, {"reasons", walk.timing.reasons}};
  json["steps"] = list_of(walk.steps, json_of);
  json["screens"] = list_of(walk.screens, json_of);
  if (!walk.blank_screens.empty()) json["blank_screens"] = walk.blank_screens;
  if (!walk.gaps.empty()) json["gaps"] = list_of(walk.gaps, json_of);
  if (!walk.native_ui.empty()) json["native_ui"] = list_of(walk.native_ui, json_of);
  if (!walk.notes.empty()) json["notes"] = list_of(walk.notes, json_of);
  return json;
}

OrderedJson json_of(const ScoreLine& line) {
  OrderedJson json = {{"penalty", three_places(line.penalty)}, {"because", line.because}};
  put_said(json, "finding", line.finding);
  put(json, "step", line.step);
  return json;
}

OrderedJson json_of(const Distance& distance) {
  return {{"thing", distance.thing}, {"clicks", distance.clicks}};
}

OrderedJson json_of(const Effort& effort) {
  OrderedJson json = {{"device", effort.device}};
  put(json, "reading_ms", effort.reading_ms);
  json["deciding_ms"] = three_places(effort.deciding_ms);
  json["pointing_ms"] = three_places(effort.pointing_ms);
  json["typing_ms"] = three_places(effort.typing_ms);
  json["words"] = effort.words;
  json["pages"] = effort.pages;
  json["unread"] = effort.unread;
  json["clicks_in_the_way"] = effort.clicks_in_the_way;
  put(json, "required", effort.required);
  json["asked_again"] = effort.asked_again;
  json["dead_ends"] = effort.dead_ends;
  json["distances"] = list_of(effort.distances, json_of);
  return json;
}

OrderedJson json_of(const JourneySummary& journey) {
  OrderedJson json = {{"id", journey.id},
                      {"title", journey.title},
                      {"why", journey.why},
                      {"critical", journey.critical},
                      {"visitor", journey.visitor},
                      {"visit", journey.visit},
                      {"outcome", to_word(journey.outcome)},
                      {"worst_walk", journey.worst_walk}};
  if (!journey.walked_by.name.empty()) json["walked_by"] = nlohmann::json(journey.walked_by);
  put_grade(json, journey.score, journey.grade);
  json["grade_status"] = journey.grade_status;
  json["attempts"] = json_of(journey.attempts);
  OrderedJson waiting = OrderedJson::object();
  put(waiting, "median_ms", journey.waiting.median_ms);
  put(waiting, "worst_ms", journey.waiting.worst_ms);
  waiting["censored"] = journey.waiting.censored;
  waiting["n"] = journey.waiting.n;
  json["waiting"] = std::move(waiting);
  json["clicks"] = journey.clicks;
  json["fields"] = journey.fields;
  json["keystrokes"] = journey.keystrokes;
  if (journey.effort) {
    put(json, "effort_ms", journey.effort->total_ms());
    json["effort"] = json_of(*journey.effort);
  }
  json["ledger"] = list_of(journey.ledger, json_of);
  json["walks"] = list_of(journey.walks, json_of);
  return json;
}

OrderedJson json_of(const Evidence& evidence) {
  OrderedJson json = OrderedJson::object();
  put(json, "screen", evidence.screen);
  if (evidence.box) json["box"] = json_of(*evidence.box);
  put_said(json, "text", evidence.text);
  put_said(json, "selector", evidence.selector);
  put_said(json, "url", evidence.url);
  put(json, "status", evidence.status);
  return json;
}

OrderedJson json_of(const Struck& struck) {
  OrderedJson json = {{"by", struck.by}, {"reason", struck.reason}};
  put_said(json, "until", struck.until);
  json["at"] = struck.at;
  return json;
}

OrderedJson json_of(const Finding& finding) {
  OrderedJson json = {{"id", finding.id},
                      {"rule", finding.rule},
                      {"severity", to_word(finding.severity)},
                      {"owner", to_word(finding.owner)},
                      {"title", finding.title},
                      {"why", finding.why},
                      {"fix", finding.fix},
                      {"journey", finding.journey},
                      {"walk", finding.walk}};
  put(json, "step", finding.step);
  if (finding.cost)
    json["cost"] = {{"ms", three_places(finding.cost->ms)},
                    {"kind", finding.cost->kind == CostKind::kMeasured ? "measured" : "estimated"}};
  put(json, "part_of", finding.part_of);
  json["count"] = finding.count;
  json["evidence"] = json_of(finding.evidence);
  put_said(json, "key", finding.key);
  if (finding.struck) json["struck"] = json_of(*finding.struck);
  return json;
}

OrderedJson json_of(const StaleStrike& stale) {
  OrderedJson json = {{"says", stale.says}, {"at", stale.at}, {"by", stale.by}};
  put_said(json, "until", stale.until);
  return json;
}

OrderedJson json_of(const FailedAnalyzer& failed) {
  return {{"analyzer", failed.analyzer}, {"walk", failed.walk}, {"because", failed.because}};
}

// A machine that did not say is not one without processors.
OrderedJson json_of(const MachineInfo& machine) {
  OrderedJson json = {{"os", machine.os}};
  if (machine.cpus > 0) json["cpus"] = machine.cpus;
  if (machine.memory_gb > 0) json["memory_gb"] = three_places(machine.memory_gb);
  return json;
}

OrderedJson json_of(const Offer& offer) { return {{"does", offer.does}, {"name", offer.name}}; }

OrderedJson json_of(const InterruptionSummary& summary) {
  const Interruption& met = summary.met;
  OrderedJson json = {{"kind", met.kind},
                      {"by", met.name},
                      {"step", met.step},
                      {"journey", summary.journey},
                      {"walk", summary.walk},
                      {"at_ms", three_places(met.at_ms)},
                      {"clicks", met.pressed.size()}};
  put(json, "ms", met.ms);
  json["how"] = met.ended;
  json["in_the_way"] = met.in_the_way;
  json["offers"] = list_of(met.offers, json_of);
  json["pressed"] = met.pressed;
  put(json, "screen", met.screen);
  if (met.box) json["box"] = json_of(*met.box);
  return json;
}

}  // namespace

std::string audit_json(const Audit& audit) {
  OrderedJson json = {{"schema", audit.schema},
                      {"tool", {{"name", "firsthand"}, {"version", audit.tool_version}}},
                      {"started", audit.started},
                      {"finished", audit.finished},
                      {"site", audit.site},
                      {"machine", json_of(audit.machine)},
                      {"browser",
                       {{"engine", audit.browser.engine},
                        {"product", audit.browser.product},
                        {"sandbox", audit.browser.sandbox},
                        {"marked", audit.browser.marked}}},
                      {"verdict", to_word(audit.verdict)},
                      {"fail_on", to_word(audit.fail_on)},
                      {"headline", audit.headline}};
  put_grade(json, audit.score, audit.grade);
  json["grade_status"] = audit.grade_status;
  json["grade_reason"] = audit.grade_reason;
  json["attempts"] = json_of(audit.attempts);
  json["journeys"] = list_of(audit.journeys, json_of);
  json["findings"] = list_of(audit.findings, json_of);
  if (!audit.struck.empty()) json["struck_findings"] = list_of(audit.struck, json_of);
  if (!audit.stale_strikes.empty()) json["stale_strikes"] = list_of(audit.stale_strikes, json_of);
  // A journey cannot state a claim yet, so none was judged.
  json["claims"] = OrderedJson::array();
  json["interruptions"] = list_of(audit.interruptions, json_of);
  json["failed_analyzers"] = list_of(audit.failed_analyzers, json_of);
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace firsthand
