#include "analyzers/waits.h"

#include <algorithm>

namespace firsthand {
namespace {

bool works_a_field(const StepRecord& step) {
  return step.word == "fill" || step.word == "choose" || step.word == "check";
}

Wait wait_of(const StepRecord& step) {
  Wait wait;
  wait.step = step.index;
  wait.ms = *step.timing.usable_ms;
  wait.promised = step.should_take_ms.has_value();
  wait.expected_ms = step.should_take_ms.value_or(step.submits ? kSubmitMs : kViewMs);
  const double feedback = step.timing.feedback_ms.value_or(0);
  if (works_a_field(step) && !wait.promised &&
      feedback / kFeedbackMs > std::max(1.0, wait.ms / wait.expected_ms)) {
    wait.ms = feedback;
    wait.expected_ms = kFeedbackMs;
    wait.feedback = true;
  }
  return wait;
}

}  // namespace

std::vector<Wait> felt_waits(const std::vector<StepRecord>& steps) {
  std::vector<Wait> waits;
  double covered_until = -1;
  for (const auto& step : steps) {
    if (step.outcome != StepOutcome::kDone || step.timing.censored || !step.timing.usable_ms)
      continue;
    Wait wait = wait_of(step);
    const OptMs from = step.input_at_ms ? step.input_at_ms : step.started_at_ms;
    const double until = from.value_or(0) + *step.timing.usable_ms;
    const bool looks = !step.input_at_ms && step.word != "open";
    if (looks && from) {
      if (until <= covered_until + 1) continue;
      wait.ms = std::min(wait.ms, until - covered_until);
    }
    if (from) covered_until = std::max(covered_until, until);
    waits.push_back(wait);
  }
  return waits;
}

}  // namespace firsthand
