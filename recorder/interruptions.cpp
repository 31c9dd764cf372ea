#include "recorder/interruptions.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "journeys/keystroke_level.h"
#include "journeys/text.h"
#include "journeys/wordings.h"
#include "recorder/json_fields.h"
#include "recorder/keyboard_way.h"
#include "recorder/layers.h"

namespace firsthand {
namespace {

using std::chrono::milliseconds;

constexpr auto kToDecide = milliseconds(static_cast<int>(klm::kThinkMs + klm::kPointMs));
constexpr auto kLayerLooks = milliseconds(100);
constexpr auto kGoes = milliseconds(3000);  // a layer that slides out is gone by then
constexpr int kMostButtons = 4;             // settings, a tab of them, save; then it is a maze
// A press that nothing answers for so long is made again: the page may not have been listening yet.
constexpr auto kNoAnswer = milliseconds(1000);
constexpr int kMostBoxes = 12;   // ticked for the visitor that are cleared
constexpr int kMostSteady = 20;  // looks until what slides in stands still
// What does not tell what it is may be about to come to an end of its own, like a spinner.
constexpr double kUnknownMs = 1000;

// The names of what a step works, in all the words that the journey has for it.
std::vector<std::string> names_worked_by(const Step& step) {
  const auto* click = std::get_if<Click>(&step.action);
  if (click == nullptr) return {};
  const auto& text = click->target.text.raw;
  std::vector<std::string> names{fold(text)};
  if (const auto thing = wording_in(text))
    for (const auto& wording : wordings_of(*thing))
      for (const auto& word : wording.words) names.push_back(fold(word));
  return names;
}

// A step of the journey, this one or a later, presses something in it. One that covers what this
// step wants cannot be waiting for a later one.
bool journey_works(const WalkState& state, const Layer& layer, bool in_the_way) {
  const auto& steps = state.journey.steps;
  const auto now = static_cast<std::size_t>(state.step);
  for (auto at = now; at < (in_the_way ? std::min(now + 1, steps.size()) : steps.size()); ++at)
    for (const auto& name : names_worked_by(steps[at]))
      if (std::ranges::any_of(layer.offers,
                              [&](const Offer& offer) { return fold(offer.name) == name; }))
        return true;
  return false;
}

void write(WalkState& state, const Interruption& interruption) {
  state.log.add("interruption", {{"interruption", Json(interruption)}});
}

class Dealing {
 public:
  Dealing(WalkState& state, const WaitOrder& order, const WaitResult& wait)
      : state_(state), order_(order), wait_(wait) {}

  Result<bool> run() {
    auto layers = layers_over_page(state_, order_.id);
    if (!layers) return std::move(layers).error();
    for (const auto& layer : *layers) {
      if (!is_ours(layer)) continue;
      if (auto dealt = deal_with(layer); !dealt || *dealt) return dealt;
    }
    return false;
  }

 private:
  Consent policy() const { return state_.options.consent.value_or(state_.journey.consent); }
  bool in_the_way() const { return !wait_.found && wait_.sighting.state == "covered"; }

  // Whether the visitor does something about it now.
  bool is_ours(const Layer& layer) {
    if (state_.interrupted.left.contains(layer.key())) return false;
    if (journey_works(state_, layer, in_the_way())) return leave(layer, "journey");
    if (layer.is_consent()) {
      if (policy() == Consent::kSteps) return leave(layer, "journey");
      if (policy() == Consent::kIgnore) return leave(layer, "left");
      return true;
    }
    if (!in_the_way()) return false;
    const double covered_ms = state_.clock.now_ms() - wait_.sighting.since_ms;
    return !layer.kind.empty() || (covered_ms >= kUnknownMs && button_for(layer, {}) >= 0);
  }

  bool leave(const Layer& layer, const char* ended) {
    auto interruption = noticed(layer);
    interruption.ended = ended;
    write(state_, interruption);
    state_.interrupted.left.insert(layer.key());
    return false;
  }

  Interruption noticed(const Layer& layer) const {
    return {.kind = layer.kind,
            .name = layer.name,
            .at_ms = state_.clock.now_ms(),
            .step = state_.step,
            .in_the_way = in_the_way(),
            .offers = layer.offers,
            .box = layer.box};
  }

