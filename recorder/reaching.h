#pragma once
// Getting to a control: it is waited for, brought into view, looked at again, and pointed at.

#include <optional>
#include <vector>

#include "recorder/waiting.h"
#include "recorder/walk_state.h"

namespace firsthand {

struct Spot {
  FrameId frame{};
  double x = 0, y = 0;  // root viewport, CSS pixels
  Sighting sighting{};  // with its box in the root viewport
};

struct Reached {
  std::optional<Spot> spot{};           // empty: it was not reached
  std::optional<FoundTarget> target{};  // what the record says of it
  std::vector<WaitedFor> waited_for{};
  double pace_ms = 0;                // that the visitor took to aim
  std::optional<StepError> error{};  // why it was not reached
  bool gave_up = false;              // patience ran out, rather than the site refusing
  bool held = false;                 // the guard stopped something
  bool ours = false;                 // error: the journey's own mistake
};

// `order` names an armed query; what it says is accounted for is not in waited_for.
Result<Reached> reach(WalkState& state, WaitOrder order, int step_index);

// The target is where it was reached, and nothing lies over it. Asked of the page alone: of a
// target in one of its frames nobody can say.
Result<bool> still_stands(WalkState& state, int id, const Spot& spot);

}  // namespace firsthand
