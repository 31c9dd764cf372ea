#pragma once
// Where a screen shows a text of the page, whose letters may have been misread.

#include <optional>
#include <string_view>
#include <utility>

#include "analyzers/seen_lines.h"

namespace firsthand {

// Shorter phrases must be read exactly; longer ones may have one letter in ten wrong.
inline constexpr std::size_t kForgiven = 12;
inline constexpr std::size_t kLettersAMistake = 10;

// Where `text` says `phrase` but for one letter in ten; digits must be exact. Whole words only.
// [begin, end) are bytes of text.folded.
std::optional<std::pair<std::size_t, std::size_t>> find_nearly(const SeenText& text,
                                                               std::string_view phrase);

// The box around folded text, if it was read, exactly or nearly.
std::optional<Box> find_on_screen(const Seen& seen, std::string_view folded);

}  // namespace firsthand
