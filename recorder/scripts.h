#pragma once
// The author's own JavaScript, run in the page's main world.

#include <string>

#include "recorder/deeds.h"
#include "recorder/walk_state.h"

namespace firsthand {

// Runs the script, awaits its promise, and keeps its result as text in the variable `script.as`:
// text as it is, nothing as "", the rest as JSON. Variables in the code become JSON texts. A result
// made with a secret is as secret. StepDone::error, script_failed, ours: it threw, or did not
// end in time. Leaving the page ends a script, and is no error. Errors only for what ends the walk.
Result<StepDone> run_script(WalkState& state, const Script& script, int step, Deadline deadline);

}  // namespace firsthand
