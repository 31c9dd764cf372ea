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

Severity severity_of(const Wait& wait) {
  const double ratio = wait.ms / wait.expected_ms;
  if (wait.promised || ratio >= kFrustrated) return Severity::kSerious;
  return ratio >= kPoor ? Severity::kAnnoying : Severity::kMinor;
}

}  // namespace

Verdict slow_step(const Recording& recording) {
  const Walk& walk = recording.walk;
  if (!walk.timing.reliable)
    return Failed{fmt::format("times of this walk are not reliable: {}",
                              walk.timing.reasons.empty()
                                  ? std::string("no reason was recorded")
                                  : printable(walk.timing.reasons.front(), 160))};
  std::vector<Finding> findings;
  for (const Wait& wait : felt_waits(walk)) {
    if (wait.ms <= wait.expected_ms) continue;
    const StepRecord& step = *step_at(walk, wait.step);
    Finding finding = finding_at(recording, "slow-step", &step);
    finding.severity = severity_of(wait);
    finding.owner = Owner::kEngineering;
    finding.title =
        fmt::format("{} took {}, where {} {}.", quoted_step(step), duration_text(wait.ms),
                    duration_text(wait.expected_ms),
                    wait.promised ? "is what the journey allows" : "is what a customer expects");
    finding.why =
        step.submits
            ? "About two seconds are tolerable when an answer is awaited (Nah 2004); after ten "
              "seconds attention is lost (Nielsen)."
            : "A view that is ready within 2.5 s counts as good, after 4 s as poor (Core Web "
              "Vitals); modelled bounce probability is 90 % higher at 5 s than at 1 s (Google).";
    finding.fix =
        "Find what this step waits for in the network record and make it faster, or show "
        "progress at once.";
    finding.cost = Cost{wait.ms, CostKind::kMeasured};
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
