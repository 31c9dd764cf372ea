#pragma once
// Where lines of text seem to be: regions of dense small edges, whatever their colours.

#include <vector>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

// Boxes in image pixels, in reading order (rows from the top, within a row from the left). Meant
// for pictures at about one pixel a CSS pixel, where text is 6 to 120 pixels high. Pictures and
// icons may be among them; nothing that a person can read should be missing.
std::vector<Rect> find_lines(const Image& image);

}  // namespace firsthand::vision
