#pragma once
// The waits a customer felt on a walk, each interval once.

#include <optional>
#include <string>
#include <vector>

#include "journeys/recording.h"

namespace firsthand {

// What a customer may expect when the journey does not say: the defaults of the patience ledger,
// docs/rules.md. View: Core Web Vitals' good LCP. Submit: Nah 2004. Feedback: good INP.
inline constexpr double kViewMs = 2500;
inline constexpr double kSubmitMs = 2000;
inline constexpr double kFeedbackMs = 200;

struct FeltWait {
  int step = 0;
  double ms = 0;           // from the input until the next thing could be done (or the first sign)
  double felt_ms = 0;      // from the input until the next thing could be done, in any case
  double expected_ms = 0;  // should_take, or the default above
  bool promised = false;   // expected_ms is the journey's own should_take
  bool feedback = false;   // it is the first sign that was late: a field, not a page, was worked
};

// The wait that the journey ended on.
struct EndingWait {
  int held_by = 0;  // index of the step whose record holds it
  double ms = 0;    // the true wait, or how long was watched when censored
  // The same from the input that patience counts from: what the page took to come is the step
  // before's wait, and no part of `ms`.
  double since_input_ms = 0;
  double patience_ms = 0;
  bool censored = false;  // what was awaited never came
  std::string on{};       // what was awaited, as the author named it
};

// Nothing of the customer's: a note, a pause, a step that was passed over.
bool is_aside(const StepRecord& step);
// The neighbours of a step, what is aside left out; null: there is none.
const StepRecord* next_step(const std::vector<StepRecord>& steps, int index);
const StepRecord* previous_step(const std::vector<StepRecord>& steps, int index);

// A recording keeps the wait for a step's target with the input that caused it: with the step
// itself, or, when that has no wait of its own, with the step before it. Empty: the walk did not
// end on a wait (what was looked for was not there, say, before patience ran out).
std::optional<EndingWait> wait_that_ended(const std::vector<StepRecord>& steps);

// The same, when it is a wait that the customer gave up on: not when the site stopped them, and not
// when a control of the last step is missing from a page that had come.
std::optional<EndingWait> wait_given_up_on(Outcome outcome, const std::vector<StepRecord>& steps);

// What the step needs is not on this page: a control, an option, a frame, a place on a scale.
bool was_not_there(const StepRecord& step);

// What the step was to work had come, but was covered, disabled, hidden or kept moving; or what
// should have gone was still there.
bool could_not_be_used(const StepRecord& step);

// It was there, and a visitor without a pointer could not get to it.
bool out_of_keys_reach(const StepRecord& step);

// The customer gave up on a wait whose end was seen, on a machine that may have made it itself: the
// site is not blamed for it.
bool ended_in_doubt(Outcome outcome, const TimingTrust& timing,
                    const std::vector<StepRecord>& steps);
inline bool ended_in_doubt(const Walk& walk) {
  return ended_in_doubt(walk.outcome, walk.timing, walk.steps);
}

// In step order, one a step: the longer by its own measure, where a field was worked and both the
// first sign and the next thing were timed. A step that only looked adds nothing when its wait lies
// within the one before it. Waits that were censored or that ended the walk are left out: gave-up
// has those.
std::vector<FeltWait> felt_waits(const std::vector<StepRecord>& steps);

}  // namespace firsthand
