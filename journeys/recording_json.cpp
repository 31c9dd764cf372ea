// Each struct is described once, and both written and read by its description.
#include <cmath>
#include <concepts>
#include <limits>
#include <nlohmann/json.hpp>

#include "journeys/recording.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

using nlohmann::json;

constexpr std::string_view kSeenSchema = "firsthand.seen/1";

template <typename T>
struct Words;
template <>
struct Words<Outcome> {
  static constexpr std::pair<Outcome, std::string_view> kAll[] = {
      {Outcome::kCompleted, "completed"},
      {Outcome::kGaveUp, "gave_up"},
      {Outcome::kFailed, "failed"},
      {Outcome::kStopped, "stopped"},
      {Outcome::kUnmeasured, "unmeasured"}};
};
template <>
struct Words<StepOutcome> {
  static constexpr std::pair<StepOutcome, std::string_view> kAll[] = {
      {StepOutcome::kDone, "done"},
      {StepOutcome::kGaveUp, "gave_up"},
      {StepOutcome::kFailed, "failed"},
      {StepOutcome::kStopped, "stopped"},
      {StepOutcome::kUnmeasured, "unmeasured"},
      {StepOutcome::kNotReached, "not_reached"}};
};

template <typename E>
std::string_view word_of(E value) {
  for (const auto& [known, word] : Words<E>::kAll)
    if (known == value) return word;
  return "unmeasured";
}

template <typename E>
std::optional<E> value_of(std::string_view word) {
  for (const auto& [value, known] : Words<E>::kAll)
    if (known == word) return value;
  return std::nullopt;
}

[[noreturn]] void refuse(const std::string& key, const std::string& needed, const json& found) {
  throw json::type_error::create(
      302, key + ": " + needed + " is needed here, not " + std::string(found.type_name()), nullptr);
}

template <typename S, typename T>
concept Is = std::same_as<std::remove_const_t<S>, T>;

class Writer {
 public:
  explicit Writer(json& out) : out_(out) { out_ = json::object(); }

  template <typename T>
  void field(const char* key, const T& value) {
    json written;
    if (write(written, value)) out_[key] = std::move(written);
  }

  // False: nothing was measured, nothing is written.
  template <typename T>
  static bool write(json& out, const T& value) {
    if constexpr (std::same_as<T, double>) {
      if (!std::isfinite(value)) return false;
      out = std::round(value * 1000) / 1000;
    } else if constexpr (std::same_as<T, std::string>) {
      out = valid_utf8(value);
    } else if constexpr (std::same_as<T, bool> || std::same_as<T, int>) {
      out = value;
    } else if constexpr (std::is_enum_v<T>) {
      out = word_of(value);
    } else if constexpr (std::same_as<T, Box>) {
      for (const double side : {value.x, value.y, value.w, value.h})
        out.push_back(std::isfinite(side) ? std::round(side * 1000) / 1000 : 0.0);
    } else {
      Writer writer(out);
      describe(writer, value);
    }
    return true;
  }
  template <typename T>
  static bool write(json& out, const std::optional<T>& value) {
    return value && write(out, *value);
  }
  template <typename T>
  static bool write(json& out, const std::vector<T>& values) {
    out = json::array();
    for (const auto& value : values) {
      json written;
      if (write(written, value)) out.push_back(std::move(written));
    }
    return true;
  }

 private:
  json& out_;
};

class Reader {
 public:
  Reader(const json& in, std::string path) : in_(in), path_(std::move(path)) {
    if (!in.is_object()) refuse(path_.empty() ? "the file" : path_, "an object", in);
  }

  // A key that is missing, or null, leaves the value as it was.
  template <typename T>
  void field(const char* key, T& value) {
    const auto found = in_.find(key);
    if (found == in_.end() || found->is_null()) return;
    read(*found, path_.empty() ? std::string(key) : path_ + "." + key, value);
  }

