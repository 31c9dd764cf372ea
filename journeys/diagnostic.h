#pragma once
// Mistakes in a journey, answered like a compiler:
//   checkout.yaml:12:5: error: unknown word 'clik'
//     12 |   - clik: Help
//        |     ^^^^ did you mean 'click'?

#include <string>
#include <string_view>
#include <vector>

#include "journeys/journey.h"

namespace firsthand {

enum class Gravity { kError, kWarning };

struct CorrectedLine {
  int line = 0;
  std::string text{};
};

struct Diagnostic {
  Gravity gravity = Gravity::kError;
  Position at{};
  int length = 1;                     // how many columns the caret underlines
  std::string what{};                 // "unknown word 'clik'"
  std::string advice{};               // "did you mean 'click'?"
  std::string instead{};              // the corrected line, when we know it; else empty
  std::vector<CorrectedLine> also{};  // more lines that the same correction changes, those below
};

// All of them, in file order, as text. Control characters of the source are made visible.
std::string render(const std::vector<Diagnostic>& diagnostics, std::string_view file,
                   std::string_view source);

// The candidate nearest to `word` by edit distance, if near enough to be meant; else empty.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace firsthand
