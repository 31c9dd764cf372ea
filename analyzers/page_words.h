#pragma once
// Every word that a page holds for whoever does not see its pixels: text, and the names and values
// of what is on it. Hidden text counts: it may be there to be read aloud.

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/html_tree.h"

namespace firsthand {

class PageWords {
 public:
  explicit PageWords(const HtmlTree& page);
  // Of any text: what was read from a picture, say.
  explicit PageWords(std::string_view text);

  // Whether the page holds the word as it was read from pixels: case, diacritics, punctuation and
  // where words are parted do not matter, and one letter in four may have been misread.
  bool hold(std::string_view word) const;
  // Letters of the Latin alphabet among all letters, 0 to 1; 1 without any.
  double latin() const { return latin_; }

 private:
  std::string squeezed_;            // letters and digits of the page, in order
  std::vector<std::string> words_;  // each once, sorted
  double latin_ = 1;
};

// Folded letters and digits of a text alone.
std::string squeeze(std::string_view text);

}  // namespace firsthand
