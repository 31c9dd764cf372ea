#pragma once
// Goes through the steps of a journey, one after the other, until the last or until an ending.

#include <optional>
#include <string>
#include <vector>

#include "recorder/step_records.h"
#include "recorder/waiting.h"
#include "recorder/walk_state.h"

namespace firsthand {

// How a walk ended, in the words of a recording.
struct Ending {
  Outcome outcome = Outcome::kCompleted;
  std::string reason{}, text{};
  bool censored = false;
};

class Steps {
 public:
  explicit Steps(WalkState& state) : state_(state), records_(state) {}

  // Errors only for what ends the walk (see ends_walk).
  Result<Ending> walk();
  // Writes what is known of a step that was under way when the walk had to end.
  void abandon(const std::string& code, const std::string& what);

 private:
  using Next = Result<std::optional<Ending>>;  // empty: on to the next step

  Next step(int index, const Step& step);
  // Input: click, fill, choose, check, press, scroll, open.
  Next act(const Step& step, const WaitOrder& order, std::vector<Query> queries,
           const std::optional<WaitResult>& wait);
  // see and keep: the eyes go there, nothing is touched.
  Next look(const WaitOrder& order, const WaitResult& wait);
  Result<> keep(const Keep& keep, const WaitResult& wait);
  // The target as it is now, brought into view; empty: it went away.
  Result<std::optional<Sighting>> bring_into_view(const FrameId& frame, int id);
  Result<> rest();
  void arm_next(int index);

  Next give_up(const WaitOrder& order, const WaitResult& wait);
  // What did not load in the browser is asked for once more outside it: the site, or us?
  void second_look(const StepError& failure);
  Next held();
  Next end_with(StepOutcome step_outcome, Outcome outcome, const StepError& error);

  double patience_of(const Step& step) const;
  double limit_of(const Step& step) const;
  // Some server has answered on this walk.
  bool ever_answered() const;
  // The site is not our own: nothing is sent unasked.
  bool strict() const;
  void tell(Progress::What what, const StepRecord& record);

  WalkState& state_;
  StepRecords records_;
  // The words of the last step that did something: the wait it causes is met by the steps after it.
  std::optional<double> input_patience_, input_limit_;
  int armed_ = -1;  // id of the query that was armed ahead
};

}  // namespace firsthand
