#include "analyzers/kept_box.h"

#include <array>
#include <sstream>
#include <string_view>

namespace firsthand {

namespace {

template <std::size_t N>
std::optional<std::array<double, N>> kept_numbers(const HtmlTree& page, int node,
                                                  std::string_view name) {
  const auto* text = page.attribute(node, name);
  if (text == nullptr) return std::nullopt;
  std::istringstream in(*text);
  std::array<double, N> numbers{};
  for (double& number : numbers)
    if (!(in >> number)) return std::nullopt;
  return numbers;
}

}  // namespace

std::optional<Box> kept_box(const HtmlTree& page, int node) {
  if (page.closest(node, "firsthand-frame")) return std::nullopt;
  const auto at = kept_numbers<4>(page, node, "data-firsthand-box");
  if (!at) return std::nullopt;
  return Box{(*at)[0], (*at)[1], (*at)[2], (*at)[3]};
}

std::optional<double> small_letters(const HtmlTree& page, int node) {
  const auto size = kept_numbers<1>(page, node, "data-firsthand-letters");
  if (!size) return std::nullopt;
  return size->front();
}

std::optional<OwnPixels> own_pixels(const HtmlTree& page, int node) {
  const auto pixels = kept_numbers<2>(page, node, "data-firsthand-pixels");
  if (!pixels) return std::nullopt;
  return OwnPixels{(*pixels)[0], (*pixels)[1]};
}

}  // namespace firsthand
