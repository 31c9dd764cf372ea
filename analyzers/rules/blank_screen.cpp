#include <fmt/format.h>

#include "analyzers/blank.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"

namespace firsthand {
namespace {

// A gap that the customer scrolled to, or a layer over what was looked for: told as that.
bool has_another_reason(const StepRecord& step) {
  return step.word == "scroll" || (step.error && step.error->code == "covered");
}

}  // namespace

Verdict blank_screen(const Recording& recording) {
  if (auto reason = why_not_read(recording); !reason.empty()) return Failed{std::move(reason)};
  std::vector<Finding> findings;
  bool blank_before = false;
  for (const auto& step : recording.walk.steps) {
    if (!step.after || !was_reached(step) || shows_browser_error(step)) continue;
    const bool blank = is_blank(*seen_of(recording, *step.after));
    if (blank && !blank_before && !has_another_reason(step)) {
      Finding finding = finding_at(recording, "blank-screen", &step);
      finding.severity = Severity::kSerious;
      finding.owner = Owner::kEngineering;
      finding.title = fmt::format("The screen was blank after {}.", quoted_step(step));
      finding.why =
          "An empty screen tells a customer neither that something is coming nor that "
          "something broke; people leave.";
      finding.fix =
          "Show the frame of the page and what is being loaded, also when a script fails.";
      if (const Screen* screen = screen_named(recording.walk.screens, step.after))
        finding.evidence.box =
            Box{0, 0, static_cast<double>(screen->width), static_cast<double>(screen->height)};
      findings.push_back(std::move(finding));
    }
    blank_before = blank;
  }
  return findings;
}

}  // namespace firsthand
