#pragma once
// What the film of a walk says about one step: when the picture first differed from what the
// customer saw when they acted, and when it came to rest.

#include <functional>
#include <optional>
#include <vector>

#include "journeys/recording.h"
#include "journeys/result.h"
#include "recorder/eyes.h"

namespace firsthand {

struct FilmTiming {
  OptMs feedback_ms{};
  OptMs settled_ms{};
  // As feedback_ms, but the control's own look (focus ring, pressed state) is no answer.
  OptMs answer_ms{};
  // Since when what was awaited is seen where the next step worked it: a second clock beside the
  // page's own word (StepTiming::usable_ms). Where the picture leaves it open, the page's word:
  // when only its colours went on changing, as under a pointer.
  OptMs usable_ms{};
};

// By more than this the two clocks disagree: three frames, and what a frame takes to be presented.
inline constexpr double kClocksDisagreeMs = 50;

// The times between which a step is watched, from the start of the journey.
struct FilmWindow {
  double input_ms = 0;           // the step's input event
  double until_ms = 0;           // the next step's input, else the end of the film
  OptMs usable_ms{};             // after the input event; nothing before it has come to rest
  std::optional<Box> control{};  // what was clicked
  OptMs left_ms{};  // when Firsthand took its pictures and went on: what changes then is its doing
  std::optional<Box> awaited{};  // what the next step worked: whatever turns over it is no rest
  // The page was scrolled to it, or where it stood is not known, or something else was dealt with
  // first, whose time is in no wait.
  bool awaited_moved = false;
  OptMs interrupted_ms{};  // when something came over a page that was usable already
};

// The window of each step that had an input, by its index in walk.steps; empty for the others.
std::vector<std::optional<FilmWindow>> film_windows(const Walk& walk);

// How frames look beside each other, by their numbers in `walk.frames`. All boxes are the visitor's
// pixels.
struct FilmLook {
  // How much of the picture changed, and where. Empty: the sizes differ, so all of it changed.
  std::function<Result<std::optional<Eyes::Change>>(std::size_t before, std::size_t after)>
      compare{};
  // With `boxes` of both painted over.
  std::function<Result<std::optional<Eyes::Change>>(std::size_t before, std::size_t after,
                                                    const std::vector<Box>& boxes)>
      compare_without{};
  // Of one place alone. Empty: the sizes differ, or it lies outside.
  std::function<Result<std::optional<Eyes::Likeness>>(std::size_t one, std::size_t other,
                                                      const Box& place)>
      liken{};
};

class Film {
 public:
  // `times_ms` of the frames, ascending.
  Film(std::vector<double> times_ms, FilmLook look)
      : times_(std::move(times_ms)), look_(std::move(look)) {}

  // feedback_ms: the first frame after the input that differs from the one shown at the input by
  // at least 0.1 % of its pixels (browsertime's noise tolerance), or at all within the control,
  // where it is no caret. Not measured without a frame from before the input, nor when what changed
  // is less than that.
  // settled_ms: the first frame of the first quiet second: the frame that showed the last change
  // before a second without another. Not measured when the film was not watched for that second,
  // when nothing changed at all, or before what made the step usable was presented. What changes
  // five times or more to and fro in one place (a caret) is left out; once the step was usable,
  // also what changes three times or more in one place (a carousel), unless it lies over what was
  // awaited. usable_ms: not measured when nothing changed where it stands, when that blinks, turns
  // (a carousel) or is the control that was clicked, and when the page was scrolled to it.
  Result<FilmTiming> timing(const FilmWindow& window);

 private:
  struct Step;
  struct Place;
  static std::vector<Place> places_in(const std::vector<Step>& steps);
  std::vector<Box> restless(const std::vector<Step>& steps, const FilmWindow& window) const;
  Result<std::vector<Box>> blinking(const std::vector<Step>& steps);
  Result<bool> returns(std::size_t frame, const Box& box);
  struct Sight;
  Result<OptMs> usable(const FilmWindow& window, std::size_t shown,
                       const std::vector<Box>& blinking);
  Result<Sight> sight_of(const Box& box, std::size_t shown, std::size_t last);
  Result<bool> turns(const Box& box, double from_ms, double until_ms);

  std::vector<double> times_;
  FilmLook look_;
};

}  // namespace firsthand
