#pragma once
// JavaScript dialogs: noted with their text, and closed so that the page goes on. Headless shows
// none of them; a dialog that stays open would stop every other command.

#include <string>
#include <vector>

#include "recorder/browser/devtools_client.h"
#include "recorder/walk_clock.h"

namespace firsthand {

struct Dialog {
  double at_ms = 0;
  std::string type{};  // alert, confirm, prompt, beforeunload
  std::string text{};
};

class DialogTracker {
 public:
  DialogTracker(DevToolsClient& client, const WalkClock& clock);
  const std::vector<Dialog>& dialogs() const { return dialogs_; }
  // When the newest came up, also of those that are too many to note.
  double last_ms() const { return last_ms_; }

 private:
  std::vector<Dialog> dialogs_;
  double last_ms_ = -1e9;
  Subscription listening_;
};

}  // namespace firsthand
