#pragma once
// The page of a walk, which is the tab in front: the sessions and frames of all tabs, everything
// that listens to them, and the commands that concern the page as a whole.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journeys/visitor.h"
#include "recorder/browser/console_tracker.h"
#include "recorder/browser/devtools_client.h"
#include "recorder/browser/dialog_tracker.h"
#include "recorder/browser/download_tracker.h"
#include "recorder/browser/emulation.h"
#include "recorder/browser/frame_tree.h"
#include "recorder/browser/guard.h"
#include "recorder/browser/network_tracker.h"
#include "recorder/browser/pulse.h"
#include "recorder/browser/screencast.h"
#include "recorder/visitor/agent.h"
#include "recorder/walk_clock.h"

namespace firsthand {

struct PageOptions {
  Visitor visitor{};
  bool marked = true;
  std::map<std::string, std::string> headers{};  // see Device
  std::vector<std::string> secrets{};            // never to be seen in a picture
  bool masked = false;                           // there are secrets, or there may be some later
  GuardRules guard{};
  std::filesystem::path downloads{};  // a folder of the browser's own; empty: none are taken
  bool filmed = true;
};

struct View {
  std::string url{}, title{};
  double width = 0, height = 0, scroll_x = 0, scroll_y = 0;  // CSS pixels of the page
  // Of the visitor's CSS pixels, how many one of the page takes: below 1 on a phone, for a page
  // that is wider than the screen.
  double zoom = 1;
  bool at_end = false;
};

class Page {
 public:
  // A blank page in a browser that was just launched. `transport` and `clock` must outlive it.
  static Result<std::unique_ptr<Page>> open(Transport& transport, const WalkClock& clock,
                                            const PageOptions& options,
                                            std::function<bool()> interrupted, Deadline deadline);
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  DevToolsClient& client() { return client_; }
  FrameTree& frames() { return frames_; }
  AgentLink& agent() { return agent_; }
  NetworkTracker& network() { return network_; }
  ConsoleTracker& console() { return console_; }
  DialogTracker& dialogs() { return dialogs_; }
  DownloadTracker& downloads() { return downloads_; }
  Screencast& film() { return film_; }
  Guard& guard() { return guard_; }
  Pulse& pulse() { return pulse_; }
  const std::string& product() const { return product_; }  // "HeadlessChrome/156.0.8078.79"
  Device device() const;                                   // what the page is told it runs on

  // A secret that was learned on the way: masked in pictures from now on (see masked).
  void hide(const std::string& secret);
  // What a frame or its session was asked; one that is leaving, did not answer before, or puts up
  // one dialog after the other is waited for only briefly.
  // Nobody needs the answer any more once `unless` holds: kPageGone.
  Result<Json> answer(
      Ticket ticket, Deadline deadline, const std::function<bool()>& unless = [] { return false; });
  // There are secrets to paint over in its pictures, or there may be.
  bool masked() const { return options_.masked; }
  // It did not answer in time when it was last asked.
  bool silent() const { return silent_; }
  // Starts a navigation of the root frame; nothing is awaited.
  void navigate(const std::string& url);
  // A picture that the browser is taking; one at a time.
  struct Picture {
    SessionId session{};
    std::optional<Result<Json>> reply{};
  };
  // Asks for a picture and awaits nothing; empty: the one before it has not come yet.
  std::shared_ptr<Picture> begin_screenshot();
  // PNG in device pixels. A page that hangs, crashed, or is on its way elsewhere has none.
  // `begun`: by begin_screenshot; empty: it is asked for now.
  Result<std::string> screenshot(Deadline deadline, std::shared_ptr<Picture> begun = nullptr);
  // Where secrets show now, in the root viewport; each frame covers its own before it answers.
  Result<std::vector<Box>> mask_boxes(Deadline deadline);
  // The same boxes in the root viewport. kPageGone: a frame is not there any more.
  Result<std::vector<Box>> in_root_view(const std::vector<SecretBox>& boxes, Deadline deadline);
  // What there is to keep of the page as it is now; one question to each of its frames.
  struct Moment {
    std::string html{};  // of all frames
    View view{};
    Json vitals{};
    // Walk clock: when it was read, and when the root frame's document last changed or was
    // scrolled.
    double at_ms = 0, changed_ms = 0;
  };
  Result<Moment> moment(Deadline deadline);
  Result<View> view(Deadline deadline);
  // Where a frame's own viewport stands in the root viewport, CSS pixels.
  Result<Box> offset_of(const FrameId& frame, Deadline deadline);
  // Hands the closed shadow roots of every frame to its agent; of those with thousands of elements
  // only when `large`, for there the page itself has to wait meanwhile, and of those with tens of
  // thousands, or megabytes of HTML, never. Does nothing for three times as long as the last time
  // took.
  void open_closed_roots(bool large);
  // What accessibility says of the element at a point of the root viewport: role and name.
  // Empty strings: nothing is said.
  struct Accessible {
    std::string role{}, name{};
  };
  Result<Accessible> accessible_at(double x, double y, Deadline deadline);

 private:
  Page(Transport& transport, const WalkClock& clock, PageOptions options);
  void prepare(const SessionId& session, const std::string& type);
  bool under_way(const SessionId& session) const;
  void start_film();
  void show_front();
  void open_closed_roots(const SessionId& session, int world, double began_ms,
                         const std::string& document);
  void hand_over_root(const SessionId& session, int world, int root);

  const WalkClock& clock_;
  PageOptions options_;
  std::string product_;
  DevToolsClient client_;
  FrameTree frames_;
  AgentLink agent_;
  NetworkTracker network_;
  ConsoleTracker console_;
  DialogTracker dialogs_;
  DownloadTracker downloads_;
  Screencast film_;
  Guard guard_;
  Pulse pulse_;
  std::string word_;  // see permission_script
  std::string script_;
  bool opened_ = false;  // no longer only the blank page that it began with
  bool silent_ = false;
  bool unpainted_ = false;            // it gave no picture in time when it was last asked
  std::shared_ptr<Picture> picture_;  // also when nobody waits for it any more
  double pierce_from_ms_ = 0;         // monotonic
  Subscription navigated_;
};

}  // namespace firsthand
