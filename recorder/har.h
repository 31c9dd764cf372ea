#pragma once
// network.har: HAR 1.2, with our own fields (leading underscore) for what rules read.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "recorder/browser/network_tracker.h"

namespace firsthand {

struct HarContext {
  std::string version{};              // ours
  std::string browser{};              // product/version
  std::string started{};              // RFC 3339, of the walk
  std::string site_host{};            // first party
  std::vector<double> step_starts{};  // walk clock, one a step that was reached
};

nlohmann::json har_from(const std::vector<NetworkEntry>& entries, const HarContext& context);

// The last step that had started at `at_ms`; 0 before the first.
int step_at(const std::vector<double>& step_starts, double at_ms);

// UTC, milliseconds: "2026-01-31T12:00:00.000Z".
std::string rfc3339(double seconds_since_epoch);

}  // namespace firsthand
