#pragma once
// A customer waiting for something to be there and to be usable, with the reasons of the wait.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "recorder/walk_state.h"

namespace firsthand {

// Where what is waited for stands now, best; empty: nobody has told yet.
using Presence = std::function<std::optional<std::pair<FrameId, Sighting>>()>;

struct WaitOrder {
  int id = 0;                              // of the armed query
  Query query{};                           // the same query, for messages
  Presence presence{};                     // empty: the sightings of `id`
  std::string what{};                      // for messages, in its quotes; empty: the query's text
  std::function<std::string()> instead{};  // a sentence on what there is instead; empty: none
  double from_ms = 0;                      // walk clock: when the customer began to wait
  double patience_ms = 0;
  double limit_ms = 0;  // watched at most this long, from from_ms
  // What was waited before this (walk clock) has been accounted for.
  double accounted_ms = 0;
  // Walk clock: since when it has stood there (see WaitResult), when it was waited for before.
  std::optional<double> stood_ms{};
  bool paced = true;  // once it is ready, let the page settle (Pace::kSteady)
  double aim_ms = 0;  // what a person takes from then on (Pace::kHuman)
  // Waited for is that something is not there; only a page that has settled can say so.
  bool absence = false;
  // It need not be there: watched only until the page has settled, whatever comes of it.
  bool optional = false;
  // On a page that has settled, the visitor scrolls to look for it.
  bool scrolls = false;
  // Only looked at: seen once is seen, also when it goes again.
  bool glance = false;
  // Called once, when what is waited for stands there and is watched for one more frame.
  std::function<void()> foretold{};
  // Called once, when there is a picture to be had that nobody sees afterwards: of a wait that has
  // lasted a second, and of what is only looked at, as soon as it is there.
  std::function<Result<>(bool there)> picture{};
};

struct WaitResult {
  bool found = false;   // ready, or seen, in the end; also after patience ran out
  bool patient = true;  // it came within the customer's patience
  double ready_ms = 0;  // walk clock: when it became ready
  // Walk clock: since when it has stood there, though it may have moved while the visitor took
  // their time: nobody gives up on what is there.
  std::optional<double> stood_ms{};
  // Walk clock: until when the site kept the customer waiting. Until it was ready; for what need
  // not be there (a newsletter, say), only until the page had come.
  double waited_until_ms = 0;
  double until_ms = 0;  // walk clock: when watching ended
  FrameId frame{};
  Sighting sighting{};  // the last one, also when not found
  std::vector<WaitedFor> causes{};
  // Not found, and missing all the time since the page had settled: when it had, and what was
  // waited from then on, which is not in `causes`.
  std::optional<double> settled_ms{};
  std::vector<WaitedFor> in_vain{};
  std::optional<StepError> failure{};  // the site stopped them: no waiting helps
  bool held = false;                   // the guard stopped something
  bool ours = false;                   // failure: the journey's own mistake
};

// Errors only for what ends the walk (see ends_walk).
Result<WaitResult> wait_for(WalkState& state, const WaitOrder& order);

// The frame that shows the target best, and how.
std::optional<std::pair<FrameId, Sighting>> best_sighting(WalkState& state, int id);

// As wait_for, of what the order waits for.
std::optional<std::pair<FrameId, Sighting>> sighting_for(WalkState& state, const WaitOrder& order);

}  // namespace firsthand
