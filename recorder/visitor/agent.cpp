#include "recorder/visitor/agent.h"

#include <algorithm>

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {

extern const std::string_view kInterruptions;

extern const std::string_view kAgentDom;
extern const std::string_view kAgentText;
extern const std::string_view kAgentTree;
extern const std::string_view kAgentNames;
extern const std::string_view kAgentLegible;
extern const std::string_view kAgentWords;
extern const std::string_view kAgentSeek;
extern const std::string_view kAgentNarrow;
extern const std::string_view kAgentFind;
extern const std::string_view kAgentSlide;
extern const std::string_view kAgentDates;
extern const std::string_view kAgentCalendar;
extern const std::string_view kAgentFocus;
extern const std::string_view kAgentKeyboard;
extern const std::string_view kAgentDrawn;
extern const std::string_view kAgentWatch;
extern const std::string_view kAgentCaption;
extern const std::string_view kAgentToasts;
extern const std::string_view kAgentNotice;
extern const std::string_view kAgentMasks;
extern const std::string_view kAgentPlaces;
extern const std::string_view kAgentPage;
extern const std::string_view kAgentLayers;
extern const std::string_view kAgentScroll;
extern const std::string_view kAgentMain;
extern const std::string_view kAgentPermissions;

namespace {

constexpr std::size_t kMostTroubles = 20;
constexpr std::size_t kMostAnnouncements = 200;
constexpr std::size_t kMostNatives = 100;
constexpr std::size_t kMostJumps = 1000;  // a page that never rests must not fill memory

const char* kind_word(TargetKind kind) {
  switch (kind) {
    case TargetKind::kButton:
      return "button";
    case TargetKind::kLink:
      return "link";
    case TargetKind::kField:
      return "field";
    case TargetKind::kImage:
      return "image";
    case TargetKind::kAny:
      break;
  }
  return "";
}

const char* by_word(TargetBy by) {
  switch (by) {
    case TargetBy::kCss:
      return "css";
    case TargetBy::kXpath:
      return "xpath";
    case TargetBy::kTestId:
      return "testid";
    case TargetBy::kReads:
      break;
  }
  return "reads";
}

std::string js_text(const Json& json) {
  return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

bool is_box(const Json& json) {
  return json.is_array() && json.size() == 4 &&
         std::ranges::all_of(json, [](const auto& number) { return number.is_number(); });
}

// interruptions.tsv as the agent reads it: what -> phrases of all languages.
const Json& interruption_words() {
  static const Json kWords = [] {
    Json words = Json::object();
    for (const auto line : split(kInterruptions, '\n')) {
      const auto parts = split(line, '\t');
      if (line.starts_with('#') || parts.size() != 3) continue;
      auto& list = words[std::string(parts[0])];
      for (const auto phrase : split(parts[2], '|'))
        if (auto clean = collapse_space(phrase); !clean.empty()) list.push_back(std::move(clean));
    }
    return words;
  }();
  return kWords;
}

}  // namespace

Box box_from(const Json& json) {
  return {number_in(json, "x"), number_in(json, "y"), number_in(json, "w"), number_in(json, "h")};
}

std::vector<Box> boxes_from(const Json& json) {
  std::vector<Box> boxes;
  for (const auto& box : json)
    if (is_box(box))
      boxes.push_back(
          {box[0].get<double>(), box[1].get<double>(), box[2].get<double>(), box[3].get<double>()});
  return boxes;
}

std::string permission_script(const std::string& word) {
  return "(function(word){'use strict';" + std::string(kAgentPermissions) + "})(" + js_text(word) +
         ");";
}

std::string agent_script(const std::vector<std::string>& secrets, const std::string& word) {
  // A window that was opened empty keeps its globals when its first page comes from the same site.
  std::string script =
      "(function(config){'use strict';const again=Object.hasOwn(globalThis,'firsthand');if(again){"
      "if(globalThis.firsthand.here===document)return;globalThis.firsthand.retire();}";
  script +=
      "const push=(message)=>{try{globalThis.firsthandPush(JSON.stringify({...message,"
      "o:performance.timeOrigin}))}catch(error){/* the page is going away */}};\n";
  for (const auto part : {kAgentDom,      kAgentText,   kAgentTree,   kAgentNames,    kAgentLegible,
                          kAgentWords,    kAgentSeek,   kAgentNarrow, kAgentFind,     kAgentFocus,
                          kAgentKeyboard, kAgentSlide,  kAgentDates,  kAgentCalendar, kAgentDrawn,
                          kAgentWatch,    kAgentLayers, kAgentScroll, kAgentCaption,  kAgentToasts,
                          kAgentNotice,   kAgentMasks,  kAgentPlaces, kAgentPage,     kAgentMain})
    script += part;
  script +=
      "})(" +
      js_text({{"secrets", secrets}, {"interruptions", interruption_words()}, {"word", word}}) +
      ");";
  return script;
}

Json to_json(const Query& query) {
  Json words = Json::array();
  for (const auto& list : query.words)
    words.push_back({{"language", list.language}, {"words", list.words}});
  return {{"word", query.word},      {"words", std::move(words)},     {"raw", query.text},
          {"by", by_word(query.by)}, {"kind", kind_word(query.kind)}, {"optionRaw", query.option},
          {"inRaw", query.in},       {"nearRaw", query.near},         {"nth", query.nth},
          {"before", query.before},  {"pattern", query.pattern}};
}

Sighting sighting_from(const Json& json) {
  Sighting seen;
  seen.state = text_in(json, "state", seen.state);
  seen.by = text_in(json, "by");
  seen.offscreen = flag_in(json, "offscreen");
  seen.edge = flag_in(json, "edge");
  if (const auto& box = part_in(json, "box"); box.is_object()) seen.box = box_from(box);
  seen.how = text_in(json, "how");
  seen.name = text_in(json, "name");
  seen.role = text_in(json, "role");
  seen.selector = text_in(json, "selector");
  seen.mode = text_in(json, "mode");
  seen.after = text_in(json, "after");
  seen.href = text_in(json, "href");
  seen.matches = whole_in(json, "matches");
  seen.ambiguous = flag_in(json, "ambiguous");
  seen.rank = whole_in(json, "rank", seen.rank);
  seen.x = number_in(json, "x");
  seen.y = number_in(json, "y");
  seen.scrolled = flag_in(json, "scrolled");
  return seen;
}

AgentLink::AgentLink(DevToolsClient& client, FrameTree& frames, const WalkClock& clock)
    : client_(client), frames_(frames), clock_(clock), names_(client, frames) {
  frames_.on_world([this](const PageFrame& frame) { greet(frame); });
  listening_.push_back(
      client.on("Runtime.bindingCalled", [this](const SessionId& session, const Json& e) {
        if (text_in(e, "name") == kBindingName)
          heard(session, whole_in(e, "executionContextId"), text_in(e, "payload"));
      }));
}

void AgentLink::greet(const PageFrame& frame) {
  // What was seen in the document before is gone.
  for (auto& [id, by_frame] : sightings_) by_frame.erase(frame.id);
  for (auto& [id, by_frame] : texts_) by_frame.erase(frame.id);
  if (!wanted_frames_.empty()) names_.learn(frame);
  if (frames_.is_top(frame.id)) roots_[frame.id] = {};
  // Pictures of the document before may still have to be painted over.
  keep_masks(frame.id);
  for (const auto& [id, query] : armed_)
    client_.tell(
        frame.session, "Runtime.evaluate",
        {{"expression", "firsthand.arm(" + std::to_string(id) + "," + js_text(query) + ")"},
         {"contextId", *frame.world}});
}

void AgentLink::keep_masks(const FrameId& frame) {
  const auto now = masks_.find(frame);
  if (now == masks_.end()) return;
  for (const auto& box : now->second) masks_seen_.push_back({frame, box});
  masks_.erase(now);
}

const AgentLink::Root& AgentLink::root() const {
  static const Root kNone;
  const auto found = roots_.find(frames_.root_frame());
  return found == roots_.end() ? kNone : found->second;
}

void AgentLink::arm(int id, const Query& query) {
  armed_[id] = to_json(query);
  wanted_frames_.erase(id);
  if (!query.frame.empty()) {
    wanted_frames_[id] = query.frame;
    for (const auto& [frame, data] : frames_.frames()) names_.learn(data);
  }
  sightings_[id].clear();
  texts_[id].clear();
  for (const auto& [frame, data] : frames_.frames())
    if (data.world)
      client_.tell(
          data.session, "Runtime.evaluate",
          {{"expression", "firsthand.arm(" + std::to_string(id) + "," + js_text(armed_[id]) + ")"},
           {"contextId", *data.world}});
}

void AgentLink::disarm(int id) {
  armed_.erase(id);
  wanted_frames_.erase(id);
  sightings_.erase(id);
  texts_.erase(id);
  foretold_.erase(id);
  for (const auto& [frame, data] : frames_.frames())
    if (data.world)
      client_.tell(data.session, "Runtime.evaluate",
                   {{"expression", "firsthand.disarm(" + std::to_string(id) + ")"},
                    {"contextId", *data.world}});
}

void AgentLink::wake() {
  for (const auto& [frame, data] : frames_.frames())
    if (data.world)
      client_.tell(data.session, "Runtime.evaluate",
                   {{"expression", "firsthand.wake()"}, {"contextId", *data.world}});
}

bool AgentLink::may_hold(int id, const FrameId& frame) const {
  const auto wanted = wanted_frames_.find(id);
  return wanted == wanted_frames_.end() || names_.fits(frame, wanted->second);
}

double AgentLink::foretold_ms(int id) const {
  const auto found = foretold_.find(id);
  return found == foretold_.end() ? -1 : found->second;
}

const std::map<FrameId, Sighting>& AgentLink::sightings(int id) const {
  static const std::map<FrameId, Sighting> kNone;
  const auto found = sightings_.find(id);
  return found == sightings_.end() ? kNone : found->second;
}

const std::map<FrameId, ShownText>& AgentLink::texts(int id) const {
  static const std::map<FrameId, ShownText> kNone;
  const auto found = texts_.find(id);
  return found == texts_.end() ? kNone : found->second;
}

Ticket AgentLink::evaluate(const FrameId& frame, const std::string& expression) {
  const auto* data = frames_.find(frame);
  const bool alive = data != nullptr && data->world.has_value();
  // Without a world the browser refuses context 0, and the caller sees that the page is gone.
  return client_.send(alive ? data->session : frames_.root_session(), "Runtime.evaluate",
                      {{"expression", "firsthand." + expression},
                       {"contextId", alive ? *data->world : 0},
                       {"awaitPromise", true},
                       {"returnByValue", true}});
}

Result<Json> AgentLink::value_of(const Result<Json>& reply) {
  if (!reply) return reply.error();
  if (reply->contains("exceptionDetails"))
    return Error{Errc::kInternal,
                 "the page agent broke: " +
                     text_in(part_in(part_in(*reply, "exceptionDetails"), "exception"),
                             "description", "unknown error")};
  return part_in(part_in(*reply, "result"), "value");
}

void AgentLink::expect_reaction(const std::string& type) {
  reactions_.clear();
  inputs_.clear();
  for (const auto& [frame, data] : frames_.frames())
    if (data.world)
      client_.tell(data.session, "Runtime.evaluate",
                   {{"expression", "firsthand.expectReaction(" + js_text(type) + ")"},
                    {"contextId", *data.world}});
}

std::vector<SecretBox> AgentLink::take_mask_boxes() {
  auto boxes = std::exchange(masks_seen_, {});
  for (const auto& [frame, now] : masks_)
    if (frames_.in_front(frame))
      for (const auto& box : now) boxes.push_back({frame, box});
  std::erase_if(masks_, [&](const auto& told) { return frames_.find(told.first) == nullptr; });
  return boxes;
}

std::string AgentLink::selector_trouble(int first, int end) const {
  for (auto at = sightings_.lower_bound(first); at != sightings_.lower_bound(end); ++at)
    for (const auto& [frame, seen] : at->second)
      if (seen.state == "bad-selector") return seen.by;
  return "";
}

std::vector<Jump> AgentLink::take_jumps(int first, int end) {
  std::vector<Jump> taken;
  std::erase_if(jumps_, [&](const Jump& jump) {
    const bool wanted = jump.id >= first && jump.id < end;
    if (wanted) taken.push_back(jump);
    return wanted;
  });
  return taken;
}

void AgentLink::calibrate(const SessionId& session, const Json& message) {
  auto& time = times_[session];
  const double origin = number_in(message, "o");
  time.origin = origin;
  const double bound = monotonic_ms() - origin - number_in(message, "t");
  time.bound = bound;
  client_.ask(session, "Performance.getMetrics", Json::object(),
              [this, session, origin, bound](const Result<Json>& reply) {
                auto& known = times_[session];
                if (!reply || known.origin != origin) return;
                for (const auto& metric : part_in(*reply, "metrics")) {
                  if (text_in(metric, "name") != "NavigationStart") continue;
                  const double exact = number_in(metric, "value") * 1000 - origin;
                  // Another document's NavigationStart would be off by far more than this.
                  if (exact <= bound + 1 && exact > bound - 2000) known.exact = exact;
                }
              });
}

double AgentLink::walk_time(const SessionId& session, const Json& message) const {
  const double now = clock_.now_ms();
  const auto found = times_.find(session);
  if (found == times_.end()) return now;
  const auto& time = found->second;
  const double offset = time.exact ? *time.exact : time.bound.value_or(0);
  const double at =
      clock_.from_monotonic_ms(offset + number_in(message, "o") + number_in(message, "t"));
  return at <= now + 1 && at > now - 120'000 ? at : now;
}

void AgentLink::heard(const SessionId& session, int context, const std::string& payload) {
  const auto message = read_json(payload);
  const auto* frame = frames_.in_world(session, context);
  if (!message.is_object() || frame == nullptr) return;
  const auto kind = text_in(message, "k");
  const bool root = frames_.is_top(frame->id), front = frames_.in_front(frame->id);
  if (!root && (kind == "hello" || kind == "parsed"))
    names_.add(frame->id, text_in(message, "name"));
  // It has taken the place of one that was told what to watch.
  if (kind == "hello" && flag_in(message, "again")) greet(*frame);
  if (kind == "hello" && (root || !times_.contains(session))) calibrate(session, message);
  const double at = walk_time(session, message);
  if (kind == "target") {
    const int id = whole_in(message, "id", -1);
    if (!armed_.contains(id)) return;
    auto seen = sighting_from(message);
    seen.since_ms = at;
    seen.told_ms = clock_.now_ms();
    sightings_[id][frame->id] = std::move(seen);
  } else if (kind == "soon" && front) {
    if (const int id = whole_in(message, "id", -1); armed_.contains(id)) foretold_[id] = at;
  } else if (kind == "jump") {
    if (jumps_.size() < kMostJumps)
      jumps_.push_back({whole_in(message, "id", -1), frame->id, at, text_in(message, "name"),
                        box_from(part_in(message, "box"))});
  } else if (kind == "native") {
    if (natives_.size() < kMostNatives)
      natives_.push_back(
          {text_in(message, "kind"), text_in(message, "text"), at, flag_in(message, "asked")});
  } else if (kind == "text") {
    const int id = whole_in(message, "id", -1);
    if (armed_.contains(id)) texts_[id][frame->id] = {text_in(message, "text"), at};
  } else if (kind == "input" && front) {
    inputs_[text_in(message, "type")] = at;
  } else if (kind == "react" && front) {
    reactions_.emplace(text_in(message, "what"), at);
  } else if (kind == "busy" && front) {
    last_busy_ms_ = at;
  } else if (kind == "hello" && root) {
    roots_[frame->id].hello_ms = at;
  } else if (kind == "parsed" && root) {
    roots_[frame->id].parsed_ms = at;
  } else if (kind == "loaded" && root) {
    roots_[frame->id].loaded_ms = at;
  } else if (kind == "mask" && front) {
    keep_masks(frame->id);
    masks_[frame->id] = boxes_from(part_in(message, "boxes"));
  } else if (kind == "said" && announcements_.size() < kMostAnnouncements) {
    announcements_.push_back({at, text_in(message, "text")});
  } else if (kind == "trouble" && troubles_.size() < kMostTroubles) {
    troubles_.push_back({clock_.now_ms(), text_in(message, "text")});
  }
}

}  // namespace firsthand
