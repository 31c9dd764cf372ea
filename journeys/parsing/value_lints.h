#pragma once
// Values that YAML would read as something else than the text they are.

#include "journeys/parsing/mended_lines.h"

namespace firsthand {

// The value in the line `number`, which has one. The number of the next line to look at: behind the
// value.
int look_at_value(MendedLines& lines, int number, const LineParts& parts);

}  // namespace firsthand
