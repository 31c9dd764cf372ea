#pragma once
// JavaScript dialogs: noted with their text, and closed so that the page goes on. Headless shows
// none of them; a dialog that stays open would stop every other command.

#include <optional>
#include <string>
#include <vector>

#include "recorder/browser/devtools_client.h"
#include "recorder/walk_clock.h"

namespace firsthand {

struct Dialog {
  double at_ms = 0;
  std::string type{};  // alert, confirm, prompt, beforeunload
  std::string text{};
  bool ok = false;       // how it was closed: OK, or Cancel
  bool as_told = false;  // the journey said how
};

class DialogTracker {
 public:
  DialogTracker(DevToolsClient& client, const WalkClock& clock);
  const std::vector<Dialog>& dialogs() const { return dialogs_; }
  // When the newest came up, also of those that are too many to note.
  double last_ms() const { return last_ms_; }

  struct Answer {
    bool ok = false;
    std::string text{};  // for a prompt
  };
  // From now on; empty: a question is cancelled, for nobody said to say yes. An alert has one
  // button, and leaving a page is what the step asked for: both are OK whatever is said.
  void answer_with(std::optional<Answer> answer) { answer_ = std::move(answer); }

 private:
  void close(DevToolsClient& client, const SessionId& session, const Json& opening);

  std::vector<Dialog> dialogs_;
  std::optional<Answer> answer_;
  double last_ms_ = -1e9;
  Subscription listening_;
};

}  // namespace firsthand
