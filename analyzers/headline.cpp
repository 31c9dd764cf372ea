#include "analyzers/headline.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/summaries.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

bool was_broken(const JourneySummary& journey) {
  return journey.attempts.gave_up + journey.attempts.failed > 0;
}

// "walks/return-1" is the folder of the walk "return-1".
const WalkSummary& worst_walk(const JourneySummary& journey) {
  const auto worst =
      std::find_if(journey.walks.begin(), journey.walks.end(), [&](const WalkSummary& walk) {
        return walk.recording.substr(walk.recording.rfind('/') + 1) == journey.worst_walk;
      });
  return worst == journey.walks.end() ? journey.walks.front() : *worst;
}

bool never_arrived(const JourneySummary& journey) {
  return was_broken(journey) && journey.attempts.completed == 0;
}

const StepRecord* last_step(const WalkSummary& walk) {
  const auto step = std::find_if(walk.steps.begin(), walk.steps.end(), [](const StepRecord& each) {
    return each.outcome == StepOutcome::kGaveUp || each.outcome == StepOutcome::kFailed;
  });
  return step == walk.steps.end() ? nullptr : &*step;
}

// " after waiting 10 s; it would have taken 23.4 s", or at which step
std::string where_it_ended(const WalkSummary& walk) {
  const StepRecord* step = last_step(walk);
  if (step == nullptr)
    return walk.reason_text.empty() ? std::string() : ": " + printable(walk.reason_text, 160);
  const auto wait = wait_given_up_on(walk.outcome, walk.steps);
  // What was answered is no wait, however long something else was looked for.
  const bool named = wait && !wait->on.empty();
  if (!walk.answer.empty())
    return fmt::format("{}: the page said {}{}", wait ? "" : " at " + quoted_step(*step),
                       in_quotes(walk.answer, 120),
                       named && !could_not_be_used(*step)
                           ? fmt::format("; {} did not come", in_quotes(wait->on))
                           : "");
  if (wait && could_not_be_used(*step))
    return fmt::format(" after waiting {}: {}", duration_text(wait->patience_ms),
                       printable(in_short(*step->error), 160));
  if (wait)
    return fmt::format(" after waiting {}; {} {}", duration_text(wait->patience_ms),
                       !wait->censored ? "it would have taken"
                       : named         ? in_quotes(wait->on) + " had not come after"
                                       : "what they waited for had not come after",
                       duration_text(wait->since_input_ms));
  std::string text = fmt::format(" at {}", quoted_step(*step));
  if (step->error && !step->error->what.empty())
    text += ": " + printable(in_short(*step->error), 160);
  return text;
}

// "The customer gave up on 'Return a kettle' after waiting 10 s; it would have taken 23.4 s", or,
// when others arrived, "'Return a kettle' was not completed in 1 of 5 walks: the customer gave up
// …"
std::string how_it_ended(const JourneySummary& journey) {
  const WalkSummary& walk = worst_walk(journey);
  const bool failed = walk.outcome == Outcome::kFailed;
  const std::string who = failed ? "the site stopped the customer" : "the customer gave up";
  if (never_arrived(journey))
    return fmt::format("{} on {}{}", who, quoted_journey(journey), where_it_ended(walk));
  const Attempts& attempts = journey.attempts;
  return fmt::format("{} was not completed in {} of {}: {}{}", quoted_journey(journey),
                     attempts.gave_up + attempts.failed,
                     counted(attempts.measured(), "walk", "walks"), who, where_it_ended(walk));
}

// What the business depends on, then what nobody completed, then the longer wait.
const JourneySummary* worst_broken(const std::vector<JourneySummary>& journeys) {
  const auto rank = [](const JourneySummary& journey) {
    return std::tuple(journey.critical, never_arrived(journey),
                      journey.waiting.worst_ms.value_or(0));
  };
  const JourneySummary* worst = nullptr;
  for (const auto& journey : journeys)
    if (was_broken(journey) && (worst == nullptr || rank(journey) > rank(*worst))) worst = &journey;
  return worst;
}

// Some were walked on several visits, each told apart.
bool by_visits(const std::vector<JourneySummary>& journeys) {
  return different_journeys(journeys) < static_cast<int>(journeys.size());
}
std::string_view journeys_or_visits(const std::vector<JourneySummary>& journeys) {
  return by_visits(journeys) ? "visits" : "journeys";
}

// "2 of 3 journeys were not completed: …": not one walk of them was.
std::string when_broken(const std::vector<JourneySummary>& journeys) {
  const auto broken = std::count_if(journeys.begin(), journeys.end(), was_broken);
  const auto never = std::count_if(journeys.begin(), journeys.end(), never_arrived);
  std::string how = how_it_ended(*worst_broken(journeys));
  if (broken == 1) return how;
  if (never == broken)
    return fmt::format("{} of {} {} were not completed: {}", never, journeys.size(),
                       journeys_or_visits(journeys), how);
  return fmt::format("{} of {} {} were not completed in every walk: {}", broken, journeys.size(),
                     journeys_or_visits(journeys), how);
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
      for (const FeltWait& wait : felt_waits(summary.steps))
        if (!wait.feedback && wait.ms > longest.ms)
          longest = {wait.ms, quoted_step(*step_at(summary.steps, wait.step))};
    }
  return longest;
}

