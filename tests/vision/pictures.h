#pragma once
// Pictures that tests draw.

#include <cstring>
#include <opencv2/imgproc.hpp>
#include <string>

#include "analyzers/vision/image.h"

namespace firsthand::test {

// Colours are written as red, green, blue.
struct Colour {
  int red = 0, green = 0, blue = 0;
};
inline constexpr Colour kWhite{255, 255, 255};
inline constexpr Colour kBlack{0, 0, 0};

class Picture {
 public:
  Picture(int width, int height, Colour ground = kWhite)
      : image_{width, height,
               std::vector<std::uint8_t>(static_cast<std::size_t>(width) *
                                         static_cast<std::size_t>(height) * 3)} {
    box(0, 0, width, height, ground);
  }
  Picture& box(int x, int y, int w, int h, Colour colour) {
    for (int row = y; row < y + h; ++row)
      for (int column = x; column < x + w; ++column) dot(column, row, colour);
    return *this;
  }
  Picture& dot(int x, int y, Colour colour) {
    const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image_.width) +
                     static_cast<std::size_t>(x)) *
                    3;
    image_.bgr[at] = static_cast<std::uint8_t>(colour.blue);
    image_.bgr[at + 1] = static_cast<std::uint8_t>(colour.green);
    image_.bgr[at + 2] = static_cast<std::uint8_t>(colour.red);
    return *this;
  }
  // `size` 1 is about 22 pixels high; x, y is where the line stands.
  Picture& write(int x, int y, const std::string& text, Colour colour, double size = 0.7) {
    cv::Mat mat(image_.height, image_.width, CV_8UC3, image_.bgr.data());
    cv::putText(mat, text, {x, y}, cv::FONT_HERSHEY_DUPLEX, size,
                cv::Scalar(colour.blue, colour.green, colour.red), 1, cv::LINE_AA);
    return *this;
  }
  const vision::Image& image() const { return image_; }
  operator const vision::Image&() const { return image_; }  // NOLINT: implicit

 private:
  vision::Image image_;
};

}  // namespace firsthand::test
