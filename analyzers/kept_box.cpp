#include "analyzers/kept_box.h"

#include <sstream>

namespace firsthand {

std::optional<Box> kept_box(const HtmlTree& page, int node) {
  const auto* where = page.attribute(node, "data-firsthand-box");
  if (where == nullptr || page.closest(node, "firsthand-frame")) return std::nullopt;
  std::istringstream numbers(*where);
  Box box;
  if (!(numbers >> box.x >> box.y >> box.w >> box.h)) return std::nullopt;
  return box;
}

}  // namespace firsthand
