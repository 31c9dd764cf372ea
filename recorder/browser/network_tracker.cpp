#include "recorder/browser/network_tracker.h"

#include <algorithm>
#include <cctype>

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostEntries = 20'000;  // a page that never stops asking must not fill memory
// A picture that stands in its address is not an address; those that lead somewhere are shorter.
constexpr std::size_t kLongestUrl = 64U << 10U;
constexpr std::size_t kLongestData = 100;

std::string url_of(const Json& request) {
  auto url = text_in(request, "url") + text_in(request, "urlFragment");
  const auto longest = url.starts_with("data:") ? kLongestData : kLongestUrl;
  if (url.size() > longest) url = valid_utf8(url.substr(0, longest));
  url.shrink_to_fit();
  return url;
}

void take_response(NetworkEntry& entry, const Json& response) {
  if (const int status = whole_in(response, "status"); status > 0) entry.status = status;
  entry.status_text = text_in(response, "statusText");
  entry.mime = text_in(response, "mimeType");
  entry.protocol = text_in(response, "protocol");
  entry.remote = text_in(response, "remoteIPAddress");
  entry.response_headers = part_in(response, "headers");
}

}  // namespace

std::string header_of(const NetworkEntry& entry, std::string_view name) {
  if (entry.response_headers.is_object())
    for (const auto& [known, value] : entry.response_headers.items())
      if (lower_ascii(known) == name && value.is_string()) return value.get<std::string>();
  return {};
}

NetworkTracker::NetworkTracker(DevToolsClient& client, const FrameTree& frames,
                               const WalkClock& clock)
    : frames_(frames), clock_(clock) {
  const auto listen = [&](const char* method, DevToolsClient::EventHandler handler) {
    listening_.push_back(client.on(method, std::move(handler)));
  };
  listen("Network.requestWillBeSent",
         [this](const SessionId& session, const Json& e) { started(session, e); });
  listen("Network.responseReceived", [this](const SessionId& session, const Json& e) {
    if (auto* entry = find(session, e)) {
      take_response(*entry, part_in(e, "response"));
      entry->response_ms = clock_.from_monotonic_s(number_in(e, "timestamp"));
    }
  });
  listen("Network.loadingFinished", [this](const SessionId& session, const Json& e) {
    if (auto* entry = find(session, e)) {
      entry->end_ms = clock_.from_monotonic_s(number_in(e, "timestamp"));
      entry->size = number_in(e, "encodedDataLength", -1.0);
      open_.erase(text_in(e, "requestId"));
    }
  });
  listen("Network.loadingFailed", [this](const SessionId& session, const Json& e) {
    if (auto* entry = find(session, e)) {
      entry->end_ms = clock_.from_monotonic_s(number_in(e, "timestamp"));
      entry->error = text_in(e, "errorText", "net::ERR_FAILED");
      entry->canceled = flag_in(e, "canceled");
      open_.erase(text_in(e, "requestId"));
    }
  });
}

NetworkEntry* NetworkTracker::find(const SessionId&, const Json& event) {
  const auto found = open_.find(text_in(event, "requestId"));
  return found == open_.end() ? nullptr : &entries_[found->second];
}

void NetworkTracker::started(const SessionId& session, const Json& event) {
  const auto id = text_in(event, "requestId");
  const double at_ms = clock_.from_monotonic_s(number_in(event, "timestamp"));
  if (const auto& redirect = part_in(event, "redirectResponse"); redirect.is_object()) {
    if (auto* before = find(session, event)) {
      take_response(*before, redirect);
      before->end_ms = at_ms;
      before->redirected_to = url_of(part_in(event, "request"));
    }
  }
  if (entries_.size() >= kMostEntries) return;
  const auto& request = part_in(event, "request");
  NetworkEntry entry;
  entry.id = id;
  entry.session = session;
  entry.frame = text_in(event, "frameId");
  entry.at_ms = at_ms;
  entry.wall_s = number_in(event, "wallTime");
  entry.method = text_in(request, "method");
  entry.url = url_of(request);
  entry.type = lower_ascii(text_in(event, "type", "other"));
  entry.request_headers = part_in(request, "headers");
  entry.post_data = text_in(request, "postData");
  entry.main_document = entry.type == "document" && frames_.is_top(entry.frame);
  entries_.push_back(std::move(entry));
  open_[id] = entries_.size() - 1;
  if (const auto& last = entries_.back(); last.main_document)
    main_documents_[last.frame] = entries_.size() - 1;
}

const NetworkEntry* NetworkTracker::main_document() const {
  const auto found = main_documents_.find(frames_.root_frame());
  return found == main_documents_.end() ? nullptr : &entries_[found->second];
}

std::optional<double> NetworkTracker::first_request_after(double at_ms) const {
  std::optional<double> first;
  for (auto entry = entries_.rbegin(); entry != entries_.rend() && entry->at_ms >= at_ms; ++entry)
    first = entry->at_ms;
  return first;
}

bool NetworkTracker::asking_since(double at_ms) const {
  for (auto entry = entries_.rbegin(); entry != entries_.rend() && entry->at_ms >= at_ms; ++entry)
    if (!entry->end_ms && entry->type != "ping") return true;
  return false;
}

}  // namespace firsthand
