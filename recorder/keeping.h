#pragma once
// What a walk learns on its way, for the steps after: keep, and the result of a script.

#include <memory>
#include <string>
#include <string_view>

#include "journeys/journey.h"
#include "recorder/waiting.h"

namespace re2 {
class RE2;
}

namespace firsthand {

// A variable has a value from now on. One that is secret is hidden from here on: in pictures, in
// whatever is written, and in what is said of it.
void learn(WalkState& state, int step, const std::string& name, const std::string& value);

// The next word of a text, without the punctuation around it: “SAVE10” is SAVE10, €49.90 stays.
std::string next_word(std::string_view text);

class Keeping {
 public:
  // `id` of the query that the step armed.
  Keeping(WalkState& state, const Keep& keep, int id);

  // There once the visible text matches the pattern, or once there is a word behind the text or a
  // value in the field. It refers to this object.
  Presence presence();
  // That the place was there, and nothing in it; a sentence for whoever waited in vain, or empty.
  std::string instead() const;
  // Takes what the page shows now. Errors only for what ends the walk.
  Result<> take(int step, const WaitResult& wait);

 private:
  std::optional<std::pair<FrameId, Sighting>> matched();
  std::string said(const Sighting& sighting) const;

  WalkState& state_;
  const Keep& keep_;
  int id_;
  std::shared_ptr<re2::RE2> pattern_;
  std::string captured_;
  double since_ms_ = 0;
};

}  // namespace firsthand
