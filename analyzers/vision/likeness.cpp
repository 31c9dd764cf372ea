#include "analyzers/vision/likeness.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "analyzers/vision/change.h"
#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

// What is drawn half a pixel further on is the same.
constexpr double kBlur = 1;
constexpr double kLayout = 5;  // pixels within which lines of text are one grey
// Below this there are no outlines but the grain of a JPEG.
constexpr double kFlat = 4;

// How sharply it changes at each pixel, whichever is the darker side.
cv::Mat outlines_of(const cv::Mat& picture) {
  cv::Mat grey, across, down, strength;
  cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
  grey.convertTo(grey, CV_32F);
  cv::Sobel(grey, across, CV_32F, 1, 0, 3, 0.25);
  cv::Sobel(grey, down, CV_32F, 0, 1, 3, 0.25);
  cv::magnitude(across, down, strength);
  cv::GaussianBlur(strength, strength, {}, kBlur);
  return strength;
}

// That there are words here and paper there, two different lines of text have in common.
cv::Mat without_layout(const cv::Mat& outlines) {
  cv::Mat layout;
  cv::GaussianBlur(outlines, layout, {}, kLayout);
  return outlines - layout;
}

double strength_of(const cv::Mat& outlines) {
  return cv::norm(outlines) / std::sqrt(static_cast<double>(outlines.total()));
}

}  // namespace

std::optional<Likeness> likeness_in(const Image& one, const Image& other, const Rect& place) {
  if (one.width != other.width || one.height != other.height) return std::nullopt;
  const cv::Mat first = view(one), second = view(other);
  if (first.empty() || second.empty()) return std::nullopt;
  const cv::Rect inside = to_cv(place) & cv::Rect(0, 0, first.cols, first.rows);
  if (inside.area() <= 0) return std::nullopt;
  const Image a = copy_of(first(inside)), b = copy_of(second(inside));
  Likeness likeness;
  if (const auto change = change_between(a, b, Grain::kSoft)) likeness.changed = change->share;
  cv::Mat old_lines = outlines_of(first(inside)), new_lines = outlines_of(second(inside));
  const double before = strength_of(old_lines), after = strength_of(new_lines);
  likeness.strength = after < kFlat ? 1 : before / after;
  if (before < kFlat || after < kFlat) {
    // Of two plain places only their colours can tell.
    likeness.outlines = std::max(before, after) < kFlat ? 1 - likeness.changed : 0;
    return likeness;
  }
  old_lines = without_layout(old_lines);
  new_lines = without_layout(new_lines);
  const double both = cv::norm(old_lines) * cv::norm(new_lines);
  likeness.outlines = both > 0 ? std::max(0.0, old_lines.dot(new_lines) / both) : 1;
  return likeness;
}

}  // namespace firsthand::vision
