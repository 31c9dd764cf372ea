#pragma once
// A customer waiting for something to be there and to be usable, with the reasons of the wait.

#include <optional>
#include <string>
#include <vector>

#include "recorder/walk_state.h"

namespace re2 {
class RE2;
}

namespace firsthand {

struct WaitOrder {
  int id = 0;                          // of the armed query
  Query query{};                       // the same query, for messages
  const re2::RE2* matching = nullptr;  // for queries with `pattern`
  double from_ms = 0;                  // walk clock: when the customer began to wait
  double patience_ms = 0;
  double limit_ms = 0;  // watched at most this long, from from_ms
  bool paced = true;    // once it is ready, let the page settle (Pace::kSteady)
};

struct WaitResult {
  bool found = false;   // ready, or seen, in the end; also after patience ran out
  bool patient = true;  // it came within the customer's patience
  double ready_ms = 0;  // walk clock: when it became ready
  double until_ms = 0;  // walk clock: when watching ended
  FrameId frame{};
  Sighting sighting{};     // the last one, also when not found
  std::string captured{};  // what `matching` found
  std::vector<WaitedFor> causes{};
  std::optional<StepError> failure{};  // the site stopped them: no waiting helps
  bool held = false;                   // the guard stopped something
};

// Errors only for what ends the walk (see ends_walk).
Result<WaitResult> wait_for(WalkState& state, const WaitOrder& order);

// The frame that shows the target best, and how.
std::optional<std::pair<FrameId, Sighting>> best_sighting(WalkState& state, int id);

// Why a target was not there or not usable, as an outcome's code and sentence.
Result<StepError> explain(WalkState& state, const WaitOrder& order, const WaitResult& result);

}  // namespace firsthand
