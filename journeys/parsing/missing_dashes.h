#pragma once
// Steps that were all written without their dashes: one mistake, of which YAML makes dozens.

#include "journeys/parsing/source_text.h"

namespace firsthand {

// The text with the dashes that all of its steps lack, the same number of lines; `said` as it is
// when one has its dash. Complains once, with all of the corrected lines, and nothing more is said
// about those lines: they have moved.
SourceText with_dashes(const SourceText& said, Complaints& complaints);

}  // namespace firsthand
