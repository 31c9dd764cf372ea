#pragma once
// Whether a screen shows nothing.

#include "journeys/recording.h"

namespace firsthand {

// One colour, hardly an edge and nothing to read. A lone spinner, "Loading…" or a line under a
// header still counts as blank; a heading does not.
bool is_blank(const Seen& seen);

}  // namespace firsthand
