#include "analyzers/waits.h"

#include <algorithm>

namespace firsthand {

std::vector<Wait> felt_waits(const Walk& walk) {
  std::vector<Wait> waits;
  double covered_until = -1;
  for (const auto& step : walk.steps) {
    if (step.outcome != StepOutcome::kDone || step.timing.censored || !step.timing.usable_ms)
      continue;
    Wait wait;
    wait.step = step.index;
    wait.ms = *step.timing.usable_ms;
    wait.promised = step.should_take_ms.has_value();
    wait.expected_ms = step.should_take_ms.value_or(step.submits ? kSubmitMs : kViewMs);
    const OptMs from = step.input_at_ms ? step.input_at_ms : step.started_at_ms;
    wait.at_ms = from.value_or(0);
    const bool looks = !step.input_at_ms && step.word != "open";
    const double until = wait.at_ms + wait.ms;
    if (looks && from && until <= covered_until + 1) continue;
    if (looks && from && wait.at_ms < covered_until) wait.ms = until - covered_until;
    covered_until = std::max(covered_until, until);
    waits.push_back(wait);
  }
  return waits;
}

}  // namespace firsthand
