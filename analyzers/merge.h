#pragma once
// The findings of all walks as one list.

#include <cstddef>
#include <string>
#include <vector>

#include "analyzers/finding.h"
#include "analyzers/judged_walk.h"

namespace firsthand {

struct MergedFindings {
  std::vector<Finding> findings{};  // ordered, with ids
  // ids[w][i]: the id that finding i of walk w became part of.
  std::vector<std::vector<std::string>> ids{};
};

// The same finding of several walks of one journey by one visitor becomes one, also where it
// differs by numbers alone (an order's, say): the worst is shown, counts add up. Faults of the site
// itself (a request that fails, a script that breaks, a box without a name, words in a picture, …)
// are one whichever journey, visitor and step met them, and name the places. It is part of another
// finding when it was that in every walk. Order: blocked outcomes, then severity, then what the
// business depends on, then cost; ids number each rule's findings in that order.
MergedFindings merge(const std::vector<JudgedWalk>& walks);

// Finding::key: of the rule, of what it found, and of where: the page without its host and, unless
// it is a fault of the site itself, the journey and its step as written. Numbers tell nothing, so
// that orders, tokens and ports do not change it.
std::string key_of(const Finding& finding, const Walk& walk);

}  // namespace firsthand