  // Which of the layer's buttons the visitor presses next; -1: none.
  int button_for(const Layer& layer, const std::vector<std::string>& pressed) const {
    // What does not tell what it is may be a question that matters: it is closed, never answered.
    std::vector<std::string_view> wanted{"close"};
    if (!layer.kind.empty()) wanted.emplace_back("refuse");
    if (layer.is_consent() && policy() == Consent::kRefuse)
      wanted = pressed.empty()
                   ? std::vector<std::string_view>{"refuse", "settings", "save", "close"}
                   : std::vector<std::string_view>{"refuse", "save", "close"};
    else if (layer.is_consent())
      wanted = {"accept", "save", "close"};
    for (const auto does : wanted)
      for (std::size_t at = 0; at < layer.offers.size(); ++at) {
        const auto& offer = layer.offers[at];
        if (offer.does == does && std::ranges::find(pressed, offer.name) == pressed.end() &&
            !state_.interrupted.out_of_reach.contains(button_key(layer, offer.name)))
          return static_cast<int>(at);
      }
    return -1;
  }

  static std::string button_key(const Layer& layer, const std::string& name) {
    return layer.key() + "|" + name;
  }

  static std::string ending_of(const std::string& does) {
    if (does == "accept") return "accepted";
    return does == "refuse" || does == "save" ? "refused" : "closed";
  }

  Result<bool> deal_with(const Layer& first) {
    auto& standing = state_.interrupted.standing;
    const bool known = standing && standing->ended.empty() &&
                       layer_key(standing->kind, standing->name) == first.key();
    auto interruption = known ? *standing : noticed(first);
    const double began = state_.clock.now_ms();
    if (known) {
      interruption.in_the_way = interruption.in_the_way || in_the_way();
      interruption.offers = first.offers;
    } else {
      auto picture = state_.picture(fmt::format("interrupted-{}", ++state_.interrupted.pictures));
      if (!picture) return std::move(picture).error();
      interruption.screen = *picture;
    }
    if (state_.options.pace == Pace::kHuman && button_for(first, {}) >= 0)
      if (auto thought = state_.pump(kToDecide); !thought) return std::move(thought).error();
    std::optional<Layer> layer = first;
    std::string does;
    bool gone = false;
    for (int buttons = 0; layer && !gone && buttons < kMostButtons; ++buttons) {
      const int which = button_for(*layer, interruption.pressed);
      if (which < 0) break;
      does = layer->offers[static_cast<std::size_t>(which)].does;
      auto came = work(*layer, which, interruption.pressed);
      if (!came) return std::move(came).error();
      gone = came->gone;
      layer = std::move(came->next);
    }
    const double now = state_.clock.now_ms();
    if (!interruption.pressed.empty()) {
      // What stood beside the page, with nothing to press, cost nobody a second.
      const double from = interruption.in_the_way ? interruption.at_ms : began;
      interruption.ms = now - from;
      state_.add_pause(from, now);
    }
    if (!gone) {
      // A button to close it may come later.
      if (!interruption.pressed.empty()) state_.interrupted.left.insert(first.key());
      standing = interruption;
      state_.interrupted.standing_on = state_.page.frames().documents();
      return !interruption.pressed.empty();
    }
    standing.reset();
    interruption.ended = ending_of(does);
    // All choices that stood there were kept.
    if (policy() == Consent::kAccept && does == "save") interruption.ended = "accepted";
    write(state_, interruption);
    return true;
  }

  // What a button led to; with neither, it could not be pressed or brought nothing more to press.
  struct Came {
    bool gone = false;
    std::optional<Layer> next{};
  };

