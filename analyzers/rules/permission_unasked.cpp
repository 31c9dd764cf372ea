#include <fmt/format.h>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"

namespace firsthand {

Verdict permission_unasked(const Recording& recording) {
  std::vector<Finding> findings;
  const Walk& walk = recording.walk;
  for (const auto& shown : walk.native_ui) {
    if (shown.kind != "permission" || shown.asked_for) continue;
    Finding finding = finding_at(recording, "permission-unasked", step_at(walk.steps, shown.step));
    finding.severity = Severity::kAnnoying;
    finding.owner = Owner::kDesign;
    finding.title = fmt::format(
        "The page asked for a permission ({}) before the visitor had done "
        "anything on it.",
        in_quotes(shown.text, 40));
    finding.why =
        "Who is asked before knowing why says no, and browsers remember that for good (Lighthouse: "
        "geolocation-on-start, notification-on-start).";
    finding.fix = "Ask when people press something that needs it, and say what for.";
    finding.evidence.text = shown.text;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
