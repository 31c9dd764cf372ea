#pragma once
// Asks for addresses from outside the browser, as a stranger without cookies of the walk: what do
// the links of the walked pages lead to? Politely: few at a time, HEAD before GET, no more of a
// page than its beginning, nothing that robots.txt asks to leave alone, nothing that looks as if it
// did something.

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "journeys/links.h"
#include "recorder/deadline.h"

namespace firsthand {

// The name in robots.txt.
inline constexpr std::string_view kLinkProduct = "Firsthand";

struct LinkQuestion {
  std::string url{};  // whole, http or https
  // It was found on a page of this machine, and only this machine may be asked, also where it
  // redirects. Otherwise this machine is never asked.
  bool loopback_only = false;
};

struct LinkProbeOptions {
  std::string user_agent{};
  bool marked = true;  // send the header that walks are known by
  int most_at_once = 6;
  int most_per_host = 4;
  std::chrono::milliseconds each{10'000};         // for one answer
  std::chrono::milliseconds before_again{1'000};  // until something that failed is tried again
  double slow_ms = 2500;  // first bytes later than this are waited for a second time
  Deadline deadline = Deadline::after(std::chrono::seconds(60));  // for all of them
  std::function<bool()> interrupted{};
  // Whether a redirect to this address is followed; empty: wherever it leads. One that is not ends
  // the question without a status: skipped is other_host.
  std::function<bool(const std::string& url)> may_follow{};
};

// The answers, in the order of the questions; `places` and `first_party` are the caller's. An
// address is asked for with HEAD, and where that is not answered with a success or a redirect, or
// late, with GET, of which 16 KB are read; what then fails on the server's or the line's side is
// tried once more. At most 10 redirects. No proxy and no configuration of this machine is used.
std::vector<LinkOutcome> probe_links(const std::vector<LinkQuestion>& questions,
                                     const LinkProbeOptions& options);

}  // namespace firsthand
