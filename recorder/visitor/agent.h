#pragma once
// Our eyes inside the page: a script in an isolated world of every frame, which finds what a person
// sees and pushes what happens. Pages cannot see or call it.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "journeys/journey.h"
#include "journeys/recording.h"
#include "journeys/wordings.h"
#include "recorder/browser/devtools_client.h"
#include "recorder/browser/frame_names.h"
#include "recorder/browser/frame_tree.h"
#include "recorder/walk_clock.h"

namespace firsthand {

inline constexpr const char* kWorldName = "firsthand";
inline constexpr const char* kBindingName = "firsthandPush";

// What tells the agent, from the page's own world, that a page asks for a permission; `word` is
// known to the two of them only.
std::string permission_script(const std::string& word);
// The script for Page.addScriptToEvaluateOnNewDocument. `secrets` are hidden wherever they show.
std::string agent_script(const std::vector<std::string>& secrets, const std::string& word = {});

// What to look for: a target with its values expanded.
struct Query {
  // click, hover, drag, fill, choose, check, pick, slide, attach, see, keep, option, find, menu;
  // with `pattern`: title, address
  std::string word{};
  std::string text{};  // what a person reads; a selector for the escape hatches
  // The other words for it; the first that fits is taken, those of the page's language first.
  std::vector<Wording> words{};
  TargetBy by = TargetBy::kReads;
  TargetKind kind = TargetKind::kAny;
  std::string option{};  // for choose
  std::string in{}, near{};
  int nth = 0;
  std::string frame{};  // name, title or a part of the address of the frame it is in; empty: any
  // For see by many words: the sentences of the root frame in which they stood before the customer
  // acted; what stood there already is no outcome.
  std::vector<std::string> before{};
  bool pattern = false;  // send all visible text (or the title, or the address) when it changes
  // As the author named it: an option that is in no list of a name by itself.
  const std::string& called() const { return text.empty() ? option : text; }
};
Json to_json(const Query& query);

// A target's state in one frame, as the agent told it.
struct Sighting {
  // missing, hidden, disabled, covered, moving, ready; bad-selector: `by` says why
  std::string state = "missing";
  std::string by{};  // what covers it; what the list has instead
  bool offscreen = false;
  bool edge = false;         // less than half of it is in view
  std::optional<Box> box{};  // in that frame's own viewport
  std::string how{}, name{}, role{}, selector{}, mode{};
  std::string after{};  // the words behind a text; what a field holds that is kept `from`
  std::string href{};   // where a link leads
  int matches = 0;
  bool ambiguous = false;
  int rank = 1000;      // the order of finding; less is better
  double x = 0, y = 0;  // where to point (locate only)
  bool scrolled = false;
  double since_ms = 0;  // walk clock: when this state began
  double told_ms = 0;   // walk clock: when we learned of it; 0: not from the agent
};

// What a frame shows, for queries with `pattern`.
struct ShownText {
  std::string text{};
  double at_ms = 0;  // walk clock: since when
};

// Something in our own script that broke on a page.
struct AgentTrouble {
  double at_ms = 0;  // walk clock: when we learned of it
  std::string text{};
};

// Words that a page announced, however soon they went.
struct Announcement {
  double at_ms = 0;  // walk clock
  std::string text{};
};

// The browser's own interface that a page asked for: a permission, printing.
struct NativeRequest {
  std::string kind{};      // permission | print
  std::string text{};      // what for: location, notifications, camera, microphone, …
  double at_ms = 0;        // walk clock
  bool asked_for = false;  // the visitor had done something on this page before
};

// A watched target that stood still, in view and free, and all at once stood elsewhere.
struct Jump {
  int id = 0;  // of the query
  FrameId frame{};
  double at_ms = 0;  // walk clock
  std::string name{};
  Box box{};  // where it had stood, in that frame's own viewport
};

// Where a secret showed.
struct SecretBox {
  FrameId frame{};
  Box box{};  // in that frame's own viewport
};

// Listens to the agents of all frames and keeps the clock between them and us.
class AgentLink {
 public:
  AgentLink(DevToolsClient& client, FrameTree& frames, const WalkClock& clock);