std::string all_were_completed(const std::vector<JourneySummary>& journeys) {
  const int visits = static_cast<int>(journeys.size());
  const int different = different_journeys(journeys);
  std::string text = different == 1 ? quoted_journey(journeys.front()) + " was completed"
                                    : fmt::format("All {} journeys were completed", different);
  if (different == visits) return text;
  if (different > 1) return text + fmt::format(", on {} visits in all", visits);
  return text + (visits == 2 ? " on both visits" : fmt::format(" on all {} visits", visits));
}

std::string when_completed(const Audit& audit) {
  std::string text = all_were_completed(audit.journeys);
  const LongestWait longest = longest_wait(audit.journeys);
  Sought sought;
  for (const auto& journey : audit.journeys) {
    sought.things += sought_in(journey).things;
    sought.found += sought_in(journey).found;
  }
  if (sought.found < sought.things)
    text +=
        fmt::format(", but {} of {} things looked for {} not found", sought.things - sought.found,
                    sought.things, sought.things - sought.found == 1 ? "was" : "were");
  if (longest.ms > 0)
    text +=
        fmt::format("; the longest wait was {}, for {}", duration_text(longest.ms), longest.step);
  return text;
}

// ", and 2 serious problems were found on the way"; parts of another problem are told there.
std::string found_on_the_way(const Audit& audit, Severity fail_on) {
  const Severity mildest = std::min(fail_on, Severity::kSerious);
  const auto found = static_cast<int>(std::count_if(
      audit.findings.begin(), audit.findings.end(),
      [&](const Finding& each) { return each.severity >= mildest && !each.part_of; }));
  if (found == 0) return {};
  const bool serious = mildest == Severity::kSerious;
  return fmt::format(", and {}{} found on the way",
                     counted(found, serious ? "serious problem" : "problem",
                             serious ? "serious problems" : "problems"),
                     found == 1 ? " was" : " were");
}

int walks_in_doubt(const JourneySummary& journey) {
  return static_cast<int>(
      std::count_if(journey.walks.begin(), journey.walks.end(), [](const WalkSummary& walk) {
        return ended_in_doubt(walk.outcome, walk.timing, walk.steps);
      }));
}

// Why the verdict is not GO although nothing is alleged; empty: it is not that.
std::string why_nobody_can_say(const Audit& audit) {
  if (audit.verdict != AuditVerdict::kCannotSay) return {};
  int doubtful = 0;
  for (const auto& journey : audit.journeys)
    if (was_measured(journey)) doubtful += walks_in_doubt(journey);
  if (doubtful > 0)
    return fmt::format("; {} gave up on a machine too busy to say whether the site is to blame",
                       counted(doubtful, "walk", "walks"));
  const std::string rule = rule_that_judged_nothing(audit);
  return rule.empty() ? rule
                      : fmt::format(
                            "; but {} could not judge a single walk, so nobody can say "
                            "that all is well",
                            in_quotes(rule));
}

std::string why_unmeasured(const JourneySummary& journey) {
  const WalkSummary& walk = journey.walks.front();
  if (walks_in_doubt(journey) > 0)
    return fmt::format(
        "{} could not be measured: the customer gave up{}, on a machine too busy to say whether "
        "the site is to blame",
        quoted_journey(journey), where_it_ended(worst_walk(journey)));
  if (journey.attempts.stopped > 0 && walk.reason == "until")
    return fmt::format("{} was walked only in part, as --until asked for", quoted_journey(journey));
  if (journey.attempts.stopped > 0 && walk.reason == "left_hosts")
    return fmt::format("{} was led to another site, where it was not followed",
                       quoted_journey(journey));
  if (journey.attempts.stopped > 0)
    return fmt::format("{} ended before sending, which was not allowed", quoted_journey(journey));
  std::string reason = printable(walk.reason_text.empty() ? walk.reason : walk.reason_text, 160);
  while (!reason.empty() && reason.back() == '.') reason.pop_back();
  return fmt::format("{} could not be measured ({})", quoted_journey(journey), reason);
}

// Ends a sentence once.
std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  if (text.empty() || (text.back() != '.' && text.back() != '!' && text.back() != '?')) text += '.';
  return text;
}

}  // namespace

std::string headline_for(const Audit& audit, Severity fail_on) {
  const auto& journeys = audit.journeys;
  if (journeys.empty()) return "No journey was walked.";
  const int n = static_cast<int>(journeys.size());
  if (std::any_of(journeys.begin(), journeys.end(), was_broken))
    return sentence(when_broken(journeys));
  const std::string found = found_on_the_way(audit, fail_on) + why_nobody_can_say(audit);
  const auto unmeasured = std::find_if(journeys.begin(), journeys.end(),
                                       [](const auto& each) { return !was_measured(each); });
  if (unmeasured == journeys.end()) return sentence(when_completed(audit) + found);
  const auto completed =
      static_cast<int>(std::count_if(journeys.begin(), journeys.end(), was_measured));
  const std::string why = why_unmeasured(*unmeasured);
  if (n == 1) return sentence(why + found);
  return sentence(fmt::format("{} of {} {} were completed; {}{}", completed, n,
                              journeys_or_visits(journeys), why, found));
}

}  // namespace firsthand
