#include <fmt/format.h>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// " after 10 s; it would have taken 23.4 s"
std::string how_long(const EndingWait& wait) {
  return fmt::format(" after {}; it {} {}", duration_text(wait.patience_ms),
                     wait.censored ? "had not come after" : "would have taken",
                     duration_text(wait.ms));
}

// What stood in the way, beyond that it was not there.
std::string what_stopped_them(const StepRecord& step, bool waited) {
  if (!step.error || step.error->what.empty()) return {};
  // For what was only looked for there is no more to say; a control may be called something else.
  if (waited && !sends_input(step) && step.error->code == "not_found") return {};
  return ": " + printable(step.error->what, 160);
}

// A server that refuses a form says so on a page of its own: what ended the errand is not a wait.
bool was_refused(const StepRecord& step) { return step.status.value_or(0) >= 400; }

std::string what_came_instead(const StepRecord& step) {
  return fmt::format(" Instead came {} (HTTP {}).",
                     step.title.empty() ? short_url(step.url) : in_quotes(step.title),
                     *step.status);
}

std::string what_was_looked_for(const StepRecord& step) {
  if (!step.targets.empty() && !step.targets.back().says.empty()) return step.targets.back().says;
  return step.says;
}

std::string_view why_for(bool failed, bool not_there) {
  if (failed)
    return "However patient, no customer gets past this: their errand ends here, and they leave "
           "or ask for help.";
  if (not_there)
    return "What a customer cannot find does not exist for them, and hardly anyone reports it: "
           "they leave.";
  return "Whoever gives up waiting does not come back to say so: at one company 71 % of those who "
         "left a queue left silently (arXiv 2501.08869).";
}

}  // namespace

Verdict gave_up(const Recording& recording) {
  const Walk& walk = recording.walk;
  if (walk.outcome != Outcome::kGaveUp && walk.outcome != Outcome::kFailed)
    return std::vector<Finding>{};
  const StepRecord* step = ending_step(walk);
  Finding finding = finding_at(recording, "gave-up", step);
  finding.severity = Severity::kBlocker;
  const bool failed = walk.outcome == Outcome::kFailed;
  const bool not_there = step != nullptr && step->error && step->error->code == "not_found";
  const bool looked = step != nullptr && !sends_input(*step);
  const bool refused = not_there && !failed && was_refused(*step);
  const std::string happened = failed ? "was stopped by the site" : "gave up";
  if (step == nullptr) {
    finding.title = fmt::format("The customer {}: {}", happened, printable(walk.reason_text, 200));
  } else {
    const auto wait = wait_that_ended(walk.steps);
    // Whoever only looks for something waits for it; a step's own words say less to an outsider.
    const std::string where = looked && wait && !failed && !wait->on.empty()
                                  ? "waiting for " + in_quotes(wait->on)
                                  : "at " + quoted_step(*step);
    // A control that is not there is missing, not late; its own sentence says how long it was
    // sought.
    const bool late = wait && !failed && (looked || !not_there);
    finding.title =
        fmt::format("The customer {} {}{}{}", happened, where, late ? how_long(*wait) : "",
                    what_stopped_them(*step, wait.has_value()));
    if (wait) finding.cost = Cost{wait->ms, CostKind::kMeasured};
    finding.evidence.text = what_was_looked_for(*step);
    if (!step->targets.empty()) finding.evidence.selector = step->targets.back().selector;
    if (failed || refused) finding.evidence.status = step->status;
  }
  if (finding.title.back() != '.') finding.title += '.';
  if (refused) finding.title += what_came_instead(*step);
  finding.why = why_for(failed, not_there && !looked);
  finding.owner = failed ? Owner::kEngineering : Owner::kDesign;
  finding.fix =
      failed      ? "Make this step answer; the evidence names what it answered instead."
      : refused   ? "Read on the picture what was refused, and why: mend that, or tell customers "
                    "how to put it right."
      : not_there ? "Put what the customer looks for on this page, in the words they use; if "
                    "it never was there, correct the journey."
                  : "Bring this step below the customer's patience, or say at once how long "
                    "it will take.";
  return std::vector<Finding>{finding};
}

}  // namespace firsthand
