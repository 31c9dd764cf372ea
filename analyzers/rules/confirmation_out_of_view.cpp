#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"

namespace firsthand {
namespace {

// The look that the journey ends with, when it was met.
const StepRecord* outcome_of(const Walk& walk) {
  const auto last = std::find_if(walk.steps.rbegin(), walk.steps.rend(),
                                 [](const StepRecord& step) { return step.word == "see"; });
  return last == walk.steps.rend() || last->outcome != StepOutcome::kDone ? nullptr : &*last;
}

// The step whose success it confirms: the last that did something, when it sent something.
const StepRecord* confirmed_by(const Walk& walk, const StepRecord& outcome) {
  const StepRecord* sent = nullptr;
  for (const auto& step : walk.steps)
    if (step.index < outcome.index && sends_input(step)) sent = &step;
  return sent != nullptr && sent->submits ? sent : nullptr;
}

const Observation* seen_below(const Walk& walk, int step) {
  const auto seen = std::find_if(
      walk.observations.begin(), walk.observations.end(),
      [&](const Observation& each) { return each.kind == "seen_below" && each.step == step; });
  return seen == walk.observations.end() ? nullptr : &*seen;
}

// A look in between (`keep`) may have scrolled; where the outcome stands on the page tells whether
// the customer saw it without.
bool lies_below(const Walk& walk, const StepRecord& sent, const StepRecord& outcome) {
  const Screen* at_first = screen_named(walk.screens, sent.after);
  const Screen* in_the_end = screen_named(walk.screens, outcome.after);
  if (at_first == nullptr || in_the_end == nullptr || outcome.targets.empty()) return false;
  const Box& box = outcome.targets.front().box;
  return in_the_end->scroll_y > at_first->scroll_y &&
         box.y + in_the_end->scroll_y >= at_first->scroll_y + at_first->height;
}

bool scrolled_between(const Walk& walk, const StepRecord& sent, const StepRecord& outcome) {
  for (int step = sent.index + 1; step < outcome.index; ++step)
    if (seen_below(walk, step) != nullptr) return true;
  return false;
}

}  // namespace

Verdict confirmation_out_of_view(const Recording& recording) {
  const Walk& walk = recording.walk;
  const StepRecord* outcome = outcome_of(walk);
  const StepRecord* sent = outcome == nullptr ? nullptr : confirmed_by(walk, *outcome);
  if (sent == nullptr) return NotApplicable{"this walk sent nothing that was confirmed"};
  const bool below = scrolled_between(walk, *sent, *outcome)
                         ? lies_below(walk, *sent, *outcome)
                         : seen_below(walk, outcome->index) != nullptr;
  if (!below) return std::vector<Finding>{};
  Finding finding = finding_at(recording, "confirmation-out-of-view", outcome);
  finding.severity = Severity::kAnnoying;
  finding.owner = Owner::kDesign;
  finding.title = fmt::format(
      "After {} the confirmation was there, but below what the screen shows.", quoted_step(*sent));
  finding.why =
      "Who sees no answer believes that nothing was sent, and sends it again or calls (Nielsen: "
      "visibility of system status).";
  finding.fix = "Show the confirmation at the top, or move the page to it.";
  finding.evidence.screen = sent->after ? sent->after : finding.evidence.screen;
  if (!outcome->targets.empty()) {
    finding.evidence.text = outcome->targets.front().says;
    finding.evidence.selector = outcome->targets.front().selector;
  }
  return std::vector<Finding>{std::move(finding)};
}

}  // namespace firsthand
