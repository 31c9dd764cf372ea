#pragma once
// A web site that serves the pages of the clock bench and hears from them what was true.

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "bench/clock_cases.h"
#include "tests/support/test_site.h"

namespace firsthand::bench {

// Milliseconds after the click; empty: the page did not say.
struct Truth {
  std::optional<double> feedback{}, usable{}, settled{};
};

class ClockSite {
 public:
  explicit ClockSite(const std::vector<ClockCase>& cases);

  // Where trial number `trial` of a case with this delay begins, and its path on the site.
  std::string url() const { return site_.url(); }
  static std::string path(const ClockCase& one, int delay_ms, int trial);
  // What the page told about a trial so far; for another document, how long the server held it.
  Truth truth(int trial) const;
  // A font to serve was found on this machine.
  bool has_font() const { return !font_.empty(); }

 private:
  test::SiteAnswer held(const test::SiteRequest& request, std::string body, const char* type);

  mutable std::mutex mutex_{};
  std::map<int, Truth> truths_{};
  std::string font_{}, picture_{};
  test::TestSite site_{};
};

}  // namespace firsthand::bench
