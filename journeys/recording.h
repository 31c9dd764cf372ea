#pragma once
// A journey as walked: what one walk left behind, as plain values. Schema "firsthand.walk/1".
// Times in *_ms are milliseconds with up to three places, from the start of the journey (…at_ms) or
// durations. Absent is not zero: a field that was not measured is empty and not written.
// A Box is [x, y, w, h] in viewport CSS pixels of the screen it is named with.

#include <algorithm>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/visitor.h"

namespace firsthand {

using OptMs = std::optional<double>;

struct Box {
  double x = 0, y = 0, w = 0, h = 0;
  bool empty() const { return w <= 0 || h <= 0; }
  // The smallest box around both; an empty one is none.
  Box with(const Box& other) const {
    if (empty()) return other;
    if (other.empty()) return *this;
    const double left = std::min(x, other.x), top = std::min(y, other.y);
    return {left, top, std::max(x + w, other.x + other.w) - left,
            std::max(y + h, other.y + other.h) - top};
  }
  // The same place in pixels of another size.
  Box scaled(double factor) const { return {x * factor, y * factor, w * factor, h * factor}; }
  friend bool operator==(const Box&, const Box&) = default;
};

enum class Outcome {
  kCompleted,
  kGaveUp,     // patience ran out, or what they looked for was not there
  kFailed,     // the site stopped them
  kStopped,    // we stopped before sending, because sending was not allowed
  kUnmeasured  // see Walk::reason: robot_check, our_rig, out_of_data, lost
};
std::string_view to_word(Outcome outcome);  // "gave_up"
std::optional<Outcome> outcome_from(std::string_view word);

enum class StepOutcome {
  kDone,
  kGaveUp,
  kFailed,
  kStopped,
  kUnmeasured,
  kPassedOver,  // an optional step whose target was not there
  kNotReached   // the walk ended before it
};
std::string_view to_word(StepOutcome outcome);
std::optional<StepOutcome> step_outcome_from(std::string_view word);

// Why the customer had to wait. `cause`: loading (document not there yet), missing (nothing on the
// page fits), hidden, disabled, covered, moving, still_there (what should not be seen). `by`: what
// covers it, as a person would name it.
struct WaitedFor {
  std::string cause{};
  std::string by{};
  double ms = 0;
  std::string
      on{};  // what was awaited, as the author named it; FoundTarget::says once it was found
  friend bool operator==(const WaitedFor&, const WaitedFor&) = default;
};

// How the picture filled from a step's input until it came to rest, by the published measures: see
// analyzers/vision/visual_metrics.h. All in ms from the input.
struct VisualTiming {
  double first_change_ms = 0, last_change_ms = 0;
  double complete_85_ms = 0, complete_95_ms = 0, complete_99_ms = 0;
  double speed_index = 0;      // as browsertime's: white pixels left out
  double speed_index_all = 0;  // all pixels: what a dark page needs
  double perceptual_speed_index = 0, contentful_speed_index = 0;
  friend bool operator==(const VisualTiming&, const VisualTiming&) = default;
};

struct StepTiming {
  OptMs feedback_ms{};  // input event -> first frame that looks different
  OptMs usable_ms{};    // input event -> next step's target reachable: the felt wait
  OptMs settled_ms{};   // input event -> first frame of the first quiet second
  std::optional<VisualTiming> visual{};  // of a step whose picture came to rest
  // Waits before the step's last input, for what it needed itself: a second field, an option.
  OptMs within_ms{};
  double tool_ms = 0;     // Firsthand's own time in this step
  double pace_ms = 0;     // time the visitor took between seeing and doing; neither wait nor tool
  bool censored = false;  // the wait is only how long we watched: what was awaited never came
  // All that the customer waited in this step.
  OptMs felt_ms() const {
    if (!usable_ms && !within_ms) return std::nullopt;
    return usable_ms.value_or(0) + within_ms.value_or(0);
  }
  friend bool operator==(const StepTiming&, const StepTiming&) = default;
};

struct Vitals {
  OptMs ttfb_ms{}, fcp_ms{}, lcp_ms{}, inp_ms{};
  std::optional<double> cls{};
  friend bool operator==(const Vitals&, const Vitals&) = default;
};

// What happened on the page after a click or key, as first times after the input event. Watched for
// watched_ms. All empty and watched_ms >= 1000: nothing visible happened.
struct Reaction {
  OptMs dom_ms{}, url_ms{}, focus_ms{}, request_ms{}, scroll_ms{}, pixels_ms{}, dialog_ms{};
  double watched_ms = 0;
  friend bool operator==(const Reaction&, const Reaction&) = default;
};

// The control that was found for a step.
struct FoundTarget {
  std::string says{};      // what the author asked for
  std::string name{};      // its accessible name
  std::string role{};      // "link", "button", "textbox", ...
  std::string how{};       // name, label, placeholder, title, alt, text, pixels, css, xpath, testid
  std::string selector{};  // a CSS path for engineers
  Box box{};
  int matches = 1;  // how many visible things fitted as well
  friend bool operator==(const FoundTarget&, const FoundTarget&) = default;
};

struct StepError {
  std::string code{};  // stable: not_found, disabled, covered, http_500, net::ERR_…, page_crashed,
                       // page_killed, …
  std::string what{};    // a sentence
  std::string target{};  // which of the step's targets it is about, as the journey names it
  friend bool operator==(const StepError&, const StepError&) = default;
};

// Where the sentence of a StepError goes on to what the page has instead.
inline constexpr std::string_view kThisPageHas = "; this page has ";
// The sentence without that, with its full stop.
inline std::string in_short(const StepError& error) {
  const auto at = error.what.find(kThisPageHas);
  return at == std::string::npos ? error.what : error.what.substr(0, at) + ".";
}

// How a find step went. Without `found`, the visitor gave the search up.
struct Search {
  std::string thing{};  // "returns": see wordings.h
  bool found = false;
  // False: what was found is a link to another host or an address written out; the walk does not
  // follow those.
  bool followed = true;
  int clicks = 0;  // that were made, those that led nowhere too
  OptMs ms{};  // from the first look to the page found, at the visitor's pace; not followed: empty
  std::vector<std::string> way{};  // what was clicked, as it was named there, in order
  std::string url{};               // where it was found; empty: not found
  friend bool operator==(const Search&, const Search&) = default;
};

struct StepRecord {
  int index = 0;                      // from 0
  int line = 0;                       // in the journey file, or in `file`
  std::optional<std::string> file{};  // the used file that the step stands in
  std::string word{};
  std::string says{};
  StepOutcome outcome = StepOutcome::kNotReached;
  std::optional<StepError> error{};
  OptMs started_at_ms{};
  OptMs input_at_ms{};  // when the (last) input event of this step reached the page
  OptMs ended_at_ms{};  // when Firsthand took its last pictures of it, and went on
  StepTiming timing{};
  std::optional<double> should_take_ms{};
  double patience_ms = 0;
  double limit_ms = 0;
  std::vector<WaitedFor> waited_for{};
  std::optional<Reaction> reaction{};
  std::vector<FoundTarget> targets{};  // one for each control worked
  std::optional<Search> search{};      // of a find step that was walked
  Vitals vitals{};
  std::optional<std::string> before{}, after{};  // screens, by file: "screens/003-after.png"
  std::optional<std::string> during{};           // in its wait; of a look: when it was first seen
  std::optional<std::string> page{};             // "pages/003.html": the page as it was afterwards
  std::optional<std::string> access{};           // "access/003.json"; empty: not looked at
  std::string url{};                             // afterwards
  std::string title{};
  std::optional<int> status{};  // HTTP status of the document shown afterwards
  bool submits = false;
  // Keys that typed a secret are not counted: their number would tell its length.
  int clicks = 0, keystrokes = 0, fields = 0;
  friend bool operator==(const StepRecord&, const StepRecord&) = default;
};

// A picture of what the customer saw, in device pixels.
struct Screen {
  std::string file{};  // "screens/003-after.png"
  double at_ms = 0;
  int step = 0;
  std::string when{};  // before | during | after
  // Viewport in CSS pixels of the page. A page that is not made for phones is larger than the
  // visitor's screen and shown smaller.
  int width = 0, height = 0;
  double scale = 1;  // device pixels per CSS pixel of the page
  double scroll_x = 0, scroll_y = 0;
  std::string url{};
  friend bool operator==(const Screen&, const Screen&) = default;
};

// A frame of the walk's film, named by content: the whole viewport, at most 960 pixels wide.
struct Frame {
  std::string file{};  // "frames/3f2a….jpg"
  double at_ms = 0;    // presentation
  int step = 0;
  friend bool operator==(const Frame&, const Frame&) = default;
};

// What the recorder noticed. Not a judgement. Kinds:
//   only_in_pixels    a target that nothing on the page tells of was read from its picture: its
//                     words, and the box that they were clicked in
//   ambiguous_target  several things answer to a target's name; the most prominent was taken
//   layout_jump       what was about to be worked jumped away: at_ms when, box where it had stood
//   scrolled_for      what was not on the page until the visitor scrolled for it, and how often;
//                     at_ms when they began to
//   scrolled_in_vain  the same, of what was not found
//   seen_below        what was looked for stood below the view until it was scrolled to
//   dialog            alert, confirm, prompt or beforeunload, with its text
//   said              what the page announced as a message, however soon it went
//   new_window        the page opened a window; `tab:` leads there
//   tab               another tab came to the front, by its title and address
//   download          a file that the site sent, by name and size; see downloads/
//   value_differs     a field shows something else than was typed
//   kept              what `keep` took from the page
//   held_request      something typed would have been sent by a step that may not send
//   not_sent          something typed would have gone to another site; the walk went on without
//   left_hosts        the way led to a host that the journey does not list
//   second_look       an address that failed in the browser, asked for again outside it
//   not_reachable_by_keyboard   the keys came round without the control, by its name
//   keyboard_trap               it could have had the focus, which was held elsewhere
//   frames_masked     secrets were painted over in the film: it does not time this step
//   frame_dropped     a frame of the film that could not be masked and was not kept
//   screen_dropped    the same, of a screen
//   film_full         from here on the film of this step was not kept: more than we hold
//   clocks_disagree   film and page tell of it at times over 50 ms apart; usable_ms is the page's
//   paste_refused, not_probed  a box that paste left empty; one not probed, and why (probe: forms)
//   agent_trouble     our own script in the page broke
//   access_missed     axe-core did not look at the page of this step, and why
struct Observation {
  std::string kind{};
  double at_ms = 0;
  int step = 0;
  std::string text{};
  std::optional<Box> box{};
  std::optional<std::string> screen{};
  friend bool operator==(const Observation&, const Observation&) = default;
};

// The browser's own interface, which headless draws in no picture: a window with a question, the
// list of a select.
struct NativeUi {
  // alert, confirm, prompt, beforeunload, list, date, file, permission, print, sign_in, tooltip
  std::string kind{};
  std::string text{};                  // what it says
  std::vector<std::string> options{};  // of a list: some, around the one that was taken
  std::string answer{};   // ok, cancel, allowed, denied; the option, date or file that was taken
  bool as_told = true;    // the journey said what to do; else it was answered for want of a word
  bool asked_for = true;  // it came after something the visitor did on this page
  int step = 0;
  double shown_at_ms = 0;
  OptMs closed_at_ms{};
  std::optional<Box> box{};  // of what it belongs to
  friend bool operator==(const NativeUi&, const NativeUi&) = default;
};

// A button of an interruption, and what it does: accept, refuse, settings, save, close, other.
struct Offer {
  std::string does{};
  std::string name{};
  friend bool operator==(const Offer&, const Offer&) = default;
};

// What came between the visitor and the page, unasked for, and what it cost. The time is neither a
// wait for the site nor the visitor's pace: it is in no step's timing.
struct Interruption {
  // consent, newsletter, app, survey, chat, notifications, country; permission: a window of the
  // browser's own, see NativeUi, whose one click is counted and whose time is not known; empty: it
  // does not tell
  std::string kind{};
  std::string name{};  // as a person would call it
  double at_ms = 0;    // when it was noticed
  int step = 0;
  // accepted, refused, closed; left: the journey ignores it; journey: its own steps deal with it;
  // stayed: no visible button was rid of it; went: the same, and it went by itself; page_left:
  // the same, and it went with its page
  std::string ended{};
  bool in_the_way = false;             // it covered what was wanted
  std::vector<Offer> offers{};         // what could be pressed when it came
  std::vector<std::string> pressed{};  // the buttons, in order
  OptMs ms{};                          // from its being noticed until it was gone
  std::optional<Box> box{};
  std::optional<std::string> screen{};
  friend bool operator==(const Interruption&, const Interruption&) = default;
};

struct Request {
  double at_ms = 0;
  OptMs duration_ms{};
  int step = 0;
  std::string method{}, url{}, type{};  // type: document, script, xhr, fetch, image, …
  std::optional<int> status{};
  std::string redirected_to{};  // URL that was asked for instead; empty: none
  std::string error{};          // net::ERR_…; empty: none
  bool first_party = false;
  bool main_document = false;
  bool canceled = false;  // by the page or by leaving it: not a failure
  friend bool operator==(const Request&, const Request&) = default;
};

struct ConsoleLine {
  double at_ms = 0;
  int step = 0;
  std::string level{};  // error, warning, info, exception
  std::string text{};
  std::string url{};  // of the script
  int line = 0;
  friend bool operator==(const ConsoleLine&, const ConsoleLine&) = default;
};

struct JourneyInfo {
  std::string id{}, title{}, why{}, file{}, site{};
  bool critical = false;
  std::string consent{};  // accept | refuse | ignore | steps; empty: of an older recording
  double patience_ms = 0, limit_ms = 0;
  friend bool operator==(const JourneyInfo&, const JourneyInfo&) = default;
};

struct BrowserInfo {
  std::string engine{};   // shell | full | a path
  std::string product{};  // "HeadlessChrome/156.0…"
  bool sandbox = true;    // false: --unsandboxed
  bool marked = true;     // the synthetic marker was on
  friend bool operator==(const BrowserInfo&, const BrowserInfo&) = default;
};

struct MachineInfo {
  std::string os{};
  int cpus = 0;
  double memory_gb = 0;
  friend bool operator==(const MachineInfo&, const MachineInfo&) = default;
};

struct TimingTrust {
  bool reliable = true;
  std::vector<std::string> reasons{};
  friend bool operator==(const TimingTrust&, const TimingTrust&) = default;
};

struct Walk {
  std::string schema = "firsthand.walk/1";
  std::string tool_version{};
  std::string started{};  // wall clock, RFC 3339, once
  JourneyInfo journey{};
  Visitor visitor{};
  int visit = 1;  // 2: the visitor came back, with the cookies and the cache of the first visit
  std::string pace{};  // quick | steady
  BrowserInfo browser{};
  MachineInfo machine{};
  // Whether axe-core looked at the pages: on, off, not_installed; empty: an older recording.
  std::optional<std::string> accessibility{};
  Outcome outcome = Outcome::kUnmeasured;
  std::string reason =
      "lost";  // for unmeasured: robot_check, our_rig, out_of_data, lost; else a code
  std::string reason_text{};  // a sentence for people
  bool censored = false;      // some awaited thing never came while we watched
  OptMs total_ms{};
  TimingTrust timing{};
  std::vector<StepRecord> steps{};  // every step of the journey, reached or not
  std::vector<Screen> screens{};
  std::vector<Frame> frames{};  // as they were presented
  std::vector<Observation> observations{};
  std::vector<Interruption> interruptions{};
  std::vector<NativeUi> native_ui{};
  friend bool operator==(const Walk&, const Walk&) = default;
};

// "phone over 3G", "phone, second visit": walks by the same are compared with each other.
inline std::string who_walked(const Walk& walk) {
  return told(walk.visitor) + (walk.visit > 1 ? ", second visit" : "");
}

// The screen of that name; null when there is none.
inline const Screen* screen_named(const std::vector<Screen>& screens,
                                  const std::optional<std::string>& file) {
  const auto screen = std::find_if(screens.begin(), screens.end(),
                                   [&](const Screen& each) { return each.file == file; });
  return screen == screens.end() ? nullptr : &*screen;
}

// Evidence of a wait that is no step's `before` or `after`: nothing is read from it.
inline bool is_only_during(const Walk& walk, const Screen& screen) {
  if (screen.when != "during") return false;
  for (const auto& step : walk.steps)
    if (step.before == screen.file || step.after == screen.file) return false;
  return true;
}

// A word read from a screen, box in viewport CSS pixels, confidence 0 to 100.
struct SeenWord {
  std::string text{};
  Box box{};
  double confidence = 0;
  int line = 0;  // words of one line of text share it
  friend bool operator==(const SeenWord&, const SeenWord&) = default;
};

// The colours of one line of words, "#rrggbb". Lines that hardly stand out have none.
struct SeenInk {
  int line = 0;  // SeenWord::line
  std::string letters{}, ground{};
  friend bool operator==(const SeenInk&, const SeenInk&) = default;
};

// What a screen shows without a word: plain, spinner, skeleton, broken_image, broken_frame; see
// analyzers/vision/marks.h. Box in CSS pixels.
struct SeenMark {
  std::string kind{};
  Box box{};
  friend bool operator==(const SeenMark&, const SeenMark&) = default;
};

// What was read from one screen's pixels, after the walk. Schema "firsthand.seen/1".
struct Seen {
  std::string screen{};           // "screens/003-after.png"
  double width = 0, height = 0;   // CSS pixels; 0: recorded by an older version
  std::string languages{};        // that were looked for: "eng+deu"
  std::string language{};         // that it was read in: "deu"
  std::vector<SeenWord> words{};  // reading order
  std::vector<SeenInk> inks{};    // by line
  std::vector<SeenMark> marks{};
  double one_colour = 0;  // share of the viewport in its most common colour, 0 to 1
  double detail = 0;      // share of pixels on an edge, 0 to 1: a blank screen has next to none
  // Against the previous screen of the walk that was read, when both have the same size: share
  // changed, and where.
  std::optional<double> changed{};
  std::vector<Box> changed_boxes{};
  friend bool operator==(const Seen&, const Seen&) = default;
};

// An element that breaks one of axe-core's rules.
struct AccessNode {
  std::string selector{};  // a CSS path for engineers
  std::string html{};      // its opening tag, without values
  Box box{};               // in viewport CSS pixels; empty: it takes up no room
  friend bool operator==(const AccessNode&, const AccessNode&) = default;
};

struct AccessViolation {
  std::string rule{};               // axe-core's name: "color-contrast"
  std::string impact{};             // minor, moderate, serious, critical
  std::vector<std::string> tags{};  // "wcag2aa", "wcag143", "cat.color", …
  std::string help{};               // what the rule asks for
  int count = 0;                    // elements, also those that are not among the nodes
  std::vector<AccessNode> nodes{};  // at most 10
  friend bool operator==(const AccessViolation&, const AccessViolation&) = default;
};

// What axe-core found on the page of one step, in the document of the tab itself (not in frames).
// Schema "firsthand.access/1".
struct Access {
  std::string engine{};  // "axe-core 4.10.3"
  std::string url{};
  double ms = 0;  // that it took; our own time
  std::vector<AccessViolation> violations{};
  friend bool operator==(const Access&, const Access&) = default;
};

// Reading tolerates missing and unknown keys. A key of the wrong type throws
// nlohmann::json::exception with a sentence that names it ("steps[3].timing.usable_ms: a number is
// needed here, not string"); wrap the call where JSON enters. read_recording does.
// Written: "schema": "firsthand.seen/1" for Seen, "firsthand.access/1" for Access; a step's
// `before`, `during` and `after` as "screens": {"before": …, "after": …}; numbers with at most
// three places.
void to_json(nlohmann::json& json, const Box& box);
void from_json(const nlohmann::json& json, Box& box);
void to_json(nlohmann::json& json, const Visitor& visitor);
void from_json(const nlohmann::json& json, Visitor& visitor);
void from_json(const nlohmann::json& json, VisualTiming& timing);
void to_json(nlohmann::json& json, const StepTiming& timing);
void from_json(const nlohmann::json& json, StepTiming& timing);
void to_json(nlohmann::json& json, const Reaction& reaction);
void from_json(const nlohmann::json& json, Reaction& reaction);
void to_json(nlohmann::json& json, const StepRecord& step);
void from_json(const nlohmann::json& json, StepRecord& step);
void to_json(nlohmann::json& json, const Screen& screen);
void from_json(const nlohmann::json& json, Screen& screen);
void to_json(nlohmann::json& json, const Frame& frame);
void from_json(const nlohmann::json& json, Frame& frame);
void to_json(nlohmann::json& json, const Observation& observation);
void from_json(const nlohmann::json& json, Observation& observation);
void to_json(nlohmann::json& json, const NativeUi& shown);
void from_json(const nlohmann::json& json, NativeUi& shown);
void to_json(nlohmann::json& json, const Interruption& interruption);
void from_json(const nlohmann::json& json, Interruption& interruption);
void to_json(nlohmann::json& json, const Request& request);
void from_json(const nlohmann::json& json, Request& request);
void to_json(nlohmann::json& json, const ConsoleLine& line);
void from_json(const nlohmann::json& json, ConsoleLine& line);
void to_json(nlohmann::json& json, const JourneyInfo& journey);
void from_json(const nlohmann::json& json, JourneyInfo& journey);
void to_json(nlohmann::json& json, const BrowserInfo& browser);
void from_json(const nlohmann::json& json, BrowserInfo& browser);
void to_json(nlohmann::json& json, const MachineInfo& machine);
void from_json(const nlohmann::json& json, MachineInfo& machine);
void to_json(nlohmann::json& json, const TimingTrust& trust);
void from_json(const nlohmann::json& json, TimingTrust& trust);
void to_json(nlohmann::json& json, const Walk& walk);
void from_json(const nlohmann::json& json, Walk& walk);
void to_json(nlohmann::json& json, const Seen& seen);
void from_json(const nlohmann::json& json, Seen& seen);
void to_json(nlohmann::json& json, const Access& access);
void from_json(const nlohmann::json& json, Access& access);

}  // namespace firsthand
