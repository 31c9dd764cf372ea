#pragma once
// The last way of finding: words that a page only shows in its pixels, in a canvas or a picture,
// read from a fresh screenshot.

#include <optional>
#include <string>
#include <vector>

#include "recorder/walk_state.h"

namespace firsthand {

// The words of `wanted` among words that were read, in the order and on one line of the picture,
// with a letter misread here and there; the largest place first. Boxes as those of `words`.
std::vector<SeenWord> words_among(const std::vector<SeenWord>& words, const std::string& wanted);

// Reads for one query while it is waited for.
class PixelSearch {
 public:
  // Reads when the page is loaded and at rest, and nothing in it has answered to the query for
  // three seconds; again only after it changed, and a few times at most. What was found where the
  // page itself holds no such words is kept in WalkState::in_pixels.
  // Not longer than until `limit_ms` (walk clock).
  void look(WalkState& state, int id, const Query& query, double from_ms, double limit_ms);

 private:
  double looked_ms_ = -1;
  int looks_ = 0;
};

}  // namespace firsthand
