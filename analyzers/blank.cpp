#include "analyzers/blank.h"

#include <re2/re2.h>

#include <algorithm>

#include "analyzers/error_phrases.h"
#include "analyzers/wordless_errors.h"

namespace firsthand {
namespace {

constexpr double kOneColour = 0.99;
constexpr double kHardlyAnEdge = 0.001;
constexpr double kSureOfWord = 50;

// A spinner may be read as a letter or a sign; who is asked to wait has nothing to read yet.
bool tells_something(const SeenWord& word) {
  static const RE2 kLetters(R"(\p{L}\p{L})");
  return word.confidence >= kSureOfWord && RE2::PartialMatch(word.text, kLetters) &&
         !is_word_of_waiting(fold_phrase(word.text));
}

}  // namespace

bool is_blank(const Seen& seen) {
  return seen.detail <= kHardlyAnEdge && seen.one_colour >= kOneColour &&
         std::none_of(seen.words.begin(), seen.words.end(), tells_something);
}

}  // namespace firsthand
