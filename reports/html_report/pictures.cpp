#include "reports/html_report/pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/lookup.h"

namespace firsthand::report {
namespace {

constexpr std::size_t kMostBytes = 4'000'000;
// A detail shows its boxes with this much of the page around them, CSS pixels; no less than a
// large phone's width or a paragraph's height, so that one sees where on the page it is, and no
// more than a card can show with letters that can be read.
constexpr double kAround = 48;
constexpr double kLeastWidth = 412;
constexpr double kMostWidth = 600;
constexpr double kLeastHeight = 220;
constexpr double kFlat = 0.62;  // height of a detail, in widths
constexpr double kUpright = 1.1;

std::string id_of(const std::string& what, std::size_t number) {
  return what + "-" + std::to_string(number + 1);
}

struct Area {
  double x = 0, y = 0, w = 0, h = 0;
};

std::optional<Box> within(const Box& box, double width, double height) {
  const double left = std::clamp(box.x, 0.0, width), top = std::clamp(box.y, 0.0, height);
  const double right = std::clamp(box.x + box.w, 0.0, width);
  const double bottom = std::clamp(box.y + box.h, 0.0, height);
  if (!(right - left >= 1 && bottom - top >= 1)) return std::nullopt;
  return Box{left, top, right - left, bottom - top};
}

// `from` and `size` of a stretch that holds [low, high] with room around it, inside [0, end]; its
// beginning, when that is more than `most`.
std::pair<double, double> stretch(double low, double high, double least, double most, double end) {
  const double size = std::min({end, most, std::max(least, high - low + 2 * kAround)});
  if (high - low + kAround > size) return {std::clamp(low - kAround / 2, 0.0, end - size), size};
  double from = std::clamp((low + high - size) / 2, 0.0, end - size);
  // Rather the edge of the page than a cut just beside it.
  if (from < size / 4 && high + kAround / 4 <= size) from = 0;
  return {from, size};
}

Box around(const std::vector<Mark>& marks, const std::optional<Box>& focus) {
  Box all;
  for (const auto& mark : marks) all = all.with(mark.box);
  return all.empty() ? focus.value_or(Box{}) : all;
}

Area area_of(const Box& box, Crop crop, double width, double height) {
  if (crop == Crop::kWhole) return {0, 0, width, height};
  const auto [x, w] = stretch(box.x, box.x + box.w, kLeastWidth, kMostWidth, width);
  const auto [y, h] = stretch(box.y, box.y + box.h, std::max(kLeastHeight, w * kFlat),
                              std::max(kLeastHeight, w * kUpright), height);
  return {x, y, w, h};
}

void draw_mark(HtmlWriter& html, const Mark& mark, const Area& area) {
  // Two strokes, so that the box shows on any background; a little air around what it marks, more
  // where a wide page is shown small and the strokes would hide it.
  const double air = area.w > kMostWidth ? area.w / 200 : 4;
  const double left = std::max(area.x + 2, mark.box.x - air);
  const double top = std::max(area.y + 2, mark.box.y - air);
  const double right = std::min(area.x + area.w - 2, mark.box.x + mark.box.w + air);
  const double bottom = std::min(area.y + area.h - 2, mark.box.y + mark.box.h + air);
  if (right <= left || bottom <= top) return;
  const std::string_view kind = mark.kind == MarkKind::kTarget ? "mark target" : "mark evidence";
  for (const std::string_view layer : {std::string_view("halo"), kind})
    html.svg_leaf("rect", {{"class", layer},
                           {"x", left},
                           {"y", top},
                           {"width", right - left},
                           {"height", bottom - top},
                           {"rx", 5}});
}

}  // namespace

Pictures::Known Pictures::embed(Picture picture) {
  if (!Url::picture(picture.mime, "") || picture.width <= 0 || picture.height <= 0 ||
      picture.bytes.empty())
    return {Found::kNo};
  if (const auto same = by_bytes_.find(picture.bytes); same != by_bytes_.end())
    return {Found::kYes, same->second};
  if (bytes_ + picture.bytes.size() > kMostBytes) {
    full_ = true;
    return {Found::kNoRoom};
  }
  bytes_ += picture.bytes.size();
  embedded_.push_back(std::move(picture));
  by_bytes_.emplace(embedded_.back().bytes, embedded_.size() - 1);
  return {Found::kYes, embedded_.size() - 1};
}

Pictures::Known Pictures::find(const std::string& recording, const std::string& file) {
  const auto [place, fresh] = known_.try_emplace({recording, file});
  if (!fresh) return place->second;
  // Once something had no room the source is not asked again: to read and shrink a picture is slow.
  if (full_) return place->second = {Found::kNoRoom};
  auto picture = source_ ? source_(recording, file) : std::nullopt;
  return place->second = picture ? embed(std::move(*picture)) : Known{};
}

void Pictures::show(HtmlWriter& html, const WalkSummary& walk, const std::string& file,
                    const Shown& how) {
  const Known known = find(walk.recording, file);
  if (known.found != Found::kYes) {
    const auto note = html.in("p", {{"class", "no-picture"}});
    if (known.found == Found::kNo)
      html.text("There is no picture of this moment.");
    else
      html.text("Left out to keep this report small. The picture is ")
          .text(PageText{walk.recording + "/" + file, 120});
    return;
  }
  const std::size_t use = uses_.size();
  uses_.push_back({known.number, screen_named(walk.screens, file), how});
  const std::string id = id_of("shown", use);
  const auto open = html.in("a", {Url::here(id_of("view", use)), {"class", "open"}, {"id", id}});
  draw(html, known.number, uses_[use].screen, how);
}

void Pictures::draw(HtmlWriter& html, std::size_t number, const Screen* screen,
                    const Shown& how) const {
  const Picture& picture = embedded_[number];
  const bool scaled = screen != nullptr && screen->width > 0 && screen->height > 0;
  const double width = scaled ? screen->width : picture.width;
  const double height = scaled ? screen->height : picture.height;
  std::vector<Mark> marks;
  for (const auto& mark : how.marks)
    if (const auto box = within(mark.box, width, height); scaled && box)
      marks.push_back({*box, mark.kind});
  const auto focus = how.focus ? within(*how.focus, width, height) : std::nullopt;
  const Area area = area_of(around(marks, focus), how.crop, width, height);
  const auto svg = html.in(
      "svg",
      {{"class", area.w < area.h ? "shot tall" : "shot"},
       {"viewBox", fmt::format("{:.0f} {:.0f} {:.0f} {:.0f}", area.x, area.y, area.w, area.h)},
       {"width", std::round(area.w)},
       {"height", std::round(area.h)},
       {"role", "img"},
       {"aria-label", PageText{how.alt, 200}}});
  html.svg_leaf("use", {Url::here(id_of("picture", number)), {"width", width}, {"height", height}});
  for (const auto& mark : marks) draw_mark(html, mark, area);
}

void Pictures::write_view(HtmlWriter& html, std::size_t use) const {
  const auto view = html.in("div", {{"class", "view"}, {"id", id_of("view", use)}});
  html.element("a", {Url::here(id_of("shown", use)), {"class", "close"}}, "Close");
  Shown whole = uses_[use].how;
  whole.crop = Crop::kWhole;
  draw(html, uses_[use].number, uses_[use].screen, whole);
}

void Pictures::definitions(HtmlWriter& html) const {
  for (std::size_t i = 0; i < uses_.size(); ++i) write_view(html, i);
  const auto store = html.in("svg", {{"class", "store"},
                                     {"width", 0},
                                     {"height", 0},
                                     {"aria-hidden", "true"},
                                     {"focusable", "false"}});
  for (std::size_t i = 0; i < embedded_.size(); ++i) {
    const Picture& picture = embedded_[i];
    const auto symbol =
        html.in("symbol", {{"id", id_of("picture", i)},
                           {"viewBox", fmt::format("0 0 {} {}", picture.width, picture.height)}});
    html.svg_leaf("image", {*Url::picture(picture.mime, picture.bytes),
                            {"width", picture.width},
                            {"height", picture.height}});
  }
}

}  // namespace firsthand::report
