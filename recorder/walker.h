#pragma once
// Turns a journey into a recording on disk. Records, never judges.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "journeys/journey.h"
#include "journeys/recording.h"
#include "journeys/result.h"
#include "journeys/variables.h"
#include "recorder/browser/browser_process.h"
#include "recorder/browser/profile.h"

namespace firsthand {

// When the visitor does the next thing: as soon as it is usable; once the page has settled (at most
// one second after it is usable); or after the time that a person takes to read, decide and aim,
// and then at a person's typing speed, so that what comes late is met as customers meet it.
enum class Pace { kQuick, kSteady, kHuman };
std::string_view to_word(Pace pace);  // "quick"
std::optional<Pace> pace_from(std::string_view word);

// Told as the walk goes on; for a progress line. Texts are page- or author-made: make them
// printable.
struct Progress {
  int step = 0;   // from 0
  int steps = 0;  // of the journey
  std::string says{};
  // A step is sought while what was done before may still be on its way; it is started when what
  // it needs is there, or was waited for in vain.
  enum class What { kStepSought, kStepStarted, kStepDone } what = What::kStepSought;
  double waited_ms = 0;  // until it was started
};

struct WalkOptions {
  std::filesystem::path folder{};  // of this recording; must not exist yet, is created
  BrowserOptions browser{};
  Visitor visitor{};
  // Which visit of this visitor it is, from 1, and what they keep from one to the next; null: they
  // come only once.
  int visit = 1;
  std::shared_ptr<Profile> profile{};
  Pace pace = Pace::kSteady;
  std::string site{};                // URL that paths are resolved against
  Variables variables{};             // resolved values of the journey's let, env and today
  bool marked = true;                // the synthetic marker (User-Agent suffix and header)
  std::optional<Consent> consent{};  // empty: as the journey says
  bool allow_submit = false;         // steps marked `submits: true` may send, off loopback
  // A person watches: in a visible window (BrowserOptions::visible), each step is told in a caption
  // before it is done, and `human` steps are left to them.
  bool watch = false;
  // Pictures, film and pages are kept. Without them the same is done at the same times: so it can
  // be shown that keeping them costs the customer's clock nothing.
  bool evidence = true;
  std::filesystem::path axe{};       // axe-core's script; empty: pages are not looked at with it
  std::string accessibility{};       // what the recording says of that: Walk::accessibility
  int until = 0;                     // stop after this step, from 1; 0: walk to the end
  bool send_nothing = false;         // the rules for strangers' sites on loopback, too
  std::filesystem::path wire_log{};  // every DevTools message, secrets redacted; empty: none
  std::string tool_version{};
  std::function<void(const Progress&)> progress{};
  // Asked often; true ends the walk as interrupted (SIGINT, SIGTERM).
  std::function<bool()> interrupted{};
};

// What a recording says of the journey itself.
JourneyInfo journey_info(const Journey& journey, const WalkOptions& options);

// Walks once. The walk as recorded, whatever its outcome: trouble of the site, the customer's
// patience and the browser's death are outcomes, not errors. Errors are ours alone: folder not
// writable, disk full (kNoSpace), no browser (kNoBrowser), interrupted (kInterrupted); what was
// recorded so far is on disk then, too.
Result<Walk> walk(const Journey& journey, const WalkOptions& options);

// Records that a walk could not be walked, for want of data to walk with: unmeasured, with the
// reason (out_of_data, our_rig) and why, as a sentence. No browser is started. kNoSpace: not
// writable.
Result<Walk> record_not_walked(const Journey& journey, const WalkOptions& options,
                               const std::string& reason, const std::string& why);

}  // namespace firsthand
