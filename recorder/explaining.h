#pragma once
// What the customer met instead of what they waited for.

#include "recorder/waiting.h"

namespace firsthand {

// Why a target was not there or not usable, as an outcome's code and sentence.
Result<StepError> explain(WalkState& state, const WaitOrder& order, const WaitResult& result);

// Of a page in front that has crashed, was killed or has closed itself.
StepError why_gone(const FrameTree& frames);

}  // namespace firsthand
