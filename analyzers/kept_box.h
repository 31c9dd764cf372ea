#pragma once
// Where an element of a kept page stood.

#include <optional>

#include "analyzers/html_tree.h"
#include "journeys/recording.h"

namespace firsthand {

// Of what the recorder marks (fields, other controls, pictures, and whatever holds words itself;
// all but fields up to the 5,000th) and that could be seen, now or by scrolling: data-firsthand-box
// "x y w h", viewport CSS pixels, on the picture after the step. Empty: not marked, or in a frame,
// whose place on the page is not known.
std::optional<Box> kept_box(const HtmlTree& page, int node);

// The size of an element's letters on the screen of the visitor, CSS pixels of the device: a phone
// shows a page that was not made for it smaller. Marked (data-firsthand-letters) below 12 alone.
std::optional<double> small_letters(const HtmlTree& page, int node);

struct OwnPixels {
  double width = 0, height = 0;
};
// The pixels that an <img> was drawn from (data-firsthand-pixels). Empty: it was not drawn from
// pixels, or is meant to show them.
std::optional<OwnPixels> own_pixels(const HtmlTree& page, int node);

}  // namespace firsthand
