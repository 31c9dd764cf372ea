#include "recorder/scroll_search.h"

#include <utility>

#include "recorder/json_fields.h"

namespace firsthand {
namespace {

using std::chrono::milliseconds;

constexpr auto kAsk = milliseconds(1000);
constexpr auto kTurnRests = milliseconds(1500);
constexpr auto kContentComes = milliseconds(400);  // what is scrolled to and is loaded then
constexpr auto kServerAnswers = milliseconds(4000);
constexpr int kMostTurns = 40;
constexpr int kStuckTurns = 2;  // an endless list may take a moment to move its end away
constexpr double kOfTheView = 0.8;

// Where there is something to scroll.
struct Scroller {
  double x = 0, y = 0, height = 0;  // where to turn the wheel, and how much of it shows
  double top = 0;                   // how far down it is
  bool more = false;                // it goes further down
};

Result<Scroller> scroller_now(WalkState& state) {
  auto told = state.ask(state.page.frames().root_frame(), "scroller()", kAsk);
  if (!told && ends_walk(told.error())) return std::move(told).error();
  if (!told || !told->is_object()) return Scroller{};
  return Scroller{.x = number_in(*told, "x"),
                  .y = number_in(*told, "y"),
                  .height = number_in(*told, "height"),
                  .top = number_in(*told, "top"),
                  .more = flag_in(*told, "more")};
}

}  // namespace

Result<ScrolledFor> scroll_for(WalkState& state, const std::function<bool()>& seen,
                               Deadline deadline) {
  ScrolledFor scrolled;
  if (auto settled = state.settle(); !settled) return std::move(settled).error();
  const double began = state.clock.now_ms();
  double last_turn_ms = began;
  int stuck = 0;
  while (!deadline.passed() && scrolled.turns < kMostTurns) {
    auto here = scroller_now(state);
    if (!here) return std::move(here).error();
    if (here->height <= 0 || (scrolled.turns == 0 && !here->more)) break;
    if (scrolled.turns == 0) state.scrolled_ms = began;
    const double since = std::exchange(last_turn_ms, state.clock.now_ms());
    auto turned =
        state.page.client().wait(state.hands.scroll(here->x, here->y, here->height * kOfTheView),
                                 Deadline::after(kTurnRests));
    if (!turned && ends_walk(turned.error())) return std::move(turned).error();
    ++scrolled.turns;
    auto came = state.pump(kContentComes, seen);
    if (!came) return std::move(came).error();
    // An end that asks for more is none yet, and who sees more coming goes on.
    const auto asking = [&] { return state.page.network().asking_since(since); };
    if (!seen() && asking()) {
      const auto from = Clock::now();
      auto answered = state.pump(kServerAnswers, [&] { return seen() || !asking(); });
      if (!answered) return std::move(answered).error();
      auto shown = state.pump(kContentComes, seen);
      if (!shown) return std::move(shown).error();
      deadline = Deadline::at(deadline.when() + (Clock::now() - from));
    }
    scrolled.found = seen();
    if (scrolled.found) break;
    auto after = scroller_now(state);
    if (!after) return std::move(after).error();
    stuck = after->top == here->top ? stuck + 1 : 0;
    if (stuck >= kStuckTurns) break;
  }
  if (!scrolled.found && scrolled.turns > 0) {
    auto back = state.ask(state.page.frames().root_frame(), "scrollBack()", kAsk);
    if (!back && ends_walk(back.error())) return std::move(back).error();
  }
  if (scrolled.turns > 0) state.add_pause(began, state.clock.now_ms());
  return scrolled;
}

}  // namespace firsthand
