#pragma once
// The walks of a run, told journey by journey.

#include <string>
#include <vector>

#include "analyzers/audit.h"
#include "analyzers/judged_walk.h"
#include "analyzers/merge.h"

namespace firsthand {

// One for each journey, visitor and visit, in the order of their first walks: what a second visit
// was like is never mixed with the first.
std::vector<JourneySummary> summarise(const std::vector<JudgedWalk>& walks,
                                      const MergedFindings& merged, const AuditContext& context);

// Adds one walk to the counts.
void count_walk(const Walk& walk, Attempts& attempts);

// How much of what a journey looked for (find steps) was found, on the walk that found least.
struct Sought {
  int things = 0, found = 0;
};
Sought sought_in(const JourneySummary& journey);

// No attempt says anything about the site: none was measured, or all were stopped before sending.
bool was_measured(const JourneySummary& journey);

}  // namespace firsthand
