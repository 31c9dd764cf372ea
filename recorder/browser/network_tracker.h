#pragma once
// Every request of the page, its timings and its end.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recorder/browser/devtools_client.h"
#include "recorder/browser/frame_tree.h"
#include "recorder/walk_clock.h"

namespace firsthand {

struct NetworkEntry {
  std::string id{};
  SessionId session{};
  FrameId frame{};
  double at_ms = 0;  // walk clock
  double wall_s = 0;
  std::optional<double> end_ms{}, response_ms{};
  std::string method{}, url{}, type{};  // type in lower case; of a data: URL only its beginning
  std::string redirected_to{};          // URL that was asked for instead; empty: none
  Json request_headers = Json::object(), response_headers = Json::object();
  std::string post_data{};
  std::optional<int> status{};
  std::string status_text{}, mime{}, protocol{}, remote{};
  double size = -1;  // bytes on the wire; -1: not known
  std::string error{};
  bool canceled = false;
  bool main_document = false;  // of a tab's root frame
};

// A header of the response, whatever the case of its name; empty: it has none.
std::string header_of(const NetworkEntry& entry, std::string_view name);

class NetworkTracker {
 public:
  NetworkTracker(DevToolsClient& client, const FrameTree& frames, const WalkClock& clock);

  const std::vector<NetworkEntry>& entries() const { return entries_; }
  // The newest main document request of the tab in front; null before the first.
  const NetworkEntry* main_document() const;
  // Started at or after `at_ms`, in any frame.
  std::optional<double> first_request_after(double at_ms) const;
  // One of those is still under way; what only tells others (beacons, pings) is no question.
  bool asking_since(double at_ms) const;

 private:
  NetworkEntry* find(const SessionId& session, const Json& event);
  void started(const SessionId& session, const Json& event);

  const FrameTree& frames_;
  const WalkClock& clock_;
  std::vector<NetworkEntry> entries_;
  std::map<std::string, std::size_t> open_;        // request id -> entry
  std::map<FrameId, std::size_t> main_documents_;  // of each tab, the newest
  std::vector<Subscription> listening_;
};

}  // namespace firsthand
