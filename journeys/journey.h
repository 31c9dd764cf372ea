#pragma once
// A journey as its author wrote it: plain values, made by journey_parser.

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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
  int nth = 0;  // from 1; 0: not given
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
struct Fill {
  std::vector<FieldValue> fields;  // replaces what is there
  friend bool operator==(const Fill&, const Fill&) = default;
};
// An option of a select, radio group or custom list; with an empty field.text, the option alone.
struct Choose {
  std::vector<FieldValue> options;
  friend bool operator==(const Choose&, const Choose&) = default;
};
struct Check {
  Target target;  // the box is ticked if it is not; a link inside its label is not followed
  friend bool operator==(const Check&, const Check&) = default;
};
struct Press {
  std::string chord;  // "Enter", "Control+A"
  friend bool operator==(const Press&, const Press&) = default;
};
enum class ScrollTo { kDown, kUp, kEnd, kTarget };
struct Scroll {
  ScrollTo to = ScrollTo::kDown;
  Target target{};  // for kTarget
  friend bool operator==(const Scroll&, const Scroll&) = default;
};
// Text on the page: case and white space folded, part of a line is enough, really visible.
struct See {
  Target what;
  friend bool operator==(const See&, const See&) = default;
};
// Keeps something the page shows in a variable.
struct Keep {
  std::string name;
  std::optional<Text> after{};            // the next word after this text
  std::optional<std::string> matching{};  // RE2: the first group, or the whole match
  std::optional<Target> from{};           // the text (or value) of this
  friend bool operator==(const Keep&, const Keep&) = default;
};
struct Note {
  Text text;  // for the report
  friend bool operator==(const Note&, const Note&) = default;
};

using Action = std::variant<Open, Click, Fill, Choose, Check, Press, Scroll, See, Keep, Note>;

struct Step {
  std::string word{};  // "click"
  std::string
      says{};     // the step on one line as a person would read it aloud: "click Help in footer"
  Position at{};  // of the word
  Action action{};
  bool submits = false;                    // this step sends something for real
  std::optional<double> should_take_ms{};  // what the customer may expect of this step
  std::optional<double> patience_ms{};     // overrides the journey's
  std::optional<double> limit_ms{};        // overrides the journey's
  friend bool operator==(const Step&, const Step&) = default;
};

struct Journey {
  std::string id{};     // from the file's name: "return-an-order"
  std::string title{};  // journey:
  std::string why{};
  std::string file{};    // as the user named it
  std::string source{};  // the whole text of the file
  std::string site{};    // URL; empty: --site must give it
  std::string visitor = "phone";
  double patience_ms = 10'000;  // how long this customer waits for any one step before giving up
  double limit_ms = 60'000;     // how long the walk keeps watching to learn the true wait
  bool critical = false;        // the business depends on it
  std::vector<std::string> hosts{};   // where it may go, beside the site's own host
  std::map<std::string, Text> let{};  // variables
  std::vector<std::string> secret{};  // names of variables whose values must never reach disk
  std::vector<Step> steps{};
  friend bool operator==(const Journey&, const Journey&) = default;
};

// Step visits nothing: it only annotates (note).
bool is_silent(const Step& step);
// Step only looks (see, keep): no input is sent.
bool only_looks(const Step& step);

}  // namespace firsthand
