#include <fmt/format.h>

#include <algorithm>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Shorter waits are the page coming up, not something a customer runs into: Doherty's 400 ms, less
// what a hand needs to get there.
constexpr double kNoticedMs = 300;
// Nielsen: after one second the flow of thought breaks, after ten attention is lost.
constexpr double kBrokenFlowMs = 1000;
constexpr double kAttentionMs = 10'000;

// Whose control was waited for.
struct Awaited {
  const StepRecord* step = nullptr;
  const FoundTarget* target = nullptr;  // null: it was not found
  std::string on{};                     // as the author named it
};

const FoundTarget* target_called(const StepRecord& step, const std::string& says) {
  const auto target = std::find_if(step.targets.begin(), step.targets.end(),
                                   [&](const FoundTarget& each) { return each.says == says; });
  return says.empty() || target == step.targets.end() ? nullptr : &*target;
}

// A recording keeps a wait with the input that came before it: one of this step's own (a form's
// second box waits for what the first one set off), or else the next step's, unless nothing was put
// in or nothing came after.
Awaited awaited_in(const Walk& walk, const StepRecord& step, const std::string& on) {
  const StepRecord* next = next_step(walk.steps, step.index);
  const bool of_next = step.input_at_ms && next != nullptr && was_reached(*next);
  const FoundTarget* own = target_called(step, on);
  const bool first_of_both = own == step.targets.data() && of_next && target_called(*next, on);
  if (own != nullptr && (step.timing.within_ms || !first_of_both)) return {&step, own, on};
  const StepRecord* awaiting = of_next ? next : &step;
  const FoundTarget* called = target_called(*awaiting, on);
  if (called == nullptr && on.empty() && !awaiting->targets.empty())
    called = &awaiting->targets.front();
  return {awaiting, called, on};
}

std::string control_of(const Awaited& awaited) {
  if (awaited.target == nullptr && !awaited.on.empty())
    return fmt::format("the control {}", in_quotes(awaited.on));
  if (awaited.target == nullptr)
    return fmt::format("the control for {}", quoted_step(*awaited.step));
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

bool is_control_wait(const WaitedFor& waited) {
  return waited.cause == "disabled" || waited.cause == "covered" || waited.cause == "moving";
}

// One entry a control, cause and coverer.
std::vector<WaitedFor> summed(const std::vector<WaitedFor>& waits) {
  std::vector<WaitedFor> sums;
  for (const auto& waited : waits) {
    if (!is_control_wait(waited)) continue;
    const auto same = std::find_if(sums.begin(), sums.end(), [&](const WaitedFor& each) {
      return each.cause == waited.cause && each.by == waited.by && each.on == waited.on;
    });
    if (same == sums.end()) {
      sums.push_back(waited);
    } else {
      same->ms += waited.ms;
    }
  }
  return sums;
}

// Both pictures show the same part of the page.
bool stands_alike(const Walk& walk, const std::optional<std::string>& one,
                  const std::optional<std::string>& other) {
  const Screen* a = screen_named(walk.screens, one);
  const Screen* b = screen_named(walk.screens, other);
  return a != nullptr && b != nullptr && a->scroll_y == b->scroll_y && a->scale == b->scale;
}

// `holder`: whose record has the wait, and its picture.
Finding describe(const Recording& recording, const Awaited& awaited, const StepRecord& holder,
                 const WaitedFor& waited) {
  const StepRecord& step = *awaited.step;
  const TimingTrust& timing = recording.walk.timing;
  Finding finding = finding_at(recording, "waited-for-control", &step);
  finding.severity = !timing.reliable            ? Severity::kMinor
                     : waited.ms >= kAttentionMs ? Severity::kSerious
                     : waited.ms > kBrokenFlowMs ? Severity::kAnnoying
                                                 : Severity::kMinor;
  finding.owner = waited.cause == "disabled" ? Owner::kEngineering : Owner::kDesign;
  finding.title = fmt::format("Waited {}: {} {}.", duration_text(waited.ms), control_of(awaited),
                              what_held_it(waited));
  finding.why = why_doubtful(timing).append(
      "A control that can be seen but not used breaks the flow of thought after one second "
      "(Nielsen), and nothing tells the customer how long it will last.");
  finding.fix = fix_for(waited);
  finding.cost = Cost{waited.ms, CostKind::kMeasured};
  show_before(finding, recording.walk, step);
  const bool moved = holder.during && !stands_alike(recording.walk, holder.during, step.before);
  if (holder.during) finding.evidence.screen = holder.during;
  if (awaited.target != nullptr) {
    if (!moved) finding.evidence.box = awaited.target->box;
    finding.evidence.selector = awaited.target->selector;
  }
  finding.evidence.text = waited.by;
  return finding;
}

}  // namespace

Verdict waited_for_control(const Recording& recording) {
  std::vector<Finding> findings;
  for (const auto& step : recording.walk.steps)
    for (const auto& waited : summed(step.waited_for))
      if (waited.ms >= kNoticedMs)
        findings.push_back(
            describe(recording, awaited_in(recording.walk, step, waited.on), step, waited));
  return findings;
}

}  // namespace firsthand
