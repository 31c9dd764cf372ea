#pragma once
// The colours of written words, as they are on the screen.

#include <optional>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

struct Ink {
  Colour letters{};  // the middle of what stands out most: strokes, not their soft edges
  Colour ground{};   // the commonest colour
};

// Of what is written in `place`; empty where nothing stands out from the ground, or outside.
std::optional<Ink> ink_in(const Image& image, const Rect& place);

}  // namespace firsthand::vision
