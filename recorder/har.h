#pragma once
// network.har: HAR 1.2, with our own fields (leading underscore) for what rules read.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "recorder/browser/network_tracker.h"

namespace firsthand {

// When a step's own input (or look) took over: what happens from then on, until the next step does
// something, is its doing.
struct StepStart {
  double at_ms = 0;  // walk clock
  int step = 0;
};

struct HarContext {
  std::string version{};                      // ours
  std::string browser{};                      // product/version
  std::string started{};                      // RFC 3339, of the walk
  std::string site_host{};                    // first party
  std::vector<StepStart> step_starts{};       // in order of time
  std::vector<std::string> hidden_headers{};  // names of those whose values are not written down
};

nlohmann::json har_from(const std::vector<NetworkEntry>& entries, const HarContext& context);

// The step that had taken over by `at_ms`; 0 before the first.
int step_at(const std::vector<StepStart>& step_starts, double at_ms);

// UTC, milliseconds: "2026-01-31T12:00:00.000Z".
std::string rfc3339(double seconds_since_epoch);

}  // namespace firsthand
