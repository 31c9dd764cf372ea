#include <fmt/format.h>

#include "journeys/keystroke_level.h"
#include "journeys/text.h"
#include "recorder/deeds/kinds.h"
#include "recorder/explaining.h"
#include "recorder/json_fields.h"

namespace firsthand::deeds {
namespace {

using std::chrono::milliseconds;
// A quick typist's; a page that goes on to the next box by a timer keeps up with that.
constexpr auto kBetweenKeys = milliseconds(40);

// Where the keys go: {name, takes} of what has the focus, and the frame it is in.
struct Focus {
  FrameId frame{};
  std::string name{};
  bool takes_text = false;
};

Result<std::optional<Focus>> focus_now(Doing& doing) {
  std::optional<Focus> found;
  std::vector<FrameId> frames;
  for (const auto& [id, frame] : doing.state.page.frames().frames())
    if (frame.world && doing.state.page.frames().in_front(id)) frames.push_back(id);
  for (const auto& id : frames) {
    auto told = doing.ask(id, "focus()");
    if (!told) return std::move(told).error();
    if (!told->is_object()) continue;
    Focus focus{id, text_in(*told, "name"), flag_in(*told, "takes")};
    if (!found || (focus.takes_text && !found->takes_text)) found = std::move(focus);
  }
  return found;
}

// A page may still be about to put the focus somewhere.
Result<std::optional<FrameId>> await_focus(Doing& doing) {
  auto& state = doing.state;
  const double from = state.clock.now_ms();
  for (;;) {
    auto focus = focus_now(doing);
    if (!focus) return std::move(focus).error();
    const double waited = state.clock.now_ms() - from;
    if (*focus && (*focus)->takes_text) {
      if (waited > static_cast<double>(kBetweenLooks.count()))
        doing.waited("missing", waited, "a field that has the focus");
      return std::optional((*focus)->frame);
    }
    // How a walk ends on these is the same wherever they come.
    if (doing.is_over()) {
      const auto& frames = state.page.frames();
      doing.done.held = state.page.guard().held().has_value();
      doing.done.ours = frames.killed();
      doing.done.error = frames.crashed() || frames.closed()
                             ? why_gone(frames)
                             : StepError{"held", "A request was held."};
      return std::optional<FrameId>();
    }
    if (waited >= doing.patience_ms()) {
      doing.waited("missing", waited, "a field that has the focus");
      doing.done.gave_up = true;
      doing.done.error = StepError{
          "nothing_focused",
          *focus
              ? fmt::format("Nothing that takes text had the focus within {}; “{}” had it.",
                            duration_text(doing.patience_ms()), printable((*focus)->name, 60))
              : fmt::format("Nothing on the page had the focus within {}: click the field first.",
                            duration_text(doing.patience_ms()))};
      return std::optional<FrameId>();
    }
    if (auto pumped = state.pump(kBetweenLooks); !pumped) return std::move(pumped).error();
  }
}

// What became of a field that was to be filled.
enum class Filled { kDone, kElsewhere, kOver };

// kElsewhere: the field lost the focus meanwhile, and what was typed went where nobody meant it to.
Result<Filled> fill_field(Doing& doing, const FieldValue& field, std::size_t which, bool again) {
  auto& state = doing.state;
  auto reached = again ? doing.reach_target_again(which) : doing.reach_target(which);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Filled::kOver;
  auto value = doing.value_of(field.value);
  if (!value) return std::move(value).error();
  const auto& spot = **reached;
  const int id = doing.id_of(which);
  if (auto tapped = doing.tap(spot, doing.queries[which].text); !tapped)
    return std::move(tapped).error();
  if (doing.done.error) return Filled::kOver;
  const bool secret = doing.is_secret(field.value);
  if (secret) {
    auto secured = doing.ask(spot.frame, fmt::format("secure({})", id));
    if (!secured) return std::move(secured).error();
  }
  if (state.journey.probe_forms && !again && !secret) {
    if (auto probed = probe_box(doing, spot, which); !probed) return std::move(probed).error();
    if (doing.done.error || doing.is_over()) return Filled::kOver;
  }
  state.page.guard().typed(*value);
  const double sent = state.clock.now_ms();
  doing.log_input(sent, "type", {{"text", expand_for_people(field.value.raw, state.variables)}});
  state.hands.press(*chord_from("Control+A"));
  if (value->empty())
    state.hands.press(*chord_from("Delete"));
  else if (auto typed = doing.type(*value); !typed)
    return std::move(typed).error();
  if (!secret) doing.done.keystrokes += static_cast<int>(characters_of(*value).size());
  if (!again) ++doing.done.fields;
  if (auto arrived = doing.await_input({"keydown"}, sent); !arrived)
    return std::move(arrived).error();
  if (auto settled = doing.after_input(); !settled) return std::move(settled).error();
  auto shown = doing.ask(spot.frame, fmt::format("value({})", id));
  if (!shown) return std::move(shown).error();
  if (!shown->is_string() || shown->get<std::string>() == *value || secret) return Filled::kDone;
  auto focused = doing.ask(spot.frame, fmt::format("focused({})", id));
  if (!focused) return std::move(focused).error();
  const bool lost = focused->is_boolean() && !focused->get<bool>() && !doing.is_over();
  state.observe(
      {.kind = "value_differs",
       .step = doing.index,
       .text = fmt::format("“{}” shows “{}” after “{}” was typed{}",
                           printable(doing.queries[which].text, 60),
                           printable(shown->get<std::string>(), 80), printable(*value, 80),
                           lost ? ", for it had lost the focus" : "")});
  return lost ? Filled::kElsewhere : Filled::kDone;
}

}  // namespace

Result<> fill(Doing& doing, const Fill& fill) {
  for (std::size_t which = 0; which < fill.fields.size(); ++which)
    for (const bool again : {false, true}) {
      auto filled = fill_field(doing, fill.fields[which], which, again);
      if (!filled) return std::move(filled).error();
      if (*filled == Filled::kOver) return Done{};
      if (*filled == Filled::kDone) break;
      // A person sees that, and types it again.
      if (!again) doing.done.targets.pop_back();
    }
  return Done{};
}

Result<> type(Doing& doing, const Type& type) {
  auto& state = doing.state;
  auto value = doing.value_of(type.text);
  if (!value) return std::move(value).error();
  auto frame = await_focus(doing);
  if (!frame) return std::move(frame).error();
  if (!*frame) return Done{};
  const bool secret = doing.is_secret(type.text);
  state.page.guard().typed(*value);
  const bool human = state.options.pace == Pace::kHuman;
  const auto between_keys = human ? milliseconds(static_cast<int>(klm::kKeyMs)) : kBetweenKeys;
  const double began = state.clock.now_ms();
  doing.log_input(began, "type", {{"text", expand_for_people(type.text.raw, state.variables)}});
  ++doing.done.fields;
  for (const auto& character : characters_of(*value)) {
    // The focus may have gone on to the next box.
    if (secret)
      if (auto secured = doing.ask(**frame, "secureFocus()"); !secured)
        return std::move(secured).error();
    const double sent = state.clock.now_ms();
    state.hands.type(character);
    if (!secret) ++doing.done.keystrokes;
    if (auto arrived = doing.await_input({"keydown", "input"}, sent); !arrived) return arrived;
    // By the page's own clock, once it has dealt with the key: nobody types on into a stuck box.
    if (auto paused = doing.ask(**frame, fmt::format("pause({})", between_keys.count())); !paused)
      return std::move(paused).error();
  }
  if (human) doing.done.pace_ms += state.clock.now_ms() - began;
  return doing.after_input();
}

Result<> press(Doing& doing, const Press& press) {
  const auto chord = chord_from(press.chord);
  if (!chord) return Error{Errc::kUsage, "no such key: " + printable(press.chord, 40)};
  doing.log_input(doing.state.clock.now_ms(), "press", {{"text", press.chord}});
  return doing.press(*chord);
}

}  // namespace firsthand::deeds
