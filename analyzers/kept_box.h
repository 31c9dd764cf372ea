#pragma once
// Where an element of a kept page stood.

#include <optional>

#include "analyzers/html_tree.h"
#include "journeys/recording.h"

namespace firsthand {

// Of what the recorder marks (fields, and pictures that stay empty; in or near the view also what
// can be pressed and elements with text of their own) and that could be seen, now or by scrolling:
// data-firsthand-box "x y w h", viewport CSS pixels, on the picture after the step. Empty: not
// marked, or in a frame, whose place on the page is not known.
std::optional<Box> kept_box(const HtmlTree& page, int node);

}  // namespace firsthand
