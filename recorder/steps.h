#pragma once
// Goes through the steps of a journey, one after the other, until the last or until an ending.

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "recorder/captions.h"
#include "recorder/endings.h"
#include "recorder/keeping.h"
#include "recorder/looking.h"
#include "recorder/step_records.h"
#include "recorder/waiting.h"
#include "recorder/walk_state.h"

namespace firsthand {

struct StepDone;

class Steps {
 public:
  explicit Steps(WalkState& state)
      : state_(state), records_(state), endings_(state, records_), captions_(state) {}

  // Errors only for what ends the walk (see ends_walk).
  Result<Ending> walk();
  // Writes what is known of the steps that were not over when the walk had to end.
  void abandon(const Error& why);

 private:
  static constexpr int kIdsAStep = 100;  // a step may look for that many things
  // What a step waits for, and who looks for it.
  struct Sought {
    std::vector<Query> queries{};
    std::optional<Looking> looking{};
    std::optional<Keeping> keeping{};
    WaitOrder order{};  // refers to the others
    bool any() const { return looking || !queries.empty(); }
  };

  Next step(int index, const Step& step);
  // To the tab that the step names. The walk goes on there, or this is where it ends; `passed` when
  // an optional step has none.
  Next follow_tab(int index, const Step& step, bool& passed);
  Result<std::unique_ptr<Sought>> seek(int index, const Step& step);
  // Input: whatever is not looking.
  Next act(const Step& step, Sought& sought, const std::optional<WaitResult>& wait);
  // What dialogs that come up from here on are told.
  Result<> answer_dialogs(const Step& step);
  // What the step needed after its first input did not come.
  Next give_up_within(const StepDone& done);
  Result<StepDone> perform(const Step& step, Sought& sought);
  // see, not_see and keep: the eyes go there, nothing is touched.
  Next look(Sought& sought, const WaitResult& wait);
  // `here`: whether the page at hand has a link to what is searched for.
  Next find(const Step& step, const Sought& sought, const WaitResult& here);
  // What a step's deeds came to.
  void take_down(StepDone& done);
  // How the time since `began_ms` went: waiting within the step, and our own.
  void time_deeds(const StepDone& done, double began_ms);
  Next pause(const Wait& wait);
  Next by_hand(int index, const Human& human);
  // Whoever watches reads what is done next.
  Result<> caption();
  // An optional step whose target is not there: as if it had not been written.
  Next pass_over(int index);
  Next until_here(int index);
  // The target as it is now, brought into view; empty: it went away.
  Result<std::optional<Sighting>> bring_into_view(const FrameId& frame, int id);
  Result<> rest();
  Result<> think(const Step& step);
  void arm_next(int index);

  double patience_of(const Step& step) const;
  double limit_of(const Step& step) const;
  // The site is not our own: nothing is sent unasked.
  bool strict() const;
  void tell(Progress::What what, const StepRecord& record, double waited_ms = 0);

  WalkState& state_;
  StepRecords records_;
  Endings endings_;
  Captions captions_;
  // The words of the last step that did something: the wait it causes is met by the steps after it.
  std::optional<double> input_patience_, input_limit_;
  double acted_ms_ = 0;  // when it began
  std::set<int> armed_;  // steps whose target is watched for already
};

}  // namespace firsthand
