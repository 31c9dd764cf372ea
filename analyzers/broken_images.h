#pragma once
// Pictures that a page shows as empty frames.

#include <optional>
#include <string>
#include <vector>

#include "analyzers/html_tree.h"
#include "journeys/recording.h"

namespace firsthand {

// The recorder marks an <img> that is in view or could be scrolled to, whose loading has ended, and
// that has no pixels: data-firsthand-broken holds its address.
struct BrokenImage {
  std::string url{};
  std::string alt{};
  double area = 0;           // CSS pixels that it takes, or that its width and height ask for
  std::optional<Box> box{};  // see kept_box.h
};

std::vector<BrokenImage> broken_images(const HtmlTree& page);

}  // namespace firsthand
