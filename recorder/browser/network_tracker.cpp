#include "recorder/browser/network_tracker.h"

#include <algorithm>
#include <cctype>

namespace firsthand {
namespace {

constexpr std::size_t kMostEntries = 20'000;  // a page that never stops asking must not fill memory

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

void take_response(NetworkEntry& entry, const Json& response) {
  entry.status = response.value("status", 0);
  entry.status_text = response.value("statusText", std::string());
  entry.mime = response.value("mimeType", std::string());
  entry.protocol = response.value("protocol", std::string());
  entry.remote = response.value("remoteIPAddress", std::string());
  entry.response_headers = response.value("headers", Json::object());
}

}  // namespace

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
      take_response(*entry, e.at("response"));
      entry->response_ms = clock_.from_monotonic_s(e.value("timestamp", 0.0));
    }
  });
  listen("Network.loadingFinished", [this](const SessionId& session, const Json& e) {
    if (auto* entry = find(session, e)) {
      entry->end_ms = clock_.from_monotonic_s(e.value("timestamp", 0.0));
      entry->size = e.value("encodedDataLength", -1.0);
      open_.erase(e.value("requestId", std::string()));
    }
  });
  listen("Network.loadingFailed", [this](const SessionId& session, const Json& e) {
    if (auto* entry = find(session, e)) {
      entry->end_ms = clock_.from_monotonic_s(e.value("timestamp", 0.0));
      entry->error = e.value("errorText", std::string("net::ERR_FAILED"));
      entry->canceled = e.value("canceled", false);
      open_.erase(e.value("requestId", std::string()));
    }
  });
}

NetworkEntry* NetworkTracker::find(const SessionId&, const Json& event) {
  const auto found = open_.find(event.value("requestId", std::string()));
  return found == open_.end() ? nullptr : &entries_[found->second];
}

void NetworkTracker::started(const SessionId& session, const Json& event) {
  const auto id = event.value("requestId", std::string());
  const double at_ms = clock_.from_monotonic_s(event.value("timestamp", 0.0));
  if (event.contains("redirectResponse")) {
    if (auto* before = find(session, event)) {
      take_response(*before, event.at("redirectResponse"));
      before->end_ms = at_ms;
    }
  }
  if (entries_.size() >= kMostEntries) return;
  const auto& request = event.at("request");
  NetworkEntry entry;
  entry.id = id;
  entry.session = session;
  entry.frame = event.value("frameId", std::string());
  entry.at_ms = at_ms;
  entry.wall_s = event.value("wallTime", 0.0);
  entry.method = request.value("method", std::string());
  entry.url = request.value("url", std::string()) + request.value("urlFragment", std::string());
  entry.type = lower(event.value("type", std::string("other")));
  entry.request_headers = request.value("headers", Json::object());
  entry.post_data = request.value("postData", std::string());
  entry.main_document = entry.type == "document" && entry.frame == frames_.root_frame();
  entries_.push_back(std::move(entry));
  open_[id] = entries_.size() - 1;
  if (entries_.back().main_document) main_document_ = entries_.size() - 1;
}

const NetworkEntry* NetworkTracker::main_document() const {
  return main_document_ ? &entries_[*main_document_] : nullptr;
}

std::optional<double> NetworkTracker::first_request_after(double at_ms) const {
  std::optional<double> first;
  for (auto entry = entries_.rbegin(); entry != entries_.rend() && entry->at_ms >= at_ms; ++entry)
    first = entry->at_ms;
  return first;
}

}  // namespace firsthand
