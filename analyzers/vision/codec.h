#pragma once
// Bytes to pixels and back: PNG, JPEG and WebP, told by their first bytes. Errors are
// std::runtime_error with a sentence; nothing else escapes. For firsthand-eyes only.

#include <optional>
#include <string>
#include <string_view>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

// A picture of more pixels is refused before it is decoded: 50 megapixels are 150 MB.
inline constexpr long long kMostPixels = 50'000'000;

struct Size {
  long long width = 0, height = 0;
};
// As the header of the file says, without decoding. Empty: not a PNG, JPEG or WebP.
std::optional<Size> size_of(std::string_view bytes);

// Transparency is dropped, orientation tags are ignored.
Image decode(std::string_view bytes);
// format: png, jpeg or webp. quality: 1 to 100, for jpeg and webp.
std::string encode(const Image& image, const std::string& format, int quality);
// At most `width` pixels wide, same proportions. Never larger than it was.
Image at_most_wide(const Image& image, int width);

}  // namespace firsthand::vision
