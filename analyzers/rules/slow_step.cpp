#include <fmt/format.h>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Without a promise of the site: from "good" to "poor" (LCP 2.5 s and 4 s, a factor of 1.6), and on
// to frustrated (Apdex: four times the target; with 2.5 s that is Nielsen's ten seconds).
constexpr double kPoor = 1.6;
constexpr double kFrustrated = 4;
// Nielsen: after one second without a sign the flow of thought breaks.
constexpr double kFlowMs = 1000;

Severity severity_of(const FeltWait& wait) {
  const double ratio = wait.ms / wait.expected_ms;
  if (wait.feedback) return wait.ms >= kFlowMs ? Severity::kAnnoying : Severity::kMinor;
  if (wait.promised || ratio >= kFrustrated) return Severity::kSerious;
  return ratio >= kPoor ? Severity::kAnnoying : Severity::kMinor;
}

std::string title_for(const StepRecord& step, const FeltWait& wait) {
  const std::string took = duration_text(wait.ms);
  const std::string expected = duration_text(wait.expected_ms);
  if (wait.feedback)
    return fmt::format("{} showed no sign for {}, where {} is what a hand expects.",
                       quoted_step(step), took, expected);
  return fmt::format("{} took {}, where {} is what {}.", quoted_step(step), took, expected,
                     wait.promised ? "the journey allows" : "a customer expects");
}

std::string_view why_for(const StepRecord& step, const FeltWait& wait) {
  if (wait.feedback)
    return "An answer to a finger within 200 ms counts as good, after 500 ms as poor (INP, Core "
           "Web "
           "Vitals).";
  if (step.submits)
    return "About two seconds are tolerable when an answer is awaited (Nah 2004); after ten "
           "seconds "
           "attention is lost (Nielsen).";
  return "A view that is ready within 2.5 s counts as good, after 4 s as poor (Core Web Vitals); "
         "modelled bounce probability is 90 % higher at 5 s than at 1 s (Google).";
}

// A difference too small to print is not worth a finding.
bool reads_the_same(const FeltWait& wait) {
  return duration_text(wait.ms) == duration_text(wait.expected_ms);
}

}  // namespace

Verdict slow_step(const Recording& recording) {
  const Walk& walk = recording.walk;
  std::vector<Finding> findings;
  for (const FeltWait& wait : felt_waits(walk.steps)) {
    if (wait.ms <= wait.expected_ms || reads_the_same(wait)) continue;
    const StepRecord& step = *step_at(walk.steps, wait.step);
    Finding finding = finding_at(recording, "slow-step", &step);
    if (step.during) finding.evidence.screen = step.during;
    finding.severity = walk.timing.reliable ? severity_of(wait) : Severity::kMinor;
    finding.owner = Owner::kEngineering;
    finding.title = title_for(step, wait);
    finding.why = why_doubtful(walk.timing).append(why_for(step, wait));
    finding.fix =
        "Find what this step waits for in the network record and make it faster, or show "
        "progress at once.";
    finding.cost = Cost{wait.ms, CostKind::kMeasured};
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
