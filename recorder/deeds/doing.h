#pragma once
// One step being done: what its deeds share. They get to a target, send real input, and see it
// arrive; what came of it gathers in `done`.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "recorder/reaching.h"
#include "recorder/walk_state.h"

namespace firsthand {

// Between two looks at a page that may take a moment to follow.
inline constexpr auto kBetweenLooks = std::chrono::milliseconds(100);

// What came of a step's deeds.
struct StepDone {
  std::optional<double> input_at_ms{};  // walk clock: when the last input event reached the page
  std::vector<FoundTarget> targets{};
  int clicks = 0, keystrokes = 0, fields = 0;
  std::vector<WaitedFor> waited_for{};  // for targets within the step (second field, list option)
  double pace_ms = 0;                   // the visitor's own time for it, at a person's pace
  double answering_ms = 0;           // after the last input, until the page's own handlers had run
  std::optional<StepError> error{};  // the step could not be done
  bool gave_up = false;              // error: patience ran out, rather than the site refusing
  bool at_once = false;              // error: plain at once, and nothing that anybody waited for
  bool ours = false;  // error: the journey's own mistake, which says nothing about the site
  bool held = false;  // the guard stopped something
};

class Doing {
 public:
  // `first_id` is the id of the step's first query, armed and waited for; ids up to 99 above it are
  // the step's own.
  Doing(WalkState& walk, const Step& what, int number, int first_id, std::vector<Query> targets,
        WaitOrder patience);

  // Errors of what follows are only those that end the walk, or say that the page went away.

  // Before anything is done to the page, once: see WalkState::settle. Whatever reaches a target has
  // called it.
  Result<> begin();
  // The step's target number `which`. Empty: it was not reached, and `done` says why.
  Result<std::optional<Spot>> reach_target(std::size_t which);
  // The same once more, from now on, whatever came over it meanwhile.
  Result<std::optional<Spot>> reach_target_again(std::size_t which) {
    return reach_query(id_of(which), queries[which], false);
  }
  // Something else that the step needs, such as an option of a list that opened.
  Result<std::optional<Spot>> reach_other(int offset, const Query& query);
  // The patience that is left for something within the step, from now on.
  double patience_ms() const { return patience_.patience_ms; }
  // The page kept the customer waiting within the step.
  void waited(const char* cause, double ms, std::string on) {
    done.waited_for.push_back({cause, "", ms, std::move(on)});
  }
  // The page crashed, closed, or the guard stopped something: no waiting helps.
  bool is_over() const;

  // One click or tap, logged as `says`; by a visitor without a pointer, the same by keys. It may
  // not be reached by them: `done` says so.
  Result<> tap(const Spot& spot, const std::string& says);
  // Text for whatever has the focus: at once, or at a person's typing speed.
  Result<> type(const std::string& text);
  // One key or chord, logged when it is the author's own.
  Result<> press(const Chord& chord);
  // Until an event of one of these types reached the page; `sent_ms`: not one from before that.
  Result<> await_input(const std::vector<std::string>& types, double sent_ms);
  // Until the page's own handlers have run and a navigation that they started is announced.
  Result<> after_input();
  // Writes an input event to the walk's log.
  void log_input(double at_ms, const char* what, nlohmann::json fields);
  // From the agent in `frame`; null when the page or the frame went away meanwhile.
  Result<nlohmann::json> ask(const FrameId& frame, const std::string& expression) {
    return state.ask_or_null(frame, expression);
  }
  // Values as the author wrote them. What is secret is hidden where the visitor types it.
  Result<std::string> value_of(const Text& text) { return expand(text.raw, state.variables); }
  bool is_secret(const Text& text) const;
  // The step cannot be done; always returns Done, for `return doing.fail(…)`.
  Result<> fail(std::string code, std::string what);
  // The same, when the page does not offer what the customer wants: they give up.
  Result<> miss(std::string code, std::string what);
  // The same, when it is the journey that is wrong.
  Result<> refuse(std::string code, std::string what);

  int id_of(std::size_t which) const { return first_id_ + static_cast<int>(which); }
  std::string target_text(std::size_t which) const;  // printable

  WalkState& state;            // NOLINT: shared by all deeds
  const Step& step;            // NOLINT
  const int index;             // NOLINT
  std::vector<Query> queries;  // NOLINT
  StepDone done{};             // NOLINT

 private:
  Result<Reached> reach_first(int id, WaitOrder order);
  Result<std::optional<Spot>> reach_query(int id, const Query& query, bool known_ready);

  int first_id_;
  bool begun_ = false;
  WaitOrder patience_;
};

}  // namespace firsthand
