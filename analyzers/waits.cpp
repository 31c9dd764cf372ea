#include "analyzers/waits.h"

#include <algorithm>

namespace firsthand {
namespace {

bool works_a_field(const StepRecord& step) {
  return step.word == "fill" || step.word == "choose" || step.word == "check";
}

FeltWait wait_of(const StepRecord& step) {
  FeltWait wait;
  wait.step = step.index;
  wait.ms = wait.felt_ms = *step.timing.felt_ms();
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

bool looks(const StepRecord& step) { return !step.input_at_ms && step.word != "open"; }

const StepRecord* ending_step(const std::vector<StepRecord>& steps) {
  const auto step = std::find_if(steps.begin(), steps.end(), [](const StepRecord& each) {
    return each.outcome == StepOutcome::kGaveUp || each.outcome == StepOutcome::kFailed;
  });
  return step == steps.end() ? nullptr : &*step;
}

// The step whose timing holds the wait that the journey ended on.
const StepRecord* holder_of_ending(const std::vector<StepRecord>& steps) {
  const StepRecord* ending = ending_step(steps);
  if (ending == nullptr || ending->timing.felt_ms()) return ending;
  const StepRecord* before = previous_step(steps, ending->index);
  return before != nullptr && !looks(*before) && before->timing.felt_ms() ? before : nullptr;
}

// What the recording charged to the input before, of a wait that went on in vain.
double came_before(const std::vector<StepRecord>& steps, const StepRecord& ending) {
  if (ending.input_at_ms || !ending.timing.censored) return 0;
  const StepRecord* before = previous_step(steps, ending.index);
  return before == nullptr || looks(*before) ? 0 : before->timing.usable_ms.value_or(0);
}

bool outlived_patience(const StepRecord& step) {
  return step.timing.censored ||
         (step.patience_ms > 0 && *step.timing.felt_ms() >= step.patience_ms);
}

}  // namespace

bool is_aside(const StepRecord& step) {
  return step.word == "note" || step.word == "wait" || step.word == "human" ||
         step.outcome == StepOutcome::kPassedOver;
}

const StepRecord* next_step(const std::vector<StepRecord>& steps, int index) {
  for (const auto& step : steps)
    if (step.index > index && !is_aside(step)) return &step;
  return nullptr;
}

const StepRecord* previous_step(const std::vector<StepRecord>& steps, int index) {
  const StepRecord* previous = nullptr;
  for (const auto& step : steps)
    if (step.index < index && !is_aside(step)) previous = &step;
  return previous;
}

std::optional<EndingWait> wait_that_ended(const std::vector<StepRecord>& steps) {
  const StepRecord* step = holder_of_ending(steps);
  if (step == nullptr || !step->timing.felt_ms() || !outlived_patience(*step)) return std::nullopt;
  EndingWait wait{.held_by = step->index,
                  .ms = *step->timing.felt_ms(),
                  .patience_ms = step->patience_ms,
                  .censored = step->timing.censored};
  wait.since_input_ms = wait.ms + came_before(steps, *step);
  if (!step->waited_for.empty()) wait.on = step->waited_for.back().on;
  return wait;
}

std::optional<EndingWait> wait_given_up_on(Outcome outcome, const std::vector<StepRecord>& steps) {
  const StepRecord* ending = ending_step(steps);
  if (outcome != Outcome::kGaveUp || ending == nullptr) return std::nullopt;
  // A control that is not there is missing, not late; its own sentence says how long it was sought.
  const bool only_looks =
      ending->word == "see" || ending->word == "not_see" || ending->word == "keep";
  const bool looked_for = only_looks && ending->error && ending->error->code == "not_found";
  // Who has no pointer does not wait for what keys do not reach.
  if (out_of_keys_reach(*ending)) return std::nullopt;
  if (was_not_there(*ending) && !looked_for) return std::nullopt;
  return wait_that_ended(steps);
}

bool was_not_there(const StepRecord& step) {
  if (!step.error) return false;
  const auto& code = step.error->code;
  return code == "not_found" || code == "no_option" || code == "no_frame" ||
         code == "out_of_range" || code == "not_on_a_step";
}

bool out_of_keys_reach(const StepRecord& step) {
  return step.error &&
         (step.error->code == "not_reachable_by_keyboard" || step.error->code == "keyboard_trap");
}

bool could_not_be_used(const StepRecord& step) {
  if (!step.error) return false;
  const auto& code = step.error->code;
  return code == "covered" || code == "disabled" || code == "hidden" || code == "moving" ||
         code == "still_there";
}

bool ended_in_doubt(Outcome outcome, const TimingTrust& timing,
                    const std::vector<StepRecord>& steps) {
  if (timing.reliable) return false;
  const auto wait = wait_given_up_on(outcome, steps);
  return wait && !wait->censored;
}

std::vector<FeltWait> felt_waits(const std::vector<StepRecord>& steps) {
  std::vector<FeltWait> waits;
  const StepRecord* ended = wait_that_ended(steps) ? holder_of_ending(steps) : nullptr;
  double covered_until = -1;
  for (const auto& step : steps) {
    if (step.outcome != StepOutcome::kDone || step.timing.censored || !step.timing.felt_ms() ||
        &step == ended)
      continue;
    FeltWait wait = wait_of(step);
    const OptMs from = step.input_at_ms ? step.input_at_ms : step.started_at_ms;
    const double until = from.value_or(0) + step.timing.usable_ms.value_or(0);
    if (looks(step) && from) {
      if (until <= covered_until + 1) continue;
      wait.ms = wait.felt_ms = std::min(wait.felt_ms, until - covered_until);
    }
    if (from) covered_until = std::max(covered_until, until);
    waits.push_back(wait);
  }
  return waits;
}

}  // namespace firsthand
