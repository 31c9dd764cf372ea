#pragma once
// Error phrases in what was read from a screen's pixels. Candidates, as in error_phrases.h.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/error_phrases.h"
#include "journeys/recording.h"

namespace firsthand {

struct SeenPhrase {
  const ErrorPattern* pattern = nullptr;
  std::string text{};    // the phrase as read
  std::string folded{};  // the same, folded
  Box box{};             // the union of its words' boxes
  // In letters at least a quarter taller than the screen's usual ones; or words that belong in a
  // title, on a screen with fewer than 300 characters.
  bool heading = false;
};

// At most one phrase a category, and one a text, the worst: exact ones first, then those with one
// letter in ten misread.
std::vector<SeenPhrase> phrases_in(const Seen& seen, std::string_view page_language,
                                   std::string_view locale);

// All words of the screen, folded, one space between.
std::string folded_words(const Seen& seen);

// The box of a folded phrase on a screen, if it can be read there.
std::optional<Box> find_on_screen(const Seen& seen, std::string_view folded);

}  // namespace firsthand
