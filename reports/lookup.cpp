#include "reports/lookup.h"

#include <algorithm>

namespace firsthand {

bool refers_to(const std::string& name, const WalkSummary& walk) {
  if (name.empty()) return false;
  return walk.recording == name || walk.recording.ends_with("/" + name);
}

const WalkSummary* told_walk(const JourneySummary& journey) {
  for (const auto& walk : journey.walks)
    if (refers_to(journey.worst_walk, walk)) return &walk;
  const auto bad =
      std::find_if(journey.walks.begin(), journey.walks.end(),
                   [](const WalkSummary& walk) { return walk.outcome != Outcome::kCompleted; });
  if (bad != journey.walks.end()) return &*bad;
  return journey.walks.empty() ? nullptr : &journey.walks.front();
}

Place place_of(const Audit& audit, const Finding& finding) {
  Place place;
  for (std::size_t i = 0; i < audit.journeys.size(); ++i) {
    const auto& journey = audit.journeys[i];
    const auto walk =
        std::find_if(journey.walks.begin(), journey.walks.end(),
                     [&](const WalkSummary& each) { return refers_to(finding.walk, each); });
    if (walk != journey.walks.end()) return {&journey, i, &*walk};
    if (journey.id == finding.journey) place = {&journey, i, nullptr};
  }
  return place;
}

}  // namespace firsthand
