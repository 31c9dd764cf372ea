#pragma once
// How errors are worded, learnt from analyzers/wording/*.tsv by scripts/train-wording: for messages
// that no pattern foresees.

#include <string>
#include <string_view>

namespace firsthand {

struct WordingGuess {
  double error = 0;        // how likely the text is that of an error, 0 to 1
  std::string category{};  // of the errors the likeliest, as in screen_errors.h
};

// Of a sentence or a short message in English, German, French or Spanish. `folded` is
// fold_phrase()d text. Words that were never met say nothing: without any it is no error.
WordingGuess wording_of(std::string_view folded);

}  // namespace firsthand
