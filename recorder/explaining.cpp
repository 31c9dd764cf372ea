#include "recorder/explaining.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/text.h"
#include "recorder/json_fields.h"
#include "recorder/queries.h"

namespace firsthand {
namespace {

// As a message names it, in quotes.
std::string spoken(const WaitOrder& order) {
  if (!order.what.empty()) return order.what;
  const auto text = printable(order.query.called(), 80);
  return order.query.pattern ? "the pattern /" + text + "/" : "“" + text + "”";
}

// They have a word of some length in common.
bool share_a_word(const std::string& one, const std::string& other) {
  constexpr std::size_t kTelling = 3;  // bytes; "to" and "my" are in many names
  const auto a = fold(one), b = fold(other);
  const auto words = split(b, ' ');
  return std::ranges::any_of(split(a, ' '), [&](std::string_view word) {
    return word.size() >= kTelling && std::ranges::find(words, word) != words.end();
  });
}

// The names on the page that are nearest to what was looked for, at most six: by their letters,
// then by their words, then in the page's order.
std::vector<std::string> nearest_names(const std::vector<std::string>& names,
                                       const std::string& wanted) {
  constexpr std::size_t kMost = 6;
  std::vector<std::string> out;
  auto rest = names;
  for (auto best = nearest(wanted, rest); !best.empty(); best = nearest(wanted, rest)) {
    out.push_back(best);
    std::erase(rest, best);
  }
  std::stable_partition(rest.begin(), rest.end(),
                        [&](const std::string& name) { return share_a_word(name, wanted); });
  out.insert(out.end(), rest.begin(), rest.end());
  out.resize(std::min(out.size(), kMost));
  return out;
}

// Where the names that people could have meant are: the page itself, or the frame that was named.
std::optional<FrameId> frame_to_ask(WalkState& state, int id) {
  const auto& frames = state.page.frames();
  if (state.page.agent().may_hold(id, frames.root_frame())) return frames.root_frame();
  for (const auto& [frame, data] : frames.frames())
    if (data.world && state.page.agent().may_hold(id, frame)) return frame;
  return std::nullopt;
}

// Without its full stop.
std::string of_nothing_found(const WaitOrder& order, std::string_view kind,
                             const std::string& waited) {
  const auto patience = duration_text(order.patience_ms);
  if (order.query.text.empty() && !order.query.option.empty())
    return fmt::format("Nothing offered “{}” to choose within {}",
                       printable(order.query.option, 60), patience);
  if (kind == "text")
    return fmt::format("{} did not appear within {}, nor until we stopped watching after {}",
                       spoken(order), patience, waited);
  return fmt::format("There was no {} {} within {}", kind, spoken(order), patience);
}

// It came, and then did not answer what it was asked.
bool is_busy(WalkState& state) {
  const auto* root = state.page.frames().find(state.page.frames().root_frame());
  return state.page.silent() && !state.page.frames().navigating() && root != nullptr &&
         root->world && state.page.agent().loaded_ms();
}

Result<StepError> reason_for(WalkState& state, const WaitOrder& order, const WaitResult& result) {
  const auto what = spoken(order);
  const auto kind = kind_for_people(order.query);
  const auto since = [&](double at_ms) {
    return duration_text(state.awaited_ms(order.from_ms, at_ms));
  };
  const auto waited = since(result.until_ms);
  const auto& seen = result.sighting;
  if (result.found)
    return StepError{"too_slow",
                     fmt::format("{} {} after {}; patience ended at {}.", what,
                                 order.absence ? "was gone only" : "came", since(result.ready_ms),
                                 duration_text(order.patience_ms))};
  const auto where = frame_to_ask(state, order.id);
  if (!where && !state.page.frames().navigating())
    return StepError{"no_frame", fmt::format("This page has no frame called “{}”.",
                                             printable(order.query.frame, 80))};
  if (state.page.frames().navigating() || !sighting_for(state, order) || is_busy(state))
    return StepError{"loading", is_busy(state)
                                    ? fmt::format("The page did not answer for {}: its scripts "
                                                  "kept it busy.",
                                                  waited)
                                    : fmt::format("The page had not come after {}.", waited)};
  if (order.absence)
    return StepError{"still_there", fmt::format("{} was still there after {}.", what, waited)};
  if (seen.state == "covered") {
    const auto& standing = state.interrupted.standing;
    if (standing && standing->in_the_way && standing->step == state.step)
      return StepError{"covered", fmt::format("{} was covered by “{}” for {}; {}.", what,
                                              printable(standing->name, 60), waited,
                                              standing->pressed.empty()
                                                  ? "it has no button that closes it"
                                                  : fmt::format("pressing “{}” did not close it",
                                                                standing->pressed.back()))};
    return StepError{"covered", fmt::format("{} was covered by “{}” for {}.", what,
                                            printable(seen.by, 60), waited)};
  }
  if (seen.state == "disabled" || seen.state == "moving" || seen.state == "hidden")
    return StepError{
        seen.state,
        fmt::format(
            "{} was still {} after {}{}.", what, seen.state, waited,
            seen.state == "hidden" && !seen.by.empty() ? ": " + printable(seen.by, 60) : "")};
  if (seen.state == "ready" && seen.offscreen)
    return StepError{"out_of_view",
                     fmt::format("{} could not be brought into view within {}.", what, waited)};
  if (!seen.by.empty() && order.query.word == "choose")
    return StepError{"no_option",
                     fmt::format("“{}” cannot be chosen in {}: {}.",
                                 printable(order.query.option, 60), what, printable(seen.by, 200))};
  std::string sentence = of_nothing_found(order, kind, waited);
  if (kind != "text") {
    auto names = state.ask(where.value_or(state.page.frames().root_frame()),
                           fmt::format("nearby({})", order.id), std::chrono::seconds(2));
    if (!names && ends_walk(names.error())) return std::move(names).error();
    if (names && names->is_array() && !names->empty())
      sentence += std::string(kThisPageHas) +
                  listed(nearest_names(texts_in(*names), order.query.called()), 40);
  }
  sentence += ".";
  if (order.instead) sentence += order.instead();
  return StepError{"not_found", sentence};
}

}  // namespace

StepError why_gone(const FrameTree& frames) {
  if (frames.killed())
    return {
        "page_killed",
        "The page's process was ended from outside, by somebody or by a machine out of memory."};
  if (frames.crashed()) return {"page_crashed", "The page crashed in the browser."};
  return {"page_closed", "The page closed itself."};
}

Result<StepError> explain(WalkState& state, const WaitOrder& order, const WaitResult& result) {
  auto error = reason_for(state, order, result);
  if (error) error->target = order.what.empty() ? printable(order.query.called(), 80) : order.what;
  return error;
}

}  // namespace firsthand
