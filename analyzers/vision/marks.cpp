#include "analyzers/vision/marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "analyzers/vision/mat.h"

namespace firsthand::vision {
namespace {

constexpr int kStep = 10;  // between a shape and its ground, of 255: skeletons are pale

int apart(const cv::Vec3b& a, const cv::Vec3b& b) {
  return std::max({std::abs(a[0] - b[0]), std::abs(a[1] - b[1]), std::abs(a[2] - b[2])});
}

cv::Mat colour_mask(const cv::Mat& picture, const cv::Vec3b& colour, int most) {
  const cv::Scalar low(colour[0] - most, colour[1] - most, colour[2] - most);
  const cv::Scalar high(colour[0] + most, colour[1] + most, colour[2] + most);
  cv::Mat mask;
  cv::inRange(picture, low, high, mask);
  return mask;
}

// Boxes around whatever stands out from what is around it.
std::vector<cv::Rect> shapes_in(const cv::Mat& picture) {
  cv::Mat gradient, channels[3], mask, labels, stats, centres;
  cv::morphologyEx(picture, gradient, cv::MORPH_GRADIENT,
                   cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  cv::split(gradient, channels);
  mask = cv::max(channels[0], cv::max(channels[1], channels[2])) >= kStep;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres, 8, CV_32S);
  std::vector<cv::Rect> boxes;
  for (int i = 1; i < count; ++i) {
    // The gradient reaches a pixel beyond the shape.
    const cv::Rect box(
        stats.at<int>(i, cv::CC_STAT_LEFT) + 1, stats.at<int>(i, cv::CC_STAT_TOP) + 1,
        stats.at<int>(i, cv::CC_STAT_WIDTH) - 2, stats.at<int>(i, cv::CC_STAT_HEIGHT) - 2);
    if (box.width >= 4 && box.height >= 4) boxes.push_back(box);
  }
  return boxes;
}

// The commonest colour of a line of pixels around the box.
cv::Vec3b ground_of(const cv::Mat& picture, const cv::Rect& box) {
  const cv::Rect around = cv::Rect(box.x - 3, box.y - 3, box.width + 6, box.height + 6) &
                          cv::Rect(0, 0, picture.cols, picture.rows);
  std::array<std::vector<std::uint8_t>, 3> channels;
  const auto take = [&](int y, int x) {
    const auto& pixel = picture.at<cv::Vec3b>(y, x);
    for (int c = 0; c < 3; ++c) channels[static_cast<std::size_t>(c)].push_back(pixel[c]);
  };
  for (int x = around.x; x < around.br().x; ++x) {
    take(around.y, x);
    take(around.br().y - 1, x);
  }
  for (int y = around.y; y < around.br().y; ++y) {
    take(y, around.x);
    take(y, around.br().x - 1);
  }
  cv::Vec3b ground;
  for (int c = 0; c < 3; ++c) {
    auto& values = channels[static_cast<std::size_t>(c)];
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    ground[c] = *middle;
  }
  return ground;
}

bool is_plain(const cv::Mat& picture, const cv::Rect& place, const cv::Vec3b& ground) {
  const cv::Rect inside = place & cv::Rect(0, 0, picture.cols, picture.rows);
  if (inside.area() == 0) return true;
  const int plain = cv::countNonZero(colour_mask(picture(inside), ground, 6));
  return plain >= inside.area() * 995 / 1000;
}

// Nothing left, right and above: below, it may say what it is doing.
bool stands_alone(const cv::Mat& picture, const cv::Rect& box, const cv::Vec3b& ground) {
  const int far = std::max(box.width, box.height) * 3 / 2;
  return is_plain(picture, {box.x - far, box.y, far - 2, box.height}, ground) &&
         is_plain(picture, {box.br().x + 2, box.y, far - 2, box.height}, ground) &&
         is_plain(picture, {box.x, box.y - far, box.width, far - 2}, ground);
}

// A ring that is not the same all round: of two tones, or open.
bool is_ring(const cv::Mat& picture, const cv::Rect& box) {
  constexpr int kSmallest = 16, kLargest = 140, kRays = 48;
  const double ratio = static_cast<double>(box.width) / box.height;
  if (std::min(box.width, box.height) < kSmallest || std::max(box.width, box.height) > kLargest ||
      ratio < 0.8 || ratio > 1.25)
    return false;
  const cv::Vec3b ground = ground_of(picture, box);
  const double cx = box.x + box.width / 2.0, cy = box.y + box.height / 2.0;
  const double radius = std::max(box.width, box.height) / 2.0;
  int inked = 0, hollow = 0;
  std::vector<cv::Vec3b> tones;
  for (int ray = 0; ray < kRays; ++ray) {
    const double angle = 2 * CV_PI * ray / kRays;
    int most = 0, inner = 0;
    cv::Vec3b tone;
    for (double r = 0; r <= radius; r += 0.5) {
      const cv::Point at(static_cast<int>(cx + r * std::cos(angle)),
                         static_cast<int>(cy + r * std::sin(angle)));
      if (!cv::Rect(0, 0, picture.cols, picture.rows).contains(at)) continue;
      const auto& pixel = picture.at<cv::Vec3b>(at);
      const int far = apart(pixel, ground);
      if (r < radius * 0.5) inner = std::max(inner, far);
      if (r >= radius * 0.5 && far > most) {
        most = far;
        tone = pixel;
      }
    }
    hollow += inner < kStep ? 1 : 0;
    if (most < kStep) continue;
    ++inked;
    tones.push_back(tone);
  }
  if (hollow < kRays * 9 / 10 || inked < kRays / 5) return false;
  if (inked < kRays * 9 / 10) return inked >= kRays / 4;  // open
  int different = 0;
  for (const auto& tone : tones) different += apart(tone, tones.front()) > 40 ? 1 : 0;
  const int other = std::min(different, static_cast<int>(tones.size()) - different);
  return other >= kRays / 10;
}

// Small discs, equally large and equally far from each other.
std::optional<cv::Rect> row_of_dots(const std::vector<cv::Rect>& shapes, std::size_t first) {
  constexpr int kSmallest = 5, kLargest = 30;
  const cv::Rect& dot = shapes[first];
  if (dot.width < kSmallest || dot.width > kLargest || std::abs(dot.width - dot.height) > 2)
    return std::nullopt;
  std::vector<cv::Rect> row{dot};
  for (const auto& other : shapes)
    if (std::abs(other.y - dot.y) <= 2 && std::abs(other.width - dot.width) <= 3 &&
        std::abs(other.height - dot.height) <= 3 && other.x > dot.x &&
        other.x - dot.x <= dot.width * 12)
      row.push_back(other);
  if (row.size() < 3 || row.size() > 5) return std::nullopt;
  std::sort(row.begin(), row.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  cv::Rect box = row.front();
  for (std::size_t i = 1; i < row.size(); ++i) {
    const int step = row[i].x - row[i - 1].x;
    if (std::abs(step - (row[1].x - row[0].x)) > 3 || step < dot.width) return std::nullopt;
    box |= row[i];
  }
  return box;
}

void add_spinners(const cv::Mat& picture, const std::vector<cv::Rect>& shapes,
                  std::vector<Mark>& marks) {
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    std::optional<cv::Rect> box;
    if (is_ring(picture, shapes[i])) box = shapes[i];
    if (!box) box = row_of_dots(shapes, i);
    if (box && stands_alone(picture, *box, ground_of(picture, *box)))
      marks.push_back({MarkKind::kSpinner, from_cv(*box)});
  }
}

// Of one colour inside, which is not that of the ground.
std::optional<cv::Vec3b> block_colour(const cv::Mat& picture, const cv::Rect& box) {
  constexpr int kWidest = 4;
  if (box.width < 24 || box.height < 7 || box.area() < 250) return std::nullopt;
  const cv::Vec3b inside = picture.at<cv::Vec3b>(box.y + box.height / 2, box.x + box.width / 2);
  if (apart(inside, ground_of(picture, box)) < kStep / 2) return std::nullopt;
  const int same = cv::countNonZero(colour_mask(picture(box), inside, kWidest));
  // A disc fills 78 % of its box.
  if (same < box.area() * 75 / 100) return std::nullopt;
  return inside;
}

// How many lie one below the other: the bars of a chart stand beside each other.
int rows_of(std::vector<cv::Rect> boxes) {
  std::sort(boxes.begin(), boxes.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
  int rows = 0, bottom = -1;
  for (const auto& box : boxes) {
    if (box.y < bottom) continue;
    ++rows;
    bottom = box.br().y;
  }
  return rows;
}

void add_skeleton(const cv::Mat& picture, const std::vector<cv::Rect>& shapes,
                  std::vector<Mark>& marks) {
  constexpr std::size_t kFewest = 6;
  constexpr int kFewestRows = 3;
  std::vector<std::pair<cv::Vec3b, std::vector<cv::Rect>>> by_colour;
  for (const auto& box : shapes) {
    const auto colour = block_colour(picture, box);
    if (!colour) continue;
    const auto same = std::find_if(by_colour.begin(), by_colour.end(), [&](const auto& each) {
      return apart(each.first, *colour) <= 6;
    });
    if (same == by_colour.end())
      by_colour.push_back({*colour, {box}});
    else
      same->second.push_back(box);
  }
  for (const auto& [colour, boxes] : by_colour) {
    if (boxes.size() < kFewest || rows_of(boxes) < kFewestRows) continue;
    cv::Rect all = boxes.front();
    for (const auto& box : boxes) all |= box;
    marks.push_back({MarkKind::kSkeleton, from_cv(all)});
  }
}

// Chromium's icon of a torn picture: a green hill under a pale blue sky, 16 pixels large.
void add_broken_images(const cv::Mat& picture, std::vector<Mark>& marks) {
  const cv::Vec3b hill(0x39, 0xAE, 0x58), sky(0xF3, 0xD6, 0xC5);
  cv::Mat labels, stats, centres;
  const cv::Mat green_pixels = colour_mask(picture, hill, 16);
  if (cv::countNonZero(green_pixels) == 0) return;
  const int count =
      cv::connectedComponentsWithStats(green_pixels, labels, stats, centres, 8, CV_32S);
  for (int i = 1; i < count; ++i) {
    const cv::Rect green(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                         stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    if (green.width < 7 || green.width > 12 || green.height < 3 || green.height > 7) continue;
    const cv::Rect icon = cv::Rect(green.x - 1, green.br().y - 15, 16, 16) &
                          cv::Rect(0, 0, picture.cols, picture.rows);
    if (cv::countNonZero(colour_mask(picture(icon), sky, 14)) >= 30)
      marks.push_back({MarkKind::kBrokenImage, from_cv(icon)});
  }
}

// Chromium's sad sheet of paper, drawn of squares, 11 by 14.
bool is_sad_sheet(const cv::Mat& picture, const cv::Rect& box) {
  constexpr std::array<std::string_view, 14> kSheet{
      "#########..", "#.....#..#.", "#.....#...#", "#..#..#...#", "#..#..#####",
      "#.........#", "#.........#", "#.........#", "#.........#", "#...###...#",
      "#..#...#..#", "#.........#", "#.........#", "###########"};
  constexpr int kMostWrong = 12;
  const double ratio = static_cast<double>(box.width) / box.height;
  if (box.width < 20 || box.width > 80 || ratio < 0.72 || ratio > 0.85) return false;
  cv::Mat sheet;
  cv::Mat ink = 255 - colour_mask(picture(box), ground_of(picture, box), 40);
  cv::resize(ink, sheet, {11, 14}, 0, 0, cv::INTER_AREA);
  int wrong = 0;
  for (int y = 0; y < 14; ++y)
    for (int x = 0; x < 11; ++x)
      wrong += (sheet.at<std::uint8_t>(y, x) > 127) !=
                       (kSheet[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == '#')
                   ? 1
                   : 0;
  return wrong <= kMostWrong;
}

void add_broken_frames(const cv::Mat& picture, const std::vector<cv::Rect>& shapes,
                       std::vector<Mark>& marks) {
  for (const auto& shape : shapes) {
    if (!is_sad_sheet(picture, shape)) continue;
    const cv::Vec3b ground = ground_of(picture, shape);
    cv::Mat same = colour_mask(picture, ground, 4);
    cv::Rect frame;
    cv::floodFill(same, cv::Point(std::max(shape.x - 3, 0), std::max(shape.y - 3, 0)), 128, &frame);
    marks.push_back({MarkKind::kBrokenFrame, from_cv(frame | shape)});
  }
}

// The largest rectangle of cells that are all of the colour, by the heights of their columns.
cv::Rect largest_rectangle(const cv::Mat& cells) {
  std::vector<int> heights(static_cast<std::size_t>(cells.cols) + 1, 0);
  cv::Rect best;
  for (int y = 0; y < cells.rows; ++y) {
    for (int x = 0; x < cells.cols; ++x)
      heights[static_cast<std::size_t>(x)] =
          cells.at<std::uint8_t>(y, x) != 0 ? heights[static_cast<std::size_t>(x)] + 1 : 0;
    std::vector<int> open;  // columns whose rectangle may still grow to the right
    for (int x = 0; x <= cells.cols; ++x) {
      const int height = heights[static_cast<std::size_t>(x)];
      while (!open.empty() && heights[static_cast<std::size_t>(open.back())] >= height) {
        const int tall = heights[static_cast<std::size_t>(open.back())];
        open.pop_back();
        const int left = open.empty() ? 0 : open.back() + 1;
        if (tall * (x - left) > best.area()) best = {left, y - tall + 1, x - left, tall};
      }
      open.push_back(x);
    }
  }
  return best;
}

void add_plain(const cv::Mat& picture, std::vector<Mark>& marks) {
  constexpr int kCell = 8, kShare = 5, kColours = 2;
  cv::Mat small;
  cv::resize(picture, small, {}, 0.125, 0.125, cv::INTER_NEAREST);
  std::vector<cv::Vec3b> tried;
  std::optional<cv::Rect> largest;
  for (int round = 0; round < kColours; ++round) {
    // The commonest colour that was not tried yet.
    std::vector<std::pair<int, cv::Vec3b>> counted;
    for (int y = 0; y < small.rows; y += 2)
      for (int x = 0; x < small.cols; x += 2) {
        const auto& pixel = small.at<cv::Vec3b>(y, x);
        if (std::any_of(tried.begin(), tried.end(),
                        [&](const auto& old) { return apart(old, pixel) <= 4; }))
          continue;
        const auto same = std::find_if(counted.begin(), counted.end(), [&](const auto& each) {
          return apart(each.second, pixel) <= 2;
        });
        if (same != counted.end())
          ++same->first;
        else if (counted.size() < 64)
          counted.push_back({1, pixel});
      }
    if (counted.empty()) break;
    const auto most = std::max_element(counted.begin(), counted.end(),
                                       [](auto& a, auto& b) { return a.first < b.first; });
    tried.push_back(most->second);
    cv::Mat mask = colour_mask(picture, most->second, 3), cells;
    cv::resize(mask, cells, {}, 1.0 / kCell, 1.0 / kCell, cv::INTER_AREA);
    cells = cells == 255;
    const cv::Rect found = largest_rectangle(cells);
    const cv::Rect box(found.x * kCell, found.y * kCell, found.width * kCell, found.height * kCell);
    if (!largest || box.area() > largest->area()) largest = box;
  }
  if (largest && largest->area() * kShare >= static_cast<int>(picture.total()))
    marks.push_back({MarkKind::kPlain, from_cv(*largest)});
}

}  // namespace

std::string_view to_word(MarkKind kind) {
  switch (kind) {
    case MarkKind::kPlain:
      return "plain";
    case MarkKind::kSpinner:
      return "spinner";
    case MarkKind::kSkeleton:
      return "skeleton";
    case MarkKind::kBrokenImage:
      return "broken_image";
    case MarkKind::kBrokenFrame:
      return "broken_frame";
  }
  return "";
}

std::vector<Mark> marks_in(const Image& image) {
  const cv::Mat picture = view(image);
  std::vector<Mark> marks;
  if (picture.cols < 32 || picture.rows < 32) return marks;
  const auto shapes = shapes_in(picture);
  add_spinners(picture, shapes, marks);
  add_skeleton(picture, shapes, marks);
  add_broken_images(picture, marks);
  add_broken_frames(picture, shapes, marks);
  add_plain(picture, marks);
  return marks;
}

}  // namespace firsthand::vision
