// Each struct is described once, and both written and read by its description.
#include "journeys/recording.h"
#include "journeys/recording_io.h"

namespace firsthand {
namespace recording_io {

constexpr std::string_view kSeenSchema = "firsthand.seen/1";
constexpr std::string_view kAccessSchema = "firsthand.access/1";

// The before and after pictures of a step stand in an object of their own.
template <typename Step>
struct ScreenPair {
  Step& step;
};

template <typename T>
void describe(auto& io, const ScreenPair<T>& pair) {
  io.field("before", pair.step.before);
  io.field("during", pair.step.during);
  io.field("after", pair.step.after);
}

void describe(auto& io, Is<Network> auto& n) {
  io.field("name", n.name);
  io.field("down_kbps", n.down_kbps);
  io.field("up_kbps", n.up_kbps);
  io.field("latency_ms", n.latency_ms);
}
void describe(auto& io, Is<GeoPoint> auto& p) {
  io.field("latitude", p.latitude);
  io.field("longitude", p.longitude);
}
void describe(auto& io, Is<Visitor> auto& v) {
  io.field("name", v.name);
  io.field("width", v.width);
  io.field("height", v.height);
  io.field("scale", v.scale);
  io.field("touch", v.touch);
  io.field("user_agent", v.user_agent);
  io.field("platform", v.platform);
  io.field("model", v.model);
  io.field("locale", v.locale);
  io.field("network", v.network);
  io.field("cpu", v.cpu);
  io.field("time_zone", v.time_zone);
  io.field("location", v.location);
  io.field("headers", v.headers);
  io.field("dark", v.dark);
  io.field("reduced_motion", v.reduced_motion);
  io.field("keyboard", v.keyboard);
  io.field("text", v.text);
}
void describe(auto& io, Is<WaitedFor> auto& w) {
  io.field("cause", w.cause);
  io.field("by", w.by);
  io.field("ms", w.ms);
  io.field("on", w.on);
}
void describe(auto& io, Is<VisualTiming> auto& v) {
  io.field("first_change_ms", v.first_change_ms);
  io.field("last_change_ms", v.last_change_ms);
  io.field("complete_85_ms", v.complete_85_ms);
  io.field("complete_95_ms", v.complete_95_ms);
  io.field("complete_99_ms", v.complete_99_ms);
  io.field("speed_index", v.speed_index);
  io.field("speed_index_all", v.speed_index_all);
  io.field("perceptual_speed_index", v.perceptual_speed_index);
  io.field("contentful_speed_index", v.contentful_speed_index);
}
void describe(auto& io, Is<StepTiming> auto& t) {
  io.field("feedback_ms", t.feedback_ms);
  io.field("usable_ms", t.usable_ms);
  io.field("settled_ms", t.settled_ms);
  io.field("visual", t.visual);
  io.field("within_ms", t.within_ms);
  io.field("tool_ms", t.tool_ms);
  io.field("pace_ms", t.pace_ms);
  io.field("censored", t.censored);
}
void describe(auto& io, Is<Vitals> auto& v) {
  io.field("ttfb_ms", v.ttfb_ms);
  io.field("fcp_ms", v.fcp_ms);
  io.field("lcp_ms", v.lcp_ms);
  io.field("inp_ms", v.inp_ms);
  io.field("cls", v.cls);
}
void describe(auto& io, Is<Reaction> auto& r) {
  io.field("dom_ms", r.dom_ms);
  io.field("url_ms", r.url_ms);
  io.field("focus_ms", r.focus_ms);
  io.field("request_ms", r.request_ms);
  io.field("scroll_ms", r.scroll_ms);
  io.field("pixels_ms", r.pixels_ms);
  io.field("dialog_ms", r.dialog_ms);
  io.field("watched_ms", r.watched_ms);
}
void describe(auto& io, Is<FoundTarget> auto& t) {
  io.field("says", t.says);
  io.field("name", t.name);
  io.field("role", t.role);
  io.field("how", t.how);
  io.field("selector", t.selector);
  io.field("box", t.box);
  io.field("matches", t.matches);
}
void describe(auto& io, Is<StepError> auto& e) {
  io.field("code", e.code);
  io.field("what", e.what);
  io.field("target", e.target);
}
void describe(auto& io, Is<Search> auto& s) {
  io.field("thing", s.thing);
  io.field("found", s.found);
  io.field("followed", s.followed);
  io.field("clicks", s.clicks);
  io.field("ms", s.ms);
  io.field("way", s.way);
  io.field("url", s.url);
}
void describe(auto& io, Is<StepRecord> auto& s) {
  io.field("index", s.index);
  io.field("line", s.line);
  io.field("file", s.file);
  io.field("word", s.word);
  io.field("says", s.says);
  io.field("outcome", s.outcome);
  io.field("error", s.error);
  io.field("started_at_ms", s.started_at_ms);
  io.field("input_at_ms", s.input_at_ms);
  io.field("ended_at_ms", s.ended_at_ms);
  io.field("timing", s.timing);
  io.field("should_take_ms", s.should_take_ms);
  io.field("patience_ms", s.patience_ms);
  io.field("limit_ms", s.limit_ms);
  io.field("waited_for", s.waited_for);
  io.field("reaction", s.reaction);
  io.field("targets", s.targets);
  io.field("search", s.search);
  io.field("vitals", s.vitals);
  ScreenPair<std::remove_reference_t<decltype(s)>> screens{s};
  io.field("screens", screens);
  io.field("page", s.page);
  io.field("access", s.access);
  io.field("url", s.url);
  io.field("title", s.title);
  io.field("status", s.status);
  io.field("submits", s.submits);
  io.field("clicks", s.clicks);
  io.field("keystrokes", s.keystrokes);
  io.field("fields", s.fields);
}
void describe(auto& io, Is<Screen> auto& s) {
  io.field("file", s.file);
  io.field("at_ms", s.at_ms);
  io.field("step", s.step);
  io.field("when", s.when);
  io.field("width", s.width);
  io.field("height", s.height);
  io.field("scale", s.scale);
  io.field("scroll_x", s.scroll_x);
  io.field("scroll_y", s.scroll_y);
  io.field("url", s.url);
}
void describe(auto& io, Is<Frame> auto& f) {
  io.field("file", f.file);
  io.field("at_ms", f.at_ms);
  io.field("step", f.step);
}
void describe(auto& io, Is<Observation> auto& o) {
  io.field("kind", o.kind);
  io.field("at_ms", o.at_ms);
  io.field("step", o.step);
  io.field("text", o.text);
  io.field("box", o.box);
  io.field("screen", o.screen);
}
void describe(auto& io, Is<NativeUi> auto& n) {
  io.field("kind", n.kind);
  io.field("text", n.text);
  io.field("options", n.options);
  io.field("answer", n.answer);
  io.field("as_told", n.as_told);
  io.field("asked_for", n.asked_for);
  io.field("step", n.step);
  io.field("shown_at_ms", n.shown_at_ms);
  io.field("closed_at_ms", n.closed_at_ms);
  io.field("box", n.box);
}
void describe(auto& io, Is<Offer> auto& o) {
  io.field("does", o.does);
  io.field("name", o.name);
}
void describe(auto& io, Is<Interruption> auto& i) {
  io.field("kind", i.kind);
  io.field("name", i.name);
  io.field("at_ms", i.at_ms);
  io.field("step", i.step);
  io.field("ended", i.ended);
  io.field("in_the_way", i.in_the_way);
  io.field("offers", i.offers);
  io.field("pressed", i.pressed);
  io.field("ms", i.ms);
  io.field("box", i.box);
  io.field("screen", i.screen);
}
void describe(auto& io, Is<Request> auto& r) {
  io.field("at_ms", r.at_ms);
  io.field("duration_ms", r.duration_ms);
  io.field("step", r.step);
  io.field("method", r.method);
  io.field("url", r.url);
  io.field("type", r.type);
  io.field("status", r.status);
  io.field("redirected_to", r.redirected_to);
  io.field("error", r.error);
  io.field("first_party", r.first_party);
  io.field("main_document", r.main_document);
  io.field("canceled", r.canceled);
}
void describe(auto& io, Is<ConsoleLine> auto& c) {
  io.field("at_ms", c.at_ms);
  io.field("step", c.step);
  io.field("level", c.level);
  io.field("text", c.text);
  io.field("url", c.url);
  io.field("line", c.line);
}
void describe(auto& io, Is<JourneyInfo> auto& j) {
  io.field("id", j.id);
  io.field("title", j.title);
  io.field("why", j.why);
  io.field("file", j.file);
  io.field("site", j.site);
  io.field("critical", j.critical);
  io.field("consent", j.consent);
  io.field("patience_ms", j.patience_ms);
  io.field("limit_ms", j.limit_ms);
}
void describe(auto& io, Is<BrowserInfo> auto& b) {
  io.field("engine", b.engine);
  io.field("product", b.product);
  io.field("sandbox", b.sandbox);
  io.field("marked", b.marked);
}
void describe(auto& io, Is<MachineInfo> auto& m) {
  io.field("os", m.os);
  io.field("cpus", m.cpus);
  io.field("memory_gb", m.memory_gb);
}
void describe(auto& io, Is<TimingTrust> auto& t) {
  io.field("reliable", t.reliable);
  io.field("reasons", t.reasons);
}
void describe(auto& io, Is<Walk> auto& w) {
  io.field("schema", w.schema);
  io.field("tool_version", w.tool_version);
  io.field("started", w.started);
  io.field("journey", w.journey);
  io.field("visitor", w.visitor);
  io.field("visit", w.visit);
  io.field("pace", w.pace);
  io.field("browser", w.browser);
  io.field("machine", w.machine);
  io.field("accessibility", w.accessibility);
  io.field("outcome", w.outcome);
  io.field("reason", w.reason);
  io.field("reason_text", w.reason_text);
  io.field("censored", w.censored);
  io.field("total_ms", w.total_ms);
  io.field("timing", w.timing);
  io.field("steps", w.steps);
  io.field("screens", w.screens);
  io.field("frames", w.frames);
  io.field("observations", w.observations);
  io.field("interruptions", w.interruptions);
  io.field("native_ui", w.native_ui);
}
void describe(auto& io, Is<AccessNode> auto& n) {
  io.field("selector", n.selector);
  io.field("html", n.html);
  io.field("box", n.box);
}
void describe(auto& io, Is<AccessViolation> auto& v) {
  io.field("rule", v.rule);
  io.field("impact", v.impact);
  io.field("tags", v.tags);
  io.field("help", v.help);
  io.field("count", v.count);
  io.field("nodes", v.nodes);
}
void describe(auto& io, Is<Access> auto& a) {
  io.field("engine", a.engine);
  io.field("url", a.url);
  io.field("ms", a.ms);
  io.field("violations", a.violations);
}
void describe(auto& io, Is<SeenWord> auto& w) {
  io.field("text", w.text);
  io.field("box", w.box);
  io.field("confidence", w.confidence);
  io.field("line", w.line);
}
void describe(auto& io, Is<SeenInk> auto& i) {
  io.field("line", i.line);
  io.field("letters", i.letters);
  io.field("ground", i.ground);
}
void describe(auto& io, Is<SeenMark> auto& m) {
  io.field("kind", m.kind);
  io.field("box", m.box);
}
void describe(auto& io, Is<Seen> auto& s) {
  io.field("screen", s.screen);
  io.field("width", s.width);
  io.field("height", s.height);
  io.field("languages", s.languages);
  io.field("language", s.language);
  io.field("words", s.words);
  io.field("inks", s.inks);
  io.field("marks", s.marks);
  io.field("one_colour", s.one_colour);
  io.field("detail", s.detail);
  io.field("changed", s.changed);
  io.field("changed_boxes", s.changed_boxes);
}

template <typename T>
void write(json& out, const T& value) {
  out = json();
  Writer::write(out, value);
}
template <typename T>
void read(const json& in, T& value) {
  T fresh{};
  Reader::read(in, "", fresh);
  value = std::move(fresh);
}

}  // namespace recording_io

using nlohmann::json;
using recording_io::kAccessSchema;
using recording_io::kSeenSchema;
using recording_io::read;
using recording_io::value_of;
using recording_io::word_of;
using recording_io::write;

namespace {
void refuse_other_schema(const json& in, std::string_view schema) {
  if (in.contains("schema") && in["schema"] != schema)
    throw json::other_error::create(
        501, "schema: this version reads " + std::string(schema) + " only", nullptr);
}
}  // namespace

std::string_view to_word(Outcome outcome) { return word_of(outcome); }
std::string_view to_word(StepOutcome outcome) { return word_of(outcome); }
std::optional<Outcome> outcome_from(std::string_view word) { return value_of<Outcome>(word); }
std::optional<StepOutcome> step_outcome_from(std::string_view word) {
  return value_of<StepOutcome>(word);
}

void to_json(json& out, const Box& box) { write(out, box); }
void from_json(const json& in, Box& box) { read(in, box); }
void to_json(json& out, const Visitor& visitor) { write(out, visitor); }
void from_json(const json& in, Visitor& visitor) { read(in, visitor); }
void from_json(const json& in, VisualTiming& timing) { read(in, timing); }
void to_json(json& out, const StepTiming& timing) { write(out, timing); }
void from_json(const json& in, StepTiming& timing) { read(in, timing); }
void to_json(json& out, const Reaction& reaction) { write(out, reaction); }
void from_json(const json& in, Reaction& reaction) { read(in, reaction); }
void to_json(json& out, const StepRecord& step) { write(out, step); }
void from_json(const json& in, StepRecord& step) { read(in, step); }
void to_json(json& out, const Screen& screen) { write(out, screen); }
void from_json(const json& in, Screen& screen) { read(in, screen); }
void to_json(json& out, const Frame& frame) { write(out, frame); }
void from_json(const json& in, Frame& frame) { read(in, frame); }
void to_json(json& out, const Observation& observation) { write(out, observation); }
void from_json(const json& in, Observation& observation) { read(in, observation); }
void to_json(json& out, const NativeUi& shown) { write(out, shown); }
void from_json(const json& in, NativeUi& shown) { read(in, shown); }
void to_json(json& out, const Interruption& interruption) { write(out, interruption); }
void from_json(const json& in, Interruption& interruption) { read(in, interruption); }
void to_json(json& out, const Request& request) { write(out, request); }
void from_json(const json& in, Request& request) { read(in, request); }
void to_json(json& out, const ConsoleLine& line) { write(out, line); }
void from_json(const json& in, ConsoleLine& line) { read(in, line); }
void to_json(json& out, const JourneyInfo& journey) { write(out, journey); }
void from_json(const json& in, JourneyInfo& journey) { read(in, journey); }
void to_json(json& out, const BrowserInfo& browser) { write(out, browser); }
void from_json(const json& in, BrowserInfo& browser) { read(in, browser); }
void to_json(json& out, const MachineInfo& machine) { write(out, machine); }
void from_json(const json& in, MachineInfo& machine) { read(in, machine); }
void to_json(json& out, const TimingTrust& trust) { write(out, trust); }
void from_json(const json& in, TimingTrust& trust) { read(in, trust); }
void to_json(json& out, const Walk& walk) { write(out, walk); }
void from_json(const json& in, Walk& walk) { read(in, walk); }
void to_json(json& out, const Seen& seen) {
  write(out, seen);
  out["schema"] = kSeenSchema;
}
void from_json(const json& in, Seen& seen) {
  read(in, seen);
  refuse_other_schema(in, kSeenSchema);
}
void to_json(json& out, const Access& access) {
  write(out, access);
  out["schema"] = kAccessSchema;
}
void from_json(const json& in, Access& access) {
  read(in, access);
  refuse_other_schema(in, kAccessSchema);
}

}  // namespace firsthand
