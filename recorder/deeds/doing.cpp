#include "recorder/deeds/doing.h"

#include <algorithm>
#include <utility>

#include "journeys/keystroke_level.h"
#include "journeys/text.h"
#include "recorder/deeds/keyboard.h"

namespace firsthand {
namespace {

using std::chrono::milliseconds;
constexpr auto kKey = milliseconds(static_cast<int>(klm::kKeyMs));
constexpr auto kInputArrives = milliseconds(1000);
constexpr auto kNavigationShows = milliseconds(40);  // a click's navigation is announced by then
constexpr double kAnswersMs = 100;                   // later than that, and the page is busy
constexpr int kOtherIds = 50;                        // above the ids of the step's own targets

// What an answer to this step begins with.
const char* answered_from(const Action& action) {
  if (std::holds_alternative<Hover>(action)) return "mouseover";
  if (std::holds_alternative<Drag>(action)) return "mouseup";
  return "";
}

}  // namespace

Doing::Doing(WalkState& walk, const Step& what, int number, int first_id,
             std::vector<Query> targets, WaitOrder patience)
    : state(walk),
      step(what),
      index(number),
      queries(std::move(targets)),
      first_id_(first_id),
      patience_(std::move(patience)) {}

Result<> Doing::begin() {
  if (std::exchange(begun_, true)) return Done{};
  if (auto settled = state.settle(); !settled) return settled;
  state.page.agent().expect_reaction(answered_from(step.action));
  return Done{};
}

Result<std::optional<Spot>> Doing::reach_target(std::size_t which) {
  // The first was armed before the step began, and waited for.
  if (which > 0) state.page.agent().arm(id_of(which), queries[which]);
  return reach_query(id_of(which), queries[which], which == 0);
}

Result<std::optional<Spot>> Doing::reach_other(int offset, const Query& query) {
  const int id = first_id_ + kOtherIds + offset;
  state.page.agent().arm(id, query);
  auto reached = reach_query(id, query, false);
  state.page.agent().disarm(id);
  return reached;
}

// The picture that was begun is taken while the target is reached; in that time something may come
// over it.
Result<Reached> Doing::reach_first(int id, WaitOrder order) {
  auto first = reach(state, order, index);
  if (!first) return first;
  order.accounted_ms = std::max(order.accounted_ms, state.clock.now_ms());
  if (auto begun = begin(); !begun) return std::move(begun).error();
  if (!first->spot) return first;
  auto stands = still_stands(state, id, *first->spot);
  if (!stands) return std::move(stands).error();
  if (*stands) return first;
  auto again = reach(state, std::move(order), index);
  if (!again) return again;
  again->waited_for.insert(again->waited_for.begin(), first->waited_for.begin(),
                           first->waited_for.end());
  again->pace_ms += first->pace_ms;
  return again;
}

Result<std::optional<Spot>> Doing::reach_query(int id, const Query& query, bool known_ready) {
  auto order = patience_;
  order.id = id;
  order.query = query;
  if (!known_ready) order.from_ms = state.clock.now_ms();
  auto reached = begun_ ? reach(state, std::move(order), index) : reach_first(id, std::move(order));
  if (!reached) return std::move(reached).error();
  done.waited_for.insert(done.waited_for.end(), reached->waited_for.begin(),
                         reached->waited_for.end());
  done.pace_ms += reached->pace_ms;
  if (reached->target) done.targets.push_back(std::move(*reached->target));
  done.error = reached->error;
  done.gave_up = reached->gave_up;
  done.held = reached->held;
  done.ours = reached->ours;
  return std::move(reached->spot);
}

Result<> Doing::tap(const Spot& spot, const std::string& says) {
  if (state.options.visitor.keyboard) return deeds::go_by_keys(*this, spot, says, true);
  const double sent = state.clock.now_ms();
  log_input(sent, "click", {{"x", spot.x}, {"y", spot.y}, {"on", says}});
  state.hands.click(spot.x, spot.y);
  ++done.clicks;
  if (auto arrived = await_input({"click", "touchend"}, sent); !arrived) return arrived;
  return after_input();
}

Result<> Doing::type(const std::string& text) {
  if (state.options.pace != Pace::kHuman) {
    state.hands.type(text);
    return Done{};
  }
  const double began = state.clock.now_ms();
  for (const auto& character : characters_of(text)) {
    state.hands.type(character);
    if (auto pumped = state.pump(kKey); !pumped) return std::move(pumped).error();
  }
  done.pace_ms += state.clock.now_ms() - began;
  return Done{};
}

Result<> Doing::press(const Chord& chord) {
  const double sent = state.clock.now_ms();
  state.hands.press(chord);
  ++done.keystrokes;
  if (auto arrived = await_input({"keydown"}, sent); !arrived) return arrived;
  return after_input();
}

Result<> Doing::await_input(const std::vector<std::string>& types, double sent_ms) {
  auto& agent = state.page.agent();
  const auto arrived = [&]() -> std::optional<double> {
    for (const auto& type : types)
      if (const auto found = agent.inputs().find(type);
          found != agent.inputs().end() && found->second >= sent_ms - 5)
        return found->second;
    return std::nullopt;
  };
  // What kept the page busy came before this input.
  if (done.answering_ms > 0) waited("busy", std::exchange(done.answering_ms, 0), "");
  const int documents = state.page.frames().documents();
  const auto dialogs = state.page.dialogs().dialogs().size();
  auto pumped = state.pump(kInputArrives, [&] {
    return arrived() || is_over() || state.page.frames().documents() > documents ||
           state.page.dialogs().dialogs().size() > dialogs;
  });
  if (!pumped) return std::move(pumped).error();
  // A page too busy to say so has been clicked all the same.
  done.input_at_ms = arrived().value_or(sent_ms);
  return Done{};
}

Result<> Doing::after_input() {
  // The page's own handlers have run once it answers; what they started is announced soon after.
  const double asked = state.clock.now_ms();
  auto& page = state.page;
  const int documents = page.frames().documents();
  const auto leaves = [&] {
    return page.frames().navigating() || page.frames().documents() > documents;
  };
  // A page that is leaving may answer only when it has left; its handlers have run.
  const auto ticket = page.agent().evaluate(page.frames().root_frame(), "view()");
  auto told = page.answer(ticket, Deadline::after(kCommand), leaves);
  if (!told && ends_walk(told.error())) return std::move(told).error();
  if (leaves()) return Done{};
  if (const double took = state.clock.now_ms() - asked; took > kAnswersMs) done.answering_ms = took;
  auto pumped = state.pump(kNavigationShows, leaves);
  if (!pumped) return std::move(pumped).error();
  return Done{};
}

bool Doing::is_over() const {
  const auto& frames = state.page.frames();
  return frames.crashed() || frames.closed() || state.page.guard().held().has_value();
}

void Doing::log_input(double at_ms, const char* what, nlohmann::json fields) {
  fields["at_ms"] = at_ms;
  fields["step"] = index;
  fields["what"] = what;
  state.log.add("input", fields);
}

bool Doing::is_secret(const Text& text) const {
  for (const auto& name : names_in(text.raw))
    if (state.variables.secret.contains(name)) return true;
  return false;
}

Result<> Doing::fail(std::string code, std::string what) {
  done.error = StepError{std::move(code), std::move(what)};
  return Done{};
}

Result<> Doing::miss(std::string code, std::string what) {
  done.gave_up = true;
  return fail(std::move(code), std::move(what));
}

Result<> Doing::refuse(std::string code, std::string what) {
  done.ours = true;
  return fail(std::move(code), std::move(what));
}

std::string Doing::target_text(std::size_t which) const {
  return printable(queries[which].called(), 80);
}

}  // namespace firsthand
