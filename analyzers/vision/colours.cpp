#include "analyzers/vision/colours.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <vector>

#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

constexpr int kAround = 2;              // pixels: letters fill their box
constexpr int kStandsOut = 24;          // of 255, in one channel: what an eye can tell apart
constexpr double kOfTheFurthest = 0.8;  // strokes reach so far; their soft edges do not

std::uint8_t middle_of(std::vector<std::uint8_t>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Colour middle_of(const std::vector<cv::Vec3b>& pixels) {
  std::array<std::vector<std::uint8_t>, 3> channels;
  for (const auto& pixel : pixels)
    for (int c = 0; c < 3; ++c) channels[static_cast<std::size_t>(c)].push_back(pixel[c]);
  return {middle_of(channels[2]), middle_of(channels[1]), middle_of(channels[0])};
}

// Bold letters may cover more than half of their box, but no two of their pixels are quite alike.
Colour commonest_of(const std::vector<cv::Vec3b>& pixels) {
  const auto bin = [](const cv::Vec3b& pixel) {
    return (pixel[0] >> 3U) << 10U | (pixel[1] >> 3U) << 5U | pixel[2] >> 3U;
  };
  std::map<int, std::vector<cv::Vec3b>> bins;
  for (const auto& pixel : pixels) bins[bin(pixel)].push_back(pixel);
  const auto most = std::max_element(bins.begin(), bins.end(), [](const auto& a, const auto& b) {
    return a.second.size() < b.second.size();
  });
  return middle_of(most->second);
}

int apart(const cv::Vec3b& pixel, const Colour& colour) {
  return std::max({std::abs(pixel[2] - colour.red), std::abs(pixel[1] - colour.green),
                   std::abs(pixel[0] - colour.blue)});
}

}  // namespace

std::optional<Ink> ink_in(const Image& image, const Rect& place) {
  const cv::Mat picture = view(image);
  const cv::Rect around(place.x - kAround, place.y - kAround, place.w + 2 * kAround,
                        place.h + 2 * kAround);
  const cv::Rect inside = around & cv::Rect(0, 0, picture.cols, picture.rows);
  if (place.w <= 0 || place.h <= 0 || inside.area() == 0) return std::nullopt;
  std::vector<cv::Vec3b> pixels;
  pixels.reserve(static_cast<std::size_t>(inside.area()));
  const cv::Mat part = picture(inside);
  for (int y = 0; y < part.rows; ++y)
    for (int x = 0; x < part.cols; ++x) pixels.push_back(part.at<cv::Vec3b>(y, x));
  Ink ink;
  ink.ground = commonest_of(pixels);
  int furthest = 0;
  for (const auto& pixel : pixels) furthest = std::max(furthest, apart(pixel, ink.ground));
  if (furthest < kStandsOut) return std::nullopt;
  std::erase_if(pixels, [&](const cv::Vec3b& pixel) {
    return apart(pixel, ink.ground) < kOfTheFurthest * furthest;
  });
  ink.letters = middle_of(pixels);
  return ink;
}

}  // namespace firsthand::vision
