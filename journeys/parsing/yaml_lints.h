#pragma once
// What YAML swallows or misreads, found in the lines themselves, before YAML sees them.

#include "journeys/parsing/source_text.h"

namespace firsthand {

// Complains about each such line and returns the lines put right (the same number of them), so
// that reading can go on behind a mistake.
SourceText lint(const SourceText& said, Complaints& complaints);

}  // namespace firsthand
