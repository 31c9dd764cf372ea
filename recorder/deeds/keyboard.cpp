#include "recorder/deeds/keyboard.h"

#include <fmt/format.h>

#include <set>

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand::deeds {
namespace {

constexpr auto kMoves = std::chrono::seconds(5);
constexpr int kMostKeys = 2000;  // a page that makes up new things for ever has no end

Result<> end(Doing& doing, const Spot& spot, const char* code, const std::string& says,
             std::string what) {
  doing.state.observe({.kind = code, .step = doing.index, .text = says, .box = spot.sighting.box});
  doing.done.at_once = true;
  return doing.miss(code, std::move(what));
}

class Going {
 public:
  Going(Doing& doing, const Spot& spot, const std::string& says)
      : doing_(doing), spot_(spot), says_(printable(says, 80)) {}

  Result<> go(bool work) {
    auto offset = doing_.state.page.offset_of(spot_.frame, Deadline::after(kCommand));
    if (!offset) return std::move(offset).error();
    auto towards =
        ask(fmt::format("keysTo({:.2f}, {:.2f})", spot_.x - offset->x, spot_.y - offset->y));
    std::set<std::string> been;
    std::optional<bool> back;
    for (int pressed = 0; towards; ++pressed) {
      const auto at = text_in(*towards, "at");
      if (at == "goal") return work ? use(text_in(*towards, "key")) : focused();
      if (at == "gone" || towards->is_null()) return Error{Errc::kPageGone, "it went away"};
      auto here = where();
      if (!here) return std::move(here).error();
      const bool known = !been.insert(at + *here).second;
      if (at == "nowhere" || known || pressed >= kMostKeys || doing_.is_over())
        return not_reached(flag_in(*towards, "inOrder"));
      // The shorter way, as far as can be seen, and then straight on.
      if (!back) back = flag_in(*towards, "behind");
      if (auto moved = move(at == "group" ? text_in(*towards, "key")
                            : *back       ? "Shift+Tab"
                                          : "Tab");
          !moved)
        return moved;
      towards = ask("towards()");
    }
    return std::move(towards).error();
  }

 private:
  Result<Json> ask(const std::string& expression) { return doing_.ask(spot_.frame, expression); }

  // What has the focus, in whichever frame.
  Result<std::string> where() {
    std::string all;
    std::vector<FrameId> frames;
    for (const auto& [id, frame] : doing_.state.page.frames().frames())
      if (frame.world && doing_.state.page.frames().in_front(id)) frames.push_back(id);
    for (const auto& id : frames) {
      auto mark = doing_.ask(id, "focusMark()");
      if (!mark) return std::move(mark).error();
      if (mark->is_number() && mark->get<int>() > 0)
        all += fmt::format(" {}:{}", id, mark->get<int>());
    }
    return all;
  }

  // Where the focus is can only be asked once the page has dealt with the key.
  Result<> move(const std::string& key) {
    auto& state = doing_.state;
    ++doing_.done.keystrokes;
    auto taken = state.page.client().wait(state.hands.press_and_ask(*chord_from(key)),
                                          Deadline::after(kMoves));
    if (!taken && ends_walk(taken.error())) return std::move(taken).error();
    return Done{};
  }

  Result<> focused() {
    if (!doing_.done.input_at_ms) doing_.done.input_at_ms = doing_.state.clock.now_ms();
    return doing_.after_input();
  }

  Result<> use(const std::string& key) {
    if (key.empty()) return focused();
    // What follows is the answer to this key, not to those that led here.
    doing_.state.page.agent().expect_reaction();
    doing_.log_input(doing_.state.clock.now_ms(), "press", {{"text", key}, {"on", says_}});
    return doing_.press(*chord_from(key));
  }

  Result<> not_reached(bool could_be) {
    if (!could_be) return out_of_reach(doing_, spot_, says_);
    return end(doing_, spot_, "keyboard_trap", says_,
               fmt::format("The focus never came to “{}”: it is held elsewhere.", says_));
  }

  Doing& doing_;
  const Spot& spot_;
  std::string says_;
};

}  // namespace

Result<> out_of_reach(Doing& doing, const Spot& spot, const std::string& says) {
  const auto name = printable(says, 80);
  return end(doing, spot, "not_reachable_by_keyboard", name,
             fmt::format("“{}” cannot be reached with the keyboard.", name));
}

Result<> go_by_keys(Doing& doing, const Spot& spot, const std::string& says, bool work) {
  return Going(doing, spot, says).go(work);
}

}  // namespace firsthand::deeds