  Result<Came> work(Layer layer, int which, std::vector<std::string>& pressed) {
    const auto offer = layer.offers[static_cast<std::size_t>(which)];
    if (offer.does == "save" && policy() == Consent::kRefuse)
      if (auto cleared = clear(layer, pressed); !cleared) return std::move(cleared).error();
    bool any = false;
    for (const bool again : {false, true}) {
      auto hit = press(layer, which);
      if (!hit) return std::move(hit).error();
      if (!*hit) break;
      any = true;
      pressed.push_back(offer.name);
      if (offer.does == "settings") {
        auto opened = opens(layer, !again);
        if (!opened) return std::move(opened).error();
        if (*opened) return Came{.next = std::move(*opened)};
      } else {
        auto went = goes(layer, !again);
        if (!went) return std::move(went).error();
        if (*went) return Came{.gone = true};
      }
    }
    if (!any || offer.does == "settings") return Came{};
    auto stands = still_stands(layer);
    if (!stands) return std::move(stands).error();
    if (!*stands) return Came{.gone = true};
    return Came{.next = std::move(layer)};
  }

  // What was ticked for the visitor is no refusal.
  Result<> clear(const Layer& layer, std::vector<std::string>& pressed) {
    for (int box = 0; box < kMostBoxes; ++box) {
      auto at = ask_layer(state_, layer.frame, fmt::format("layerTick({})", layer.index));
      if (!at) return std::move(at).error();
      if (!at->is_object()) break;
      if (text_in(*at, "state") != "ready" || flag_in(*at, "offscreen")) continue;
      auto offset = state_.page.offset_of(layer.frame, Deadline::after(kLayerAnswers));
      if (!offset && ends_walk(offset.error())) return std::move(offset).error();
      if (!offset) break;
      const auto name = printable(text_in(*at, "name"), 80);
      auto hit = work_at(layer, *at, *offset, name);
      if (!hit) return std::move(hit).error();
      if (!*hit) break;
      pressed.push_back(name);
      if (auto pumped = state_.pump(kLayerLooks); !pumped) return std::move(pumped).error();
    }
    return Done{};
  }

  Result<bool> still_stands(const Layer& layer) {
    auto stands = ask_layer(state_, layer.frame, fmt::format("layerStands({})", layer.index));
    if (!stands) return std::move(stands).error();
    if (stands->is_boolean()) return stands->get<bool>();
    // A page that is too busy to say has not taken it away.
    const auto* frame = state_.page.frames().find(layer.frame);
    return frame != nullptr && frame->world && state_.page.silent();
  }

  // Nothing at all has come of what was pressed last.
  bool in_vain() const {
    const double pressed_ms = state_.interrupted.dealt_ms.back();
    return state_.clock.now_ms() - pressed_ms >= static_cast<double>(kNoAnswer.count()) &&
           state_.page.agent().last_busy_ms() < pressed_ms &&
           !state_.page.network().asking_since(pressed_ms);
  }

  // False: it cannot be pressed.
  Result<bool> press(const Layer& layer, int which) {
    std::optional<Box> before;
    for (int look = 0; look < kMostSteady; ++look) {
      auto at =
          ask_layer(state_, layer.frame, fmt::format("layerButton({}, {})", layer.index, which));
      if (!at) return std::move(at).error();
      if (text_in(*at, "state") == "missing") return false;
      const Box box = box_from(part_in(*at, "box"));
      const bool stands = before && unmoved(*before, box);
      before = box;
      if (stands && text_in(*at, "state") == "ready" && !flag_in(*at, "offscreen")) {
        auto offset = state_.page.offset_of(layer.frame, Deadline::after(kLayerAnswers));
        if (!offset && ends_walk(offset.error())) return std::move(offset).error();
        if (!offset) return false;
        return work_at(layer, *at, *offset, layer.offers[static_cast<std::size_t>(which)].name);
      }
      if (auto pumped = state_.pump(kLayerLooks); !pumped) return std::move(pumped).error();
    }
    return false;
  }

