#include <fmt/format.h>

#include <algorithm>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Shorter waits are the page coming up, not something a customer runs into: Doherty's 400 ms, less
// what a hand needs to get there.
constexpr double kNoticedMs = 300;
// Nielsen: after one second the flow of thought breaks, after ten attention is lost.
constexpr double kFlowMs = 1000;
constexpr double kAttentionMs = 10'000;

// The record of the control that was awaited: of the step itself or, mostly, of a later one. Null
// when it was never reached.
struct Awaited {
  const StepRecord* step = nullptr;
  const FoundTarget* target = nullptr;
};
Awaited awaited_by(const Walk& walk, const StepRecord& step, const WaitedFor& waited) {
  for (const auto& other : walk.steps) {
    if (other.index < step.index) continue;
    for (const auto& target : other.targets)
      if (target.says == waited.on) return {&other, &target};
  }
  return {};
}

std::string control_of(const Awaited& awaited, const WaitedFor& waited) {
  if (awaited.target == nullptr) return fmt::format("the control {}", in_quotes(waited.on));
  const FoundTarget& target = *awaited.target;
  const std::string name = in_quotes(target.name.empty() ? target.says : target.name);
  const std::string role = target.role.empty() ? "control" : printable(target.role, 20);
  return fmt::format("the {} {}", role, name);
}

std::string what_held_it(const WaitedFor& waited) {
  if (waited.cause == "disabled") return "was disabled";
  if (waited.cause == "moving") return "kept moving";
  if (waited.by.empty()) return "was covered by something else";
  return fmt::format("was covered by {}", in_quotes(waited.by));
}

std::string fix_for(const WaitedFor& waited) {
  if (waited.cause == "disabled")
    return "Let the control work at once and explain what is missing when it is used.";
  if (waited.cause == "moving")
    return "Reserve the space of what comes late, so that nothing moves.";
  return "Keep what covers the control away from it, or let it be closed with one obvious click.";
}

}  // namespace

Verdict waited_for_control(const Recording& recording) {
  std::vector<Finding> findings;
  for (const auto& step : recording.walk.steps) {
    std::vector<WaitedFor> summed;
    for (const auto& waited : step.waited_for) {
      if (waited.cause != "disabled" && waited.cause != "covered" && waited.cause != "moving")
        continue;
      const auto same = std::find_if(summed.begin(), summed.end(), [&](const WaitedFor& each) {
        return each.cause == waited.cause && each.by == waited.by && each.on == waited.on;
      });
      if (same == summed.end()) {
        summed.push_back(waited);
      } else {
        same->ms += waited.ms;
      }
    }
    for (const auto& waited : summed) {
      if (waited.ms < kNoticedMs) continue;
      const Awaited awaited = awaited_by(recording.walk, step, waited);
      Finding finding = finding_at(recording, "waited-for-control", &step);
      finding.severity = waited.ms >= kAttentionMs ? Severity::kSerious
                         : waited.ms > kFlowMs     ? Severity::kAnnoying
                                                   : Severity::kMinor;
      finding.owner = waited.cause == "disabled" ? Owner::kEngineering : Owner::kDesign;
      finding.title = fmt::format("Waited {}: {} {}.", duration_text(waited.ms),
                                  control_of(awaited, waited), what_held_it(waited));
      finding.why =
          "A control that can be seen but not used breaks the flow of thought after one second "
          "(Nielsen), and nothing tells the customer how long it will last.";
      finding.fix = fix_for(waited);
      finding.cost = Cost{waited.ms, CostKind::kMeasured};
      if (awaited.target != nullptr) {
        finding.evidence.screen = awaited.step->before ? awaited.step->before : awaited.step->after;
        finding.evidence.box = awaited.target->box;
        finding.evidence.selector = awaited.target->selector;
      }
      finding.evidence.text = waited.by;
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

}  // namespace firsthand
