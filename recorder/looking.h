#pragma once
// The eyes of see and not_see: at the page, its address and title, at what was downloaded and what
// a dialog said, and whether what the step names is there now.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "journeys/journey.h"
#include "recorder/walk_state.h"

namespace firsthand {

class Looking {
 public:
  // For a see or not_see step. Ids from `first_id` up to 99 above it are the step's own. Dialogs
  // count from `since_ms` (walk clock) on. kUsage: a variable without a value, a pattern that does
  // not read, more than 20 looks.
  static Result<Looking> of(WalkState& state, const Step& step, int first_id, double since_ms);
  Looking(Looking&&) noexcept;
  Looking& operator=(Looking&&) = delete;
  ~Looking();

  // What has to be told by the page is watched from now on; the watching outlives this object.
  void arm();
  void disarm();
  // Before the customer acts, and before arm(): words from a list ($words.message_sent) that the
  // page shows already do not count as seen unless it shows them in another sentence.
  void take_as_read();
  // For see, the first of any or the last of all, ready once it is there; for not_see, ready while
  // none of them is, and "still_there" otherwise. See Presence in waiting.h.
  std::optional<std::pair<FrameId, Sighting>> now();

  // Some of it is looked for on the page itself.
  bool on_the_page() const;
  // As a message names them: “Thank you” or “/done” in the address.
  std::string what() const;
  // The same without quotes of its own.
  std::string plainly() const;
  // What the address, the title, the dialogs or the downloads say instead; empty: none was asked.
  std::string instead() const;
  // What is on the page now, by frame and armed id, with the author's words for it.
  struct OnPage {
    FrameId frame{};
    int id = 0;
    std::string says{};
  };
  std::vector<OnPage> on_page();

 private:
  struct Eye;
  Looking(WalkState& state, bool all, bool absence);
  std::optional<std::pair<FrameId, Sighting>> seen_by(Eye& eye);
  std::optional<std::pair<FrameId, Sighting>> by_pattern(Eye& eye);
  std::optional<std::pair<FrameId, Sighting>> in_text(Eye& eye);
  std::string named(bool quoted) const;

  WalkState& state_;
  bool all_, absence_;
  double since_ms_ = 0;
  std::vector<Eye> eyes_;
};

}  // namespace firsthand
