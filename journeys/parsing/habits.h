#pragma once
// Habits of other tools, editors and languages, found in a line before YAML sees it.

#include <cstddef>
#include <optional>
#include <string>

#include "journeys/parsing/source_text.h"

namespace firsthand {

struct Habit {
  std::size_t byte = 0;  // of the line
  int length = 1;
  std::string what{};
  std::string advice{};
  std::string right{};      // the line as it should be
  bool cured = true;        // false: `right` only lets the reading go on
  bool only_warns = false;  // the line reads, and most likely is not meant so
};

// The first in the line `number`, which begins a step, a key or a value.
std::optional<Habit> habit_in(const SourceText& said, int number);

}  // namespace firsthand
