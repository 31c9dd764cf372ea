#include "analyzers/blank.h"

#include <algorithm>

namespace firsthand {
namespace {

// A screen of one colour with a lone spinner or a line under a header still counts as blank; a
// sentence of three words does not.
constexpr double kOneColour = 0.99;
constexpr double kHardlyAnEdge = 0.001;
constexpr double kSureOfWord = 50;
constexpr int kFewWords = 3;

}  // namespace

bool is_blank(const Seen& seen) {
  const auto words = std::count_if(seen.words.begin(), seen.words.end(), [](const SeenWord& word) {
    return word.confidence >= kSureOfWord;
  });
  return seen.detail <= kHardlyAnEdge && seen.one_colour >= kOneColour && words < kFewWords;
}

}  // namespace firsthand
