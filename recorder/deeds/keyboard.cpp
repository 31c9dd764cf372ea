#include "recorder/deeds/keyboard.h"

#include <fmt/format.h>

#include "journeys/text.h"
#include "recorder/keyboard_way.h"

namespace firsthand::deeds {
namespace {

Result<> end(Doing& doing, const Spot& spot, const char* code, const std::string& says,
             std::string what) {
  doing.state.observe({.kind = code, .step = doing.index, .text = says, .box = spot.sighting.box});
  doing.done.at_once = true;
  return doing.miss(code, std::move(what));
}

Result<> focused(Doing& doing) {
  if (!doing.done.input_at_ms) doing.done.input_at_ms = doing.state.clock.now_ms();
  return doing.after_input();
}

}  // namespace

Result<> out_of_reach(Doing& doing, const Spot& spot, const std::string& says) {
  const auto name = printable(says, 80);
  return end(doing, spot, "not_reachable_by_keyboard", name,
             fmt::format("“{}” cannot be reached with the keyboard.", name));
}

Result<> go_by_keys(Doing& doing, const Spot& spot, const std::string& says, bool work) {
  auto& state = doing.state;
  auto offset = state.page.offset_of(spot.frame, Deadline::after(kCommand));
  if (!offset) return std::move(offset).error();
  auto way = firsthand::go_by_keys(state, spot.frame, spot.x - offset->x, spot.y - offset->y,
                                   [&] { return doing.is_over(); });
  if (!way) return std::move(way).error();
  doing.done.keystrokes += way->keystrokes;
  const auto name = printable(says, 80);
  if (!way->reached && way->in_order)
    return end(doing, spot, "keyboard_trap", name,
               fmt::format("The focus never came to “{}”: it is held elsewhere.", name));
  if (!way->reached) return out_of_reach(doing, spot, says);
  if (!work || way->key.empty()) return focused(doing);
  // What follows is the answer to this key, not to those that led here.
  state.page.agent().expect_reaction();
  doing.log_input(state.clock.now_ms(), "press", {{"text", way->key}, {"on", name}});
  return doing.press(*chord_from(way->key));
}

}  // namespace firsthand::deeds
