#pragma once
// The records of a walk's steps as they come about. A step's felt wait is known only when the next
// one's target is there, so a record that did something stays open until then.

#include <optional>
#include <string>

#include "recorder/accessibility.h"
#include "recorder/evidence.h"
#include "recorder/waiting.h"
#include "recorder/walk_state.h"

namespace firsthand {

class StepRecords {
 public:
  explicit StepRecords(WalkState& state);

  // The step under way; only between begin() and done(), leave_open() or drop().
  StepRecord& current() { return *current_; }
  bool under_way() const { return current_.has_value(); }
  // The step before, when it did something and its wait is not over.
  StepRecord* open() { return open_ ? &*open_ : nullptr; }
  // When the wait that is going on began (walk clock): with the open step's input, else now.
  double waiting_since() const;

  void begin(int index, const Step& step, double patience_ms, double limit_ms);
  // The step under way is over and written.
  void done(StepOutcome outcome);
  // The step under way did something: its wait begins.
  void leave_open();
  // The step under way does or looks at something now: the open step is over, and what happens
  // from here on is this one's doing. Its last picture is only begun; settle() awaits it.
  Result<> take_over();
  // The open step's wait is about to be over: its last picture is begun, and is kept if the page
  // has not changed by then.
  void foresee_end();
  // The open step's wait is over: its last picture is taken, and it is written.
  Result<> close_open();
  // What take_over() began is over before anything is done to the page: the open step is written,
  // with the picture that was begun, and the step under way has its own (see picture_before).
  Result<> settle();
  // What keeping pictures and pages took so far; it is in the records' own tool_ms.
  double keeping_ms() const { return keeping_ms_; }
  // The walk has to end here: what is open and under way is written as far as it is known.
  void abandon(const StepError& why);
  // The open step turns out to be where the walk ends; the one after it was not reached.
  void reopen();

  // A wait belongs to the input that caused it; a wait after only looking, to the looking.
  void charge(const WaitOrder& order, const WaitResult& wait);
  // What lay between a target's being ready and the end of the wait: our own time until we learned
  // of it, the visitor's pace from then on.
  void pace(const WaitOrder& order, const WaitResult& wait);
  // In settle(), before anything is done; called between take_over() and settle().
  void picture_before() { wants_before_ = true; }
  // While the wait goes on, of the step that caused it; once what is looked for is `there`, of the
  // step that looks.
  Result<> picture_during(bool there);
  // Also the page, its address, status and vitals.
  Result<> picture_after(StepRecord& record);
  void add_target(const std::string& says, const Sighting& sighting, const Box& offset);
  // What the step was about to work (queries from `first` up to before `end`) jumped away before.
  void note_jumps(int first, int end);
  // What is looked for stands below the view, until it is scrolled to.
  void note_below(const std::string& says, const FrameId& frame, const Sighting& seen);
  // Dialogs and windows that came up, as observations.
  void notice() { evidence_.notice(current_ ? current_->index : 0); }

 private:
  void react(StepRecord& record);
  void took(StepRecord& record, double began_ms);
  void write(StepRecord& record);
  // The page as it is left, without its picture, which is begun.
  Result<> read_page(StepRecord& record);
  Result<> begin_closing();
  Result<> take_picture_before();
  Result<> take_picture_after(StepRecord& record);
  // The step's time is over and its picture taken: what follows costs the customer nothing.
  Result<> look_with_axe(StepRecord& record);

  WalkState& state_;
  EvidenceKeeper evidence_;
  Accessibility accessibility_;
  std::optional<StepRecord> current_, open_;
  double keeping_ms_ = 0;
  bool closing_ = false;       // the open step is over; its picture is being taken
  bool wants_before_ = false;  // the step under way has not got its own yet
};

}  // namespace firsthand
