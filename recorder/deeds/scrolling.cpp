#include "recorder/deeds/kinds.h"

namespace firsthand::deeds {
namespace {

using std::chrono::milliseconds;
constexpr auto kScrollRests = milliseconds(2000);
constexpr int kMostScrolls = 60;

// How far down the page is once it rests. A finger's sweep goes on for a while, and so does a page
// that scrolls smoothly.
Result<double> scroll_rests(WalkState& state) {
  const auto deadline = Deadline::after(kScrollRests);
  for (double last = -1;;) {
    auto pumped = state.pump(kBetweenLooks);
    if (!pumped) return std::move(pumped).error();
    auto view = state.page.view(Deadline::after(kCommand));
    if (!view) return std::move(view).error();
    if (view->scroll_y == last || deadline.passed()) return view->scroll_y;
    last = view->scroll_y;
  }
}

}  // namespace

Result<> scroll(Doing& doing, const Scroll& scroll) {
  if (scroll.to == ScrollTo::kTarget) {
    auto reached = doing.reach_target(0);
    if (!reached) return std::move(reached).error();
    return Done{};
  }
  auto& state = doing.state;
  const auto view = state.page.view(Deadline::after(kCommand));
  if (!view) return view.error();
  const double x = view->width / 2, y = view->height / 2;
  const double by = view->height * 0.8 * (scroll.to == ScrollTo::kUp ? -1 : 1);
  doing.done.input_at_ms = state.clock.now_ms();
  double last = -1;
  for (int turn = 0; turn < (scroll.to == ScrollTo::kEnd ? kMostScrolls : 1); ++turn) {
    auto gesture =
        state.page.client().wait(state.hands.scroll(x, y, by), Deadline::after(kScrollRests));
    if (!gesture && ends_walk(gesture.error())) return std::move(gesture).error();
    auto top = scroll_rests(state);
    if (!top) return std::move(top).error();
    // An endless page moves its end away; one that does not move any more has ended.
    if (*top == last) break;
    last = *top;
  }
  return Done{};
}

}  // namespace firsthand::deeds
