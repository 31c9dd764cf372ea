#pragma once
// A journey as its author wrote it: plain values, made by journey_parser.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "journeys/visitor.h"

namespace firsthand {

// Where something stands in its file; both count from 1. 0: not from a file.
struct Position {
  int line = 0;
  int column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

// Text that may hold variables ($name, $env.NAME, $today, $$), as written. See variables.h.
struct Text {
  std::string raw{};
  Position at{};
  std::string file{};  // the used file that it stands in; empty: the journey's own
  friend bool operator==(const Text&, const Text&) = default;
};

// What a target must be. kAny: whatever fits the word (a control to click, a field to fill).
enum class TargetKind { kAny, kButton, kLink, kField, kImage };
// How a target is named. kReads, by what a person reads, is the rule; the others are escape
// hatches.
enum class TargetBy { kReads, kCss, kXpath, kTestId };

struct Target {
  Text text{};
  TargetKind kind = TargetKind::kAny;
  TargetBy by = TargetBy::kReads;
  // The heading, landmark or text it stands under or beside.
  std::optional<Text> in{};
  std::optional<Text> near{};
  int nth = 0;                  // from 1; 0: not given
  std::optional<Text> frame{};  // name, title or address of the frame it is in; empty: any
  friend bool operator==(const Target&, const Target&) = default;
};

// "Order number: $order"
struct FieldValue {
  Target field{};
  Text value{};
  friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

// The words. Each is one struct; Action is the sum of them.
struct Open {
  Text where;  // a path or a URL
  friend bool operator==(const Open&, const Open&) = default;
};
struct Click {
  Target target;
  friend bool operator==(const Click&, const Click&) = default;
};
struct DoubleClick {
  Target target;
  friend bool operator==(const DoubleClick&, const DoubleClick&) = default;
};
struct Hover {
  Target target;
  friend bool operator==(const Hover&, const Hover&) = default;
};
struct Fill {
  std::vector<FieldValue> fields;  // replaces what is there
  friend bool operator==(const Fill&, const Fill&) = default;
};
// An option of a select, radio group or custom list; with an empty field.text, the option alone.
struct Choose {
  std::vector<FieldValue> options;
  friend bool operator==(const Choose&, const Choose&) = default;
};
// check and uncheck: the box is made so if it is not; a link inside its label is not followed.
struct Check {
  Target target;
  bool on = true;
  friend bool operator==(const Check&, const Check&) = default;
};
struct Press {
  std::string chord;  // "Enter", "Control+A"
  friend bool operator==(const Press&, const Press&) = default;
};
// Text for whatever has the focus, key by key.
struct Type {
  Text text;
  friend bool operator==(const Type&, const Type&) = default;
};
// A date, as YYYY-MM-DD once its variables are filled in, in any kind of date picker.
struct Pick {
  std::vector<FieldValue> dates;
  friend bool operator==(const Pick&, const Pick&) = default;
};
// A slider, moved to a value of its scale.
struct Slide {
  std::vector<FieldValue> values;
  friend bool operator==(const Slide&, const Slide&) = default;
};
struct Drag {
  Target from, to;
  friend bool operator==(const Drag&, const Drag&) = default;
};
// Files that lie beside the journey; `value` is the path as written.
struct Attach {
  std::vector<FieldValue> files;
  friend bool operator==(const Attach&, const Attach&) = default;
};
struct Back {
  friend bool operator==(const Back&, const Back&) = default;
};
struct Reload {
  friend bool operator==(const Reload&, const Reload&) = default;
};
enum class ScrollTo { kDown, kUp, kEnd, kTarget };
struct Scroll {
  ScrollTo to = ScrollTo::kDown;
  Target target{};  // for kTarget
  friend bool operator==(const Scroll&, const Scroll&) = default;
};
// What is looked at. kPage: text on the page (case and white space folded, part of a line is
// enough, really visible) or a narrowed target; the others: the page's address, its title, the name
// of a file that was downloaded in this walk, the text of a dialog that came up since the step
// before.
enum class LookAt { kPage, kUrl, kTitle, kDownload, kDialog };
struct Look {
  LookAt at = LookAt::kPage;
  Target what{};                         // its text is a part of what is looked at
  std::optional<std::string> pattern{};  // RE2, found anywhere in it; `what` is empty then
  friend bool operator==(const Look&, const Look&) = default;
};
struct See {
  std::vector<Look> looks;  // one, or those of `any:` or `all:`
  bool all = false;         // every one of them, rather than the first that is there
  friend bool operator==(const See&, const See&) = default;
};
// None of these is there once the page has settled.
struct NotSee {
  std::vector<Look> looks;
  friend bool operator==(const NotSee&, const NotSee&) = default;
};
// Keeps something the page shows in a variable.
struct Keep {
  std::string name;
  std::optional<Text> after{};            // the next word after this text
  std::optional<std::string> matching{};  // RE2: the first group, or the whole match
  std::optional<Target> from{};           // the text (or value) of this
  friend bool operator==(const Keep&, const Keep&) = default;
};
// A time in which the visitor does nothing, and why.
struct Wait {
  double ms = 0;
  Text because;
  friend bool operator==(const Wait&, const Wait&) = default;
};
// What a person must do now in a visible browser; without one the walk is turned away.
struct Human {
  Text what;
  friend bool operator==(const Human&, const Human&) = default;
};
// JavaScript run in the page, the escape hatch.
struct Script {
  Text code;       // may use variables; they are put in as JSON texts
  std::string as;  // the variable that keeps its result, as text; empty: none
  friend bool operator==(const Script&, const Script&) = default;
};
// The steps of another journey file. Only as written: used_journeys.h puts the steps in its place.
struct Use {
  Text file;
  std::map<std::string, Text> let;
  friend bool operator==(const Use&, const Use&) = default;
};
// A first-time visitor's search for a page, by what such links are called (see wordings.h): looks
// over this page, opens its menu, goes one page deeper. Only links and menus are opened; nothing is
// sent.
struct Find {
  std::string thing;  // "returns"
  friend bool operator==(const Find&, const Find&) = default;
};
struct Note {
  Text text;  // for the report
  friend bool operator==(const Note&, const Note&) = default;
};

using Action = std::variant<Open, Click, Fill, Choose, Check, Press, Scroll, See, Keep, Note,
                            DoubleClick, Hover, Type, Pick, Slide, Drag, Attach, Back, Reload,
                            NotSee, Wait, Human, Script, Use, Find>;

// How a dialog of the browser's own (alert, confirm, prompt) is answered. With a text, that is
// typed into a prompt before OK is pressed.
struct DialogAnswer {
  bool ok = false;  // rather than Cancel
  std::optional<Text> text{};
  friend bool operator==(const DialogAnswer&, const DialogAnswer&) = default;
};

struct Step {
  std::string word{};  // "click"
  std::string
      says{};     // the step on one line as a person would read it aloud: "click Help in footer"
  Position at{};  // of the word
  Action action{};
  std::optional<Text> name{};  // what the report calls this step, in place of its own words
  std::string file{};          // the file that a used step stands in; empty: the journey's own
  bool optional = false;       // looked for once the page has settled; not there: passed over
  std::optional<Text> tab{};   // title or address of the tab it is done in; empty: the one in front
  std::optional<DialogAnswer> dialog{};    // to what this step brings up
  bool submits = false;                    // this step sends something for real
  std::optional<double> should_take_ms{};  // what the customer may expect of this step
  std::optional<double> patience_ms{};     // overrides the journey's
  std::optional<double> limit_ms{};        // overrides the journey's
  friend bool operator==(const Step&, const Step&) = default;
};

// let: order: {from: orders.csv, each: walk}. The column of the variable's own name, or `column`.
struct Rows {
  std::string file{};  // as written; beside the journey
  std::string column{};
  Position at{};
  friend bool operator==(const Rows&, const Rows&) = default;
};

// What a visitor does about a banner that asks for their consent. kSteps: only what the journey's
// own steps do.
enum class Consent { kAccept, kRefuse, kIgnore, kSteps };
std::string_view to_word(Consent consent);  // "accept"
std::optional<Consent> consent_from(std::string_view word);
const std::vector<std::string>& consent_words();

// What is asked for of a visitor, by a journey or by the command line. What is not asked for is as
// it is with the built-in visitor; see visitor_wish.h.
struct VisitorWish {
  std::optional<std::string> like{};  // a built-in visitor
  std::optional<std::string> network{};
  std::optional<double> cpu{};
  std::optional<std::string> locale{}, time_zone{};
  std::optional<GeoPoint> location{};
  std::map<std::string, Text> headers{};
  std::optional<bool> dark{}, reduced_motion{};
  std::optional<int> text{};
  friend bool operator==(const VisitorWish&, const VisitorWish&) = default;
};

inline constexpr int kMostVisits = 2;

struct Journey {
  std::string id{};     // from the file's name: "return-an-order"
  std::string title{};  // journey:
  std::string why{};
  std::string file{};    // as the user named it
  std::string source{};  // the whole text of the file
  std::string site{};    // URL; empty: --site must give it
  VisitorWish visitor{};
  int visits = 1;               // how often the visitor comes, 1 or 2
  double patience_ms = 10'000;  // how long this customer waits for any one step before giving up
  double limit_ms = 60'000;     // how long the walk keeps watching to learn the true wait
  bool critical = false;        // the business depends on it
  Consent consent = Consent::kAccept;
  bool probe_forms = false;  // boxes are tried as careless customers would, before they are filled
  std::vector<std::string> hosts{};    // where it may go, beside the site's own host
  std::map<std::string, Text> let{};   // variables
  std::map<std::string, Rows> rows{};  // variables that have another value in each walk
  std::vector<std::string> secret{};   // names of variables whose values must never reach disk
  std::vector<Step> steps{};
  friend bool operator==(const Journey&, const Journey&) = default;
};

// Step visits nothing: it only annotates (note). A wait is no note: it takes its time.
bool is_silent(const Step& step);
// The first step that does something, unless it opens a page, or uses a file that may; null: there
// is none such.
const Step* begins_without_page(const Journey& journey);
// Step only looks (see, not_see, keep): no input is sent.
bool only_looks(const Step& step);

}  // namespace firsthand
