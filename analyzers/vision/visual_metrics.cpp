#include "analyzers/vision/visual_metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

constexpr int kWhite = 250;
enum class White { kLeftOut, kCounted };
using Histogram = std::array<std::array<double, 256>, 3>;

bool comparable(const std::vector<TimedFrame>& frames) {
  return !frames.empty() && std::all_of(frames.begin(), frames.end(), [&](const TimedFrame& frame) {
    const cv::Mat picture = view(frame.image), first = view(frames.front().image);
    return !picture.empty() && picture.size() == first.size();
  });
}

Histogram histogram_of(const Image& image, White white) {
  Histogram histogram{};
  const cv::Mat picture = view(image);
  for (int y = 0; y < picture.rows; ++y)
    for (int x = 0; x < picture.cols; ++x) {
      const auto& pixel = picture.at<cv::Vec3b>(y, x);
      if (white == White::kLeftOut && pixel[0] >= kWhite && pixel[1] >= kWhite &&
          pixel[2] >= kWhite)
        continue;
      for (std::size_t c = 0; c < 3; ++c) ++histogram[c][pixel[static_cast<int>(c)]];
    }
  return histogram;
}

int progress_of(const Histogram& now, const Histogram& start, const Histogram& end) {
  double all = 0, reached = 0;
  for (std::size_t c = 0; c < 3; ++c)
    for (std::size_t i = 0; i < 256; ++i) {
      const double whole = std::abs(end[c][i] - start[c][i]);
      all += whole;
      reached += std::min(std::abs(now[c][i] - start[c][i]), whole);
    }
  return all == 0 ? 100 : static_cast<int>(std::floor(100 * reached / all));
}

std::vector<int> progress_in(const std::vector<TimedFrame>& frames, White white) {
  const auto first = histogram_of(frames.front().image, white);
  const auto last = histogram_of(frames.back().image, white);
  std::vector<int> progress;
  for (const auto& frame : frames)
    progress.push_back(progress_of(histogram_of(frame.image, white), first, last));
  return progress;
}

// Reached and not left again.
double complete_at(const std::vector<TimedFrame>& frames, const std::vector<int>& progress,
                   int percent) {
  std::size_t from = frames.size() - 1;
  while (from > 0 && progress[from - 1] >= percent) --from;
  return frames[from].at_ms;
}

cv::Mat gray_of(const Image& image) {
  cv::Mat gray;
  cv::cvtColor(view(image), gray, cv::COLOR_BGR2GRAY);
  return gray;
}

double likeness(const cv::Mat& one, const cv::Mat& other) {
  constexpr double kC1 = 0.01 * 255 * 0.01 * 255, kC2 = 0.03 * 255 * 0.03 * 255;
  const auto blurred = [](const cv::Mat& mat) {
    cv::Mat out;
    cv::GaussianBlur(mat, out, {11, 11}, 1.5, 1.5, cv::BORDER_REFLECT);
    return out;
  };
  cv::Mat a, b;
  one.convertTo(a, CV_64F);
  other.convertTo(b, CV_64F);
  const cv::Mat mean_a = blurred(a), mean_b = blurred(b);
  const cv::Mat of_a = blurred(a.mul(a)) - mean_a.mul(mean_a);
  const cv::Mat of_b = blurred(b.mul(b)) - mean_b.mul(mean_b);
  const cv::Mat of_both = blurred(a.mul(b)) - mean_a.mul(mean_b);
  const cv::Mat above = (2 * mean_a.mul(mean_b) + kC1).mul(2 * of_both + kC2);
  const cv::Mat below = (mean_a.mul(mean_a) + mean_b.mul(mean_b) + kC1).mul(of_a + of_b + kC2);
  cv::Mat map;
  cv::divide(above, below, map);
  return cv::mean(map)[0];
}

