#pragma once

#include <string>
#include <string_view>

namespace firsthand {

struct ChordCheck {
  bool ok = false;
  std::string unknown{};  // the part that is no key
  std::string meant{};    // what it may have been
};

// "Enter", "Control+A", "Shift+Tab", "+": modifiers first, then one key, as the browser names it
// (KeyboardEvent.key), or one character of a US keyboard.
ChordCheck check_chord(std::string_view chord);

}  // namespace firsthand
