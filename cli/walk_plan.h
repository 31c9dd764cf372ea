#pragma once
// What a walk request comes to: every journey read, every option checked, before anything is
// walked.

#include <string>
#include <vector>

#include "cli/requests.h"
#include "recorder/walker.h"

namespace firsthand {

struct PlannedWalk {
  Journey journey{};
  WalkOptions options{};  // without folder, progress, interrupted, and variables from rows
  // What the command line, the environment and the calendar give its variables. A journey with rows
  // has its variables made of these anew for each walk.
  Variables given{};
};

struct WalkPlan {
  std::vector<PlannedWalk> journeys{};  // one for each journey; walked `times` times
  std::string complaints{};             // for stderr; empty: none
  bool ok = true;
};

// `today`: 2026-01-31.
WalkPlan plan_walks(const WalkRequest& request, const std::string& version,
                    const std::string& today);

}  // namespace firsthand
