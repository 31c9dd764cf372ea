#include "recorder/browser/frame_tree.h"

namespace firsthand {

FrameTree::FrameTree(DevToolsClient& client, std::string world_name)
    : client_(client), world_name_(std::move(world_name)) {
  const auto listen = [&](const char* method, DevToolsClient::EventHandler handler) {
    listening_.push_back(client_.on(method, std::move(handler)));
  };
  listen("Target.attachedToTarget", [this](const SessionId&, const Json& e) { attached(e); });
  listen("Target.detachedFromTarget", [this](const SessionId&, const Json& e) {
    const auto session = e.value("sessionId", std::string());
    if (session == root_session_) closed_ = true;
    sessions_.erase(session);
    std::erase_if(frames_, [&](const auto& entry) { return entry.second.session == session; });
  });
  listen("Page.windowOpen", [this](const SessionId&, const Json& e) {
    windows_.push_back(e.value("url", std::string()));
  });
  listen("Inspector.targetCrashed", [this](const SessionId& session, const Json&) {
    if (session == root_session_) crashed_ = true;
  });
  listen("Page.frameAttached", [this](const SessionId& session, const Json& e) {
    const auto id = e.value("frameId", std::string());
    auto& frame = frames_[id];
    frame.id = id;
    frame.parent = e.value("parentFrameId", std::string());
    frame.session = session;
  });
  listen("Page.frameNavigated",
         [this](const SessionId& session, const Json& e) { navigated(session, e.at("frame")); });
  listen("Page.navigatedWithinDocument", [this](const SessionId&, const Json& e) {
    const auto found = frames_.find(e.value("frameId", std::string()));
    if (found != frames_.end()) found->second.url = e.value("url", std::string());
  });
  listen("Page.frameStartedNavigating", [this](const SessionId&, const Json& e) {
    const auto kind = e.value("navigationType", std::string());
    if (e.value("frameId", std::string()) == root_frame_ && kind != "sameDocument")
      navigating_ = true;
  });
  listen("Page.frameStoppedLoading", [this](const SessionId&, const Json& e) {
    if (e.value("frameId", std::string()) == root_frame_) navigating_ = false;
  });
  listen("Page.frameDetached", [this](const SessionId& session, const Json& e) {
    const auto found = frames_.find(e.value("frameId", std::string()));
    if (found == frames_.end()) return;
    // A frame that moves to another process is detached here and goes on there.
    if (e.value("reason", std::string()) == "swap" && found->second.session != session) return;
    if (e.value("reason", std::string()) == "swap")
      found->second.world.reset();
    else
      frames_.erase(found);
  });
  listen("Runtime.executionContextCreated",
         [this](const SessionId& session, const Json& e) { world_made(session, e.at("context")); });
  listen("Runtime.executionContextDestroyed", [this](const SessionId& session, const Json& e) {
    const int context = e.value("executionContextId", 0);
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
  sessions_[session] = frame;
  frames_[frame] = PageFrame{.id = frame, .session = session};
  if (prepare_) prepare_(session, "page");
}

void FrameTree::attached(const Json& event) {
  const auto session = event.value("sessionId", std::string());
  const auto& target = event.at("targetInfo");
  const auto type = target.value("type", std::string());
  // The page itself is adopted, not attached.
  if (root_session_.empty() || session == root_session_) return;
  if (type == "iframe") {
    // The target of an out-of-process frame has the frame's own id.
    const auto id = target.value("targetId", std::string());
    sessions_[session] = id;
    auto& frame = frames_[id];
    frame.id = id;
    if (frame.parent.empty()) frame.parent = target.value("parentFrameId", root_frame_);
    frame.session = session;
    frame.world.reset();
  }
  if (prepare_) prepare_(session, type);
}

void FrameTree::navigated(const SessionId& session, const Json& json) {
  const auto id = json.value("id", std::string());
  auto& frame = frames_[id];
  frame.id = id;
  if (json.contains("parentId")) frame.parent = json.value("parentId", std::string());
  frame.session = session;
  frame.url = json.value("url", std::string()) + json.value("urlFragment", std::string());
  frame.loader = json.value("loaderId", std::string());
  if (id != root_frame_) return;
  ++documents_;
  navigating_ = false;
}

void FrameTree::world_made(const SessionId& session, const Json& context) {
  if (context.value("name", std::string()) != world_name_) return;
  const auto& data = context.value("auxData", Json::object());
  const auto found = frames_.find(data.value("frameId", std::string()));
  if (found == frames_.end()) return;
  found->second.session = session;
  found->second.world = context.value("id", 0);
  if (new_world_) new_world_(found->second);
}

const PageFrame* FrameTree::find(const FrameId& id) const {
  const auto found = frames_.find(id);
  return found == frames_.end() ? nullptr : &found->second;
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
