#pragma once
// Whether the browser and this process run at all. One that stands still (stopped, out of memory,
// on a machine that sleeps) must not become a customer's wait.

#include <vector>

#include "recorder/browser/devtools_client.h"
#include "recorder/walk_clock.h"

namespace firsthand {

// A time in which somebody did not run; walk clock.
struct Absence {
  enum class Whose { kBrowser, kOurs } whose = Whose::kBrowser;
  double from_ms = 0, until_ms = 0;
};

// How long something may take before it is taken for standing still.
struct PulseTimes {
  double ask_every_ms = 500;
  // The browser itself, not a page of it, mostly answers within a millisecond; a machine with twice
  // as many busy processes as cores makes it 100.
  double still_ms = 2'000;
  double gone_ms = 10'000;      // it does not come back
  double overslept_ms = 1'000;  // of our own: neither listening nor working
};

class Pulse {
 public:
  Pulse(DevToolsClient& client, const WalkClock& clock, PulseTimes times = {})
      : client_(client), clock_(clock), times_(times) {}

  // From now on, whenever `client` is pumped. A browser that does not come back ends every wait
  // with kBrowserGone.
  void start();
  // What is done then; for whoever does something else at the same time.
  Result<> tick();
  // How long the browser has owed us an answer; 0: it owes none. What a browser should have shown
  // that does not answer cannot be called missing.
  double unanswered_ms() const;
  // We waited for something else than the browser until now, and know it.
  void listen_again();
  // Those that are over, in the order they ended.
  const std::vector<Absence>& absences() const { return absences_; }

 private:
  void listened(double now_ms);
  void ask(double now_ms);

  DevToolsClient& client_;
  const WalkClock& clock_;
  const PulseTimes times_;
  std::vector<Absence> absences_;
  bool asked_ = false;      // and not answered yet
  double asked_ms_ = -1e9;  // since when we have listened for the answer, or last asked
  double listened_ms_ = 0;  // when we last did
  double worked_ms_ = 0;    // CPU time of this process by then
};

}  // namespace firsthand
