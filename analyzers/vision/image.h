#pragma once
// Pixels, and nothing else. A library of its own below everything: knows no browser, no file.
// Third-party images stay behind these values.

#include <cstdint>
#include <string>
#include <vector>

namespace firsthand::vision {

// In image pixels.
struct Rect {
  int x = 0, y = 0, w = 0, h = 0;
  friend bool operator==(const Rect&, const Rect&) = default;
};

// 8 bits a channel, BGR, rows x columns x 3, no padding.
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> bgr{};
  bool empty() const { return bgr.empty(); }
};

}  // namespace firsthand::vision
