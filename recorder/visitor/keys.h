#pragma once
// Names of keys, and chords of them.

#include <optional>
#include <string>
#include <string_view>

namespace firsthand {

struct Key {
  std::string key{};    // KeyboardEvent.key: "Enter", "a"
  std::string code{};   // KeyboardEvent.code: "Enter", "KeyA"
  int code_number = 0;  // windowsVirtualKeyCode
  std::string text{};   // what it types; empty: nothing
};

struct Chord {
  int modifiers = 0;  // DevTools: Alt 1, Control 2, Meta 4, Shift 8
  Key key{};
};

// "Enter", "Control+A", "Shift+Tab", "x". Empty: no such key.
std::optional<Chord> chord_from(std::string_view text);
// The key that types one ASCII character, if there is one on a US keyboard.
std::optional<Key> key_for(char character);

}  // namespace firsthand
