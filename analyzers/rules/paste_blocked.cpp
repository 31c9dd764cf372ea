#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {

Verdict paste_blocked(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> told;  // a form that comes back is filled again
  for (const auto& observation : recording.walk.observations) {
    if (observation.kind != "paste_refused" || !told.insert(observation.text).second) continue;
    const StepRecord* step = step_at(recording.walk.steps, observation.step);
    Finding finding = finding_at(recording, "paste-blocked", step);
    finding.severity = Severity::kSerious;
    finding.owner = Owner::kDesign;
    finding.title = fmt::format("The box {} stays empty when something is pasted into it.",
                                in_quotes(observation.text));
    finding.why =
        "Whoever copies an address or a number gets it right, and has to type it here: people with "
        "poor memory or unsteady hands, and everybody who keeps it elsewhere (WCAG 3.3.8; NCSC on "
        "pasting).";
    finding.fix = "Take out the script that stops pasting, and check what arrives instead.";
    if (step != nullptr) show_before(finding, recording.walk, *step);
    finding.evidence.box = observation.box;
    finding.evidence.text = printable(observation.text, 200);
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
