#include <fmt/format.h>

#include <utility>

#include "recorder/deeds/keyboard.h"
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

// The browser's own drag and drop leaves the page's pointer events behind: the browser tells us
// what is dragged, and we tell the page where it is.
class OwnDrag {
 public:
  explicit OwnDrag(Doing& doing)
      : client_(doing.state.page.client()),
        root_(doing.state.page.frames().root_session()),
        began_(client_.on("Input.dragIntercepted", [this](const SessionId&, const Json& event) {
          data_ = part_in(event, "data");
        })) {
    client_.tell(root_, "Input.setInterceptDrags", {{"enabled", true}});
  }
  ~OwnDrag() { client_.tell(root_, "Input.setInterceptDrags", {{"enabled", false}}); }
  OwnDrag(const OwnDrag&) = delete;
  OwnDrag& operator=(const OwnDrag&) = delete;

  bool under_way() const { return data_.is_object(); }
  void tell(const char* type, double x, double y) {
    client_.tell(root_, "Input.dispatchDragEvent",
                 {{"type", type}, {"x", x}, {"y", y}, {"data", data_}});
  }
  void carry(double x, double y) {
    if (!std::exchange(entered_, true)) tell("dragEnter", x, y);
    tell("dragOver", x, y);
  }

 private:
  DevToolsClient& client_;
  SessionId root_;
  Json data_{};
  bool entered_ = false;
  Subscription began_;  // last: dropped first
};

}  // namespace

Result<> drag(Doing& doing) {
  auto& state = doing.state;
  auto from = doing.reach_target(0);
  if (!from) return std::move(from).error();
  if (!*from) return Done{};
  auto to = doing.reach_target(1);
  if (!to) return std::move(to).error();
  if (!*to) return Done{};
  // Getting to the one may have scrolled the other away.
  auto from_now = spot_now(doing, 0, **from);
  if (!from_now) return std::move(from_now).error();
  if (!*from_now)
    return doing.fail("out_of_reach",
                      fmt::format("“{}” and “{}” are never in view together: nobody can drag the "
                                  "one to the other.",
                                  doing.target_text(0), doing.target_text(1)));
  const auto &start = **from_now, &end = **to;
  // Dragging takes a pointer (WCAG 2.5.7 asks for another way; the journey would name it).
  if (state.options.visitor.keyboard) return out_of_reach(doing, start, doing.queries[0].text);
  auto& hands = state.hands;
  const double began = state.clock.now_ms();
  doing.log_input(began, "drag",
                  {{"x", start.x},
                   {"y", start.y},
                   {"on", doing.queries[0].text},
                   {"to_x", end.x},
                   {"to_y", end.y},
                   {"to", doing.queries[1].text}});
  // A finger starts no such drag.
  std::optional<OwnDrag> own;
  if (!state.options.visitor.touch) own.emplace(doing);
  if (!state.options.visitor.touch) hands.move(start.x, start.y);
  hands.hold(start.x, start.y);
  for (int move = 1; move <= kMovesOnTheWay; ++move) {
    const double share = static_cast<double>(move) / kMovesOnTheWay;
    const double x = start.x + (end.x - start.x) * share;
    const double y = start.y + (end.y - start.y) * share;
    own && own->under_way() ? own->carry(x, y) : hands.carry(x, y);
    if (auto pumped = state.pump(kBetweenMoves); !pumped) return std::move(pumped).error();
  }
  // What is dragged over has a moment to open up for it.
  if (auto pumped = state.pump(kOverTheTarget); !pumped) return std::move(pumped).error();
  own && own->under_way() ? own->carry(end.x, end.y) : hands.carry(end.x, end.y);
  const double sent = state.clock.now_ms();
  if (own && own->under_way()) own->tell("drop", end.x, end.y);
  hands.let_go(end.x, end.y);
  if (auto arrived = doing.await_input({"mouseup", "drop", "touchend"}, sent); !arrived)
    return arrived;
  return doing.after_input();
}

}  // namespace firsthand::deeds
