#pragma once
// How a walk ends before its last step, and how that is recorded.

#include <optional>
#include <string>

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

// What comes after a step: the next one (empty), or the end. Errors only for what ends the walk
// (see ends_walk).
using Next = Result<std::optional<Ending>>;

class Endings {
 public:
  Endings(WalkState& state, StepRecords& records) : state_(state), records_(records) {}

  // What was waited for was not there, or not in time.
  Next give_up(const WaitOrder& order, const WaitResult& wait);
  // The guard stopped something.
  Next held();
  // The customer would stop here; but a robot check that turned us away says nothing of them.
  // `in_the_way`: what was looked for is there, and covered or disabled.
  Next stopped_by_site(StepOutcome step_outcome, Outcome outcome, const StepError& error,
                       bool in_the_way);
  // The end when a robot check turned us away; else empty.
  Next turned_away(bool in_the_way);
  // `reason` of an unmeasured walk: see Walk::reason.
  Next end_with(StepOutcome step_outcome, Outcome outcome, const StepError& error,
                const std::string& reason = "our_rig");

 private:
  // What was there and could not be used: brought into view, and noted where it stands.
  Result<> show_target(const WaitOrder& order, const WaitResult& wait);
  // What did not load in the browser is asked for once more outside it: the site, or us?
  void second_look(const StepError& failure);
  // Some server has answered on this walk.
  bool ever_answered() const;

  // What the last picture shows although the words say that it had not come; empty: nothing.
  std::string came_after_all() const;

  WalkState& state_;
  StepRecords& records_;
  const WaitOrder* awaited_ = nullptr;  // what was given up
};

}  // namespace firsthand
