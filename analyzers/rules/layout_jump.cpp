#include <fmt/format.h>

#include <map>
#include <string>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// A hand on its way does not turn back in less: browsers leave out shifts this long after an input,
// too (Layout Instability, hadRecentInput).
constexpr double kUnderTheHandMs = 500;

struct Jump {
  const Observation* last = nullptr;
  int count = 0;
};

Finding describe(const Recording& recording, const StepRecord& step, const Jump& jump) {
  const double before_ms = *step.input_at_ms - jump.last->at_ms;
  Finding finding = finding_at(recording, "layout-jump", &step);
  finding.severity = before_ms <= kUnderTheHandMs ? Severity::kSerious : Severity::kAnnoying;
  finding.owner = Owner::kDesign;
  finding.count = jump.count;
  finding.title =
      fmt::format("{} jumped away {} before {}, when a customer had begun to aim at it.",
                  in_quotes(jump.last->text), duration_text(before_ms), quoted_step(step));
  finding.why =
      "What moves under a finger is missed, and what comes in its place is pressed instead: orders "
      "are placed and things deleted that nobody wanted (Core Web Vitals: layout shift).";
  finding.fix = "Reserve the space of what comes late, so that nothing moves.";
  show_before(finding, recording.walk, step);
  finding.evidence.box = jump.last->box;
  finding.evidence.text = jump.last->text;
  if (!step.targets.empty()) finding.evidence.selector = step.targets.front().selector;
  return finding;
}

}  // namespace

Verdict layout_jump(const Recording& recording) {
  std::map<int, Jump> jumps;  // by step
  for (const auto& observation : recording.walk.observations) {
    if (observation.kind != "layout_jump") continue;
    const StepRecord* step = step_at(recording.walk.steps, observation.step);
    if (step == nullptr || !step->input_at_ms || observation.at_ms > *step->input_at_ms) continue;
    Jump& jump = jumps[observation.step];
    ++jump.count;
    if (jump.last == nullptr || observation.at_ms > jump.last->at_ms) jump.last = &observation;
  }
  std::vector<Finding> findings;
  findings.reserve(jumps.size());
  for (const auto& [index, jump] : jumps)
    findings.push_back(describe(recording, *step_at(recording.walk.steps, index), jump));
  return findings;
}

}  // namespace firsthand
