#include "recorder/channels/http_probe.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr long kMostRedirects = 20;  // as Chromium

struct Cleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

}  // namespace

ProbeResult probe_http(const std::string& url, const std::string& user_agent, Deadline deadline) {
  ProbeResult result;
  const std::unique_ptr<CURL, Cleanup> handle(curl_easy_init());
  if (!handle) {
    result.error = "libcurl did not start";
    return result;
  }
  CURL* curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(deadline.left_ms())));
  const CURLcode code = curl_easy_perform(curl);
  long status = 0;
  long redirects = 0;
  curl_off_t spent_us = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_COUNT, &redirects);
  curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &spent_us);
  result.redirects = static_cast<int>(redirects);
  result.ms = static_cast<double>(spent_us) / 1000;
  if (status > 0) result.status = static_cast<int>(status);
  if (code != CURLE_OK) result.error = curl_easy_strerror(code);
  return result;
}

std::string probe_text(const ProbeResult& result) {
  if (!result.error.empty()) return fmt::format("no answer ({})", printable(result.error, 120));
  return fmt::format("HTTP {} in {}", result.status.value_or(0), duration_text(result.ms));
}

}  // namespace firsthand
