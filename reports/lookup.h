#pragma once
// Finding one's way in an audit: what the names in it refer to.

#include <string>

#include "analyzers/audit.h"

namespace firsthand {

// True when `name` (Finding::walk, JourneySummary::worst_walk) means this walk: by its folder's
// name, or by the path that the audit gives.
bool refers_to(const std::string& name, const WalkSummary& walk);

// The walk whose story is told: the worst one, else the first that did not complete, else the
// first. Null when there is none.
const WalkSummary* told_walk(const JourneySummary& journey);

// The walk that a finding comes from, with its journey; null when the audit has none of that name.
struct Place {
  const JourneySummary* journey = nullptr;
  std::size_t journey_number = 0;  // from 0
  const WalkSummary* walk = nullptr;
};
Place place_of(const Audit& audit, const Finding& finding);

}  // namespace firsthand
