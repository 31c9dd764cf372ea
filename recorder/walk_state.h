#pragma once
// One walk under way: what the parts of the walker share.

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "journeys/journey.h"
#include "journeys/recording.h"
#include "journeys/text.h"
#include "journeys/variables.h"
#include "recorder/browser/page.h"
#include "recorder/eyes.h"
#include "recorder/har.h"
#include "recorder/visitor/hands.h"
#include "recorder/walk_clock.h"
#include "recorder/walk_log.h"
#include "recorder/walker.h"

namespace firsthand {

// What was done about interruptions so far: see interruptions.h.
struct Interrupted {
  std::set<std::string> left{};    // that nothing more is done about, by kind and name
  std::vector<double> dealt_ms{};  // walk clock: when a button of one was pressed
  // Buttons that the keys of a visitor without a pointer do not get to, by layer and name.
  std::set<std::string> out_of_reach{};
  int pictures = 0;
  std::optional<Interruption> standing{};  // the last one that no button closed
  int standing_on = 0;                     // the page's documents by then
};

struct WalkState {
  const Journey& journey;
  const WalkOptions& options;
  const WalkClock& clock;
  WalkLog& log;
  Page& page;
  Hands hands;
  Variables variables;
  std::filesystem::path browser_room{};  // a folder that the browser can read, gone with it
  std::function<bool()> network_lost{};  // see BrowserProcess::lost_network
  Eyes& eyes;
  std::map<int, Sighting> in_pixels{};  // by id of the query: see pixels.h
  std::vector<StepStart> step_starts{};
  // Times in which the visitor neither did nor waited for anything that the site owed them (wait,
  // human, interruptions), walk clock.
  std::vector<std::pair<double, double>> pauses{};
  int step = 0;  // the one under way
  Interrupted interrupted{};
  // Takes a picture of now for the step under way, with a name of its own; empty: there is none.
  std::function<Result<std::optional<std::string>>(const std::string& name)> picture{};
  // What is kept of the page as it stands is complete: from here on something may be done to it.
  std::function<Result<>()> settle{};
  double scrolled_ms =
      -1e9;  // walk clock: when the visitor last began to scroll, looking for something
  std::size_t absences_known = 0;  // of page.pulse(): taken into account

  // Asks the agent in a frame; see AgentLink::evaluate and Page::answer.
  Result<nlohmann::json> ask(const FrameId& frame, const std::string& expression,
                             std::chrono::milliseconds time = std::chrono::seconds(5)) {
    return AgentLink::value_of(page.answer(page.agent().evaluate(frame, expression),
                                           Deadline::after(time),
                                           [&] { return page.frames().find(frame) == nullptr; }));
  }
  // The same, or null when the page or the frame went away meanwhile. That our own script broke is
  // observed. Errors only for what ends the walk.
  Result<nlohmann::json> ask_or_null(const FrameId& frame, const std::string& expression);
  // How long the customer waited between two times, pauses left out.
  double awaited_ms(double from_ms, double until_ms) const {
    double awaited = until_ms - from_ms;
    for (const auto& [began, ended] : pauses)
      awaited -= std::max(0.0, std::min(ended, until_ms) - std::max(began, from_ms));
    return std::max(0.0, awaited);
  }
  // Time in which the visitor did not wait for anything; what was a pause already is not one again.
  void add_pause(double from_ms, double until_ms) {
    for (const auto& [began, ended] : pauses)
      if (ended > from_ms && began <= from_ms) from_ms = ended;
    if (until_ms > from_ms) pauses.emplace_back(from_ms, until_ms);
  }
  // Of now, unless it says when.
  void observe(Observation observation) {
    if (observation.at_ms == 0) observation.at_ms = clock.now_ms();
    log.add("observation", {{"observation", nlohmann::json(observation)}});
  }
  // The browser's own interface showed. Of now, unless it says when. A permission that the page
  // wanted unasked is in the ledger of interruptions, too.
  void note_native(NativeUi shown);
  // Pumps for as long as it takes, for events to come in.
  Result<bool> pump(
      std::chrono::milliseconds time, const std::function<bool()>& done = [] { return false; }) {
    return page.client().pump_until(done, Deadline::after(time));
  }
};

// Ends the walk for a reason that is not the site's: dead browser, interrupt. Pages that go away
// are the business of whoever asked them something.
inline bool ends_walk(const Error& error) {
  return error.code == Errc::kBrowserGone || error.code == Errc::kInterrupted ||
         error.code == Errc::kNoSpace || error.code == Errc::kNoBrowser;
}

inline Result<nlohmann::json> WalkState::ask_or_null(const FrameId& frame,
                                                     const std::string& expression) {
  auto answer = ask(frame, expression);
  if (answer || ends_walk(answer.error())) return answer;
  if (answer.error().code == Errc::kInternal)
    observe({.kind = "agent_trouble", .step = step, .text = printable(answer.error().what)});
  return nlohmann::json();
}

}  // namespace firsthand
