#include "analyzers/headline.h"

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/summaries.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

bool was_broken(const JourneySummary& journey) {
  return journey.attempts.gave_up + journey.attempts.failed > 0;
}

std::string name_of(const JourneySummary& journey) {
  return in_quotes(journey.title.empty() ? journey.id : journey.title, 100);
}

const WalkSummary& worst_walk(const JourneySummary& journey) {
  const auto worst =
      std::find_if(journey.walks.begin(), journey.walks.end(),
                   [&](const WalkSummary& walk) { return walk.outcome == journey.outcome; });
  return worst == journey.walks.end() ? journey.walks.front() : *worst;
}

const StepRecord* last_step(const WalkSummary& walk) {
  const auto step = std::find_if(walk.steps.begin(), walk.steps.end(), [](const StepRecord& each) {
    return each.outcome == StepOutcome::kGaveUp || each.outcome == StepOutcome::kFailed;
  });
  return step == walk.steps.end() ? nullptr : &*step;
}

// "The customer gave up on 'Return a kettle' after 10 s; it would have taken 23.4 s"
std::string how_it_ended(const JourneySummary& journey) {
  const WalkSummary& walk = worst_walk(journey);
  const StepRecord* step = last_step(walk);
  const bool failed = walk.outcome == Outcome::kFailed;
  std::string text = failed ? "the site stopped the customer on " : "the customer gave up on ";
  text += name_of(journey);
  if (step == nullptr)
    return walk.reason_text.empty() ? text : text + ": " + printable(walk.reason_text, 160);
  const auto wait = wait_that_ended(walk.steps);
  if (!failed && wait)
    return text + fmt::format(" after waiting {}; {} {}", duration_text(wait->patience_ms),
                              wait->censored ? "nothing had come after" : "it would have taken",
                              duration_text(wait->ms));
  text += fmt::format(" at {}", quoted_step(*step));
  if (step->error && !step->error->what.empty()) text += ": " + printable(step->error->what, 160);
  return text;
}

const JourneySummary* worst_broken(const std::vector<JourneySummary>& journeys) {
  const JourneySummary* worst = nullptr;
  for (const auto& journey : journeys) {
    if (!was_broken(journey)) continue;
    const auto longer = [&] {
      return journey.waiting.worst_ms.value_or(0) > worst->waiting.worst_ms.value_or(0);
    };
    if (worst == nullptr || (journey.critical && !worst->critical) ||
        (journey.critical == worst->critical && longer()))
      worst = &journey;
  }
  return worst;
}

struct LongestWait {
  double ms = 0;
  std::string step{};
};

LongestWait longest_wait(const std::vector<JourneySummary>& journeys) {
  LongestWait longest;
  for (const auto& journey : journeys)
    for (const auto& summary : journey.walks) {
      if (!summary.timing.reliable) continue;
      for (const Wait& wait : felt_waits(summary.steps))
        if (!wait.feedback && wait.ms > longest.ms)
          longest = {wait.ms, quoted_step(*step_at(summary.steps, wait.step))};
    }
  return longest;
}

std::string when_completed(const Audit& audit) {
  const int n = static_cast<int>(audit.journeys.size());
  std::string text = n == 1 ? fmt::format("{} was completed", name_of(audit.journeys.front()))
                            : fmt::format("All {} journeys were completed", n);
  const LongestWait longest = longest_wait(audit.journeys);
  if (longest.ms > 0)
    text +=
        fmt::format("; the longest wait was {}, for {}", duration_text(longest.ms), longest.step);
  const auto serious =
      std::count_if(audit.findings.begin(), audit.findings.end(),
                    [](const Finding& each) { return each.severity >= Severity::kSerious; });
  if (serious > 0)
    text += fmt::format(
        ", and {} found on the way",
        counted(static_cast<int>(serious), "serious problem was", "serious problems were"));
  return text;
}

std::string why_unmeasured(const JourneySummary& journey) {
  const WalkSummary& walk = journey.walks.front();
  if (journey.attempts.stopped > 0 && walk.reason == "until")
    return fmt::format("{} was walked only in part, as --until asked for", name_of(journey));
  if (journey.attempts.stopped > 0)
    return fmt::format("{} ended before sending, which was not allowed", name_of(journey));
  std::string reason = printable(walk.reason_text.empty() ? walk.reason : walk.reason_text, 160);
  while (!reason.empty() && reason.back() == '.') reason.pop_back();
  return fmt::format("{} could not be measured ({})", name_of(journey), reason);
}

// Ends a sentence once.
std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  if (text.empty() || (text.back() != '.' && text.back() != '!' && text.back() != '?')) text += '.';
  return text;
}

}  // namespace

std::string headline_for(const Audit& audit) {
  const auto& journeys = audit.journeys;
  if (journeys.empty()) return "No journey was walked.";
  const int n = static_cast<int>(journeys.size());
  const auto broken = static_cast<int>(std::count_if(journeys.begin(), journeys.end(), was_broken));
  if (broken > 0) {
    const std::string how = how_it_ended(*worst_broken(journeys));
    if (broken == 1) return sentence(how);
    return sentence(fmt::format("{} of {} journeys were not completed: {}", broken, n, how));
  }
  const auto unmeasured = std::find_if(journeys.begin(), journeys.end(),
                                       [](const auto& each) { return !was_measured(each); });
  if (unmeasured == journeys.end()) return sentence(when_completed(audit));
  const auto completed =
      static_cast<int>(std::count_if(journeys.begin(), journeys.end(), was_measured));
  const std::string why = why_unmeasured(*unmeasured);
  if (n == 1) return sentence(why);
  return sentence(fmt::format("{} of {} journeys were completed; {}", completed, n, why));
}

}  // namespace firsthand
