#include "recorder/browser/frame_tree.h"

#include <algorithm>

#include "recorder/json_fields.h"

namespace firsthand {
namespace {
constexpr int kDeepest = 100;  // frames within frames
constexpr std::size_t kMostWindows = 1'000, kLongestWindow = 4'000;
}  // namespace

FrameTree::FrameTree(DevToolsClient& client, std::string world_name)
    : client_(client), world_name_(std::move(world_name)) {
  const auto listen = [&](const char* method, DevToolsClient::EventHandler handler) {
    listening_.push_back(client_.on(method, std::move(handler)));
  };
  listen("Target.attachedToTarget",
         [this](const SessionId& parent, const Json& e) { attached(parent, e); });
  listen("Target.detachedFromTarget",
         [this](const SessionId&, const Json& e) { detached(text_in(e, "sessionId")); });
  listen("Page.windowOpen", [this](const SessionId&, const Json& e) {
    if (windows_.size() < kMostWindows)
      windows_.push_back(text_in(e, "url").substr(0, kLongestWindow));
    if (flag_in(e, "userGesture")) ++asked_for_;
    follow_asked_for();
  });
  // Inspector.targetCrashed, which comes right before, does not say how.
  listen("Target.targetCrashed", [this](const SessionId&, const Json& e) {
    for (auto& tab : tabs_) {
      if (tab.frame != text_in(e, "targetId")) continue;
      tab.crashed = true;
      tab.killed = text_in(e, "status") == "killed";
    }
  });
  listen("Page.frameAttached", [this](const SessionId& session, const Json& e) {
    const auto id = text_in(e, "frameId");
    if (id.empty()) return;
    auto& frame = frames_[id];
    frame.id = id;
    frame.parent = text_in(e, "parentFrameId");
    frame.session = session;
  });
  listen("Page.frameNavigated", [this](const SessionId& session, const Json& e) {
    navigated(session, part_in(e, "frame"));
  });
  listen("Page.navigatedWithinDocument", [this](const SessionId&, const Json& e) {
    const auto found = frames_.find(text_in(e, "frameId"));
    if (found != frames_.end()) found->second.url = text_in(e, "url");
  });
  listen("Page.frameStartedNavigating", [this](const SessionId&, const Json& e) {
    const auto kind = text_in(e, "navigationType");
    auto* tab = tab_of(text_in(e, "frameId"));
    if (tab != nullptr && kind != "sameDocument") tab->navigating = true;
  });
  listen("Page.frameStoppedLoading", [this](const SessionId&, const Json& e) {
    if (auto* tab = tab_of(text_in(e, "frameId"))) tab->navigating = false;
  });
  listen("Page.frameDetached", [this](const SessionId& session, const Json& e) {
    const auto found = frames_.find(text_in(e, "frameId"));
    if (found == frames_.end()) return;
    // A frame that moves to another process is detached here and goes on there.
    if (text_in(e, "reason") == "swap" && found->second.session != session) return;
    if (text_in(e, "reason") == "swap")
      found->second.world.reset();
    else
      frames_.erase(found);
  });
  listen("Runtime.executionContextCreated", [this](const SessionId& session, const Json& e) {
    world_made(session, part_in(e, "context"));
  });
  listen("Runtime.executionContextDestroyed", [this](const SessionId& session, const Json& e) {
    const int context = whole_in(e, "executionContextId");
    for (auto& [id, frame] : frames_)
      if (frame.session == session && frame.world == context) frame.world.reset();
  });
  listen("Runtime.executionContextsCleared", [this](const SessionId& session, const Json&) {
    for (auto& [id, frame] : frames_)
      if (frame.session == session) frame.world.reset();
  });
}

void FrameTree::adopt_root(const SessionId& session, const FrameId& frame) {
  root_session_ = session;
  root_frame_ = frame;
  tabs_.push_back({.frame = frame, .session = session});
  sessions_[session] = frame;
  frames_[frame] = PageFrame{.id = frame, .session = session};
  if (prepare_) prepare_(session, "page");
}

void FrameTree::attached(const SessionId& parent, const Json& event) {
  const auto session = text_in(event, "sessionId");
  const auto& target = part_in(event, "targetInfo");
  const auto type = text_in(target, "type");
  const auto id = text_in(target, "targetId");
  // The first page is adopted, not attached.
  if (root_session_.empty() || session == root_session_) return;
  if (type == "page") {
    if (id.empty() || is_top(id)) {
      client_.tell("", "Target.detachFromTarget", {{"sessionId", session}});
      return;
    }
    tabs_.push_back(
        {.frame = id, .session = session, .opener = text_in(target, "openerId", root_frame_)});
    sessions_[session] = id;
    frames_[id] = PageFrame{.id = id, .session = session, .url = text_in(target, "url")};
  }
  if (type == "iframe") {
    // The target of an out-of-process frame has the frame's own id.
    if (id.empty() || is_top(id)) return;
    const auto above = sessions_.find(parent);
    sessions_[session] = id;
    auto& frame = frames_[id];
    frame.id = id;
    if (frame.parent.empty())
      frame.parent =
          text_in(target, "parentFrameId", above == sessions_.end() ? root_frame_ : above->second);
    frame.session = session;
    frame.world.reset();
  }
  if (prepare_) prepare_(session, type);
  if (type == "page") {
    arrived_.push_back(id);
    follow_asked_for();
  }
}

void FrameTree::follow_asked_for() {
  while (asked_for_ > 0 && !arrived_.empty()) {
    --asked_for_;
    const auto tab = std::move(arrived_.front());
    arrived_.erase(arrived_.begin());
    bring_to_front(tab);
  }
}

void FrameTree::detached(const SessionId& session) {
  sessions_.erase(session);
  std::erase_if(frames_, [&](const auto& entry) { return entry.second.session == session; });
  for (auto& tab : tabs_) {
    if (tab.session != session) continue;
    tab.closed = true;
    if (session == root_session_) bring_to_front(tab.opener);
    return;
  }
}

void FrameTree::bring_to_front(const FrameId& frame) {
  const auto* tab = tab_of(frame);
  if (tab == nullptr || tab->closed || frame == root_frame_) return;
  root_session_ = tab->session;
  root_frame_ = tab->frame;
  if (new_front_) new_front_();
}

const Tab& FrameTree::front() const {
  static const Tab kNone;
  const auto found = std::ranges::find(tabs_, root_frame_, &Tab::frame);
  return found == tabs_.end() ? kNone : *found;
}

Tab* FrameTree::tab_of(const FrameId& frame) {
  const auto found = std::ranges::find(tabs_, frame, &Tab::frame);
  return found == tabs_.end() ? nullptr : &*found;
}

void FrameTree::navigated(const SessionId& session, const Json& json) {
  const auto id = text_in(json, "id");
  if (id.empty()) return;
  auto& frame = frames_[id];
  frame.id = id;
  auto* tab = tab_of(id);
  if (tab == nullptr) frame.parent = text_in(json, "parentId", frame.parent);
  frame.session = session;
  frame.url = text_in(json, "url") + text_in(json, "urlFragment");
  frame.loader = text_in(json, "loaderId");
  if (tab != nullptr) {
    ++tab->documents;
    tab->navigating = false;
  }
}

void FrameTree::world_made(const SessionId& session, const Json& context) {
  if (text_in(context, "name") != world_name_) return;
  const auto& data = part_in(context, "auxData");
  const auto found = frames_.find(text_in(data, "frameId"));
  if (found == frames_.end()) return;
  found->second.session = session;
  found->second.world = whole_in(context, "id");
  if (new_world_) new_world_(found->second);
}

const PageFrame* FrameTree::find(const FrameId& id) const {
  const auto found = frames_.find(id);
  return found == frames_.end() ? nullptr : &found->second;
}

bool FrameTree::in_front(const FrameId& id) const {
  const auto* frame = find(id);
  for (int up = 0; frame != nullptr && up < kDeepest; ++up) {
    if (frame->id == root_frame_) return true;
    frame = find(frame->parent);
  }
  return false;
}

bool FrameTree::is_top(const FrameId& frame) const {
  return std::ranges::find(tabs_, frame, &Tab::frame) != tabs_.end();
}

const PageFrame* FrameTree::in_world(const SessionId& session, int context) const {
  for (const auto& [id, frame] : frames_)
    if (frame.session == session && frame.world == context) return &frame;
  return nullptr;
}

std::vector<SessionId> FrameTree::sessions() const {
  std::vector<SessionId> out;
  for (const auto& [session, frame] : sessions_) out.push_back(session);
  return out;
}

}  // namespace firsthand
