#pragma once
// What a step holds and stands too far left or right to belong to it.

#include "journeys/parsing/mended_lines.h"

namespace firsthand {

// fill: in the line `number`, and its fields below the dash. Beside the word they are told when the
// step is read. The number of the next line to look at.
int fields_too_far_left(MendedLines& lines, int number, const LineParts& parts);

// Options below the line `number` that are indented as if they were a part of its text, or as if
// they were none of its step.
void options_astray(MendedLines& lines, int number, const LineParts& parts);

}  // namespace firsthand
