#include "recorder/browser/page.h"

#include <random>

#include "journeys/text.h"
#include "recorder/base64.h"
#include "recorder/json_fields.h"

namespace firsthand {
namespace {

// Shown as a black bar: the reader of a picture must see that something was hidden.
constexpr const char* kMaskStyle =
    "::highlight(firsthand-secret){color:transparent;background-color:#111}"
    "input[type=password]{-webkit-text-security:disc!important}";

// A page that is leaving, or did not answer before, is asked but not waited for.
constexpr auto kFromAbsent = std::chrono::milliseconds(300);
// Only busy, it may still tell what is to be kept of it.
constexpr auto kFromBusy = std::chrono::milliseconds(2000);
constexpr double kDialogAfterDialogMs = 100;
constexpr int kLargestPage = 5'000'000;  // characters of HTML kept for a frame

// A page that knew it could pretend that it had asked.
std::string random_word() {
  std::random_device random;
  std::string word = "w";
  for (int part = 0; part < 4; ++part) word += std::to_string(random());
  return word;
}

Error no_document() { return {Errc::kPageGone, "the page has no document"}; }

View view_from(const Json& told) {
  const double zoom = number_in(told, "zoom");
  return View{.url = text_in(told, "url"),
              .title = text_in(told, "title"),
              .width = number_in(told, "width"),
              .height = number_in(told, "height"),
              .scroll_x = number_in(told, "scrollX"),
              .scroll_y = number_in(told, "scrollY"),
              .zoom = zoom > 0 ? zoom : 1,
              .at_end = flag_in(told, "atEnd")};
}

}  // namespace

Page::Page(Transport& transport, const WalkClock& clock, PageOptions options)
    : clock_(clock),
      options_(std::move(options)),
      client_(transport),
      frames_(client_, kWorldName),
      agent_(client_, frames_, clock),
      network_(client_, frames_, clock),
      console_(client_, clock),
      dialogs_(client_, clock),
      downloads_(client_, clock, options_.downloads),
      film_(client_, clock),
      guard_(client_, frames_, options_.guard),
      pulse_(client_, clock),
      word_(random_word()),
      script_(agent_script(options_.secrets, word_)) {
  frames_.on_front([this] { show_front(); });
  options_.masked = options_.masked || !options_.secrets.empty();
  frames_.on_session(
      [this](const SessionId& session, const std::string& type) { prepare(session, type); });
  navigated_ = client_.on("Page.frameNavigated", [this](const SessionId& session, const Json& e) {
    const auto id = text_in(part_in(e, "frame"), "id");
    // The browser drops the picture of a document that another one takes the place of.
    if (frames_.is_top(id) && under_way(session))
      picture_->reply = Error{Errc::kPageGone, "the page was left while its picture was taken"};
    // A window that was opened empty keeps its worlds when its first page comes from the same site,
    // and nothing is put into them anew.
    if (const auto* frame = frames_.find(id); frame != nullptr && frame->world) {
      client_.tell(session, "Runtime.removeBinding", {{"name", kBindingName}});
      client_.tell(session, "Runtime.addBinding",
                   {{"name", kBindingName}, {"executionContextName", kWorldName}});
      client_.tell(session, "Runtime.evaluate",
                   {{"expression", script_}, {"contextId", *frame->world}});
    }
    if (!options_.masked) return;
    client_.ask(session, "CSS.createStyleSheet", {{"frameId", id}},
                [this, session](const Result<Json>& reply) {
                  if (reply)
                    client_.tell(
                        session, "CSS.setStyleSheetText",
                        {{"styleSheetId", text_in(*reply, "styleSheetId")}, {"text", kMaskStyle}});
                });
  });
}

Result<std::unique_ptr<Page>> Page::open(Transport& transport, const WalkClock& clock,
                                         const PageOptions& options,
                                         std::function<bool()> interrupted, Deadline deadline) {
  std::unique_ptr<Page> page(new Page(transport, clock, options));
  page->client_.set_interrupted(std::move(interrupted));
  // All at once: each reply that is waited for by itself costs the browser's start a turn.
  const auto hello = page->client_.send("", "Browser.getVersion", Json::object());
  page->downloads_.start();
  // A browser with a window lets a page that is clicked put text there.
  page->client_.tell("", "Browser.setPermission",
                     {{"permission", {{"name", "clipboard-write"}}}, {"setting", "granted"}});
  if (options.visitor.location)
    page->client_.tell("", "Browser.setPermission",
                       {{"permission", {{"name", "geolocation"}}}, {"setting", "granted"}});
  // Only then the browser tells how a page's process ended.
  page->client_.tell("", "Target.setDiscoverTargets",
                     {{"discover", true}, {"filter", {{{"type", "page"}}}}});
  // The window, too, has the size of the visitor's screen: a page may ask for it.
  const auto blank = page->client_.send("", "Target.createTarget",
                                        {{"url", "about:blank"},
                                         {"width", options.visitor.width},
                                         {"height", options.visitor.height}});
  auto version = page->client_.wait(hello, deadline);
  if (!version) return std::move(version).error().in("starting the browser");
  page->product_ = text_in(*version, "product");
  auto target = page->client_.wait(blank, deadline);
  if (!target) return std::move(target).error().in("opening a page");
  const auto id = text_in(*target, "targetId");
  auto attached = page->client_.call("", "Target.attachToTarget",
                                     {{"targetId", id}, {"flatten", true}}, deadline);
  if (!attached) return std::move(attached).error().in("opening a page");
  const auto session = text_in(*attached, "sessionId");
  // The root frame of a page has its target's id.
  page->frames_.adopt_root(session, id);
  // Tabs that the page opens, and workers that pages share: watched, and held to the same rules,
  // before they run.
  page->client_.tell("", "Target.setAutoAttach",
                     {{"autoAttach", true},
                      {"waitForDebuggerOnStart", true},
                      {"flatten", true},
                      {"filter", {{{"type", "page"}}, {{"type", "shared_worker"}}}}});
  page->start_film();
  auto ready = page->client_.call(session, "Runtime.evaluate", {{"expression", "1"}}, deadline);
  if (!ready) return std::move(ready).error().in("preparing the page");
  page->opened_ = true;
  page->pulse_.start();
  page->client_.set_ticking([page = page.get()] {
    page->dialogs_.tick();
    return page->pulse_.tick();
  });
  return page;
}

Device Page::device() const {
  return {options_.visitor, product_.substr(product_.find('/') + 1), options_.marked,
          options_.headers};
}

void Page::prepare(const SessionId& session, const std::string& type) {
  const Device shown = device();
  if (type != "page" && type != "iframe") {
    if (type == "worker" || type == "shared_worker" || type == "service_worker")
      emulate_worker(client_, session, type, shown);
    client_.tell(session, "Runtime.runIfWaitingForDebugger");
    return;
  }
  client_.tell(session, "Network.enable");
  client_.tell(session, "Page.enable");
  client_.tell(session, "DOM.enable");
  if (options_.masked) client_.tell(session, "CSS.enable");
  client_.tell(session, "Performance.enable");
  emulate_device(client_, session, shown);
  if (type == "page") emulate_screen(client_, session, shown);
  client_.tell(session, "Target.setAutoAttach",
               {{"autoAttach", true}, {"waitForDebuggerOnStart", true}, {"flatten", true}});
  guard_.prepare(session);
  client_.tell(session, "Runtime.addBinding",
               {{"name", kBindingName}, {"executionContextName", kWorldName}});
  // The blank page that a walk begins with has nothing to watch.
  client_.tell(session, "Page.addScriptToEvaluateOnNewDocument",
               {{"source", script_}, {"worldName", kWorldName}, {"runImmediately", opened_}});
  client_.tell(session, "Page.addScriptToEvaluateOnNewDocument",
               {{"source", permission_script(word_)}, {"runImmediately", opened_}});
  client_.tell(session, "Runtime.enable");
  client_.tell(session, "Runtime.runIfWaitingForDebugger");
}

void Page::start_film() {
  const auto& visitor = options_.visitor;
  if (options_.filmed) film_.start(frames_.root_session(), visitor.width, visitor.height);
}

void Page::show_front() {
  film_.stop();
  silent_ = false;
  client_.tell(frames_.root_session(), "Page.bringToFront");
  start_film();
}

void Page::hide(const std::string& secret) {
  options_.secrets.push_back(secret);
  script_ = agent_script(options_.secrets, word_);
  const auto expression =
      "firsthand.hide(" + Json(secret).dump(-1, ' ', true, Json::error_handler_t::replace) + ")";
  for (const auto& session : frames_.sessions())
    client_.tell(session, "Page.addScriptToEvaluateOnNewDocument",
                 {{"source", expression}, {"worldName", kWorldName}, {"runImmediately", true}});
}

void Page::navigate(const std::string& url) {
  client_.tell(frames_.root_session(), "Page.navigate",
               {{"url", url}, {"transitionType", "typed"}});
}

Result<Json> Page::answer(Ticket ticket, Deadline deadline, const std::function<bool()>& unless) {
  const bool absent = frames_.navigating() || silent_ ||
                      clock_.now_ms() - dialogs_.last_ms() < kDialogAfterDialogMs;
  const auto until = absent ? deadline.at_most(kFromAbsent) : deadline;
  const auto over = [&] { return client_.answered(ticket) || unless(); };
  if (auto pumped = client_.pump_until(over, until); !pumped) return std::move(pumped).error();
  if (!client_.answered(ticket) && unless()) {
    client_.forget(ticket);
    return Error{Errc::kPageGone, "the page is leaving"};
  }
  auto reply = client_.wait(ticket, until);
  silent_ = !reply && reply.error().code == Errc::kTimeout;
  return reply;
}

bool Page::under_way(const SessionId& session) const {
  return picture_ && picture_->session == session && !picture_->reply;
}

// While it takes a picture the browser scales the page. A second one on top of it would take that
// scale for the page's own, and what is touched from then on would be somewhere else.
std::shared_ptr<Page::Picture> Page::begin_screenshot() {
  const auto& session = frames_.root_session();
  if (under_way(session)) return nullptr;
  picture_ = std::make_shared<Picture>(Picture{session, {}});
  client_.ask(session, "Page.captureScreenshot",
              {{"format", "png"}, {"optimizeForSpeed", true}, {"fromSurface", true}},
              [picture = picture_](const Result<Json>& reply) { picture->reply = reply; });
  return picture_;
}

Result<std::string> Page::screenshot(Deadline deadline, std::shared_ptr<Picture> begun) {
  const auto session = frames_.root_session();
  // A page whose style sheets or scripts do not come is not painted, although it answers.
  const bool absent = unpainted_ || frames_.navigating() || silent_ ||
                      clock_.now_ms() - dialogs_.last_ms() < kDialogAfterDialogMs;
  const auto until = absent ? deadline.at_most(kFromAbsent) : deadline;
  if (!begun) {
    if (auto free = client_.pump_until([&] { return !under_way(session); }, until); !free)
      return std::move(free).error();
    begun = begin_screenshot();
  }
  unpainted_ = !begun;
  if (unpainted_) return Error{Errc::kTimeout, "the picture before this one has not come yet"};
  const auto taken = [&] { return begun->reply.has_value(); };
  if (auto now = client_.pump_until(taken, until); !now) return std::move(now).error();
  silent_ = unpainted_ = !begun->reply;
  if (unpainted_) return Error{Errc::kTimeout, "no reply to Page.captureScreenshot"};
  auto reply = std::move(*begun->reply);
  if (!reply) return std::move(reply).error();
  auto bytes = base64_decode(text_in(*reply, "data"));
  if (!bytes || bytes->empty()) return Error{Errc::kProtocol, "the browser sent no picture"};
  return std::move(*bytes);
}

Result<std::vector<Box>> Page::mask_boxes(Deadline deadline) {
  std::vector<SecretBox> boxes;
  if (!options_.masked) return std::vector<Box>();
  std::vector<std::pair<FrameId, Ticket>> asked;
  for (const auto& [id, frame] : frames_.frames())
    if (frame.world && frames_.in_front(id)) asked.emplace_back(id, agent_.evaluate(id, "masks()"));
  for (const auto& [id, ticket] : asked) {
    auto told = AgentLink::value_of(answer(ticket, deadline));
    if (!told && id == frames_.root_frame()) return std::move(told).error();
    if (!told) continue;  // it went away, and shows nothing
    for (const auto& box : boxes_from(*told)) boxes.push_back({id, box});
  }
  return in_root_view(boxes, deadline);
}

Result<std::vector<Box>> Page::in_root_view(const std::vector<SecretBox>& boxes,
                                            Deadline deadline) {
  std::map<FrameId, Box> offsets;
  std::vector<Box> moved;
  for (const auto& [frame, box] : boxes) {
    if (frames_.is_top(frame)) {  // perhaps of the tab that was in front before
      offsets[frame] = Box{};
    } else if (!offsets.contains(frame)) {
      if (frames_.find(frame) == nullptr) return Error{Errc::kPageGone, "the frame went away"};
      auto offset = offset_of(frame, deadline);
      if (!offset) return std::move(offset).error();
      offsets[frame] = *offset;
    }
    const auto& offset = offsets[frame];
    moved.push_back({box.x + offset.x, box.y + offset.y, box.w, box.h});
  }
  return moved;
}

Result<Page::Moment> Page::moment(Deadline deadline) {
  const auto limit = std::to_string(kLargestPage);
  std::vector<std::pair<FrameId, Ticket>> asked;
  for (const auto& [id, frame] : frames_.frames())
    if (frame.world && id != frames_.root_frame() && frames_.in_front(id))
      asked.emplace_back(id, agent_.evaluate(id, "html(" + limit + ")"));
  const auto whole = agent_.evaluate(frames_.root_frame(), "moment(" + limit + ")");
  if (silent_ && !frames_.navigating()) {
    const auto told = [&] { return client_.answered(whole); };
    if (auto heard = client_.pump_until(told, deadline.at_most(kFromBusy)); !heard)
      return std::move(heard).error();
  }
  auto root = AgentLink::value_of(answer(whole, deadline));
  std::string inside;
  for (const auto& [id, ticket] : asked) {
    auto value = AgentLink::value_of(answer(ticket, deadline));
    const auto* frame = frames_.find(id);
    if (!value || !value->is_object() || frame == nullptr) continue;
    std::string url;
    for (const char character : frame->url)
      url += character == '"' ? std::string("%22") : std::string(1, character);
    inside +=
        "\n<firsthand-frame url=\"" + url + "\">" + text_in(*value, "html") + "</firsthand-frame>";
  }
  if (!root) return std::move(root).error();
  if (!root->is_object()) return no_document();
  Moment moment{.html = text_in(part_in(*root, "html"), "html"),
                .view = view_from(part_in(*root, "view")),
                .vitals = part_in(*root, "vitals"),
                .at_ms = agent_.walk_time(frames_.root_session(), part_in(*root, "now")),
                .changed_ms = agent_.walk_time(frames_.root_session(), part_in(*root, "changed"))};
  const auto end = moment.html.rfind("</body>");
  moment.html.insert(end == std::string::npos ? moment.html.size() : end, inside);
  return moment;
}

Result<View> Page::view(Deadline deadline) {
  auto value =
      AgentLink::value_of(answer(agent_.evaluate(frames_.root_frame(), "view()"), deadline));
  if (!value) return std::move(value).error();
  if (!value->is_object()) return no_document();
  return view_from(*value);
}

Result<Box> Page::offset_of(const FrameId& id, Deadline deadline) {
  const Error gone{Errc::kPageGone, "the frame went away"};
  Box offset;
  FrameId inner = id;
  while (inner != frames_.root_frame()) {
    // Frames come and go whenever the browser is asked something: they are looked up each time.
    const auto* frame = frames_.find(inner);
    const auto* parent = frame == nullptr ? nullptr : frames_.find(frame->parent);
    if (parent == nullptr) return gone;
    const auto outer = parent->id;
    const auto session = parent->session;
    auto owner = client_.call(session, "DOM.getFrameOwner", {{"frameId", inner}}, deadline);
    if (!owner) return std::move(owner).error();
    auto model = client_.call(session, "DOM.getBoxModel",
                              {{"backendNodeId", whole_in(*owner, "backendNodeId")}}, deadline);
    if (!model) return std::move(model).error();
    const auto quad = part_in(part_in(*model, "model"), "content");
    if (!quad.is_array() || quad.size() < 2 || !quad[0].is_number() || !quad[1].is_number())
      return Error{Errc::kPageGone, "the frame is not shown"};
    offset.x += quad[0].get<double>();
    offset.y += quad[1].get<double>();
    // Boxes of a session are in the viewport of its own top frame: go on from there.
    const PageFrame* top = frames_.find(outer);
    if (top == nullptr || frames_.find(inner) == nullptr) return gone;
    while (top->id != frames_.root_frame()) {
      const auto* above = frames_.find(top->parent);
      if (above == nullptr || above->session != top->session) break;
      top = above;
    }
    inner = top->id;
  }
  return offset;
}

void Page::open_closed_roots(bool large) {
  const double began = monotonic_ms();
  if (began < pierce_from_ms_) return;
  for (const auto& [id, frame] : frames_.frames()) {
    if (!frame.world || !frames_.in_front(id)) continue;
    const auto session = frame.session;
    const int world = *frame.world;
    client_.ask(session, "Runtime.evaluate",
                {{"expression", large ? "firsthand.hereIfModest()" : "firsthand.hereIfSmall()"},
                 {"contextId", world}},
                [this, session, world, began](const Result<Json>& here) {
                  if (!here) return;
                  const auto document = text_in(part_in(*here, "result"), "objectId");
                  if (!document.empty()) open_closed_roots(session, world, began, document);
                });
  }
}

// Not by DOM.getDocument: after that the browser reports every node that comes or goes, and a large
// page takes seconds longer to load.
void Page::open_closed_roots(const SessionId& session, int world, double began_ms,
                             const std::string& document) {
  client_.ask(session, "DOM.describeNode",
              {{"objectId", document}, {"depth", -1}, {"pierce", true}},
              [this, session, world, began_ms](const Result<Json>& reply) {
                if (!reply) return;
                std::vector<const Json*> nodes = {&part_in(*reply, "node")};
                while (!nodes.empty()) {
                  const Json& node = *nodes.back();
                  nodes.pop_back();
                  if (text_in(node, "shadowRootType") == "closed")
                    hand_over_root(session, world, whole_in(node, "backendNodeId"));
                  for (const char* key : {"children", "shadowRoots"})
                    for (const auto& child : part_in(node, key)) nodes.push_back(&child);
                }
                const double now = monotonic_ms();
                pierce_from_ms_ = now + 3 * (now - began_ms);
              });
}

void Page::hand_over_root(const SessionId& session, int world, int root) {
  client_.ask(session, "DOM.resolveNode", {{"backendNodeId", root}, {"executionContextId", world}},
              [this, session](const Result<Json>& resolved) {
                if (!resolved) return;
                client_.tell(session, "Runtime.callFunctionOn",
                             {{"objectId", text_in(part_in(*resolved, "object"), "objectId")},
                              {"functionDeclaration", "function(){firsthand.addRoot(this)}"}});
              });
}

Result<Page::Accessible> Page::accessible_at(double x, double y, Deadline deadline) {
  const auto& root = frames_.root_session();
  const auto seen = view(deadline);
  if (!seen) return seen.error();
  // The protocol counts from the top of the document.
  auto node = client_.call(
      root, "DOM.getNodeForLocation",
      {{"x", static_cast<int>(x + seen->scroll_x)}, {"y", static_cast<int>(y + seen->scroll_y)}},
      deadline);
  if (!node) return std::move(node).error();
  auto tree = client_.call(
      root, "Accessibility.getPartialAXTree",
      {{"backendNodeId", whole_in(*node, "backendNodeId")}, {"fetchRelatives", true}}, deadline);
  if (!tree) return std::move(tree).error();
  // The node itself first, then its ancestors: the first that is a control tells.
  for (const auto& entry : part_in(*tree, "nodes")) {
    if (flag_in(entry, "ignored")) continue;
    const auto text = [&](const char* key) { return text_in(part_in(entry, key), "value"); };
    const auto role = text("role");
    if (role.empty() || role == "StaticText" || role == "InlineTextBox" || role == "generic" ||
        role == "none")
      continue;
    // Of a label around its field the browser may give the blank before it, too.
    return Accessible{role, collapse_space(text("name"))};
  }
  return Accessible{};
}

}  // namespace firsthand
