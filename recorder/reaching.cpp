#include "recorder/reaching.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "journeys/text.h"
#include "recorder/explaining.h"
#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr auto kBetweenTries = std::chrono::milliseconds(100);

Result<Spot> point_at(WalkState& state, int id, const FrameId& frame, int attempt) {
  const auto& root = state.page.frames().root_frame();
  for (const bool unseen : {false, true}) {
    auto located = state.ask(frame, fmt::format("locate({}, true, {}, {})", id, attempt, unseen));
    if (!located) return std::move(located).error();
    Spot spot{.frame = frame, .sighting = sighting_from(*located)};
    auto& seen = spot.sighting;
    auto offset = state.page.offset_of(frame, Deadline::after(kCommand));
    if (!offset) return std::move(offset).error();
    if (seen.box) {
      seen.box->x += offset->x;
      seen.box->y += offset->y;
    }
    spot.x = seen.x + offset->x;
    spot.y = seen.y + offset->y;
    if (seen.state != "ready" || seen.offscreen || frame == root) return spot;
    // The frame knows only itself: what lies over it, its parent's page knows.
    auto over = state.ask(root, fmt::format("at({}, {})", spot.x, spot.y));
    if (!over) return std::move(over).error();
    const auto tag = text_in(*over, "tag");
    if (tag == "IFRAME" || tag == "FRAME" || tag == "OBJECT" || tag == "EMBED") return spot;
    if (!unseen) continue;  // perhaps the frame has to be scrolled to, or from under something
    seen.state = over->is_object() ? "covered" : "hidden";
    seen.by = text_in(*over, "name");
    return spot;
  }
  return Error{Errc::kInternal, "nowhere to point at"};
}

// What was read from a picture of the screen stands where it was read.
Spot read_spot(const WaitResult& wait) {
  return {
      .frame = wait.frame, .x = wait.sighting.x, .y = wait.sighting.y, .sighting = wait.sighting};
}

FoundTarget described(WalkState& state, const Spot& spot, const std::string& says) {
  const auto& seen = spot.sighting;
  FoundTarget target{.says = says,
                     .name = seen.name,
                     .role = seen.role,
                     .how = seen.how,
                     .selector = seen.selector,
                     .box = seen.box.value_or(Box{}),
                     .matches = std::max(1, seen.matches)};
  // The accessibility tree has the last word on role and name.
  const auto known = state.page.accessible_at(spot.x, spot.y, Deadline::after(kCommand));
  // What the tree leaves out, it answers for with the page itself.
  if (!known || known->role == "RootWebArea") return target;
  if (!known->name.empty()) target.name = known->name;
  if (!known->role.empty()) target.role = known->role;
  return target;
}

Result<Reached> not_reached(WalkState& state, const WaitOrder& order, const WaitResult& wait,
                            Reached reached) {
  auto error = wait.failure ? Result<StepError>(*wait.failure) : explain(state, order, wait);
  if (!error) return std::move(error).error();
  reached.error = *error;
  reached.gave_up = !wait.failure;
  reached.ours = wait.ours;
  return reached;
}

}  // namespace

Result<bool> still_stands(WalkState& state, int id, const Spot& spot) {
  if (spot.sighting.how == "pixels") return true;
  // Where a frame of the page stands would have to be asked, too.
  if (spot.frame != state.page.frames().root_frame()) return false;
  auto located = state.ask(spot.frame, fmt::format("locate({}, false, 0)", id));
  if (!located && ends_walk(located.error())) return std::move(located).error();
  if (!located) return false;
  const auto now = sighting_from(*located);
  return now.state == "ready" && !now.offscreen && std::abs(now.x - spot.x) < 1 &&
         std::abs(now.y - spot.y) < 1;
}

Result<Reached> reach(WalkState& state, WaitOrder order, int step_index) {
  Reached reached;
  const double until = std::max(order.from_ms + order.patience_ms, state.clock.now_ms() + 1000);
  // The step's first target was aimed at while it was waited for.
  order.paced = state.options.pace == Pace::kHuman && order.from_ms >= order.accounted_ms;
  for (int attempt = 0;; ++attempt) {
    auto wait = wait_for(state, order);
    if (!wait) return std::move(wait).error();
    for (const auto* causes : {&wait->causes, &wait->in_vain})
      reached.waited_for.insert(reached.waited_for.end(), causes->begin(), causes->end());
    if (wait->found && order.paced)
      reached.pace_ms += std::max(0.0, wait->until_ms - std::max(wait->ready_ms, order.from_ms));
    if (wait->held) {
      reached.held = true;
      return reached;
    }
    if (!wait->found || !wait->patient) return not_reached(state, order, *wait, reached);
    if (wait->sighting.how == "pixels") {
      state.observe({.kind = "only_in_pixels",
                     .step = step_index,
                     .text = order.query.called(),
                     .box = wait->sighting.box});
      reached.spot = read_spot(*wait);
      reached.target = FoundTarget{.says = order.query.called(),
                                   .name = wait->sighting.name,
                                   .how = wait->sighting.how,
                                   .box = wait->sighting.box.value_or(Box{})};
      return reached;
    }
    if (state.scrolled_ms < order.from_ms) state.scrolled_ms = state.clock.now_ms();
    auto spot = point_at(state, order.id, wait->frame, attempt);
    if (!spot && ends_walk(spot.error())) return std::move(spot).error();
    if (spot && spot->sighting.state == "ready" && !spot->sighting.offscreen) {
      reached.target = described(state, *spot, order.query.called());
      if (spot->sighting.ambiguous)
        state.observe(
            {.kind = "ambiguous_target",
             .step = step_index,
             .text = fmt::format("{} things on the page are called “{}”", spot->sighting.matches,
                                 printable(order.query.called(), 80)),
             .box = spot->sighting.box});
      reached.spot = std::move(*spot);
      return reached;
    }
    if (state.clock.now_ms() > until) {
      WaitResult last = *wait;
      last.found = false;
      last.until_ms = state.clock.now_ms();
      if (spot) last.sighting = spot->sighting;
      return not_reached(state, order, last, reached);
    }
    auto pumped = state.pump(kBetweenTries);
    if (!pumped) return std::move(pumped).error();
    // What was accounted for is not waited for again.
    order.accounted_ms = state.clock.now_ms();
    order.stood_ms = wait->stood_ms;
  }
}

}  // namespace firsthand
