#include "recorder/visitor/keys.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace firsthand {
namespace {

struct Named {
  std::string_view name, code;
  int number;
  std::string_view text;
};

// UI Events KeyboardEvent key and code values; numbers are Windows virtual-key codes.
constexpr Named kNamed[] = {{"Enter", "Enter", 13, "\r"},
                            {"Tab", "Tab", 9, ""},
                            {"Escape", "Escape", 27, ""},
                            {"Backspace", "Backspace", 8, ""},
                            {"Delete", "Delete", 46, ""},
                            {"Insert", "Insert", 45, ""},
                            {"Home", "Home", 36, ""},
                            {"End", "End", 35, ""},
                            {"PageUp", "PageUp", 33, ""},
                            {"PageDown", "PageDown", 34, ""},
                            {"ArrowLeft", "ArrowLeft", 37, ""},
                            {"ArrowUp", "ArrowUp", 38, ""},
                            {"ArrowRight", "ArrowRight", 39, ""},
                            {"ArrowDown", "ArrowDown", 40, ""},
                            {" ", "Space", 32, " "},
                            {"F1", "F1", 112, ""},
                            {"F2", "F2", 113, ""},
                            {"F3", "F3", 114, ""},
                            {"F4", "F4", 115, ""},
                            {"F5", "F5", 116, ""},
                            {"F6", "F6", 117, ""},
                            {"F7", "F7", 118, ""},
                            {"F8", "F8", 119, ""},
                            {"F9", "F9", 120, ""},
                            {"F10", "F10", 121, ""},
                            {"F11", "F11", 122, ""},
                            {"F12", "F12", 123, ""}};

struct Sign {
  char plain, shifted;
  std::string_view code;
  int number;
};
constexpr Sign kSigns[] = {
    {'`', '~', "Backquote", 192},   {'-', '_', "Minus", 189},        {'=', '+', "Equal", 187},
    {'[', '{', "BracketLeft", 219}, {']', '}', "BracketRight", 221}, {'\\', '|', "Backslash", 220},
    {';', ':', "Semicolon", 186},   {'\'', '"', "Quote", 222},       {',', '<', "Comma", 188},
    {'.', '>', "Period", 190},      {'/', '?', "Slash", 191}};
constexpr std::string_view kShiftedDigits = ")!@#$%^&*(";

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::optional<int> modifier(std::string_view name) {
  if (same_word(name, "Alt") || same_word(name, "Option")) return 1;
  if (same_word(name, "Control") || same_word(name, "Ctrl")) return 2;
  if (same_word(name, "Meta") || same_word(name, "Command") || same_word(name, "Cmd")) return 4;
  if (same_word(name, "Shift")) return 8;
  return std::nullopt;
}

std::optional<Key> key_named(std::string_view name) {
  if (same_word(name, "Space")) name = " ";
  if (same_word(name, "Esc")) name = "Escape";
  if (same_word(name, "Return")) name = "Enter";
  for (const auto& key : kNamed)
    if (same_word(key.name, name))
      return Key{std::string(key.name), std::string(key.code), key.number, std::string(key.text)};
  if (name.size() == 1) return key_for(name[0]);
  return std::nullopt;
}

}  // namespace

std::optional<Key> key_for(char character) {
  const auto byte = static_cast<unsigned char>(character);
  const std::string text(1, character);
  if (std::isalpha(byte) != 0 && byte < 128) {
    const char upper = static_cast<char>(std::toupper(byte));
    return Key{text, std::string("Key") + upper, upper, text};
  }
  if (std::isdigit(byte) != 0) return Key{text, "Digit" + text, character, text};
  if (const auto at = kShiftedDigits.find(character); at != std::string_view::npos)
    return Key{text, "Digit" + std::to_string(at), static_cast<int>('0' + at), text};
  if (character == ' ') return Key{" ", "Space", 32, " "};
  for (const auto& sign : kSigns)
    if (character == sign.plain || character == sign.shifted)
      return Key{text, std::string(sign.code), sign.number, text};
  return std::nullopt;
}

std::optional<Chord> chord_from(std::string_view text) {
  Chord chord;
  while (true) {
    const auto plus = text.find('+');
    // "Control++" presses the plus key.
    if (plus == std::string_view::npos || plus == 0 || plus + 1 == text.size()) break;
    const auto name = modifier(text.substr(0, plus));
    if (!name) return std::nullopt;
    chord.modifiers |= *name;
    text.remove_prefix(plus + 1);
  }
  auto key = key_named(text);
  if (!key) return std::nullopt;
  chord.key = *key;
  // With Control, Alt or Meta held a key commands, it does not type.
  if ((chord.modifiers & 7) != 0) chord.key.text.clear();
  return chord;
}

}  // namespace firsthand
