#include <set>
#include <string>
#include <utility>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {

Verdict ambiguous_target(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::pair<int, std::string>> known;  // step, what was seen
  for (const auto& observation : recording.walk.observations) {
    if (observation.kind != "ambiguous_target") continue;
    if (!known.emplace(observation.step, observation.text).second) continue;
    const StepRecord* step = step_at(recording.walk.steps, observation.step);
    Finding finding = finding_at(recording, "ambiguous-target", step);
    finding.severity = Severity::kMinor;
    finding.owner = Owner::kContent;
    finding.title = printable(observation.text, 160) + ".";
    finding.why =
        "One name for several things makes people guess which is meant, and whoever hears the page "
        "instead of seeing it cannot tell them apart at all (WCAG 2.4.4).";
    finding.fix = "Give each its own name, that of where it leads or what it does.";
    if (step != nullptr && step->before) finding.evidence.screen = step->before;
    finding.evidence.box = observation.box;
    finding.evidence.text = observation.text;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
