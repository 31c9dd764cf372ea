#pragma once
// The one sentence a leader reads. Measured numbers only.

#include <string>
#include <vector>

#include "analyzers/audit.h"

namespace firsthand {

// Of an audit whose journeys and findings are filled in.
std::string headline_for(const Audit& audit);

}  // namespace firsthand
