#pragma once
// One walk with what the rules say about it.

#include <optional>
#include <vector>

#include "analyzers/audit.h"
#include "analyzers/score.h"
#include "analyzers/strike_out.h"

namespace firsthand {

struct JudgedWalk {
  const Recording* recording = nullptr;  // outlives this
  std::vector<Finding> findings{};       // without ids; none milder than its parts
  // For each finding, the one of this walk that it is a part of: see explain.
  std::vector<std::optional<std::size_t>> part_of{};
  std::vector<Finding> struck{};  // without ids; they are not among `findings`
  std::vector<FailedAnalyzer> failed{};
  Attempt attempt{};  // empty when the walk says nothing about the site
};

// Runs every rule. Nothing is alleged of a walk that was not measured: its rules do not run. What
// is struck costs nothing, and is neither part nor whole of anything.
JudgedWalk judge_walk(const Recording& recording, const Strikes& strikes = {});

// For each finding, the one that it is a part of. A slow step that mostly waited for the control of
// the next one (or of its own) is part of that wait: at least half of its time; detours are part of
// the slow step that they made; a message that does not help is part of the error; an answer that
// refused what was sent is part of the thanks that hide it; what broke under a click is part of the
// click, and that of what the customer met of it. What was broken
// at the step where the journey ended, or at the one before it, is part of how it ended, and so is
// a wait for a control that the customer gave up on.
std::vector<std::optional<std::size_t>> explain(const Walk& walk,
                                                const std::vector<Finding>& findings);

}  // namespace firsthand
