#include "analyzers/broken_images.h"

#include <sstream>

namespace firsthand {

std::vector<BrokenImage> broken_images(const HtmlTree& page) {
  std::vector<BrokenImage> broken;
  for (const int node : page.elements_with("data-firsthand-broken")) {
    if (!page.node(node).visible) continue;
    BrokenImage image;
    image.url = *page.attribute(node, "data-firsthand-broken");
    if (const auto* alt = page.attribute(node, "alt")) image.alt = collapse_space(*alt);
    if (const auto* where = page.attribute(node, "data-firsthand-box");
        where != nullptr && !page.closest(node, "firsthand-frame")) {
      std::istringstream numbers(*where);
      Box box;
      if (numbers >> box.x >> box.y >> box.w >> box.h) image.box = box;
    }
    broken.push_back(std::move(image));
  }
  return broken;
}

}  // namespace firsthand
