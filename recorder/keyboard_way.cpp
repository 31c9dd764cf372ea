#include "recorder/keyboard_way.h"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr auto kMoves = std::chrono::seconds(5);
constexpr int kMostKeys = 2000;  // a page that makes up new things for ever has no end
// Before the first key, between the end of a page and its beginning (the browser's own bar), and
// where what had the focus was taken away.
constexpr int kOutside = 3;

class Going {
 public:
  Going(WalkState& state, FrameId frame, const std::function<bool()>& over)
      : state_(state), frame_(std::move(frame)), over_(over) {}

  Result<KeyboardWay> go(double x, double y) {
    auto towards = state_.ask_or_null(frame_, fmt::format("keysTo({:.2f}, {:.2f})", x, y));
    std::set<std::string> been;
    std::optional<bool> back;
    int outside = 0;
    while (towards) {
      const auto at = text_in(*towards, "at");
      way_.in_order = flag_in(*towards, "inOrder");
      if (at == "goal") {
        way_.reached = true;
        way_.key = text_in(*towards, "key");
        return way_;
      }
      if (at == "gone" || towards->is_null()) return Error{Errc::kPageGone, "it went away"};
      auto here = where();
      if (!here) return std::move(here).error();
      const bool known = here->empty() ? ++outside > kOutside : !been.insert(at + *here).second;
      if (at == "nowhere" || known || way_.keystrokes >= kMostKeys || over_()) return way_;
      // The shorter way, as far as can be seen, and then straight on.
      if (!back) back = flag_in(*towards, "behind");
      if (auto moved = move(at == "group" ? text_in(*towards, "key")
                            : *back       ? "Shift+Tab"
                                          : "Tab");
          !moved)
        return std::move(moved).error();
      towards = state_.ask_or_null(frame_, "towards()");
    }
    return std::move(towards).error();
  }

 private:
  // What has the focus, in whichever frame; empty: nothing of the page.
  Result<std::string> where() {
    std::string all;
    std::vector<FrameId> frames;
    for (const auto& [id, frame] : state_.page.frames().frames())
      if (frame.world && state_.page.frames().in_front(id)) frames.push_back(id);
    for (const auto& id : frames) {
      auto mark = state_.ask_or_null(id, "focusMark()");
      if (!mark) return std::move(mark).error();
      if (mark->is_number() && mark->get<int>() > 0)
        all += fmt::format(" {}:{}", id, mark->get<int>());
    }
    return all;
  }

  // Where the focus is can only be asked once the page has dealt with the key.
  Result<> move(const std::string& key) {
    ++way_.keystrokes;
    auto taken = state_.page.client().wait(state_.hands.press_and_ask(*chord_from(key)),
                                           Deadline::after(kMoves));
    if (!taken && ends_walk(taken.error())) return std::move(taken).error();
    return Done{};
  }

  WalkState& state_;
  FrameId frame_;
  const std::function<bool()>& over_;
  KeyboardWay way_;
};

}  // namespace

Result<KeyboardWay> go_by_keys(WalkState& state, const FrameId& frame, double x, double y,
                               const std::function<bool()>& over) {
  return Going(state, frame, over).go(x, y);
}

}  // namespace firsthand
