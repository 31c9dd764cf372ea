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
// How far the outlines of what stands somewhere agree: a control in other colours with itself by
// 0.8 to 1, one text with another by up to a half. What fades in is seen before all its strength.
constexpr double kSameThing = 0.7;
constexpr double kSeenStrength = 0.3;
constexpr double kOneTurnMs = 200;  // frames nearer to each other belong to one turn of a carousel
constexpr double kSamePlace = 6;    // pixels by which the boxes of one blinking thing may differ

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

// The time in which something was closed, or scrolled for, is in no wait but in the film.
void note_pauses(const Walk& walk, FilmWindow& window) {
  const double left = window.left_ms.value_or(window.until_ms);
  const double usable_at = window.input_ms + window.usable_ms.value_or(0);
  const auto note = [&](double at_ms) {
    if (at_ms < window.input_ms || at_ms > left) return;
    if (at_ms < usable_at + kPresentedMs) window.awaited_moved = true;
    window.interrupted_ms = std::min(at_ms, window.interrupted_ms.value_or(at_ms));
  };
  for (const auto& each : walk.interruptions)
    if (!each.pressed.empty()) note(each.at_ms);
  for (const auto& seen : walk.observations)
    if (seen.kind.starts_with("scrolled_") && seen.at_ms >= window.input_ms && seen.at_ms <= left) {
      window.awaited_moved = true;
      // What moves from then on is the visitor's doing.
      window.left_ms = std::min(seen.at_ms, window.left_ms.value_or(seen.at_ms));
    }
}

bool is_there(const Eyes::Likeness& there) {
  return there.outlines >= kSameThing && there.strength >= kSeenStrength;
}

bool differs(const std::optional<Eyes::Change>& change) {
  return !change || change->share >= kDiffers;
}

// A caret blinks by itself, whatever is typed.
bool may_be_caret(const Box& box) { return box.w <= 8 && box.h >= 3 * box.w; }

// A letter in a field, a tick in a box: too little to tell from noise in the whole of a picture,
// and plain where the customer looks.
bool shows_within(const std::optional<Eyes::Change>& change, const std::optional<Box>& control) {
  return change && control && std::ranges::any_of(change->where, [&](const Box& box) {
           return !beyond(box, *control) && !may_be_caret(box);
         });
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
      note_pauses(walk, window);
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
  auto change = look_.compare(frame - 2, frame);
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

struct Film::Sight {
  std::optional<std::size_t> seen{};  // since this frame it is there, whatever its colours
  std::optional<std::size_t> same{};  // since this frame it looks as it did in the end
};

Result<Film::Sight> Film::sight_of(const Box& box, std::size_t shown, std::size_t last) {
  Sight sight;
  for (std::size_t frame = last; frame-- > shown && !sight.seen;) {
    auto there = look_.liken(frame, last, box);
    if (!there) return std::move(there).error();
    if (!*there) {
      auto change = look_.compare(frame, last);
      if (!change) return std::move(change).error();
      if (*change) return Sight{};  // it lies outside
    }
    // In another size, it is another picture.
    const bool same = *there && (*there)->changed == 0;
    if (!same && !sight.same) sight.same = frame + 1;
    if (!same && !(*there && is_there(**there))) sight.seen = frame + 1;
  }
  return sight;
}

// Whether what stands there changes by turns to the end, with rests between: the film does not tell
// when it came.
Result<bool> Film::turns(const Box& box, double from_ms, double until_ms) {
  int turns = 0;
  double turned = 0, longest = 0;
  for (std::size_t i = 1; i < times_.size() && times_[i] <= until_ms; ++i) {
    if (times_[i] <= from_ms) continue;
    auto there = look_.liken(i - 1, i, box);
    if (!there) return std::move(there).error();
    if (*there && (*there)->changed == 0) continue;
    const double rested = times_[i] - turned;
    if (turns == 0 || rested > kOneTurnMs) {
      if (turns > 0) longest = std::max(longest, rested);
      ++turns;
    }
    turned = times_[i];
  }
  return turns >= kTurns && until_ms - turned < 1.5 * longest;
}

Result<OptMs> Film::usable(const FilmWindow& window, std::size_t shown,
                           const std::vector<Box>& blinking) {
  const auto& box = window.awaited;
  const double left = window.left_ms.value_or(window.until_ms);
  // Who lingered has seen it presented; what changes after that is the pointer's coming.
  const bool lingered = left > window.input_ms + window.usable_ms.value_or(0) + kPresentedMs;
  const double until = std::min({window.until_ms, left + (lingered ? 0 : kPresentedMs),
                                 window.interrupted_ms.value_or(window.until_ms)});
  const auto beside = [&](const Box& other) { return !touch(other, *box); };
  if (!box || window.awaited_moved || !window.usable_ms || !std::ranges::all_of(blinking, beside) ||
      (window.control && touch(*window.control, *box)) ||
      until < window.input_ms + *window.usable_ms)
    return OptMs();
  const auto end = static_cast<std::size_t>(std::upper_bound(times_.begin(), times_.end(), until) -
                                            times_.begin());
  auto sight = sight_of(*box, shown, end - 1);
  if (!sight) return std::move(sight).error();
  if (!sight->same) return OptMs();
  const double page = *window.usable_ms;
  const double same = times_[*sight->same] - window.input_ms;
  if (same <= page) return OptMs(same);
  // What stood there before the input may be another of its kind.
  if (!sight->seen) return OptMs();
  const double seen = std::max(times_[*sight->seen] - window.input_ms, page);
  if (seen > page + kClocksDisagreeMs) {
    auto turning = turns(*box, window.input_ms + page + kPresentedMs, until);
    if (!turning) return std::move(turning).error();
    if (*turning) return OptMs();
  }
  return OptMs(seen);
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
    auto change = look_.compare(i - 1, i);
    if (!change) return std::move(change).error();
    if (!*change || (*change)->share > 0) steps.push_back({i, std::move(*change)});
  }
  auto masked = blinking(steps);
  if (!masked) return std::move(masked).error();
  auto in_use = usable(window, shown, *masked);
  if (!in_use) return std::move(in_use).error();
  timing.usable_ms = *in_use;
  const auto compared = [&](std::size_t before, std::size_t after) {
    return masked->empty() ? look_.compare(before, after)
                           : look_.compare_without(before, after, *masked);
  };
  for (const auto& step : steps) {
    auto change = compared(shown, step.frame);
    if (!change) return std::move(change).error();
    if (!differs(*change) && !shows_within(*change, window.control)) continue;
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
                                : look_.compare_without(step.frame - 1, step.frame, boxes);
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
