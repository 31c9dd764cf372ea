#include <fmt/format.h>

#include "journeys/text.h"
#include "recorder/deeds/kinds.h"
#include "recorder/json_fields.h"

namespace firsthand::deeds {
namespace {

// The list of a select is the browser's own and headless does not draw it: keys reach it.
Result<> choose_in_select(Doing& doing, int id, const Spot& spot) {
  const auto& frame = spot.frame;
  NativeUi list{.kind = "list",
                .text = printable(spot.sighting.name, 80),
                .step = doing.index,
                .shown_at_ms = doing.state.clock.now_ms(),
                .box = spot.sighting.box};
  const auto plan_of = [&] { return doing.ask(frame, fmt::format("selectPlan({})", id)); };
  auto plan = plan_of();
  if (!plan) return std::move(plan).error();
  if (!plan->is_object()) return Error{Errc::kPageGone, "the list went away"};
  list.answer = printable(text_in(*plan, "label"), 80);
  for (const auto& option : texts_in(part_in(*plan, "around")))
    list.options.push_back(printable(option, 80));
  const int by = whole_in(*plan, "by");
  const double sent = doing.state.clock.now_ms();
  const auto arrow = *chord_from(by < 0 ? "ArrowUp" : "ArrowDown");
  for (int press = 0; press < std::abs(by); ++press) doing.state.hands.press(arrow);
  doing.state.hands.press(*chord_from("Enter"));
  doing.done.keystrokes += std::abs(by) + 1;
  list.closed_at_ms = doing.state.clock.now_ms();
  doing.state.note_native(std::move(list));
  if (auto arrived = doing.await_input({"change", "keydown"}, sent); !arrived) return arrived;
  if (auto settled = doing.after_input(); !settled) return settled;
  plan = plan_of();
  if (!plan) return std::move(plan).error();
  if (plan->is_object() && !flag_in(*plan, "done"))
    return doing.fail("not_chosen", fmt::format("The list did not take “{}”.",
                                                printable(text_in(*plan, "label"), 80)));
  return Done{};
}

Result<> choose_in_list(Doing& doing, std::size_t which) {
  Query option = doing.queries[which];
  option.word = "option";
  option.text = option.option;
  option.words.clear();
  // Where the list stands does not tell where its options open, nor does its number theirs.
  option.in.clear();
  option.near.clear();
  option.nth = 0;
  auto reached = doing.reach_other(static_cast<int>(which), option);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Done{};
  return doing.tap(**reached, option.text);
}

}  // namespace

Result<> choose(Doing& doing, const Choose& choose) {
  for (std::size_t which = 0; which < choose.options.size(); ++which) {
    auto reached = doing.reach_target(which);
    if (!reached) return std::move(reached).error();
    if (!*reached) return Done{};
    const auto& spot = **reached;
    const auto& query = doing.queries[which];
    doing.state.page.guard().typed(query.option);
    ++doing.done.fields;
    const auto& says = query.called();
    if (auto tapped = doing.tap(spot, says); !tapped || doing.done.error) return tapped;
    Result<> done = Done{};
    if (spot.sighting.mode == "select") done = choose_in_select(doing, doing.id_of(which), spot);
    if (spot.sighting.mode == "open") done = choose_in_list(doing, which);
    if (!done) return done;
    if (doing.done.error) return Done{};
  }
  return Done{};
}

}  // namespace firsthand::deeds
