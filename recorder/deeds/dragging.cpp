#include <fmt/format.h>

#include "recorder/deeds/kinds.h"
#include "recorder/json_fields.h"

namespace firsthand::deeds {
namespace {

using std::chrono::milliseconds;
constexpr int kMovesOnTheWay = 12;
constexpr auto kBetweenMoves = milliseconds(16);  // a frame each, as a hand's are
constexpr auto kOverTheTarget = milliseconds(120);

// Where a target stands now, without touching the page. Empty: not to be reached from here.
Result<std::optional<Spot>> spot_now(Doing& doing, std::size_t which, const Spot& before) {
  auto told = doing.ask(before.frame, fmt::format("locate({}, false, 0)", doing.id_of(which)));
  if (!told) return std::move(told).error();
  Spot spot = before;
  const auto seen = sighting_from(*told);
  if (seen.state != "ready" || seen.offscreen) return std::optional<Spot>();
  spot.x += seen.x - before.sighting.x;
  spot.y += seen.y - before.sighting.y;
  spot.sighting = seen;
  return std::optional(spot);
}

}  // namespace

Result<> drag(Doing& doing) {
  auto& state = doing.state;
  auto to = doing.reach_target(1);
  if (!to) return std::move(to).error();
  if (!*to) return Done{};
  auto from = doing.reach_target(0);
  if (!from) return std::move(from).error();
  if (!*from) return Done{};
  // Getting to the one may have scrolled the other away.
  auto target = spot_now(doing, 1, **to);
  if (!target) return std::move(target).error();
  if (!*target)
    return doing.fail("out_of_reach",
                      fmt::format("“{}” and “{}” are never in view together: nobody can drag the "
                                  "one to the other.",
                                  doing.target_text(0), doing.target_text(1)));
  const auto &start = **from, &end = **target;
  auto& hands = state.hands;
  const double began = state.clock.now_ms();
  doing.log_input(began, "drag",
                  {{"x", start.x},
                   {"y", start.y},
                   {"on", doing.queries[0].text},
                   {"to_x", end.x},
                   {"to_y", end.y},
                   {"to", doing.queries[1].text}});
  if (!state.options.visitor.touch) hands.move(start.x, start.y);
  hands.hold(start.x, start.y);
  for (int move = 1; move <= kMovesOnTheWay; ++move) {
    const double share = static_cast<double>(move) / kMovesOnTheWay;
    hands.carry(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share);
    if (auto pumped = state.pump(kBetweenMoves); !pumped) return std::move(pumped).error();
  }
  // What is dragged over has a moment to open up for it.
  if (auto pumped = state.pump(kOverTheTarget); !pumped) return std::move(pumped).error();
  hands.carry(end.x, end.y);
  const double sent = state.clock.now_ms();
  hands.let_go(end.x, end.y);
  if (auto arrived = doing.await_input({"mouseup", "drop", "touchend"}, sent); !arrived)
    return arrived;
  return doing.after_input();
}

}  // namespace firsthand::deeds
