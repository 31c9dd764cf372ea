#include "journeys/web_address.h"

#include <algorithm>
#include <charconv>

#include "journeys/text.h"

namespace firsthand {
namespace {

bool is_port(std::string_view digits) {
  if (digits.empty()) return true;  // as the scheme's
  unsigned port = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, port);
  return read.ec == std::errc() && read.ptr == end && port >= 1 && port <= 65535;
}

}  // namespace

bool is_web_address(std::string_view url) {
  const std::string start = fold(url.substr(0, 8));
  const std::size_t scheme = start.starts_with("https://")  ? 8
                             : start.starts_with("http://") ? 7
                                                            : 0;
  if (scheme == 0) return false;
  auto host = url.substr(scheme, url.find_first_of("/?#", scheme) - scheme);
  if (host.find_first_of(" \t\r\n\"<>\\") != host.npos) return false;
  host.remove_prefix(std::min(host.size(), host.rfind('@') + 1));  // a name and a password
  if (host.find('$') != host.npos) return true;
  const auto colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
  const auto name = host.substr(0, colon);
  return !name.empty() && name.front() != '.' &&
         (colon == host.npos || is_port(host.substr(colon + 1)));
}

}  // namespace firsthand
