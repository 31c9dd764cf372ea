#include "reports/html_report/journey_waits.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "reports/html_report/parts.h"

namespace firsthand::report {
namespace {

// The walks that Waiting counts, shortest wait first; of equal ones the censored last.
std::vector<const WalkSummary*> timed_walks(const JourneySummary& journey) {
  std::vector<const WalkSummary*> timed;
  for (const auto& walk : journey.walks)
    if (walk.outcome != Outcome::kUnmeasured && walk.outcome != Outcome::kStopped &&
        walk.waiting_ms)
      timed.push_back(&walk);
  std::stable_sort(timed.begin(), timed.end(), [](const auto* a, const auto* b) {
    return std::pair(*a->waiting_ms, a->censored) < std::pair(*b->waiting_ms, b->censored);
  });
  return timed;
}

}  // namespace

JourneyWait worst_wait(const JourneySummary& journey) {
  if (!journey.waiting.worst_ms) return {};
  const auto timed = timed_walks(journey);
  if (timed.empty()) return {wait_text(*journey.waiting.worst_ms, journey.waiting.censored > 0)};
  return {wait_text(*journey.waiting.worst_ms, timed.back()->censored),
          timed.back()->timing.reliable};
}

JourneyWait median_wait(const JourneySummary& journey) {
  if (!journey.waiting.median_ms) return {};
  const auto timed = timed_walks(journey);
  // A wait beyond the middle may be as long as it likes.
  const auto middle = timed.begin() + static_cast<std::ptrdiff_t>(timed.size() / 2);
  const auto upto = timed.empty() ? timed.end() : middle + 1;
  const bool open =
      std::any_of(timed.begin(), upto, [](const auto* walk) { return walk->censored; });
  const bool reliable = std::all_of(timed.begin(), timed.end(),
                                    [](const auto* walk) { return walk->timing.reliable; });
  return {wait_text(*journey.waiting.median_ms, open), reliable};
}

}  // namespace firsthand::report
