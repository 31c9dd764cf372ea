#include "recorder/har.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "journeys/text.h"
#include "recorder/browser/guard.h"
#include "recorder/encodings.h"

namespace firsthand {
using nlohmann::json;
namespace {

double rounded(double ms) { return std::round(ms * 1000) / 1000; }

json headers_from(const json& headers, const HarContext& context) {
  json out = json::array();
  for (const auto& [name, value] : headers.items()) {
    // What identifies a visit stays out of the file.
    const bool secret = identifies_visit(name) || is_header_of(context.hidden_headers, name);
    const std::string text = secret              ? "•••"
                             : value.is_string() ? value.get<std::string>()
                                                 : value.dump();
    out.push_back({{"name", name}, {"value", text}});
  }
  return out;
}

json query_from(const std::string& url) {
  json out = json::array();
  const std::string asked(without_fragment(url));
  const auto mark = asked.find('?');
  if (mark == std::string::npos) return out;
  auto rest = asked.substr(mark + 1);
  while (!rest.empty()) {
    const auto part = rest.substr(0, rest.find('&'));
    const auto equals = part.find('=');
    out.push_back({{"name", part.substr(0, equals)},
                   {"value", equals == std::string::npos ? "" : part.substr(equals + 1)}});
    if (part.size() == rest.size()) break;
    rest = rest.substr(part.size() + 1);
  }
  return out;
}

json entry_from(const NetworkEntry& entry, double wall_s, const HarContext& context) {
  const double total = entry.end_ms ? std::max(0.0, *entry.end_ms - entry.at_ms) : -1;
  const double wait = entry.response_ms ? std::max(0.0, *entry.response_ms - entry.at_ms) : -1;
  json request{{"method", entry.method},
               {"url", entry.url},
               {"httpVersion", entry.protocol.empty() ? "unknown" : entry.protocol},
               {"cookies", json::array()},
               {"headers", headers_from(entry.request_headers, context)},
               {"queryString", query_from(entry.url)},
               {"headersSize", -1},
               {"bodySize", entry.post_data.size()}};
  if (!entry.post_data.empty())
    request["postData"] = {{"mimeType", "application/octet-stream"}, {"text", entry.post_data}};
  json out{{"startedDateTime", rfc3339(wall_s)},
           {"time", rounded(total)},
           {"request", std::move(request)},
           {"response",
            {{"status", entry.status.value_or(0)},
             {"statusText", entry.status_text},
             {"httpVersion", entry.protocol.empty() ? "unknown" : entry.protocol},
             {"cookies", json::array()},
             {"headers", headers_from(entry.response_headers, context)},
             {"content",
              {{"size", std::max(0.0, entry.size)},
               {"mimeType", entry.mime.empty() ? "x-unknown" : entry.mime}}},
             {"redirectURL", entry.redirected_to},
             {"headersSize", -1},
             {"bodySize", entry.size}}},
           {"cache", json::object()},
           {"timings",
            {{"send", 0},
             {"wait", rounded(wait < 0 ? std::max(0.0, total) : wait)},
             {"receive", rounded(wait < 0 || total < wait ? 0 : total - wait)}}},
           {"_at_ms", rounded(entry.at_ms)},
           {"_step", step_at(context.step_starts, entry.at_ms)},
           {"_type", entry.type},
           {"_firstParty", is_within(host_of(entry.url), context.site_host)},
           {"_mainDocument", entry.main_document},
           {"_canceled", entry.canceled}};
  if (!entry.remote.empty()) out["serverIPAddress"] = entry.remote;
  if (!entry.error.empty()) out["_error"] = entry.error;
  return out;
}

// Wall time is taken once, of the first request: the clock on the wall may be set meanwhile.
double wall_time_of(const NetworkEntry& entry, const NetworkEntry& first) {
  return first.wall_s + (entry.at_ms - first.at_ms) / 1000;
}

}  // namespace

int step_at(const std::vector<StepStart>& step_starts, double at_ms) {
  const auto after = std::ranges::upper_bound(step_starts, at_ms, {}, &StepStart::at_ms);
  return after == step_starts.begin() ? 0 : std::prev(after)->step;
}

std::string rfc3339(double seconds_since_epoch) {
  constexpr double kEndOf9999 = 253'402'300'799;
  const double seconds = std::clamp(seconds_since_epoch, 0.0, kEndOf9999);
  const auto whole = static_cast<std::time_t>(std::floor(seconds));
  const int ms = static_cast<int>((seconds - static_cast<double>(whole)) * 1000);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(whole), ms);
}

json har_from(const std::vector<NetworkEntry>& entries, const HarContext& context) {
  json list = json::array();
  for (const auto& entry : entries)
    if (!entry.url.starts_with("data:") && !entry.url.starts_with("blob:"))
      list.push_back(entry_from(entry, wall_time_of(entry, entries.front()), context));
  return {{"log",
           {{"version", "1.2"},
            {"creator", {{"name", "Firsthand"}, {"version", context.version}}},
            {"browser", {{"name", context.browser}, {"version", ""}}},
            {"pages", json::array({{{"startedDateTime", context.started},
                                    {"id", "walk"},
                                    {"title", "walk"},
                                    {"pageTimings", json::object()}}})},
            {"entries", std::move(list)}}}};
}

}  // namespace firsthand
