#pragma once
// Pixels, and nothing else. A library of its own below everything: knows no browser, no file.
// Third-party images stay behind these values.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace firsthand::vision {

// In image pixels.
struct Rect {
  int x = 0, y = 0, w = 0, h = 0;
  friend bool operator==(const Rect&, const Rect&) = default;
};

// The smallest that holds both; nothing has no place of its own.
inline Rect around(const Rect& a, const Rect& b) {
  if (a.w == 0 || a.h == 0) return b;
  if (b.w == 0 || b.h == 0) return a;
  const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

// 8 bits a channel, BGR, rows x columns x 3, no padding.
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> bgr{};
  bool empty() const { return bgr.empty(); }
};

}  // namespace firsthand::vision
