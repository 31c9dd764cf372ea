#pragma once
// What the page's scripts say and where they break.

#include <optional>
#include <string>
#include <vector>

#include "journeys/recording.h"
#include "recorder/browser/devtools_client.h"
#include "recorder/walk_clock.h"

namespace firsthand {

class ConsoleTracker {
 public:
  ConsoleTracker(DevToolsClient& client, const WalkClock& clock);
  // In the order they came; at most 5,000. `step` is not filled in.
  const std::vector<ConsoleLine>& lines() const { return lines_; }

 private:
  void add(double wall_ms, std::string level, std::string text, std::string url, int line);
  double walk_time(double wall_ms);

  const WalkClock& clock_;
  // Walk clock minus the browser's wall clock, as the promptest line so far told it.
  std::optional<double> offset_ms_{};
  std::vector<ConsoleLine> lines_;
  std::vector<Subscription> listening_;
};

}  // namespace firsthand
