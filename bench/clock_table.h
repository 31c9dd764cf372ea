#pragma once
// What the trials of the clock bench come to.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace firsthand::bench {

// One walk of one page, or one step of the rival.
struct Trial {
  std::string name{};  // of the case
  bool in_page = true;
  int delay_ms = 0;
  bool rival = false;
  bool told = true;  // the page itself told what was true; else the truth is the delay it asked for
  // Measured minus true, in ms; empty: not measured, or without a truth.
  std::optional<double> feedback{}, usable{}, settled{};
  std::string apart{};    // how the film contradicts the page: the words of clocks_disagree
  bool quiet = false;     // others left the machine alone meanwhile
  std::string trouble{};  // why nothing was measured
};

struct Spread {
  int n = 0;
  double median = 0;      // of the errors as they are
  double median_off = 0;  // of their sizes
  double p95_off = 0;
  double earliest = 0, latest = 0;
};
std::optional<Spread> spread_of(const std::vector<double>& errors);

// The goals on a quiet machine, in ms.
struct Goal {
  double median, p95, early;
};
Goal goal_for(bool in_page);

nlohmann::json json_of(const std::vector<Trial>& trials);
// For people; one row a case.
std::string table_of(const std::vector<Trial>& trials);

}  // namespace firsthand::bench
