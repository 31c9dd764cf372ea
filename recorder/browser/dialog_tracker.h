#pragma once
// JavaScript dialogs: noted with their text, and closed so that the page goes on. Headless shows
// none of them; a dialog that stays open would stop every other command.

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "recorder/browser/devtools_client.h"
#include "recorder/walk_clock.h"

namespace firsthand {

struct Dialog {
  double at_ms = 0;                   // walk clock: when it came up
  std::optional<double> closed_ms{};  // when it was answered; empty: it is being read
  std::string type{};                 // alert, confirm, prompt, beforeunload
  std::string text{};
  bool ok = false;       // how it was closed: OK, or Cancel
  bool as_told = false;  // the journey said how
};

class DialogTracker {
 public:
  DialogTracker(DevToolsClient& client, const WalkClock& clock);
  const std::vector<Dialog>& dialogs() const { return dialogs_; }
  // When the newest came up or was closed, also of those that are too many to note.
  double last_ms() const { return last_ms_; }

  struct Answer {
    bool ok = false;
    std::string text{};  // for a prompt
  };
  // From now on; empty: a question is cancelled, for nobody said to say yes. An alert has one
  // button, and leaving a page is what the step asked for: both are OK whatever is said.
  void answer_with(std::optional<Answer> answer);
  // The first few dialogs since answer_with are answered after so many ms; `on_read` is told from
  // when until when one was read. The page answers nothing else meanwhile.
  void read_for(std::function<double(const std::string& text)> reading,
                std::function<void(double from_ms, double until_ms)> on_read) {
    reading_ = std::move(reading);
    on_read_ = std::move(on_read);
  }
  // Answers what has been read by now; called often.
  void tick();

 private:
  void opened(const SessionId& session, const Json& opening);

  struct Open {
    double at_ms = 0;
    std::size_t dialog = 0;
    SessionId session{};
    Json closing{};
  };
  DevToolsClient& client_;
  const WalkClock& clock_;
  std::vector<Dialog> dialogs_;
  std::deque<Open> read_until_;
  std::optional<Answer> answer_;
  std::function<double(const std::string&)> reading_;
  std::function<void(double, double)> on_read_;
  int read_ = 0;
  double last_ms_ = -1e9;
  Subscription listening_;
};

}  // namespace firsthand
