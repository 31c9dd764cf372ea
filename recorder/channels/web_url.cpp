#include "recorder/channels/web_url.h"

#include <curl/curl.h>

#include <memory>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kLongestAddress = 4096;

struct UrlCleanup {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* found = nullptr;
  if (curl_url_get(url, part, &found, flags) != CURLUE_OK) return "";
  std::string out(found);
  curl_free(found);
  return out;
}

// As browsers read an href: without white space around it, and without line breaks and tabs.
std::string as_written(std::string_view address) {
  std::string out;
  for (const char c : address)
    if (c != '\t' && c != '\n' && c != '\r') out += c;
  const auto from = out.find_first_not_of(' ');
  const auto to = out.find_last_not_of(' ');
  return from == out.npos ? "" : out.substr(from, to - from + 1);
}

}  // namespace

std::optional<WebUrl> web_url(std::string_view address, std::string_view base) {
  if (address.size() > kLongestAddress || base.size() > kLongestAddress) return std::nullopt;
  const std::unique_ptr<CURLU, UrlCleanup> url(curl_url());
  if (!url) return std::nullopt;
  constexpr unsigned kFlags = CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME;
  if (!base.empty() &&
      curl_url_set(url.get(), CURLUPART_URL, std::string(base).c_str(), kFlags) != CURLUE_OK)
    return std::nullopt;
  const auto written = as_written(address);
  if (!written.empty() &&
      curl_url_set(url.get(), CURLUPART_URL, written.c_str(), kFlags) != CURLUE_OK)
    return std::nullopt;
  WebUrl out;
  out.scheme = lower_ascii(part_of(url.get(), CURLUPART_SCHEME));
  if (out.scheme != "http" && out.scheme != "https") return std::nullopt;
  out.host = lower_ascii(part_of(url.get(), CURLUPART_HOST));
  if (out.host.starts_with('[') && out.host.ends_with(']'))
    out.host = out.host.substr(1, out.host.size() - 2);
  while (!out.host.empty() && out.host.back() == '.') out.host.pop_back();
  out.port = part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  out.path = part_of(url.get(), CURLUPART_PATH);
  out.query = part_of(url.get(), CURLUPART_QUERY);
  out.credentials = !part_of(url.get(), CURLUPART_USER).empty() ||
                    !part_of(url.get(), CURLUPART_PASSWORD).empty();
  if (out.host.empty()) return std::nullopt;
  if (curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0) != CURLUE_OK) return std::nullopt;
  out.text = part_of(url.get(), CURLUPART_URL);
  if (out.text.empty()) return std::nullopt;
  return out;
}

}  // namespace firsthand