double edges_in(const cv::Mat& gray) {
  cv::Mat blurred, edges;
  cv::GaussianBlur(gray, blurred, {13, 13}, 1);
  double least = 0, most = 0;
  cv::minMaxLoc(blurred, &least, &most);
  cv::Canny(blurred, edges, least + 0.1 * (most - least), least + 0.3 * (most - least));
  return cv::countNonZero(edges);
}

// The area above a curve that stands still between frames. `reached`: 0 to 1, one a frame.
double area_above(const std::vector<TimedFrame>& frames, const std::vector<double>& reached,
                  std::size_t from) {
  double area = 0;
  for (std::size_t i = from; i < frames.size(); ++i)
    area += (frames[i].at_ms - frames[i - 1].at_ms) * (1 - reached[i - 1]);
  return area;
}

double perceptual(const std::vector<TimedFrame>& frames, const std::vector<cv::Mat>& grays) {
  std::vector<double> reached;
  for (const auto& gray : grays) reached.push_back(likeness(gray, grays.back()));
  return frames[1].at_ms + area_above(frames, reached, 2);
}

double contentful(const std::vector<TimedFrame>& frames, const std::vector<cv::Mat>& grays) {
  std::vector<double> edges;
  for (const auto& gray : grays) edges.push_back(edges_in(gray));
  const double most = *std::max_element(edges.begin(), edges.end());
  for (auto& count : edges) count = most == 0 ? 1 : count / most;
  edges.front() = 0;
  return area_above(frames, edges, 1);
}

}  // namespace

std::optional<VisualMetrics> visual_metrics(const std::vector<TimedFrame>& frames) {
  if (!comparable(frames)) return std::nullopt;
  VisualMetrics metrics;
  metrics.progress = progress_in(frames, White::kLeftOut);
  metrics.progress_all = progress_in(frames, White::kCounted);
  metrics.last_change_ms = frames.back().at_ms;
  metrics.first_change_ms = frames.size() > 1 ? frames[1].at_ms : frames[0].at_ms;
  metrics.complete_85_ms = complete_at(frames, metrics.progress, 85);
  metrics.complete_95_ms = complete_at(frames, metrics.progress, 95);
  metrics.complete_99_ms = complete_at(frames, metrics.progress, 99);
  if (frames.size() == 1) return metrics;
  const auto index_of = [&](const std::vector<int>& progress) {
    std::vector<double> reached;
    for (const int percent : progress) reached.push_back(percent / 100.0);
    return std::floor(area_above(frames, reached, 1));
  };
  metrics.speed_index = index_of(metrics.progress);
  metrics.speed_index_all = index_of(metrics.progress_all);
  std::vector<cv::Mat> grays;
  for (const auto& frame : frames) grays.push_back(gray_of(frame.image));
  metrics.perceptual_speed_index = std::floor(perceptual(frames, grays));
  metrics.contentful_speed_index = std::floor(contentful(frames, grays));
  return metrics;
}

std::optional<Instability> instability(const std::vector<TimedFrame>& frames) {
  constexpr int kChanged = 30, kOften = 5;
  if (!comparable(frames)) return std::nullopt;
  const cv::Mat start = view(frames.front().image);
  cv::Mat changes = cv::Mat::zeros(start.size(), CV_32S);
  for (std::size_t i = 1; i < frames.size(); ++i) {
    const cv::Mat before = view(frames[i - 1].image), now = view(frames[i].image);
    for (int y = 0; y < now.rows; ++y)
      for (int x = 0; x < now.cols; ++x) {
        const auto &a = before.at<cv::Vec3b>(y, x), &b = now.at<cv::Vec3b>(y, x);
        const int far = std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]);
        changes.at<int>(y, x) += far > kChanged ? 1 : 0;
      }
  }
  const auto all = static_cast<double>(start.total());
  return Instability{cv::countNonZero(changes > 0) / all,
                     cv::countNonZero(changes >= kOften) / all};
}

}  // namespace firsthand::vision
