#include "recorder/film.h"

#include <algorithm>

namespace firsthand {
namespace {

constexpr double kDiffers = 0.001;
constexpr double kQuietMs = 1000;
constexpr int kBlinks = 5;
constexpr int kTurns = 3;
// What was seen last before the visitor went on may be presented only then.
constexpr double kPresentedMs = 50;
constexpr double kSamePlace = 6;  // pixels by which the boxes of one blinking thing may differ

bool same_place(const Box& a, const Box& b) {
  return std::abs(a.x - b.x) <= kSamePlace && std::abs(a.y - b.y) <= kSamePlace &&
         std::abs(a.x + a.w - b.x - b.w) <= kSamePlace &&
         std::abs(a.y + a.h - b.y - b.h) <= kSamePlace;
}

bool touch(const Box& a, const Box& b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

// Wider than a focus ring, narrower than the space to the next control.
constexpr double kRing = 8;

bool beyond(const Box& box, const Box& control) {
  return box.x < control.x - kRing || box.y < control.y - kRing ||
         box.x + box.w > control.x + control.w + kRing ||
         box.y + box.h > control.y + control.h + kRing;
}

bool same_scroll(const Screen& a, const Screen& b) {
  return a.scroll_x == b.scroll_x && a.scroll_y == b.scroll_y && a.scale == b.scale;
}

bool differs(const std::optional<Eyes::Change>& change) {
  return !change || change->share >= kDiffers;
}

}  // namespace

struct Film::Step {
  std::size_t frame = 0;                 // differs from the one before it
  std::optional<Eyes::Change> change{};  // by this; empty: by all of it
};

struct Film::Place {
  Box box{};
  std::vector<std::size_t> frames{};  // that changed it
};

std::vector<std::optional<FilmWindow>> film_windows(const Walk& walk) {
  double end = walk.total_ms.value_or(0);
  for (const auto& frame : walk.frames) end = std::max(end, frame.at_ms);
  for (const auto& step : walk.steps) end = std::max(end, step.ended_at_ms.value_or(0));
  std::vector<std::optional<FilmWindow>> windows(walk.steps.size());
  OptMs next_input;
  std::optional<Box> next_target;
  const Screen* next_screen = nullptr;
  for (std::size_t i = walk.steps.size(); i-- > 0;) {
    const auto& step = walk.steps[i];
    // Frames are in the visitor's pixels, however small the page is shown in them.
    const Screen* screen = screen_named(walk.screens, step.before);
    const double zoom = screen == nullptr ? 1 : screen->scale / walk.visitor.scale;
    const bool masked = std::ranges::any_of(walk.observations, [&](const auto& seen) {
      return seen.kind == "frames_masked" && seen.step == step.index;
    });
    if (step.input_at_ms && !masked) {
      FilmWindow window{.input_ms = *step.input_at_ms,
                        .until_ms = next_input.value_or(end),
                        .left_ms = step.ended_at_ms};
      if (!step.timing.censored) window.usable_ms = step.timing.usable_ms;
      window.awaited = next_target;
      const Screen* after = screen_named(walk.screens, step.after);
      window.awaited_moved =
          after == nullptr || next_screen == nullptr || !same_scroll(*after, *next_screen);
      // What was not kept is not known to have been still.
      for (const auto& seen : walk.observations)
        if (seen.kind == "film_full" && seen.at_ms >= window.input_ms)
          window.until_ms = std::min(window.until_ms, seen.at_ms);
      if (!step.targets.empty()) window.control = step.targets.back().box.scaled(zoom);
      windows[i] = window;
    }
    if (step.input_at_ms) next_input = step.input_at_ms;
    next_target.reset();
    if (!step.targets.empty()) next_target = step.targets.front().box.scaled(zoom);
    next_screen = screen == nullptr ? screen_named(walk.screens, step.after) : screen;
  }
  return windows;
}

// Whether the box looks in this frame as it did two frames earlier.
Result<bool> Film::returns(std::size_t frame, const Box& box) {
  auto change = compare_(frame - 2, frame);
  if (!change) return std::move(change).error();
  if (!*change) return false;
  return std::none_of((*change)->where.begin(), (*change)->where.end(),
                      [&](const Box& other) { return touch(other, box); });
}

std::vector<Film::Place> Film::places_in(const std::vector<Step>& steps) {
  std::vector<Place> places;
  for (const auto& step : steps) {
    if (!step.change) continue;
    for (const auto& box : step.change->where) {
      auto known = std::find_if(places.begin(), places.end(),
                                [&](const Place& place) { return same_place(place.box, box); });
      if (known == places.end()) known = places.insert(places.end(), {box, {}});
      known->frames.push_back(step.frame);
    }
  }
  return places;
}

std::vector<Box> Film::restless(const std::vector<Step>& steps, const FilmWindow& window) const {
  if (!window.usable_ms) return {};
  std::vector<Step> later;
  for (const auto& step : steps)
    if (times_[step.frame] > window.input_ms + *window.usable_ms) later.push_back(step);
  std::vector<Box> boxes;
  for (const auto& place : places_in(later))
    if (place.frames.size() >= kTurns && !(window.awaited && touch(place.box, *window.awaited)))
      boxes.push_back(place.box);
  return boxes;
}

Result<std::vector<Box>> Film::blinking(const std::vector<Step>& steps) {
  std::vector<Box> blinking;
  for (const auto& place : places_in(steps)) {
    if (place.frames.size() < kBlinks) continue;
    std::size_t asked = 0, returned = 0;
    for (const std::size_t frame : place.frames) {
      if (frame < 2) continue;
      auto back = returns(frame, place.box);
      if (!back) return std::move(back).error();
      ++asked;
      if (*back) ++returned;
    }
    if (asked > 0 && returned * 2 > asked) blinking.push_back(place.box);
  }
  return blinking;
}

Result<OptMs> Film::usable(const FilmWindow& window, std::size_t shown,
                           const std::vector<Box>& blinking) {
  const auto& box = window.awaited;
  const double left = window.left_ms.value_or(window.until_ms);
  // Who lingered has seen it presented; what changes after that is the pointer's coming.
  const bool lingered = left > window.input_ms + window.usable_ms.value_or(0) + kPresentedMs;
  const double until = std::min(window.until_ms, left + (lingered ? 0 : kPresentedMs));
  const auto beside = [&](const Box& other) { return !touch(other, *box); };
  if (!box || window.awaited_moved || !window.usable_ms || !std::ranges::all_of(blinking, beside) ||
      (window.control && touch(*window.control, *box)) ||
      until < window.input_ms + *window.usable_ms)
    return OptMs();
  const auto end = static_cast<std::size_t>(std::upper_bound(times_.begin(), times_.end(), until) -
                                            times_.begin());
  const std::size_t last = end - 1;
  for (std::size_t frame = last; frame-- > shown;) {
    auto change = compare_(frame, last);
    if (!change) return std::move(change).error();
    // What was told of another size is another picture.
    if (*change && std::ranges::all_of((*change)->where, beside)) continue;
    return OptMs(times_[frame + 1] - window.input_ms);
  }
  return OptMs();
}

Result<FilmTiming> Film::timing(const FilmWindow& window) {
  FilmTiming timing;
  const auto first = static_cast<std::size_t>(
      std::upper_bound(times_.begin(), times_.end(), window.input_ms) - times_.begin());
  if (first == 0) return timing;  // what was shown at the input is not known
  const std::size_t shown = first - 1;
  const double last = std::min(window.until_ms, window.left_ms.value_or(window.until_ms));
  std::vector<Step> steps;
  for (std::size_t i = first; i < times_.size() && times_[i] <= last; ++i) {
    auto change = compare_(i - 1, i);
    if (!change) return std::move(change).error();
    if (!*change || (*change)->share > 0) steps.push_back({i, std::move(*change)});
  }
  auto masked = blinking(steps);
  if (!masked) return std::move(masked).error();
  auto in_use = usable(window, shown, *masked);
  if (!in_use) return std::move(in_use).error();
  timing.usable_ms = *in_use;
  const auto compared = [&](std::size_t before, std::size_t after) {
    return masked->empty() ? compare_(before, after) : compare_without_(before, after, *masked);
  };
  for (const auto& step : steps) {
    auto change = compared(shown, step.frame);
    if (!change) return std::move(change).error();
    if (!differs(*change)) continue;
    const double after = times_[step.frame] - window.input_ms;
    if (!timing.feedback_ms) timing.feedback_ms = after;
    if (window.control && *change && std::ranges::none_of((*change)->where, [&](const Box& box) {
          return beyond(box, *window.control);
        }))
      continue;
    timing.answer_ms = after;
    break;
  }
  if (!timing.feedback_ms) return timing;
  // What made it usable is presented a moment later; who had gone on by then has not seen it rest.
  const double usable_at = window.input_ms + window.usable_ms.value_or(0);
  const double not_before = std::max(usable_at + (window.usable_ms ? kPresentedMs : 0),
                                     window.input_ms + timing.usable_ms.value_or(0));
  if (window.usable_ms && window.left_ms && *window.left_ms < not_before) return timing;
  double last_change = window.input_ms + *timing.feedback_ms;
  auto left_out = restless(steps, window);
  left_out.insert(left_out.end(), masked->begin(), masked->end());
  for (const auto& step : steps) {
    const double at = times_[step.frame];
    if (at <= last_change) continue;
    const auto& boxes = at > usable_at ? left_out : *masked;
    auto change = boxes.empty() ? Result<std::optional<Eyes::Change>>(step.change)
                                : compare_without_(step.frame - 1, step.frame, boxes);
    if (!change) return std::move(change).error();
    if (!differs(*change)) continue;
    if (at - last_change >= kQuietMs && at > not_before) break;
    last_change = at;
  }
  if (window.until_ms - last_change >= kQuietMs && window.until_ms >= not_before)
    timing.settled_ms = last_change - window.input_ms;
  return timing;
}

}  // namespace firsthand