  // What the agent told to stand there. False: a visitor without a pointer cannot get to it.
  Result<bool> work_at(const Layer& layer, const Json& at, const Box& offset,
                       const std::string& name) {
    const double x = number_in(at, "x"), y = number_in(at, "y");
    if (!state_.options.visitor.keyboard) {
      note("click", {{"x", x + offset.x}, {"y", y + offset.y}, {"on", name}});
      state_.hands.click(x + offset.x, y + offset.y);
      return true;
    }
    auto way = go_by_keys(state_, layer.frame, x, y, [] { return false; });
    if (!way && ends_walk(way.error())) return std::move(way).error();
    if (!way) return false;
    if (!way->reached) {
      state_.interrupted.out_of_reach.insert(button_key(layer, name));
      state_.observe({.kind = way->in_order ? "keyboard_trap" : "not_reachable_by_keyboard",
                      .step = state_.step,
                      .text = name});
      return false;
    }
    const auto key = way->key.empty() ? std::string("Enter") : way->key;
    note("press", {{"text", key}, {"on", name}});
    state_.hands.press(*chord_from(key));
    return true;
  }

  void note(const char* what, Json fields) {
    const double now = state_.clock.now_ms();
    state_.interrupted.dealt_ms.push_back(now);
    fields["at_ms"] = now;
    fields["step"] = state_.step;
    fields["what"] = what;
    state_.log.add("input", fields);
  }

  // Whether it is gone within a moment; `hasty`: nobody waits on when nothing comes of it.
  Result<bool> goes(const Layer& layer, bool hasty) {
    const auto until = Deadline::after(kGoes);
    const int documents = state_.page.frames().documents();
    while (!until.passed()) {
      if (auto pumped = state_.pump(kLayerLooks); !pumped) return std::move(pumped).error();
      if (state_.page.frames().documents() > documents || state_.page.frames().navigating())
        return true;
      auto stands = still_stands(layer);
      if (!stands) return std::move(stands).error();
      if (!*stands) return true;
      if (hasty && in_vain()) break;
    }
    return false;
  }

  // What comes of a button that leads on to more choices; empty: nothing.
  Result<std::optional<Layer>> opens(Layer& from, bool hasty) {
    const auto until = Deadline::after(kGoes);
    while (!until.passed()) {
      if (auto pumped = state_.pump(kLayerLooks); !pumped) return std::move(pumped).error();
      auto layers = layers_over_page(state_, order_.id);
      if (!layers) return std::move(layers).error();
      for (auto& layer : *layers)
        if (layer.kind == from.kind && layer.offers != from.offers)
          return std::optional(std::move(layer));
        else if (layer.key() == from.key())
          from.index = layer.index;
      if (hasty && in_vain()) break;
    }
    return std::optional<Layer>();
  }

  WalkState& state_;
  const WaitOrder& order_;
  const WaitResult& wait_;
};

}  // namespace

Result<bool> deal_with_interruptions(WalkState& state, const WaitOrder& order,
                                     const WaitResult& wait) {
  return Dealing(state, order, wait).run();
}

void WalkState::note_native(NativeUi shown) {
  if (shown.shown_at_ms == 0) shown.shown_at_ms = clock.now_ms();
  log.add("native_ui", {{"native_ui", Json(shown)}});
  if (shown.kind != "permission" || shown.asked_for) return;
  // Browsers remember the answer, and ask no second time.
  if (!interrupted.left.insert(layer_key(shown.kind, shown.text)).second) return;
  const bool allowed = shown.answer == "allowed";
  write(*this, {.kind = shown.kind,
                .name = shown.text,
                .at_ms = shown.shown_at_ms,
                .step = shown.step,
                .ended = allowed ? "accepted" : "refused",
                .offers = {{"refuse", "Block"}, {"accept", "Allow"}},
                .pressed = {allowed ? "Allow" : "Block"}});
}

void settle_interruption(WalkState& state, bool gone) {
  auto& standing = state.interrupted.standing;
  if (!standing) return;
  if (standing->ended.empty()) {
    const auto key = layer_key(standing->kind, standing->name);
    const bool elsewhere = state.page.frames().documents() > state.interrupted.standing_on;
    // What is not in the way may stand there still when all is found.
    bool still = !gone;
    if (gone && !elsewhere)
      if (const auto layers = layers_over_page(state, -1))
        still = std::ranges::any_of(*layers, [&](const Layer& each) { return each.key() == key; });
    standing->ended = still ? "stayed" : elsewhere ? "page_left" : "went";
    if (still) state.interrupted.left.insert(key);
    write(state, *standing);
  }
  if (gone) standing.reset();
}

}  // namespace firsthand
