#pragma once
// The tab that a step names, by a part of its title or address.

#include <optional>
#include <string>
#include <utility>

#include "recorder/walk_state.h"

namespace firsthand {

class NamedTab {
 public:
  NamedTab(WalkState& state, std::string text);

  // Ready once there is such a tab: one whose whole title it is, else the newest. See Presence in
  // waiting.h.
  std::optional<std::pair<FrameId, Sighting>> now();
  // A sentence on the tabs there are.
  std::string instead() const;
  // Brings it to the front and tells so. False: the walk may not go there.
  bool follow(int step);

 private:
  const Tab* find() const;
  std::string address_of(const Tab& tab) const;

  WalkState& state_;
  std::string text_;  // folded
  double since_ms_ = 0;
};

}  // namespace firsthand
