#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "journeys/text.h"
#include "recorder/deeds/keyboard.h"
#include "recorder/deeds/kinds.h"
#include "recorder/json_fields.h"

namespace firsthand::deeds {
namespace {

using std::chrono::milliseconds;
constexpr auto kBetweenValues = milliseconds(40);
constexpr auto kValueRests = milliseconds(800);
constexpr int kMostRounds = 8;     // of keys; each goes as far as the one before taught
constexpr int kMostPresses = 300;  // in one round
constexpr int kMostMoves = 16;     // of a thumb that is held
constexpr int kMovesAlong = 6;

std::optional<double> number_from(const std::string& text) {
  double number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, trouble] = std::from_chars(text.data(), end, number);
  if (trouble != std::errc() || stopped != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

struct Scale {
  bool native = false, vertical = false;
  double min = 0, max = 0, value = 0;
  double x = 0, y = 0;      // the middle of the thumb, or of the browser's own slider
  double from = 0, to = 0;  // where min and max lie along the track
};

class Sliding {
 public:
  Sliding(Doing& doing, std::size_t which, const Spot& spot, double wanted)
      : doing_(doing), which_(which), spot_(spot), wanted_(wanted) {}

  Result<> run() {
    auto scale = look();
    if (!scale) return std::move(scale).error();
    const auto name = doing_.target_text(which_);
    if (wanted_ < scale->min || wanted_ > scale->max)
      return doing_.miss("out_of_range",
                         fmt::format("“{}” goes from {:g} to {:g}; {:g} is not on it.", name,
                                     scale->min, scale->max, wanted_));
    doing_.done.input_at_ms = doing_.state.clock.now_ms();
    if (there(*scale)) return Done{};
    if (auto taken = take_hold(*scale); !taken) return taken;
    bool keys_work = true;
    if (auto moved = by_keys(keys_work); !moved) return moved;
    if (!keys_work)
      if (auto moved = by_dragging(); !moved) return moved;
    if (doing_.done.error) return Done{};
    scale = look();
    if (!scale) return std::move(scale).error();
    if (!there(*scale))
      return doing_.fail("not_slid", fmt::format("“{}” came to {:g} and not to {:g}.", name,
                                                 scale->value, wanted_));
    return Done{};
  }

 private:
  bool there(const Scale& scale) const {
    return std::abs(scale.value - wanted_) < std::max(1e-9, (scale.max - scale.min) * 1e-9);
  }

  Result<Scale> look() {
    auto told = doing_.ask(spot_.frame, fmt::format("slider({})", doing_.id_of(which_)));
    if (!told) return std::move(told).error();
    if (!told->is_object() || !part_in(*told, "value").is_number())
      return Error{Errc::kPageGone, "the slider went away, or does not tell its value"};
    // The agent speaks of its own frame.
    const double dx = spot_.x - spot_.sighting.x, dy = spot_.y - spot_.sighting.y;
    const bool vertical = flag_in(*told, "vertical");
    const double along = vertical ? dy : dx;
    return Scale{.native = flag_in(*told, "native"),
                 .vertical = vertical,
                 .min = number_in(*told, "min"),
                 .max = number_in(*told, "max"),
                 .value = number_in(*told, "value"),
                 .x = number_in(*told, "x") + dx,
                 .y = number_in(*told, "y") + dy,
                 .from = number_in(*told, "from") + along,
                 .to = number_in(*told, "to") + along};
  }

  // Pages may take a moment to follow.
  Result<Scale> look_when_at_rest() {
    const auto deadline = Deadline::after(kValueRests);
    for (auto last = look();;) {
      if (!last) return last;
      if (auto pumped = doing_.state.pump(kBetweenValues); !pumped)
        return std::move(pumped).error();
      auto now = look();
      if (!now || now->value == last->value || deadline.passed()) return now;
      last = std::move(now);
    }
  }

  double place_of(const Scale& scale, double value) const {
    const double share = scale.max > scale.min ? (value - scale.min) / (scale.max - scale.min) : 0;
    return scale.from + (scale.to - scale.from) * share;
  }

  // The browser's own slider goes where it is clicked; another's thumb only gets the focus.
  Result<> take_hold(const Scale& scale) {
    Spot spot = spot_;
    spot.x = scale.x;
    spot.y = scale.y;
    if (scale.native) (scale.vertical ? spot.y : spot.x) = place_of(scale, wanted_);
    return doing_.tap(spot, doing_.queries[which_].text);
  }

  Result<Scale> press(const char* key, int times) {
    const double sent = doing_.state.clock.now_ms();
    const auto chord = *chord_from(key);
    for (int count = 0; count < times; ++count) doing_.state.hands.press(chord);
    doing_.done.keystrokes += times;
    if (auto arrived = doing_.await_input({"keydown"}, sent); !arrived)
      return std::move(arrived).error();
    return look_when_at_rest();
  }

  Result<> by_keys(bool& keys_work) {
    auto now = look_when_at_rest();
    double step = 0;  // what one ArrowRight does; 0: not known yet
    for (int round = 0; now && round < kMostRounds && !there(*now); ++round) {
      const double missing = wanted_ - now->value;
      if (step == 0) {
        const bool ahead = missing > 0;
        auto after = press(ahead ? "ArrowRight" : "ArrowLeft", 1);
        if (!after) return std::move(after).error();
        step = (after->value - now->value) * (ahead ? 1 : -1);
        now = std::move(after);
        if (step == 0) {
          keys_work = false;
          return Done{};
        }
        continue;
      }
      const int presses = static_cast<int>(
          std::clamp(std::round(missing / step), -1.0 * kMostPresses, 1.0 * kMostPresses));
      if (presses == 0)
        return doing_.miss(
            "not_on_a_step",
            fmt::format("“{}” moves in steps of {:g} and stands at {:g}: {:g} is not "
                        "on one.",
                        doing_.target_text(which_), std::abs(step), now->value, wanted_));
      now = press(presses > 0 ? "ArrowRight" : "ArrowLeft", std::abs(presses));
    }
    if (!now) return std::move(now).error();
    return Done{};
  }

  void carry(const Scale& scale, double from, double to) {
    for (int move = 1; move <= kMovesAlong; ++move) {
      const double at = from + (to - from) * move / kMovesAlong;
      doing_.state.hands.carry(scale.vertical ? scale.x : at, scale.vertical ? at : scale.y);
    }
  }

  // The thumb is held, moved to where the value should be, and moved on by what is still missing.
  Result<> by_dragging() {
    auto scale = look();
    if (!scale) return std::move(scale).error();
    if (doing_.state.options.visitor.keyboard)
      return out_of_reach(doing_, spot_, doing_.queries[which_].text);
    auto& hands = doing_.state.hands;
    double at = scale->vertical ? scale->y : scale->x;
    const double sent = doing_.state.clock.now_ms();
    doing_.log_input(sent, "drag",
                     {{"x", scale->x}, {"y", scale->y}, {"on", doing_.queries[which_].text}});
    hands.hold(scale->x, scale->y);
    auto now = scale;
    for (int move = 0; move < kMostMoves && now && !there(*now); ++move) {
      double by = place_of(*scale, wanted_) - place_of(*scale, now->value);
      // What is less than a pixel off needs a pixel.
      if (std::abs(by) < 1) by = by < 0 ? -1 : 1;
      carry(*scale, at, at + by);
      at += by;
      now = look_when_at_rest();
    }
    hands.let_go(scale->vertical ? scale->x : at, scale->vertical ? at : scale->y);
    if (!now) return std::move(now).error();
    doing_.done.input_at_ms = doing_.state.clock.now_ms();
    return doing_.after_input();
  }

  Doing& doing_;
  std::size_t which_;
  const Spot& spot_;
  double wanted_;
};

}  // namespace

Result<> slide(Doing& doing, const Slide& slide) {
  for (std::size_t which = 0; which < slide.values.size(); ++which) {
    auto value = doing.value_of(slide.values[which].value);
    if (!value) return std::move(value).error();
    const auto wanted = number_from(*value);
    if (!wanted)
      return doing.refuse("not_a_value",
                          fmt::format("“{}” is slid to a number, not to “{}”.",
                                      doing.target_text(which), printable(*value, 40)));
    auto reached = doing.reach_target(which);
    if (!reached) return std::move(reached).error();
    if (!*reached) return Done{};
    ++doing.done.fields;
    if (auto slid = Sliding(doing, which, **reached, *wanted).run(); !slid) return slid;
    if (doing.done.error) return Done{};
  }
  return Done{};
}

}  // namespace firsthand::deeds
