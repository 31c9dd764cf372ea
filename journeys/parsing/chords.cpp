#include "journeys/parsing/chords.h"

#include <algorithm>
#include <vector>

#include "journeys/diagnostic.h"

namespace firsthand {
namespace {

const std::vector<std::string> kModifiers{"Control", "Shift", "Alt", "Meta"};
const std::vector<std::string> kKeys{
    "Enter", "Tab",        "Escape", "Space",    "Backspace", "Delete",    "Insert",
    "Home",  "End",        "PageUp", "PageDown", "ArrowUp",   "ArrowDown", "ArrowLeft",
    "F1",    "ArrowRight", "F2",     "F3",       "F4",        "F5",        "F6",
    "F7",    "F8",         "F9",     "F10",      "F11",       "F12"};

struct OtherName {
  std::string_view theirs, ours;
};
// What keyboards and other tools call them.
constexpr OtherName kOtherNames[] = {
    {"ctrl", "Control"},  {"strg", "Control"},   {"cmd", "Meta"},       {"command", "Meta"},
    {"option", "Alt"},    {"return", "Enter"},   {"esc", "Escape"},     {"del", "Delete"},
    {"up", "ArrowUp"},    {"down", "ArrowDown"}, {"left", "ArrowLeft"}, {"right", "ArrowRight"},
    {"spacebar", "Space"}};

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string meant(std::string_view name, const std::vector<std::string>& candidates) {
  std::vector<std::string> all = candidates;
  for (const auto& other : kOtherNames)
    if (has(candidates, other.ours)) all.emplace_back(other.theirs);
  std::string found = nearest(name, all);
  for (const auto& other : kOtherNames)
    if (other.theirs == found) return std::string(other.ours);
  return found;
}

}  // namespace

ChordCheck check_chord(std::string_view chord) {
  const std::string_view whole = chord;
  if (chord.size() > 1 && chord.find(' ') != std::string_view::npos) {
    std::string closed(chord);
    std::erase(closed, ' ');
    if (check_chord(closed).ok) return {false, std::string(chord), closed};
  }
  while (chord.size() > 1) {
    const auto plus = chord.find('+', 1);
    if (plus == std::string_view::npos || plus + 1 == chord.size()) break;
    const auto modifier = chord.substr(0, plus);
    if (!has(kModifiers, modifier)) {
      const std::string right = meant(modifier, kModifiers);
      return {false, std::string(modifier),
              right.empty() || modifier.data() != whole.data()
                  ? right
                  : right + std::string(whole.substr(plus))};
    }
    chord.remove_prefix(plus + 1);
  }
  if (chord.size() == 1 && chord[0] > ' ' && chord[0] < '\x7F') return {.ok = true};
  if (has(kKeys, chord)) return {.ok = true};
  std::string right = meant(chord, kKeys);
  if (!right.empty()) right = std::string(whole.substr(0, whole.size() - chord.size())) + right;
  return {false, std::string(chord), right};
}

}  // namespace firsthand
