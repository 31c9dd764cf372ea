#pragma once
// The pages of the walk: the tabs, of which one is in front and is what the visitor sees, their
// sessions (one a target, out-of-process frames included), their frames, and in each frame the
// isolated world that our agent lives in. "Root" is always the tab in front.

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

// A page with a window or tab of its own.
struct Tab {
  FrameId frame{};  // its root
  SessionId session{};
  FrameId opener{};  // the tab that opened it; empty: the walk itself
  bool crashed = false, closed = false;
  bool killed = false;  // crashed, because somebody (or a machine out of memory) ended its process
  bool navigating = false;  // on its way to another document (started, not yet committed)
  int documents = 0;        // how many its root frame has committed
};

class FrameTree {
 public:
  // Called for each session that attaches, before it runs: send its set-up here. `type` is the
  // browser's ("page", "iframe", "worker", …).
  using Prepare = std::function<void(const SessionId&, const std::string& type)>;
  // Called whenever a frame has a new document with our agent in it.
  using NewWorld = std::function<void(const PageFrame&)>;

  FrameTree(DevToolsClient& client, std::string world_name);

  void on_session(Prepare prepare) { prepare_ = std::move(prepare); }
  void on_world(NewWorld handler) { new_world_ = std::move(handler); }
  // Called whenever another tab has come to the front.
  void on_front(std::function<void()> handler) { new_front_ = std::move(handler); }
  // The first page's own session; its children, and the tabs it opens, attach by themselves.
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

  // Every tab there was, in the order they came.
  const std::vector<Tab>& tabs() const { return tabs_; }
  // The one in front; of a walk that has not begun, an empty one.
  const Tab& front() const;
  // A tab that the visitor's own click opened comes to the front by itself, as in a browser with a
  // window; one that a page opens unasked stays behind.
  // A tab comes to the front; what is closed or unknown does not. One that closes while it is in
  // front leaves it to its opener, by itself.
  void bring_to_front(const FrameId& tab);
  // Of the tab in front.
  bool crashed() const { return front().crashed; }
  bool killed() const { return front().killed; }
  bool closed() const { return front().closed; }
  int documents() const { return front().documents; }
  bool navigating() const { return front().navigating; }
  // Windows that the pages opened, by URL.
  const std::vector<std::string>& windows() const { return windows_; }
  // The frame is the whole of a tab.
  bool is_top(const FrameId& frame) const;

 private:
  void attached(const SessionId& parent, const Json& event);
  void detached(const SessionId& session);
  void follow_asked_for();
  Tab* tab_of(const FrameId& frame);
  void navigated(const SessionId& session, const Json& frame);
  void world_made(const SessionId& session, const Json& context);

  DevToolsClient& client_;
  std::string world_name_;
  Prepare prepare_;
  NewWorld new_world_;
  std::function<void()> new_front_;
  std::vector<Tab> tabs_;
  SessionId root_session_;  // of the tab in front
  FrameId root_frame_;
  std::map<SessionId, FrameId> sessions_;  // session -> root frame of its target
  std::map<FrameId, PageFrame> frames_;
  std::vector<std::string> windows_;
  // The browser tells of a window and of its tab one by one, in either order.
  int asked_for_ = 0;
  std::vector<FrameId> arrived_;
  std::vector<Subscription> listening_;  // last: dropped first
};

}  // namespace firsthand
