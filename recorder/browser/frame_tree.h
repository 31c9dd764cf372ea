#pragma once
// The page being walked: its sessions (one a target, out-of-process frames included), its frames,
// and in each frame the isolated world that our agent lives in.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "recorder/browser/devtools_client.h"

namespace firsthand {

using FrameId = std::string;

struct PageFrame {
  FrameId id{};
  FrameId parent{};     // empty: the root
  SessionId session{};  // the target it lives in
  std::string url{};
  std::string loader{};
  std::optional<int> world{};  // execution context of our agent in its present document
};

class FrameTree {
 public:
  // Called for each session that attaches, before it runs: send its set-up here. `type` is the
  // browser's ("page", "iframe", "worker", …), or "window" for a page that the page opened.
  using Prepare = std::function<void(const SessionId&, const std::string& type)>;
  // Called whenever a frame has a new document with our agent in it.
  using NewWorld = std::function<void(const PageFrame&)>;

  FrameTree(DevToolsClient& client, std::string world_name);

  void on_session(Prepare prepare) { prepare_ = std::move(prepare); }
  void on_world(NewWorld handler) { new_world_ = std::move(handler); }
  // The page's own session; its children attach by themselves.
  void adopt_root(const SessionId& session, const FrameId& frame);

  const SessionId& root_session() const { return root_session_; }
  const FrameId& root_frame() const { return root_frame_; }
  const std::map<FrameId, PageFrame>& frames() const { return frames_; }
  const PageFrame* find(const FrameId& id) const;
  // The frame belongs to the page in front.
  bool in_front(const FrameId& id) const;
  // The frame whose agent world is this context, if any.
  const PageFrame* in_world(const SessionId& session, int context) const;
  bool is_page_session(const SessionId& session) const { return sessions_.contains(session); }
  std::vector<SessionId> sessions() const;

  bool crashed() const { return crashed_; }
  bool closed() const { return closed_; }
  // How many documents the root frame has committed so far.
  int documents() const { return documents_; }
  // The root frame is on its way to another document (started, not yet committed or given up).
  bool navigating() const { return navigating_; }
  // Windows that the page opened, by URL; they are not followed.
  const std::vector<std::string>& windows() const { return windows_; }
  // The frame is the whole of a page: of the walk's own or of a window that it opened.
  bool is_top(const SessionId& session, const FrameId& frame) const;

 private:
  void attached(const Json& event);
  void navigated(const SessionId& session, const Json& frame);
  void world_made(const SessionId& session, const Json& context);

  DevToolsClient& client_;
  std::string world_name_;
  Prepare prepare_;
  NewWorld new_world_;
  SessionId root_session_;
  FrameId root_frame_;
  std::map<SessionId, FrameId> sessions_;  // session -> root frame of its target
  std::map<FrameId, PageFrame> frames_;
  std::vector<std::string> windows_;
  std::map<SessionId, FrameId> window_sessions_;  // only when windows are attached to
  bool crashed_ = false, closed_ = false, navigating_ = false;
  int documents_ = 0;
  std::vector<Subscription> listening_;  // last: dropped first
};

}  // namespace firsthand
