#include <fmt/format.h>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {

Verdict keyboard_unreachable(const Recording& recording) {
  std::vector<Finding> findings;
  for (const auto& observation : recording.walk.observations) {
    const bool trap = observation.kind == "keyboard_trap";
    if (!trap && observation.kind != "not_reachable_by_keyboard") continue;
    const StepRecord* step = step_at(recording.walk.steps, observation.step);
    Finding finding = finding_at(recording, "keyboard-unreachable", step);
    // A banner's button may be done without.
    const bool ended = ended_at(recording.walk, observation.step);
    finding.severity = ended ? Severity::kBlocker : Severity::kSerious;
    finding.owner = Owner::kEngineering;
    const auto name = in_quotes(observation.text);
    finding.title =
        trap
            ? fmt::format("The keyboard does not get out to {}: the focus is held elsewhere.", name)
            : fmt::format("The control {} cannot be reached with the keyboard.", name);
    finding.why = fmt::format(
        "Whoever cannot use a mouse or a finger {}: people with a tremor, with screen readers and "
        "with switches work a page by Tab and Enter alone (WCAG 2.1.1, 2.1.2).",
        ended ? "ends here" : "has to do without");
    finding.fix =
        trap ? "Let Tab and Shift+Tab, or Escape, lead out of what holds the focus."
             : "Make it a link, button or field of the page, or give it a tabindex, a role "
               "and its keys.";
    if (step != nullptr) show_before(finding, recording.walk, *step);
    if (observation.screen) finding.evidence.screen = observation.screen;
    finding.evidence.box = observation.box;
    finding.evidence.text = observation.text;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
