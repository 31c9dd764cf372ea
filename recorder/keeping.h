#pragma once
// What a walk learns on its way, for the steps after: keep, and the result of a script.

#include <memory>
#include <string>

#include "journeys/journey.h"
#include "recorder/waiting.h"

namespace re2 {
class RE2;
}

namespace firsthand {

// A variable has a value from now on. One that is secret is hidden from here on: in pictures, in
// whatever is written, and in what is said of it.
void learn(WalkState& state, int step, const std::string& name, const std::string& value);

class Keeping {
 public:
  // `id` of the query that the step armed.
  Keeping(WalkState& state, const Keep& keep, int id);

  // For keep by a pattern: there once the visible text matches. Empty for the other forms. It
  // refers to this object.
  Presence presence();
  // Takes what the page shows now. Errors only for what ends the walk.
  Result<> take(int step, const WaitResult& wait);

 private:
  std::optional<std::pair<FrameId, Sighting>> matched();

  WalkState& state_;
  const Keep& keep_;
  int id_;
  std::shared_ptr<re2::RE2> pattern_;
  std::string captured_;
  double since_ms_ = 0;
};

}  // namespace firsthand
