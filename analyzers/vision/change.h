#pragma once
// What differs between two pictures of one size.

#include <optional>
#include <vector>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

struct Change {
  double share = 0;           // changed pixels / all pixels, 0 to 1
  std::vector<Rect> where{};  // at most 20 boxes around what changed, largest first
};

// kSoft: for frames that were made smaller by whoever presented them. The same words are drawn a
// little differently each time then, which no eye sees; softened first, they are the same.
enum class Grain { kSharp, kSoft };

// A pixel changed when any channel differs by more than 15 % of 255 (38): the fuzz that browsertime
// uses for "same" (its visualmetrics-portable.py). Empty when the sizes differ.
std::optional<Change> change_between(const Image& before, const Image& after,
                                     Grain grain = Grain::kSharp);

struct Look {
  double one_colour = 0;  // share of pixels within 2 % of the most common colour
  double detail = 0;      // share of pixels on an edge (Canny)
};
// What a blank screen is judged by.
Look look_at(const Image& image);

// Fills the boxes with near-black: for secrets.
void paint_over(Image& image, const std::vector<Rect>& boxes);

}  // namespace firsthand::vision
