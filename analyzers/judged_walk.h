#pragma once
// One walk with what the rules say about it.

#include <optional>
#include <vector>

#include "analyzers/audit.h"
#include "analyzers/score.h"

namespace firsthand {

struct JudgedWalk {
  const Recording* recording = nullptr;  // outlives this
  std::vector<Finding> findings{};       // without ids
  // For each finding, the one of this walk that it is charged with: see explain_waits; an error
  // message that does not help is part of the error.
  std::vector<std::optional<std::size_t>> part_of{};
  std::vector<FailedAnalyzer> failed{};
  Attempt attempt{};  // empty when the walk says nothing about the site
};

// Runs every rule. Nothing is alleged of a walk that was not measured: its rules do not run.
JudgedWalk judge_walk(const Recording& recording);

// A slow step that mostly waited for the control of the next one (or of its own) is part of that
// wait: at least half of its time. A wait for a control that the customer gave up on, and a page
// that never came, are part of how the journey ended.
std::vector<std::optional<std::size_t>> explain_waits(const Walk& walk,
                                                      const std::vector<Finding>& findings);

}  // namespace firsthand
