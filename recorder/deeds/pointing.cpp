#include <fmt/format.h>

#include "journeys/text.h"
#include "recorder/deeds/keyboard.h"
#include "recorder/deeds/kinds.h"

namespace firsthand::deeds {

Result<> click(Doing& doing) {
  auto reached = doing.reach_target(0);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Done{};
  return doing.tap(**reached, doing.queries[0].text);
}

Result<> double_click(Doing& doing) {
  auto reached = doing.reach_target(0);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Done{};
  const auto& spot = **reached;
  if (doing.state.options.visitor.keyboard) return doing.tap(spot, doing.queries[0].text);
  const double sent = doing.state.clock.now_ms();
  doing.log_input(sent, "double_click",
                  {{"x", spot.x}, {"y", spot.y}, {"on", doing.queries[0].text}});
  doing.state.hands.double_click(spot.x, spot.y);
  doing.done.clicks += 2;
  if (auto arrived = doing.await_input({"dblclick"}, sent); !arrived) return arrived;
  return doing.after_input();
}

Result<> hover(Doing& doing) {
  auto reached = doing.reach_target(0);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Done{};
  const auto& spot = **reached;
  if (doing.state.options.visitor.touch) return doing.tap(spot, doing.queries[0].text);
  // The focus is all of a pointer that the keyboard has.
  if (doing.state.options.visitor.keyboard)
    return go_by_keys(doing, spot, doing.queries[0].text, false);
  const double sent = doing.state.clock.now_ms();
  doing.log_input(sent, "hover", {{"x", spot.x}, {"y", spot.y}, {"on", doing.queries[0].text}});
  doing.state.hands.move(spot.x, spot.y);
  if (auto arrived = doing.await_input({"mouseover"}, sent); !arrived) return arrived;
  auto tooltip = doing.ask(spot.frame, fmt::format("tooltip({})", doing.id_of(0)));
  if (!tooltip) return std::move(tooltip).error();
  if (tooltip->is_string() && !tooltip->get<std::string>().empty())
    doing.state.note_native({.kind = "tooltip",
                             .text = printable(tooltip->get<std::string>()),
                             .step = doing.index,
                             .box = spot.sighting.box});
  return doing.after_input();
}

Result<> check(Doing& doing, const Check& check) {
  auto reached = doing.reach_target(0);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Done{};
  const auto& spot = **reached;
  const auto checked = [&] {
    return doing.ask(spot.frame, fmt::format("checked({})", doing.id_of(0)));
  };
  auto before = checked();
  if (!before) return std::move(before).error();
  ++doing.done.fields;
  if (before->is_boolean() && before->get<bool>() == check.on) {
    doing.done.input_at_ms = doing.state.clock.now_ms();
    return Done{};
  }
  if (auto tapped = doing.tap(spot, doing.queries[0].text); !tapped || doing.done.error)
    return tapped;
  auto after = checked();
  if (!after) return std::move(after).error();
  if (after->is_boolean() && after->get<bool>() != check.on)
    return check.on ? doing.fail("not_checked", fmt::format("“{}” was clicked and stayed unticked.",
                                                            doing.target_text(0)))
                    : doing.fail("not_unchecked", fmt::format("“{}” was clicked and stayed ticked.",
                                                              doing.target_text(0)));
  return Done{};
}

}  // namespace firsthand::deeds