  template <typename T>
  static void read(const json& in, const std::string& path, T& value) {
    if constexpr (std::same_as<T, bool>) {
      if (!in.is_boolean()) refuse(path, "true or false", in);
      value = in.get<bool>();
    } else if constexpr (std::same_as<T, int>) {
      value = whole_number(in, path);
    } else if constexpr (std::same_as<T, double>) {
      if (!in.is_number()) refuse(path, "a number", in);
      value = in.get<double>();
    } else if constexpr (std::same_as<T, std::string>) {
      if (!in.is_string()) refuse(path, "a text", in);
      value = in.get_ref<const std::string&>();
    } else if constexpr (std::is_enum_v<T>) {
      if (!in.is_string()) refuse(path, "a word", in);
      const auto known = value_of<T>(in.get_ref<const std::string&>());
      if (!known) refuse(path, "a known outcome", in);
      value = *known;
    } else if constexpr (std::same_as<T, Box>) {
      if (!in.is_array() || in.size() != 4) refuse(path, "a box [x, y, w, h]", in);
      read(in[0], path, value.x);
      read(in[1], path, value.y);
      read(in[2], path, value.w);
      read(in[3], path, value.h);
    } else {
      Reader reader(in, path);
      describe(reader, value);
    }
  }
  template <typename T>
  static void read(const json& in, const std::string& path, std::optional<T>& value) {
    read(in, path, value.emplace());
  }
  template <typename T>
  static void read(const json& in, const std::string& path, std::vector<T>& values) {
    if (!in.is_array()) refuse(path, "a list", in);
    values.clear();
    values.reserve(in.size());
    for (std::size_t i = 0; i < in.size(); ++i)
      read(in[i], path + "[" + std::to_string(i) + "]", values.emplace_back());
  }

 private:
  static int whole_number(const json& in, const std::string& path) {
    constexpr auto kMost = std::numeric_limits<int>::max();
    const bool fits =
        in.is_number_unsigned()
            ? in.get<std::uint64_t>() <= kMost
            : in.is_number_integer() && in.get<std::int64_t>() >= std::numeric_limits<int>::min();
    if (!fits) refuse(path, "a whole number of ordinary size", in);
    return in.get<int>();
  }

  const json& in_;
  std::string path_;
};

// The before and after pictures of a step stand in an object of their own.
template <typename Step>
struct ScreenPair {
  Step& step;
};

template <typename T>
void describe(auto& io, const ScreenPair<T>& pair) {
  io.field("before", pair.step.before);
  io.field("after", pair.step.after);
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
}
void describe(auto& io, Is<WaitedFor> auto& w) {
  io.field("cause", w.cause);
  io.field("by", w.by);
  io.field("ms", w.ms);
}
void describe(auto& io, Is<StepTiming> auto& t) {
  io.field("feedback_ms", t.feedback_ms);
  io.field("usable_ms", t.usable_ms);
  io.field("settled_ms", t.settled_ms);
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
}
void describe(auto& io, Is<StepRecord> auto& s) {
  io.field("index", s.index);
  io.field("line", s.line);
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
  io.field("vitals", s.vitals);
  ScreenPair<std::remove_reference_t<decltype(s)>> screens{s};
  io.field("screens", screens);
  io.field("page", s.page);
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
void describe(auto& io, Is<Request> auto& r) {
  io.field("at_ms", r.at_ms);
  io.field("duration_ms", r.duration_ms);
  io.field("step", r.step);
  io.field("method", r.method);
  io.field("url", r.url);
  io.field("type", r.type);
  io.field("status", r.status);
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
  io.field("pace", w.pace);
  io.field("browser", w.browser);
  io.field("machine", w.machine);
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
}
void describe(auto& io, Is<SeenWord> auto& w) {
  io.field("text", w.text);
  io.field("box", w.box);
  io.field("confidence", w.confidence);
  io.field("line", w.line);
}
void describe(auto& io, Is<Seen> auto& s) {
  io.field("screen", s.screen);
  io.field("languages", s.languages);
  io.field("words", s.words);
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
  if (in.contains("schema") && in["schema"] != kSeenSchema)
    throw json::other_error::create(
        501, "schema: this version reads " + std::string(kSeenSchema) + " only", nullptr);
}

}  // namespace firsthand
