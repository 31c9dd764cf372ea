#pragma once
// Patterns as plain phrases, for text that was read from pixels and may have a letter wrong.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/seen_lines.h"

namespace firsthand {

// Shorter phrases must be read exactly; longer ones may have one letter in ten wrong.
inline constexpr std::size_t kForgiven = 12;
inline constexpr std::size_t kLettersAMistake = 10;

// Every phrase of at least kForgiven characters that a pattern spells out. Alternatives with open
// parts (".{1,120}", "[0-9]+") spell nothing out and are left to exact matching. At most 500.
std::vector<std::string> literals_of(std::string_view regex);

// Where `text` says `phrase` but for one letter in ten; digits must be exact. Whole words only.
// [begin, end) are bytes of text.folded.
std::optional<std::pair<std::size_t, std::size_t>> find_nearly(const SeenText& text,
                                                               std::string_view phrase);

}  // namespace firsthand
