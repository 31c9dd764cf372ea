#pragma once
// The one sentence a leader reads. Measured numbers only.

#include <string>
#include <vector>

#include "analyzers/audit.h"

namespace firsthand {

// Of an audit whose journeys, findings and verdict are filled in. Findings as severe as `fail_on`,
// and serious ones, are counted in it when no journey was broken.
std::string headline_for(const Audit& audit, Severity fail_on);

}  // namespace firsthand
