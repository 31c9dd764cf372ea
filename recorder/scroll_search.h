#pragma once
// A visitor who does not see what they want on a page that has settled scrolls down and looks: long
// lists bring their rows, and pages their parts, only when they are scrolled to.

#include <functional>

#include "recorder/walk_state.h"

namespace firsthand {

struct ScrolledFor {
  bool found = false;
  int turns = 0;  // of the wheel, or sweeps of a finger
};

// Scrolls the page, or the largest part of it that scrolls by itself, until `seen` says so, or it
// goes no further; then what was not found is left where it stood before. The time is the visitor's
// own (WalkState::pauses). Errors only for what ends the walk.
Result<ScrolledFor> scroll_for(WalkState& state, const std::function<bool()>& seen,
                               Deadline deadline);

}  // namespace firsthand
