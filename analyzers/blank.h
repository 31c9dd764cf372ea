#pragma once
// Whether a screen shows nothing.

#include "journeys/recording.h"

namespace firsthand {

// One colour, hardly an edge and hardly a word; a lone spinner or a line under a header still
// counts as blank.
bool is_blank(const Seen& seen);

}  // namespace firsthand
