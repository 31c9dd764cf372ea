#pragma once
// Nothing is sent by accident, and the walk stays where it may go. Holds a request that would send
// what was typed to the site from a step that does not say so, and a document from a host that is
// not listed: the walk ends. To other sites, what was typed is not sent either, and the walk goes
// on.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recorder/browser/devtools_client.h"
#include "recorder/browser/frame_tree.h"

namespace firsthand {

// The host of an http(s) URL in lower case, without port and brackets; empty: none.
std::string host_of(std::string_view url);
// The user name and password of an address (user:word), and the address without them.
std::string credentials_in(std::string_view url);
std::string without_credentials(std::string_view url);
// localhost, *.localhost, 127.0.0.0/8, ::1.
bool is_loopback(std::string_view host);
// `host` is `other` or below it, "www." aside.
bool is_within(std::string_view host, std::string_view other);

struct GuardRules {
  std::string site_host{};
  std::vector<std::string> hosts{};  // beside the site's own
  bool strict = false;  // hold what is not allowed; off: watch only (own loopback site)
};

struct HeldRequest {
  enum class Why { kWouldSend, kForeignHost, kOtherSite } why = Why::kWouldSend;
  std::string method{}, url{};
};

class Guard {
 public:
  Guard(DevToolsClient& client, const FrameTree& frames, GuardRules rules);

  // Something may have to be held: every session and every window has to be prepared.
  bool active() const { return rules_.strict || !rules_.hosts.empty(); }
  // For every session, when it attaches.
  void prepare(const SessionId& session);
  // The present step may send.
  void allow_sending(bool allowed) { sending_allowed_ = allowed; }
  // Remembers what the visitor typed. Values shorter than 3 characters say nothing; what could
  // stand in any text, a single word or 3 characters, counts only where it stands by itself.
  void typed(const std::string& value);
  // The first request that was held, or a root document that came from a foreign host.
  const std::optional<HeldRequest>& held() const { return held_; }
  // Requests with typed values to other sites that were not sent, one for each host.
  const std::vector<HeldRequest>& stopped() const { return stopped_; }
  bool may_visit(std::string_view url) const;

 private:
  void paused(const SessionId& session, const Json& event);
  bool carries_typed(const std::string& body) const;
  void stop(const HeldRequest& request);

  DevToolsClient& client_;
  const FrameTree& frames_;
  GuardRules rules_;
  bool sending_allowed_ = false;
  std::vector<std::string> typed_;   // as they begin, in every encoding
  std::vector<std::string> common_;  // of short ones and single words, whole
  std::optional<HeldRequest> held_;
  std::vector<HeldRequest> stopped_;
  std::vector<Subscription> listening_;
};

}  // namespace firsthand
