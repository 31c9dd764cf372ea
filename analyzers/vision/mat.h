#pragma once
// Our pictures as OpenCV sees them. For .cpp files of this folder only.

#include <cstring>
#include <opencv2/core.hpp>

#include "analyzers/vision/image.h"

namespace firsthand::vision {

// A view on the image's own pixels: valid as long as the image is. Empty for an image whose size
// and bytes do not agree.
inline cv::Mat view(const Image& image) {
  const auto bytes = static_cast<std::size_t>(std::max(image.width, 0)) *
                     static_cast<std::size_t>(std::max(image.height, 0)) * 3;
  if (bytes == 0 || image.bgr.size() != bytes) return {};
  return {image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.bgr.data())};
}

inline Image copy_of(const cv::Mat& mat) {
  Image image{mat.cols, mat.rows, {}};
  image.bgr.resize(mat.total() * 3);
  cv::Mat target(mat.rows, mat.cols, CV_8UC3, image.bgr.data());
  mat.copyTo(target);
  return image;
}

inline cv::Rect to_cv(const Rect& rect) { return {rect.x, rect.y, rect.w, rect.h}; }
inline Rect from_cv(const cv::Rect& rect) { return {rect.x, rect.y, rect.width, rect.height}; }

}  // namespace firsthand::vision
