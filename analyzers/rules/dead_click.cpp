#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// One second: the flow of thought breaks (Nielsen). Seven: what Sentry calls a dead click.
constexpr double kNoFeedbackMs = 1000;
constexpr double kDeadMs = 7000;
// Share of pixels that counts as no change at all.
constexpr double kNoChange = 0.001;

constexpr std::array<std::string_view, 9> kFields{"textbox", "searchbox",  "combobox",
                                                  "listbox", "spinbutton", "option",
                                                  "slider",  "checkbox",   "radio"};

bool worked_a_control(const StepRecord& step) {
  if ((step.word != "click" && step.word != "press") || step.targets.empty()) return false;
  return std::find(kFields.begin(), kFields.end(), step.targets.back().role) == kFields.end();
}

// What flickered in between was the control being pressed.
bool looks_the_same(const Recording& recording, const StepRecord& step) {
  return share_changed(recording, step).value_or(1) < kNoChange;
}

// What loads meanwhile moves what stands below it.
std::string without_places(std::string_view html) {
  constexpr std::string_view kPlace = " data-firsthand-box=\"";
  std::string out;
  while (true) {
    const std::size_t at = html.find(kPlace);
    out += html.substr(0, at);
    const std::size_t end = at == std::string_view::npos ? at : html.find('"', at + kPlace.size());
    if (end == std::string_view::npos) return out;
    html.remove_prefix(end + 1);
  }
}

// A link to "#" whose script was not there yet: the address gains a "#" and the page stays as it
// was, whatever still loads meanwhile.
bool led_nowhere(const Recording& recording, const StepRecord& step) {
  const Reaction& reaction = *step.reaction;
  const StepRecord* before = previous_step(recording.walk.steps, step.index);
  if (before == nullptr || !before->page || !step.page || reaction.request_ms ||
      reaction.scroll_ms || reaction.dialog_ms ||
      step.url != std::string(without_fragment(before->url)) + '#')
    return false;
  const auto was = recording.pages.find(*before->page);
  const auto is = recording.pages.find(*step.page);
  return was != recording.pages.end() && is != recording.pages.end() &&
         without_places(was->second) == without_places(is->second);
}

// The browser tells of a file that came; the page need not.
bool brought_a_file(const Walk& walk, const StepRecord& step) {
  const StepRecord* next = next_step(walk.steps, step.index);
  return std::any_of(walk.observations.begin(), walk.observations.end(), [&](const auto& each) {
    return each.kind == "download" &&
           (each.step == step.index || (next != nullptr && each.step == next->index));
  });
}

bool nothing_happened(const Recording& recording, const StepRecord& step) {
  if (brought_a_file(recording.walk, step)) return false;
  if (led_nowhere(recording, step)) return true;
  const Reaction& reaction = *step.reaction;
  return !reaction.dom_ms && !reaction.url_ms && !reaction.focus_ms && !reaction.request_ms &&
         !reaction.scroll_ms && !reaction.dialog_ms &&
         (!reaction.pixels_ms || looks_the_same(recording, step));
}

}  // namespace

Verdict dead_click(const Recording& recording) {
  std::vector<Finding> findings;
  for (const auto& step : recording.walk.steps) {
    if (!worked_a_control(step) || !step.reaction || step.reaction->watched_ms < kNoFeedbackMs ||
        !nothing_happened(recording, step))
      continue;
    const bool dead = step.reaction->watched_ms >= kDeadMs;
    // A busy machine may have kept an answer back; but what never came is no matter of time.
    const bool doubtful = !recording.walk.timing.reliable && !step.timing.censored;
    const FoundTarget& target = step.targets.back();
    Finding finding = finding_at(recording, "dead-click", &step);
    finding.severity = doubtful ? Severity::kMinor
                       : dead   ? Severity::kSerious
                                : Severity::kAnnoying;
    finding.owner = Owner::kEngineering;
    finding.title = fmt::format("Nothing happened for {} after {}{}.",
                                duration_text(step.reaction->watched_ms), quoted_step(step),
                                dead ? ": the control is dead" : ": no sign that it was heard");
    finding.why = doubtful ? why_doubtful(recording.walk.timing) : std::string();
    finding.why +=
        "Without an answer within a second people doubt that they were heard (Nielsen) and click "
        "again; after seven seconds without any change Sentry counts the click as dead.";
    finding.fix =
        "Answer the click at once: change the control, show progress, or open what it "
        "promises.";
    finding.evidence.box = target.box;
    finding.evidence.selector = target.selector;
    finding.evidence.text = target.name;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
