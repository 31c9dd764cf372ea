#include <fmt/format.h>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {

// Errors that an alert tells are the business of vague-error.
Verdict browser_dialog(const Recording& recording) {
  std::vector<Finding> findings;
  const Walk& walk = recording.walk;
  for (const auto& shown : walk.native_ui) {
    if ((shown.kind != "confirm" && shown.kind != "prompt") || shown.as_told) continue;
    Finding finding = finding_at(recording, "browser-dialog", step_at(walk.steps, shown.step));
    finding.severity = Severity::kMinor;
    finding.owner = Owner::kDesign;
    finding.title = fmt::format(
        "The page asked {} in a window of the browser's own; the journey does not say what to "
        "answer, so it was cancelled.",
        in_quotes(shown.text, 100));
    finding.why =
        "A window of the browser's own stops everything, can show nothing but a sentence, and "
        "looks "
        "like no part of the site (Nielsen Norman Group on modal dialogs).";
    finding.fix =
        "Ask in the page itself, or let people undo what they did; and say in this step of the "
        "journey what customers answer (dialog: ok).";
    finding.evidence.text = printable(shown.text, 200);
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
