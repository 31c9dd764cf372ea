#include "analyzers/vision/codec.h"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

using std::string_view_literals::operator""sv;

long long big_endian(std::string_view bytes) {
  long long value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

long long little_endian(std::string_view bytes) {
  long long value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// Walks the markers up to the frame header.
std::optional<Size> size_of_jpeg(std::string_view bytes) {
  std::size_t at = 2;
  while (at + 9 < bytes.size()) {
    if (bytes[at] != '\xFF') return std::nullopt;
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    const bool frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame)
      return Size{big_endian(bytes.substr(at + 7, 2)), big_endian(bytes.substr(at + 5, 2))};
    const bool alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    at += 2 + (alone ? 0 : static_cast<std::size_t>(big_endian(bytes.substr(at + 2, 2))));
  }
  return std::nullopt;
}

std::optional<Size> size_of_webp(std::string_view bytes) {
  if (bytes.size() < 30) return std::nullopt;
  const std::string_view kind = bytes.substr(12, 4);
  if (kind == "VP8X")
    return Size{little_endian(bytes.substr(24, 3)) + 1, little_endian(bytes.substr(27, 3)) + 1};
  if (kind == "VP8L") {
    const long long bits = little_endian(bytes.substr(21, 4));
    return Size{(bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1};
  }
  if (kind == "VP8 ")
    return Size{little_endian(bytes.substr(26, 2)) & 0x3FFF,
                little_endian(bytes.substr(28, 2)) & 0x3FFF};
  return std::nullopt;
}

}  // namespace

std::optional<Size> size_of(std::string_view bytes) {
  if (bytes.size() >= 24 && bytes.starts_with("\x89PNG\r\n\x1a\n"sv))
    return Size{big_endian(bytes.substr(16, 4)), big_endian(bytes.substr(20, 4))};
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return size_of_jpeg(bytes);
  if (bytes.size() >= 16 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP")
    return size_of_webp(bytes);
  return std::nullopt;
}

Image decode(std::string_view bytes) {
  const auto size = size_of(bytes);
  if (!size) throw std::runtime_error("not a PNG, JPEG or WebP picture");
  const std::string measures = std::to_string(size->width) + "x" + std::to_string(size->height);
  if (size->width <= 0 || size->height <= 0)
    throw std::runtime_error("a picture without pixels: " + measures);
  if (size->width > kMostPixels || size->height > kMostPixels / size->width)
    throw std::runtime_error("a picture of " + measures + " is too large to read");
  // Half a JPEG would decode, the rest in grey; its end marker stands nowhere else.
  const bool torn = bytes.starts_with("\xFF\xD8"sv) && bytes.rfind("\xFF\xD9"sv) == bytes.npos;
  if (torn) throw std::runtime_error("a damaged picture of " + measures);
  cv::Mat picture;
  try {
    const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.data()));
    picture = cv::imdecode(raw, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
  } catch (const cv::Exception&) {
    picture.release();
  }
  if (picture.empty() || picture.type() != CV_8UC3)
    throw std::runtime_error("a damaged picture of " + measures);
  return copy_of(picture);
}

std::string encode(const Image& image, const std::string& format, int quality) {
  const cv::Mat picture = view(image);
  if (picture.empty()) throw std::runtime_error("a picture without pixels");
  std::vector<int> how;
  if (format == "jpeg")
    how = {cv::IMWRITE_JPEG_QUALITY, std::clamp(quality, 1, 100)};
  else if (format == "webp")
    how = {cv::IMWRITE_WEBP_QUALITY, std::clamp(quality, 1, 100)};
  else if (format != "png")
    throw std::runtime_error("unknown picture format '" + format + "': png, jpeg or webp");
  std::vector<std::uint8_t> bytes;
  try {
    if (!cv::imencode("." + format, picture, bytes, how)) bytes.clear();
  } catch (const cv::Exception&) {
    bytes.clear();
  }
  if (bytes.empty()) throw std::runtime_error("the picture could not be written as " + format);
  return {bytes.begin(), bytes.end()};
}

Image at_most_wide(const Image& image, int width) {
  const cv::Mat picture = view(image);
  if (picture.empty() || width <= 0 || image.width <= width) return image;
  const int height =
      std::max(1, static_cast<int>(static_cast<long long>(image.height) * width / image.width));
  cv::Mat smaller;
  cv::resize(picture, smaller, {width, height}, 0, 0, cv::INTER_AREA);
  return copy_of(smaller);
}

}  // namespace firsthand::vision
