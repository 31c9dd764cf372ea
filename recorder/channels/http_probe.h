#pragma once
// A second look at an address from outside the browser, by libcurl: was it the site, or was it us?

#include <optional>
#include <string>

#include "recorder/deadline.h"

namespace firsthand {

struct ProbeResult {
  std::optional<int> status{};  // of the last answer; empty: none came
  int redirects = 0;            // followed, at most 20
  double ms = 0;
  std::string error{};  // libcurl's words; empty: an answer came
};

// One HEAD request for an http(s) address; nothing is sent along but `user_agent`. No proxy and no
// configuration file of this machine is used, so that it goes the way the browser goes.
ProbeResult probe_http(const std::string& url, const std::string& user_agent, Deadline deadline);

// "HTTP 200 in 12 ms", "no answer (Couldn't connect to server)".
std::string probe_text(const ProbeResult& result);

}  // namespace firsthand
