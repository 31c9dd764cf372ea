#pragma once
// What the visitor does with hands: one deed a word, with real input, sent and then observed.

#include <optional>
#include <string>
#include <vector>

#include "recorder/reaching.h"
#include "recorder/walk_state.h"

namespace firsthand {

// What came of a step's deeds.
struct StepDone {
  std::optional<double> input_at_ms{};  // walk clock: when the last input event reached the page
  std::vector<FoundTarget> targets{};
  int clicks = 0, keystrokes = 0, fields = 0;
  std::vector<WaitedFor> waited_for{};  // for targets within the step (second field, list option)
  std::optional<StepError> error{};     // the step could not be done
  bool gave_up = false;                 // error: patience ran out, rather than the site refusing
  bool held = false;                    // the guard stopped something
};

class Deeds {
 public:
  // `first_id` is the id of the step's first query, armed and waited for; ids up to 99 above it are
  // the step's own.
  Deeds(WalkState& state, const Step& step, int index, int first_id, std::vector<Query> queries,
        WaitOrder patience);

  // Does the step. Errors only for what ends the walk.
  Result<StepDone> perform(const std::string& base_url);

 private:
  Result<> open(const Open& open, const std::string& base_url);
  Result<> click(int which);
  Result<> fill(const Fill& fill);
  Result<> choose(const Choose& choose);
  Result<> choose_in_select(int id, const FrameId& frame);
  Result<> choose_in_list(int id, const Query& query);
  Result<> check();
  Result<> press(const Press& press);
  Result<> scroll(const Scroll& scroll);
  Result<double> scroll_rests();  // how far down the page then is

  // Empty: it was not reached, and done_ says why. `known_ready`: see reaching.h.
  Result<std::optional<Spot>> get_to(int id, const Query& query, bool known_ready);
  Result<> tap(const Spot& spot, const std::string& says);
  Result<> await_input(const std::vector<std::string>& types, double sent_ms);
  Result<> after_input();

  WalkState& state_;
  const Step& step_;
  int index_;
  int first_id_;
  std::vector<Query> queries_;
  WaitOrder patience_;
  StepDone done_;
};

}  // namespace firsthand
