#include "analyzers/broken_images.h"

#include <algorithm>
#include <sstream>

#include "analyzers/kept_box.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// "320" or "320px"; 0: not said.
double length_in(const HtmlTree& page, int node, std::string_view name) {
  const auto* text = page.attribute(node, name);
  double length = 0;
  if (text == nullptr || text->find('%') != std::string::npos) return 0;
  std::istringstream(*text) >> length;
  return length;
}

}  // namespace

std::vector<BrokenImage> broken_images(const HtmlTree& page) {
  std::vector<BrokenImage> broken;
  for (const int node : page.elements_with("data-firsthand-broken")) {
    if (!page.node(node).visible) continue;
    BrokenImage image;
    image.url = *page.attribute(node, "data-firsthand-broken");
    image.area = length_in(page, node, "width") * length_in(page, node, "height");
    if (const auto* alt = page.attribute(node, "alt")) image.alt = collapse_space(*alt);
    image.box = kept_box(page, node);
    if (image.box) image.area = std::max(image.area, image.box->w * image.box->h);
    broken.push_back(std::move(image));
  }
  return broken;
}

}  // namespace firsthand
