#include "recorder/deeds.h"

#include <fmt/format.h>

#include "journeys/text.h"
#include "recorder/json_fields.h"
#include "recorder/queries.h"

namespace firsthand {
namespace {

using std::chrono::milliseconds;
constexpr auto kCommand = std::chrono::seconds(5);  // a page that is busy longer is asked again
constexpr auto kInputArrives = milliseconds(1000);
constexpr auto kBetweenTries = milliseconds(100);
constexpr auto kNavigationShows = milliseconds(40);  // a click's navigation is announced by then
constexpr auto kScrollRests = milliseconds(2000);
constexpr int kMostScrolls = 60;

bool uses_secret(const Text& text, const Variables& variables) {
  for (const auto& name : names_in(text.raw))
    if (variables.secret.contains(name)) return true;
  return false;
}

int characters(std::string_view text) {
  int count = 0;
  for (const char character : text)
    if ((static_cast<unsigned char>(character) & 0xC0U) != 0x80U) ++count;
  return count;
}

}  // namespace

Deeds::Deeds(WalkState& state, const Step& step, int index, int first_id,
             std::vector<Query> queries, WaitOrder patience)
    : state_(state),
      step_(step),
      index_(index),
      first_id_(first_id),
      queries_(std::move(queries)),
      patience_(std::move(patience)) {}

Result<StepDone> Deeds::perform(const std::string& base_url) {
  state_.page.agent().expect_reaction();
  Result<> result = Done{};
  const auto& action = step_.action;
  if (const auto* to_open = std::get_if<Open>(&action))
    result = open(*to_open, base_url);
  else if (std::holds_alternative<Click>(action))
    result = click(0);
  else if (const auto* to_fill = std::get_if<Fill>(&action))
    result = fill(*to_fill);
  else if (const auto* to_choose = std::get_if<Choose>(&action))
    result = choose(*to_choose);
  else if (std::holds_alternative<Check>(action))
    result = check();
  else if (const auto* to_press = std::get_if<Press>(&action))
    result = press(*to_press);
  else if (const auto* to_scroll = std::get_if<Scroll>(&action))
    result = scroll(*to_scroll);
  if (!result && ends_walk(result.error())) return std::move(result).error();
  if (!result && !done_.error) done_.error = StepError{"page_gone", result.error().text()};
  return std::move(done_);
}

Result<std::optional<Spot>> Deeds::get_to(int id, const Query& query, bool known_ready) {
  auto order = patience_;
  order.id = id;
  order.query = query;
  if (!known_ready) order.from_ms = state_.clock.now_ms();
  auto reached = reach(state_, std::move(order), index_, known_ready);
  if (!reached) return std::move(reached).error();
  done_.waited_for.insert(done_.waited_for.end(), reached->waited_for.begin(),
                          reached->waited_for.end());
  if (reached->target) done_.targets.push_back(std::move(*reached->target));
  done_.error = reached->error;
  done_.gave_up = reached->gave_up;
  done_.held = reached->held;
  return std::move(reached->spot);
}

Result<> Deeds::open(const Open& open, const std::string& base_url) {
  auto where = expand(open.where.raw, state_.variables);
  if (!where) return std::move(where).error();
  std::string url = *where;
  if (url.find("://") == std::string::npos) {
    // Paths are the site's own: "/help" and "help" both start at its root.
    const auto scheme = base_url.find("://");
    const auto slash = base_url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    url = base_url.substr(0, slash) + (url.starts_with('/') ? "" : "/") + url;
  }
  if (!state_.page.guard().may_visit(url)) {
    done_.held = true;
    done_.error = StepError{"left_hosts",
                            fmt::format("{} is not in this journey's hosts.", printable(url, 120))};
    return Done{};
  }
  const int documents = state_.page.frames().documents();
  done_.input_at_ms = state_.clock.now_ms();
  state_.page.navigate(url);
  // The old document must not be taken for the new one; but its coming is not a precondition.
  const auto* before = state_.page.network().main_document();
  const double asked = before == nullptr ? -1 : before->at_ms;
  auto pumped = state_.pump(kInputArrives, [&] {
    const auto* now = state_.page.network().main_document();
    return state_.page.frames().documents() > documents || (now != nullptr && now->at_ms > asked) ||
           state_.page.frames().navigating();
  });
  if (!pumped) return std::move(pumped).error();
  return Done{};
}

Result<> Deeds::await_input(const std::vector<std::string>& types, double sent_ms) {
  auto& agent = state_.page.agent();
  const auto arrived = [&]() -> std::optional<double> {
    for (const auto& type : types)
      if (const auto found = agent.inputs().find(type);
          found != agent.inputs().end() && found->second >= sent_ms - 5)
        return found->second;
    return std::nullopt;
  };
  const int documents = state_.page.frames().documents();
  const auto dialogs = state_.page.dialogs().dialogs().size();
  auto pumped = state_.pump(kInputArrives, [&] {
    return arrived() || state_.page.frames().documents() > documents ||
           state_.page.dialogs().dialogs().size() > dialogs;
  });
  if (!pumped) return std::move(pumped).error();
  // A page too busy to say so has been clicked all the same.
  done_.input_at_ms = arrived().value_or(sent_ms);
  return Done{};
}

Result<> Deeds::after_input() {
  // The page's own handlers have run once it answers; what they started is announced soon after.
  auto answered = state_.ask(state_.page.frames().root_frame(), "view()");
  if (!answered && ends_walk(answered.error())) return std::move(answered).error();
  auto pumped = state_.pump(kNavigationShows);
  if (!pumped) return std::move(pumped).error();
  return Done{};
}

Result<> Deeds::tap(const Spot& spot, const std::string& says) {
  const double sent = state_.clock.now_ms();
  state_.log.add("input", {{"at_ms", sent},
                           {"step", index_},
                           {"what", "click"},
                           {"x", spot.x},
                           {"y", spot.y},
                           {"on", says}});
  state_.hands.click(spot.x, spot.y);
  ++done_.clicks;
  auto arrived = await_input({"click", "touchend"}, sent);
  if (!arrived) return arrived;
  return after_input();
}

Result<> Deeds::click(int which) {
  const auto& query = queries_[static_cast<std::size_t>(which)];
  auto reached = get_to(first_id_ + which, query, which == 0);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Done{};
  state_.page.guard().allow_sending(step_.submits && state_.options.allow_submit);
  return tap(**reached, query.text);
}

Result<> Deeds::fill(const Fill& fill) {
  for (std::size_t which = 0; which < fill.fields.size(); ++which) {
    const auto& field = fill.fields[which];
    const int id = first_id_ + static_cast<int>(which);
    if (which > 0) state_.page.agent().arm(id, queries_[which]);
    auto reached = get_to(id, queries_[which], which == 0);
    if (!reached) return std::move(reached).error();
    if (!*reached) return Done{};
    auto value = expand(field.value.raw, state_.variables);
    if (!value) return std::move(value).error();
    const auto& spot = **reached;
    if (auto tapped = tap(spot, queries_[which].text); !tapped) return tapped;
    if (uses_secret(field.value, state_.variables)) {
      auto secured = state_.ask(spot.frame, fmt::format("secure({})", id));
      if (!secured && ends_walk(secured.error())) return std::move(secured).error();
    }
    state_.page.guard().typed(*value);
    const double sent = state_.clock.now_ms();
    state_.log.add("input", {{"at_ms", sent},
                             {"step", index_},
                             {"what", "type"},
                             {"text", expand_for_people(field.value.raw, state_.variables)}});
    state_.hands.press(*chord_from("Control+A"));
    if (value->empty())
      state_.hands.press(*chord_from("Delete"));
    else
      state_.hands.type(*value);
    done_.keystrokes += characters(*value);
    ++done_.fields;
    if (auto arrived = await_input({"keydown"}, sent); !arrived) return arrived;
    if (auto settled = after_input(); !settled) return settled;
    auto shown = state_.ask(spot.frame, fmt::format("value({})", id));
    if (!shown && ends_walk(shown.error())) return std::move(shown).error();
    if (shown && shown->is_string() && shown->get<std::string>() != *value &&
        !uses_secret(field.value, state_.variables))
      state_.observe(
          {.kind = "value_differs",
           .step = index_,
           .text = fmt::format("“{}” shows “{}” after “{}” was typed",
                               printable(queries_[which].text, 60),
                               printable(shown->get<std::string>(), 80), printable(*value, 80))});
  }
  return Done{};
}

Result<> Deeds::choose(const Choose& choose) {
  for (std::size_t which = 0; which < choose.options.size(); ++which) {
    const int id = first_id_ + static_cast<int>(which);
    if (which > 0) state_.page.agent().arm(id, queries_[which]);
    auto reached = get_to(id, queries_[which], which == 0);
    if (!reached) return std::move(reached).error();
    if (!*reached) return Done{};
    const auto& spot = **reached;
    state_.page.guard().typed(queries_[which].option);
    ++done_.fields;
    Result<> done = Done{};
    if (auto tapped = tap(spot, queries_[which].text); !tapped) return tapped;
    if (spot.sighting.mode == "select") done = choose_in_select(id, spot.frame);
    if (spot.sighting.mode == "open") done = choose_in_list(id, queries_[which]);
    if (!done) return done;
    if (done_.error) return Done{};
  }
  return Done{};
}

// The list of a select is the browser's own and headless does not draw it: keys reach it.
Result<> Deeds::choose_in_select(int id, const FrameId& frame) {
  state_.observe({.kind = "native_ui", .step = index_, .text = "list of options"});
  const auto plan_of = [&] { return state_.ask(frame, fmt::format("selectPlan({})", id)); };
  auto plan = plan_of();
  if (!plan) return std::move(plan).error();
  if (!plan->is_object()) return Error{Errc::kPageGone, "the list went away"};
  const int by = whole_in(*plan, "by");
  const double sent = state_.clock.now_ms();
  const auto arrow = *chord_from(by < 0 ? "ArrowUp" : "ArrowDown");
  for (int press = 0; press < std::abs(by); ++press) state_.hands.press(arrow);
  state_.hands.press(*chord_from("Enter"));
  done_.keystrokes += std::abs(by) + 1;
  auto arrived = await_input({"change", "keydown"}, sent);
  if (!arrived) return arrived;
  if (auto settled = after_input(); !settled) return settled;
  plan = plan_of();
  if (!plan && ends_walk(plan.error())) return std::move(plan).error();
  if (plan && plan->is_object() && !flag_in(*plan, "done"))
    done_.error = StepError{"not_chosen", fmt::format("The list did not take “{}”.",
                                                      printable(text_in(*plan, "label"), 80))};
  return Done{};
}

Result<> Deeds::choose_in_list(int id, const Query& query) {
  Query option = query;
  option.word = "option";
  option.text = query.option;
  const int option_id = id + 50;
  state_.page.agent().arm(option_id, option);
  auto reached = get_to(option_id, option, false);
  state_.page.agent().disarm(option_id);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Done{};
  return tap(**reached, option.text);
}

Result<> Deeds::check() {
  auto reached = get_to(first_id_, queries_[0], true);
  if (!reached) return std::move(reached).error();
  if (!*reached) return Done{};
  const auto& spot = **reached;
  const auto checked = [&] {
    return state_.ask(spot.frame, fmt::format("checked({})", first_id_));
  };
  auto before = checked();
  if (!before) return std::move(before).error();
  ++done_.fields;
  if (before->is_boolean() && before->get<bool>()) {
    done_.input_at_ms = state_.clock.now_ms();
    return Done{};
  }
  if (auto tapped = tap(spot, queries_[0].text); !tapped) return tapped;
  auto after = checked();
  if (!after && ends_walk(after.error())) return std::move(after).error();
  if (after && after->is_boolean() && !after->get<bool>())
    done_.error = StepError{"not_checked", fmt::format("“{}” was clicked and stayed unticked.",
                                                       printable(queries_[0].text, 80))};
  return Done{};
}

Result<> Deeds::press(const Press& press) {
  const auto chord = chord_from(press.chord);
  if (!chord) return Error{Errc::kUsage, "no such key: " + printable(press.chord, 40)};
  state_.page.guard().allow_sending(step_.submits && state_.options.allow_submit);
  const double sent = state_.clock.now_ms();
  state_.log.add("input",
                 {{"at_ms", sent}, {"step", index_}, {"what", "press"}, {"text", press.chord}});
  state_.hands.press(*chord);
  ++done_.keystrokes;
  if (auto arrived = await_input({"keydown"}, sent); !arrived) return arrived;
  return after_input();
}

Result<> Deeds::scroll(const Scroll& scroll) {
  if (scroll.to == ScrollTo::kTarget) {
    auto reached = get_to(first_id_, queries_[0], true);
    if (!reached) return std::move(reached).error();
    return Done{};
  }
  const auto& visitor = state_.options.visitor;
  const double x = visitor.width / 2.0, y = visitor.height / 2.0;
  const double by = visitor.height * 0.8 * (scroll.to == ScrollTo::kUp ? -1 : 1);
  done_.input_at_ms = state_.clock.now_ms();
  double last = -1;
  for (int turn = 0; turn < (scroll.to == ScrollTo::kEnd ? kMostScrolls : 1); ++turn) {
    auto gesture =
        state_.page.client().wait(state_.hands.scroll(x, y, by), Deadline::after(kScrollRests));
    if (!gesture && ends_walk(gesture.error())) return std::move(gesture).error();
    auto top = scroll_rests();
    if (!top) return std::move(top).error();
    // An endless page moves its end away; one that does not move any more has ended.
    if (*top == last) break;
    last = *top;
  }
  return Done{};
}

// A finger's sweep goes on for a while, and so does a page that scrolls smoothly.
Result<double> Deeds::scroll_rests() {
  const auto deadline = Deadline::after(kScrollRests);
  for (double last = -1;;) {
    auto pumped = state_.pump(kBetweenTries);
    if (!pumped) return std::move(pumped).error();
    auto view = state_.page.view(Deadline::after(kCommand));
    if (!view) return std::move(view).error();
    if (view->scroll_y == last || deadline.passed()) return view->scroll_y;
    last = view->scroll_y;
  }
}

}  // namespace firsthand
