#pragma once
// The browser's own buttons: back and reload.

#include "recorder/deeds.h"
#include "recorder/walk_state.h"

namespace firsthand {

// To the page before this one, as the browser keeps it. StepDone::error: there is none
// (nowhere_back), or the walk may not go there (left_hosts). Errors only for what ends the walk.
Result<StepDone> go_back(WalkState& state);
Result<StepDone> reload(WalkState& state);

}  // namespace firsthand
