#include "analyzers/vision/change.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

constexpr double kFuzz = 38;       // 15 % of 255
constexpr double kSameColour = 5;  // 2 % of 255
constexpr std::size_t kMostBoxes = 20;
constexpr int kReach = 9;  // changed pixels this near to each other are one box
const cv::Scalar kPaint(24, 24, 24);

// 255 where any channel is further than `distance` from the other picture.
cv::Mat further_than(double distance, const cv::Mat& difference) {
  cv::Mat channels[3];
  cv::split(difference, channels);
  const cv::Mat most = cv::max(channels[0], cv::max(channels[1], channels[2]));
  cv::Mat mask;
  cv::threshold(most, mask, distance, 255, cv::THRESH_BINARY);
  return mask;
}

cv::Mat softened(const cv::Mat& picture) {
  cv::Mat soft;
  cv::blur(picture, soft, {3, 3});
  return soft;
}

std::vector<Rect> boxes_around(const cv::Mat& changed) {
  cv::Mat grown, labels, stats, centres;
  cv::dilate(changed, grown, cv::getStructuringElement(cv::MORPH_RECT, {kReach, kReach}));
  const int count = cv::connectedComponentsWithStats(grown, labels, stats, centres, 8, CV_32S);
  std::vector<cv::Rect> boxes;
  for (int i = 1; i < count; ++i)
    boxes.emplace_back(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
  std::stable_sort(boxes.begin(), boxes.end(),
                   [](const auto& a, const auto& b) { return a.area() > b.area(); });
  if (boxes.size() > kMostBoxes) boxes.resize(kMostBoxes);
  std::vector<Rect> where;
  for (const auto& box : boxes) {
    cv::Rect tight = cv::boundingRect(changed(box));  // without what the dilation added
    where.push_back(from_cv(tight + box.tl()));
  }
  return where;
}

}  // namespace

std::optional<Change> change_between(const Image& before, const Image& after, Grain grain) {
  if (before.width != after.width || before.height != after.height) return std::nullopt;
  const cv::Mat old_picture = view(before), new_picture = view(after);
  if (old_picture.empty() || new_picture.empty()) {
    if (old_picture.empty() && new_picture.empty()) return Change{};
    return std::nullopt;
  }
  cv::Mat difference;
  if (grain == Grain::kSoft)
    cv::absdiff(softened(old_picture), softened(new_picture), difference);
  else
    cv::absdiff(old_picture, new_picture, difference);
  const cv::Mat changed = further_than(kFuzz, difference);
  Change change;
  change.share =
      static_cast<double>(cv::countNonZero(changed)) / static_cast<double>(changed.total());
  if (change.share > 0) change.where = boxes_around(changed);
  return change;
}

Look look_at(const Image& image) {
  const cv::Mat picture = view(image);
  if (picture.empty()) return {};
  // The most common colour, in cells of 8 levels a channel, then its mean within the cell.
  std::vector<int> cells(std::size_t{32} * 32 * 32, 0);
  const auto cell_of = [](const cv::Vec3b& p) {
    return (static_cast<std::size_t>(p[0] >> 3) << 10U) |
           (static_cast<std::size_t>(p[1] >> 3) << 5U) | static_cast<std::size_t>(p[2] >> 3);
  };
  for (int y = 0; y < picture.rows; ++y)
    for (int x = 0; x < picture.cols; ++x) ++cells[cell_of(picture.at<cv::Vec3b>(y, x))];
  const auto most = static_cast<std::size_t>(
      std::distance(cells.begin(), std::max_element(cells.begin(), cells.end())));
  cv::Vec3d sum(0, 0, 0);
  for (int y = 0; y < picture.rows; ++y)
    for (int x = 0; x < picture.cols; ++x) {
      const auto& pixel = picture.at<cv::Vec3b>(y, x);
      if (cell_of(pixel) == most) sum += cv::Vec3d(pixel);
    }
  const cv::Vec3d mean = sum / cells[most];
  cv::Mat difference;
  cv::absdiff(picture, cv::Scalar(mean[0], mean[1], mean[2]), difference);
  const auto all = static_cast<double>(picture.total());
  Look look;
  look.one_colour = 1 - cv::countNonZero(further_than(kSameColour, difference)) / all;
  cv::Mat gray, edges;
  cv::cvtColor(picture, gray, cv::COLOR_BGR2GRAY);
  cv::Canny(gray, edges, 50, 150);
  look.detail = cv::countNonZero(edges) / all;
  return look;
}

void paint_over(Image& image, const std::vector<Rect>& boxes) {
  cv::Mat picture = view(image);
  if (picture.empty()) return;
  const cv::Rect all(0, 0, picture.cols, picture.rows);
  for (const auto& box : boxes) {
    const cv::Rect inside = to_cv(box) & all;
    if (inside.area() > 0) picture(inside).setTo(kPaint);
  }
}

}  // namespace firsthand::vision
