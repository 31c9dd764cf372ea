#pragma once
// The way of a visitor without a pointer: the focus goes, key by key, to what stands somewhere.

#include <functional>
#include <string>

#include "recorder/walk_state.h"

namespace firsthand {

struct KeyboardWay {
  bool reached = false;
  std::string key{};  // that works it now, Enter or Space; empty: the focus is all that it needs
  bool in_order = false;  // it could be reached, were the focus not held elsewhere
  int keystrokes = 0;
};

// Tab or Shift+Tab, arrows within a group (radio buttons, tabs, menus, lists), until what stands at
// x, y (the frame's own CSS pixels) has the focus. It is given up once the focus comes to where it
// was before; how many things there are bounds the keys pressed. `over`: no key helps any more.
// Errors only for what ends the walk, or kPageGone when it went away.
Result<KeyboardWay> go_by_keys(WalkState& state, const FrameId& frame, double x, double y,
                               const std::function<bool()>& over);

}  // namespace firsthand
