#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {

Verdict only_in_pixels(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::pair<int, std::string>> known;  // step, what was seen
  for (const auto& observation : recording.walk.observations) {
    if (observation.kind != "only_in_pixels") continue;
    if (!known.emplace(observation.step, observation.text).second) continue;
    const StepRecord* step = step_at(recording.walk.steps, observation.step);
    Finding finding = finding_at(recording, "only-in-pixels", step);
    finding.severity = Severity::kSerious;
    finding.owner = Owner::kEngineering;
    finding.title =
        step == nullptr
            ? "A control of this site is only painted: the page itself holds nothing of that name."
            : fmt::format(
                  "What {} needs is only painted: the page itself holds no control of "
                  "that name.",
                  quoted_step(*step));
    finding.why =
        "A control that only the pixels show cannot be reached by keyboard, read aloud or "
        "translated (WCAG 1.1.1, 2.1.1, 4.1.2): for those customers the journey ends here.";
    finding.fix = "Make it a button, link or field of the page, with this name.";
    if (step != nullptr) show_before(finding, recording.walk, *step);
    if (observation.screen) finding.evidence.screen = observation.screen;
    finding.evidence.box = observation.box;
    finding.evidence.text = observation.text;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
