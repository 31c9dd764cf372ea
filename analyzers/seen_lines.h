#pragma once
// The words of a screen as people read them: lines that stand together are one text.

#include <string>
#include <vector>

#include "journeys/recording.h"

namespace firsthand {

struct SeenSpan {
  std::size_t begin = 0, end = 0;  // bytes of SeenText::folded
  std::size_t word = 0;            // of Seen::words
};

struct SeenText {
  std::string folded{};           // words folded as error phrases are, one space between
  std::vector<SeenSpan> spans{};  // one a word, in order
  double line_height = 0;         // CSS pixels, of its tallest word
};

// Words below 20 of 100 confidence are noise and left out.
std::vector<SeenText> texts_of(const Seen& seen);

// The words that touch [begin, end) of a text: as shown, and the box around them.
std::string shown_between(const Seen& seen, const SeenText& text, std::size_t begin,
                          std::size_t end);
Box box_between(const Seen& seen, const SeenText& text, std::size_t begin, std::size_t end);

}  // namespace firsthand