  // Watches `query` in every frame, and in every new document, until disarmed.
  void arm(int id, const Query& query);
  void disarm(int id);
  // The newest sighting in each frame that still exists.
  const std::map<FrameId, Sighting>& sightings(int id) const;
  // The query `id` is looked for in this frame: its own words do not name another one.
  bool may_hold(int id, const FrameId& frame) const;
  // As last told, by frame; for queries with `pattern`.
  const std::map<FrameId, ShownText>& texts(int id) const;

  // When it last seemed about to be ready (walk clock): it stands there, and is watched for one
  // more frame. -1: never yet.
  double foretold_ms(int id) const;

  // The browser, or this program, had stood still: what looked like a long search is no reason to
  // wait long for the next.
  void wake();

  // Jumps of the targets with ids from `first` up to before `end`; told once.
  std::vector<Jump> take_jumps(int first, int end);

  // Calls `expression` (an expression on the agent's object) in a frame.
  Ticket evaluate(const FrameId& frame, const std::string& expression);
  // From a reply to evaluate: its value. A thrown exception is an error.
  static Result<Json> value_of(const Result<Json>& reply);

  // Walk clock of {o, t}: a document's time origin and its own time since then.
  double walk_time(const SessionId& session, const Json& told) const;

  // Starts a new account of what follows the next input: a click, a key, a touch, or an event of
  // this type.
  void expect_reaction(const std::string& type = "");
  // What followed the last input since expect_reaction (walk clock, not durations).
  const std::map<std::string, double>& reactions() const { return reactions_; }
  // Input events of the page since expect_reaction: type -> time of the newest.
  const std::map<std::string, double>& inputs() const { return inputs_; }
  double last_busy_ms() const { return last_busy_ms_; }
  // When the root frame's present document began, was parsed, was loaded.
  std::optional<double> hello_ms() const { return root().hello_ms; }
  std::optional<double> parsed_ms() const { return root().parsed_ms; }
  std::optional<double> loaded_ms() const { return root().loaded_ms; }
  // Boxes of secrets in all frames since the last call, and now.
  std::vector<SecretBox> take_mask_boxes();
  // What the browser says of a css or xpath that it cannot read, of the queries with ids from
  // `first` up to before `end`; empty: it can.
  std::string selector_trouble(int first, int end) const;
  const std::vector<AgentTrouble>& troubles() const { return troubles_; }
  // Told once.
  std::vector<Announcement> take_announcements() { return std::exchange(announcements_, {}); }
  std::vector<NativeRequest> take_natives() { return std::exchange(natives_, {}); }

 private:
  struct PageTime {  // per session: page time (origin + t) -> monotonic ms
    std::optional<double> exact, bound;
    double origin = 0;
  };
  struct Root {  // the present document of a tab
    std::optional<double> hello_ms{}, parsed_ms{}, loaded_ms{};
  };
  const Root& root() const;
  void greet(const PageFrame& frame);
  void keep_masks(const FrameId& frame);
  void heard(const SessionId& session, int context, const std::string& payload);
  void calibrate(const SessionId& session, const Json& message);

  DevToolsClient& client_;
  FrameTree& frames_;
  const WalkClock& clock_;
  FrameNames names_;
  std::map<int, Json> armed_;
  std::map<int, std::string> wanted_frames_;  // of the armed queries that name one
  std::map<int, std::map<FrameId, Sighting>> sightings_;
  std::map<int, std::map<FrameId, ShownText>> texts_;
  std::map<int, double> foretold_;
  std::vector<Jump> jumps_;
  std::map<SessionId, PageTime> times_;
  std::map<std::string, double> reactions_, inputs_;
  double last_busy_ms_ = -1;
  std::map<FrameId, Root> roots_;
  std::map<FrameId, std::vector<Box>> masks_;  // as last told
  std::vector<SecretBox> masks_seen_;
  std::vector<AgentTrouble> troubles_;
  std::vector<Announcement> announcements_;
  std::vector<NativeRequest> natives_;
  std::vector<Subscription> listening_;
};

// [[x, y, w, h]…]; what is no box is left out.
std::vector<Box> boxes_from(const Json& json);
// {x, y, w, h} as an agent writes one box.
Box box_from(const Json& json);
// A sighting from the agent's JSON; what is missing stays at its default.
Sighting sighting_from(const Json& json);

}  // namespace firsthand
