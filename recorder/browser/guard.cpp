#include "recorder/browser/guard.h"

#include <algorithm>
#include <cctype>

#include "journeys/text.h"
#include "recorder/encodings.h"
#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr std::size_t kTellingPart = 8;  // characters that are not in a request by chance
constexpr std::size_t kShort = 4;        // fewer may stand in anything

bool is_letter_or_digit(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Search words, sizes, names of places: what requests hold that have nothing to do with a form.
bool is_common(std::string_view value) {
  return value.size() < kShort || std::ranges::all_of(value, [](char c) {
           return is_letter_or_digit(c) && (c < '0' || c > '9');
         });
}

std::string plain(std::string_view body) {
  const auto value = [](char c) {
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
  };
  std::string out;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == '%' && at + 2 < body.size() && value(body[at + 1]) >= 0 &&
        value(body[at + 2]) >= 0) {
      out.push_back(static_cast<char>(value(body[at + 1]) * 16 + value(body[at + 2])));
      at += 2;
    } else {
      out.push_back(body[at] == '+' ? ' ' : body[at]);
    }
  }
  return out;
}

// A whole word of `body` is `value`, or its beginning as of one who is still typing.
bool has_word(std::string_view body, const std::string& value) {
  for (std::size_t at = 0; at < body.size();) {
    if (!is_letter_or_digit(body[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < body.size() && is_letter_or_digit(body[end])) ++end;
    const auto word = body.substr(at, end - at);
    if (word == value || (word.size() >= kTellingPart && value.starts_with(word))) return true;
    at = end;
  }
  return false;
}

// Where the user name and password of an address stand: from, and the place of the "@".
std::pair<std::size_t, std::size_t> credentials_at(std::string_view url) {
  const auto colon = url.find(':');
  if (colon == std::string_view::npos) return {0, 0};
  const auto from = url.find_first_not_of("/\\", colon + 1);
  if (from == std::string_view::npos || from == colon + 1) return {0, 0};
  const auto host = url.substr(from, url.find_first_of("/?#\\", from) - from);
  const auto at = host.rfind('@');
  return at == std::string_view::npos ? std::pair<std::size_t, std::size_t>{0, 0}
                                      : std::pair{from, from + at};
}

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

std::string credentials_in(std::string_view url) {
  const auto [from, at] = credentials_at(url);
  return std::string(url.substr(from, at - from));
}

std::string without_credentials(std::string_view url) {
  const auto [from, at] = credentials_at(url);
  return at == 0 ? std::string(url) : std::string(url.substr(0, from)).append(url.substr(at + 1));
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
  const bool common = is_common(value);
  // Pages that send while one types send the beginning.
  for (auto& form : encodings_of(value))
    if (common)
      common_.push_back(std::move(form));
    else
      typed_.push_back(form.substr(0, kTellingPart));
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
  const auto read = plain(body);
  return std::ranges::any_of(
             typed_, [&](const auto& value) { return body.find(value) != std::string::npos; }) ||
         std::ranges::any_of(common_, [&](const auto& form) {
           return std::ranges::all_of(form, is_letter_or_digit)
                      ? has_word(read, form)
                      : body.find(form) != std::string::npos;
         });
}

void Guard::stop(const HeldRequest& request) {
  const auto host = host_of(request.url);
  if (std::ranges::none_of(stopped_, [&](const auto& known) { return host_of(known.url) == host; }))
    stopped_.push_back(request);
}

void Guard::paused(const SessionId& session, const Json& event) {
  const auto id = text_in(event, "requestId");
  const auto request = part_in(event, "request");
  const auto method = text_in(request, "method");
  const auto url = text_in(request, "url");
  const auto hold = [&](HeldRequest::Why why) {
    if (why == HeldRequest::Why::kOtherSite)
      stop({why, method, url});
    else if (!held_)
      held_ = HeldRequest{why, method, url};
    client_.tell(session, "Fetch.failRequest",
                 {{"requestId", id}, {"errorReason", "BlockedByClient"}});
  };
  const auto type = text_in(event, "resourceType");
  const bool root_document = type == "Document" && frames_.is_top(text_in(event, "frameId"));
  if (root_document && !may_visit(url)) return hold(HeldRequest::Why::kForeignHost);
  const bool sends = method == "POST" || method == "PUT" || method == "PATCH";
  if (rules_.strict && sends && !sending_allowed_) {
    // A body too large to be told may hold anything that was typed. What pages count with, they
    // send as pings, and forms they do not.
    const bool untold = type != "Ping" && flag_in(request, "hasPostData") &&
                        !part_in(request, "postData").is_string() &&
                        !(typed_.empty() && common_.empty());
    if (untold || carries_typed(text_in(request, "postData")))
      return hold(may_visit(url) ? HeldRequest::Why::kWouldSend : HeldRequest::Why::kOtherSite);
  }
  client_.tell(session, "Fetch.continueRequest", {{"requestId", id}});
}

}  // namespace firsthand
