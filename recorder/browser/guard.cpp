#include "recorder/browser/guard.h"

#include <algorithm>
#include <cctype>

#include "journeys/text.h"
#include "recorder/encodings.h"
#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr std::size_t kTellingPart = 8;  // characters that are not in a request by chance

}  // namespace

std::string host_of(std::string_view text) {
  // As the browser reads it: tabs and line breaks are not there, case and the kind and number of
  // slashes do not matter.
  std::string url;
  for (const char character : text)
    if (character != '\t' && character != '\n' && character != '\r') url.push_back(character);
  const auto start =
      std::ranges::find_if(url, [](unsigned char c) { return c > ' '; }) - url.begin();
  auto rest = std::string_view(url).substr(static_cast<std::size_t>(start));
  const auto scheme = lower_ascii(rest.substr(0, rest.find(':')));
  if ((scheme != "http" && scheme != "https") || scheme.size() == rest.size()) return "";
  rest.remove_prefix(scheme.size() + 1);
  rest.remove_prefix(std::min(rest.find_first_not_of("/\\"), rest.size()));
  rest = rest.substr(0, rest.find_first_of("/?#\\"));
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest = rest.substr(at + 1);
  if (rest.starts_with('[')) {
    rest = rest.substr(1, rest.find(']') - 1);
  } else {
    rest = rest.substr(0, rest.find(':'));
  }
  auto host = lower_ascii(rest);
  while (!host.empty() && host.back() == '.') host.pop_back();
  return host;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host.ends_with(".localhost") || host == "::1") return true;
  // 127.anything that is digits and dots only: "127.evil.example" is not.
  return host.starts_with("127.") &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_within(std::string_view host, std::string_view other) {
  if (other.starts_with("www.")) other.remove_prefix(4);
  if (host.starts_with("www.")) host.remove_prefix(4);
  if (other.empty()) return false;
  return host == other || (host.ends_with(other) && host[host.size() - other.size() - 1] == '.');
}

Guard::Guard(DevToolsClient& client, const FrameTree& frames, GuardRules rules)
    : client_(client), frames_(frames), rules_(std::move(rules)) {
  listening_.push_back(
      client.on("Fetch.requestPaused",
                [this](const SessionId& session, const Json& e) { paused(session, e); }));
  // The safety net where nothing is intercepted: leaving ends the walk, one request late.
  listening_.push_back(
      client.on("Network.requestWillBeSent", [this](const SessionId&, const Json& e) {
        const auto url = text_in(part_in(e, "request"), "url");
        if (text_in(e, "type") == "Document" && text_in(e, "frameId") == frames_.root_frame() &&
            !may_visit(url) && !held_)
          held_ = HeldRequest{HeldRequest::Why::kForeignHost, "GET", url};
      }));
}

void Guard::prepare(const SessionId& session) {
  // Interception slows every request a little, so a site of our own on loopback goes without.
  if (!active()) return;
  Json patterns = Json::array();
  for (const char* type : {"Document", "XHR", "Fetch", "Ping"})
    patterns.push_back({{"urlPattern", "*"}, {"resourceType", type}, {"requestStage", "Request"}});
  client_.tell(session, "Fetch.enable", {{"patterns", patterns}});
}

void Guard::typed(const std::string& value) {
  if (value.size() < 3) return;
  // Pages that send while one types send the beginning.
  for (auto& form : encodings_of(value)) typed_.push_back(form.substr(0, kTellingPart));
}

bool Guard::may_visit(std::string_view url) const {
  const auto host = host_of(url);
  if (host.empty()) return true;  // about:, data:, blob: go nowhere
  if (is_within(host, rules_.site_host)) return true;
  if (rules_.hosts.empty() && is_loopback(rules_.site_host) && is_loopback(host)) return true;
  return std::ranges::any_of(rules_.hosts,
                             [&](const auto& other) { return is_within(host, other); });
}

bool Guard::carries_typed(const std::string& body) const {
  return std::ranges::any_of(
      typed_, [&](const auto& value) { return body.find(value) != std::string::npos; });
}

void Guard::paused(const SessionId& session, const Json& event) {
  const auto id = text_in(event, "requestId");
  const auto request = part_in(event, "request");
  const auto method = text_in(request, "method");
  const auto url = text_in(request, "url");
  const auto hold = [&](HeldRequest::Why why) {
    if (!held_) held_ = HeldRequest{why, method, url};
    client_.tell(session, "Fetch.failRequest",
                 {{"requestId", id}, {"errorReason", "BlockedByClient"}});
  };
  const bool root_document =
      text_in(event, "resourceType") == "Document" && frames_.is_top(text_in(event, "frameId"));
  if (root_document && !may_visit(url)) return hold(HeldRequest::Why::kForeignHost);
  const bool sends = method == "POST" || method == "PUT" || method == "PATCH";
  if (rules_.strict && sends && !sending_allowed_) {
    // A body too large to be told may hold anything that was typed.
    const bool untold =
        flag_in(request, "hasPostData") && !part_in(request, "postData").is_string();
    if ((untold && !typed_.empty()) || carries_typed(text_in(request, "postData")))
      return hold(HeldRequest::Why::kWouldSend);
  }
  client_.tell(session, "Fetch.continueRequest", {{"requestId", id}});
}

}  // namespace firsthand
