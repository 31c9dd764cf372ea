#include "analyzers/vision/lines.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

constexpr int kFaintest = 22;      // smallest step between text and ground, of 255
constexpr int kWordGap = 9;        // pixels that join letters and words of small text
constexpr int kShortestRule = 36;  // straight edges longer than this are frames, not letters
constexpr int kLowest = 6;         // smallest height of a line
constexpr int kHighest = 160;      // tallest

// The strongest step of any colour channel around each pixel, as a mask.
cv::Mat edges_of(const cv::Mat& picture) {
  cv::Mat gradient;
  cv::morphologyEx(picture, gradient, cv::MORPH_GRADIENT,
                   cv::getStructuringElement(cv::MORPH_RECT, {2, 2}));
  cv::Mat channels[3];
  cv::split(gradient, channels);
  cv::Mat strongest = cv::max(channels[0], cv::max(channels[1], channels[2]));
  cv::Mat mask;
  cv::threshold(strongest, mask, kFaintest, 255, cv::THRESH_BINARY);
  return mask;
}

// Frames of buttons, cards and fields, and underlines, would tie lines together.
void drop_rules(cv::Mat& mask) {
  cv::Mat rules;
  for (const cv::Size size : {cv::Size(kShortestRule, 1), cv::Size(1, kShortestRule)}) {
    cv::morphologyEx(mask, rules, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, size));
    mask.setTo(0, rules);
  }
}

// Outlines of boxes, badges and fields, rounded or not: wider than a letter, and all of it close to
// the border. What stands inside is not connected to them.
void drop_outlines(cv::Mat& mask) {
  constexpr int kNarrowest = 16, kLowestBox = 11;
  constexpr double kWider = 1.35, kOfIt = 0.93;
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres, 8, CV_32S);
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    if (box.width < kNarrowest || box.height < kLowestBox || box.width < kWider * box.height)
      continue;
    // Of a round end, no point is further from the border than 0.3 of the radius.
    const int rim = std::max(3, static_cast<int>(0.15 * box.height) + 2);
    const cv::Rect inner(box.x + rim, box.y + rim, box.width - 2 * rim, box.height - 2 * rim);
    const cv::Mat own = labels(box) == i;
    const int inside =
        inner.width > 0 && inner.height > 0 ? cv::countNonZero(labels(inner) == i) : 0;
    if (inside > (1 - kOfIt) * stats.at<int>(i, cv::CC_STAT_AREA)) continue;
    mask(box).setTo(0, own);
  }
}

int overlap(int a, int a_size, int b, int b_size) {
  return std::min(a + a_size, b + b_size) - std::max(a, b);
}

// Words of one line of large type stand further apart than the closing reaches.
bool one_line(const cv::Rect& left, const cv::Rect& right) {
  const int low = std::min(left.height, right.height);
  const int high = std::max(left.height, right.height);
  const int gap = std::max(left.x, right.x) - std::min(left.br().x, right.br().x);
  return overlap(left.y, left.height, right.y, right.height) * 10 >= low * 6 &&
         high <= low * 2 + 4 && gap <= low * 9 / 10;
}

std::vector<cv::Rect> joined(std::vector<cv::Rect> boxes) {
  std::sort(boxes.begin(), boxes.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t j = i + 1; j < boxes.size();) {
      if (boxes[j].x > boxes[i].br().x + boxes[i].height) break;
      if (one_line(boxes[i], boxes[j])) {
        boxes[i] |= boxes[j];
        boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
        j = i + 1;
      } else {
        ++j;
      }
    }
  }
  return boxes;
}

// Rows from the top; boxes that share most of their height are one row.
std::vector<Rect> in_reading_order(std::vector<cv::Rect> boxes) {
  std::sort(boxes.begin(), boxes.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
  std::vector<Rect> ordered;
  std::vector<bool> taken(boxes.size(), false);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (taken[i]) continue;
    std::vector<cv::Rect> row;
    for (std::size_t j = i; j < boxes.size() && boxes[j].y < boxes[i].br().y; ++j) {
      const int low = std::min(boxes[i].height, boxes[j].height);
      if (taken[j] || overlap(boxes[i].y, boxes[i].height, boxes[j].y, boxes[j].height) * 2 < low)
        continue;
      taken[j] = true;
      row.push_back(boxes[j]);
    }
    std::sort(row.begin(), row.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    for (const auto& box : row) ordered.push_back(from_cv(box));
  }
  return ordered;
}

}  // namespace

std::vector<Rect> find_lines(const Image& image) {
  const cv::Mat picture = view(image);
  if (picture.empty()) return {};
  cv::Mat mask = edges_of(picture);
  drop_outlines(mask);
  drop_rules(mask);
  cv::Mat closed;
  cv::morphologyEx(mask, closed, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_RECT, {kWordGap, 1}));
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(closed, labels, stats, centres, 8, CV_32S);
  std::vector<cv::Rect> boxes;
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    const bool left_of_a_frame = box.height >= 18 && box.width * 6 < box.height;
    if (box.height < 3 || box.width < 2 || left_of_a_frame) continue;
    boxes.push_back(box);
  }
  boxes = joined(std::move(boxes));
  std::erase_if(boxes, [](const cv::Rect& box) {
    return box.height < kLowest || box.height > kHighest || box.width < 3;
  });
  return in_reading_order(std::move(boxes));
}

}  // namespace firsthand::vision
