#pragma once
// How a visitor without a pointer works something: the focus goes there, key by key, and what has
// it is worked by the key that fits.

#include "recorder/deeds/doing.h"

namespace firsthand::deeds {

// Tab or Shift+Tab, arrows within a group (radio buttons, tabs, menus, lists), until what `spot`
// shows has the focus; then, with `work`, Enter or Space. What cannot be reached so is the end of
// this customer's way: not_reachable_by_keyboard, or keyboard_trap, when it could be, were the
// focus not held elsewhere. Both are observed, too. It is known once the focus comes to where it
// was before; how many things there are bounds the keys pressed.
Result<> go_by_keys(Doing& doing, const Spot& spot, const std::string& says, bool work);

// The step ends as above, without a try: there is no way to do this with keys.
Result<> out_of_reach(Doing& doing, const Spot& spot, const std::string& says);

}  // namespace firsthand::deeds
