#include "journeys/parsing/actions.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "journeys/parsing/chords.h"
#include "journeys/parsing/words.h"
#include "journeys/text.h"
#include "journeys/variables.h"

namespace firsthand {
namespace {

struct Narrowing {
  std::string_view key;
  TargetKind kind;
  TargetBy by;
};
constexpr std::array kNarrowings{
    Narrowing{"button", TargetKind::kButton, TargetBy::kReads},
    Narrowing{"link", TargetKind::kLink, TargetBy::kReads},
    Narrowing{"field", TargetKind::kField, TargetBy::kReads},
    Narrowing{"image", TargetKind::kImage, TargetBy::kReads},
    Narrowing{"css", TargetKind::kAny, TargetBy::kCss},
    Narrowing{"xpath", TargetKind::kAny, TargetBy::kXpath},
    Narrowing{"testid", TargetKind::kAny, TargetBy::kTestId},
};

std::optional<Target> narrowed_target(const YamlNode& map, Reading& reading) {
  const YamlNode& key = map.items[0];
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
    const YamlNode& each = map.items[i];
    if (narrowing(each.text) == Known::kReserved) {
      reading.error(each, fmt::format("'{}' is a part of the journey language that this version "
                                      "does not know yet",
                                      each.text));
      return std::nullopt;
    }
    if (option(each.text) == Known::kYes) {
      reading.error(each,
                    fmt::format("'{}' belongs beside the word, not inside its target", each.text),
                    "write it on a line of its own, in the word's column");
      return std::nullopt;
    }
    if (narrowing(each.text) == Known::kNo) {
      reading.unknown(each, "kind of target", narrowings());
      return std::nullopt;
    }
  }
  if (map.items.size() > 2) {
    reading.error(map.items[2], "a target is named once",
                  fmt::format("keep either '{}' or '{}'", key.text, map.items[2].text));
    return std::nullopt;
  }
  auto text = reading.text_with_variables(key, map.items[1]);
  if (!text) return std::nullopt;
  Target target{.text = std::move(*text)};
  for (const auto& known : kNarrowings)
    if (known.key == key.text) {
      target.kind = known.kind;
      target.by = known.by;
    }
  return target;
}

std::optional<Target> read_target(const YamlNode& word, const YamlNode& value, Reading& reading) {
  // {Sale} is a text in braces, {button: Save} a narrowed target.
  const bool has_values =
      value.is_map() && value.items.size() >= 2 && value.items[1].kind != YamlNode::Kind::kNothing;
  if (has_values) return narrowed_target(value, reading);
  auto text = reading.text_with_variables(word, value);
  if (!text) return std::nullopt;
  return Target{.text = std::move(*text)};
}

// "Order number: $order", one or more.
std::optional<std::vector<FieldValue>> read_fields(const YamlNode& word, const YamlNode& value,
                                                   Reading& reading) {
  if (value.is_list()) {
    reading.error(value,
                  fmt::format("the list form of '{}' is not known to this version yet", word.text),
                  "write field: value, one a line");
    return std::nullopt;
  }
  if (!value.is_map()) {
    reading.error(value.is_text() ? value : word,
                  fmt::format("'{}' needs a field and its value", word.text),
                  fmt::format("write {}: and below it, indented, field: value", word.text));
    return std::nullopt;
  }
  std::vector<FieldValue> fields;
  bool good = true;
  for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
    const YamlNode& key = value.items[i];
    if (key.text.empty()) {
      reading.error(key, "a field without a name");
      good = false;
      continue;
    }
    for (const auto& name : names_in(key.text)) {
      reading.error_within(key, "$" + name, "a variable in the name of a field",
                           "variables stand in values only; a dollar is $$");
      good = false;
    }
    // An empty text empties the field.
    auto text = reading.text_with_variables(key, value.items[i + 1], true);
    good = good && text.has_value();
    if (text)
      fields.push_back({.field = Target{.text = {key.text, key.at}}, .value = std::move(*text)});
  }
  if (!good) return std::nullopt;
  return fields;
}

std::optional<Action> read_open(const YamlNode& word, const YamlNode& value, Reading& reading) {
  auto where = reading.text_with_variables(word, value);
  if (!where) return std::nullopt;
  const std::string start = fold(where->raw.substr(0, 8));
  const bool fits = where->raw.starts_with('/') || where->raw.starts_with('$') ||
                    start.starts_with("http://") || start.starts_with("https://");
  if (!fits) {
    reading.error(
        value, fmt::format("'{}' is neither a path nor a web address", printable(where->raw, 60)),
        "begin with / for a page of the site, or with https://");
    return std::nullopt;
  }
  return Open{std::move(*where)};
}

std::optional<Action> read_press(const YamlNode& word, const YamlNode& value, Reading& reading) {
  auto chord = reading.text(word, value);
  if (!chord) return std::nullopt;
  const ChordCheck check = check_chord(*chord);
  if (check.ok) return Press{std::move(*chord)};
  reading.error(value, fmt::format("no key is called '{}'", printable(check.unknown, 40)),
                check.meant.empty() ? "keys are Enter, Tab, Escape, ArrowDown, a, Control+A"
                                    : fmt::format("did you mean '{}'?", check.meant));
  return std::nullopt;
}

std::optional<Action> read_scroll(const YamlNode& word, const YamlNode& value, Reading& reading) {
  if (value.is_text() && value.text == "down") return Scroll{.to = ScrollTo::kDown};
  if (value.is_text() && value.text == "up") return Scroll{.to = ScrollTo::kUp};
  if (value.is_text() && value.text == "end") return Scroll{.to = ScrollTo::kEnd};
  auto target = read_target(word, value, reading);
  if (!target) return std::nullopt;
  return Scroll{.to = ScrollTo::kTarget, .target = std::move(*target)};
}

std::optional<Action> read_see(const YamlNode& word, const YamlNode& value, Reading& reading) {
  if (value.is_text() && value.text.size() > 2 && value.text.front() == '/' &&
      value.text.back() == '/') {
    reading.error(value, "patterns in 'see' are not known to this version yet",
                  "name a part of the text as it reads");
    return std::nullopt;
  }
  auto target = read_target(word, value, reading);
  if (!target) return std::nullopt;
  return See{.looks = {Look{.what = std::move(*target)}}};
}

bool read_pattern(const YamlNode& key, const YamlNode& value, Keep& keep, Reading& reading) {
  keep.matching = reading.text(key, value);
  if (!keep.matching) return false;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);  // a page is searched with it
  const re2::RE2 pattern(*keep.matching, options);
  if (pattern.ok()) return true;
  reading.error(value, "this pattern does not read: " + printable(pattern.error(), 80),
                "patterns are RE2: github.com/google/re2/wiki/Syntax");
  return false;
}

std::optional<Action> read_keep(const YamlNode& word, const YamlNode& value,
                                const KeepOptions& given, Reading& reading) {
  auto name = reading.text(word, value);
  if (!name) return std::nullopt;
  Keep keep{.name = std::move(*name)};
  if (!is_variable_name(keep.name) || keep.name == "env" || keep.name == "today") {
    reading.error(value, fmt::format("'{}' cannot name a variable", printable(keep.name, 40)),
                  is_variable_name(keep.name) ? "that name has a meaning of its own"
                                              : "use letters, digits and underscores");
    return std::nullopt;
  }
  std::vector<const YamlNode*> where;
  for (const YamlNode* key : {given.after, given.matching, given.from})
    if (key != nullptr) where.push_back(key);
  if (where.empty()) {
    reading.error(word, "'keep' does not say what to keep",
                  "add after: TEXT, matching: PATTERN or from: TARGET");
    return std::nullopt;
  }
  if (where.size() > 1) {
    reading.error(*where[1], "'keep' takes one of after, matching and from");
    return std::nullopt;
  }
  bool good = true;
  if (given.after != nullptr) {
    keep.after = reading.text_with_variables(*given.after, *(given.after + 1));
    good = keep.after.has_value();
  }
  if (given.matching != nullptr)
    good = read_pattern(*given.matching, *(given.matching + 1), keep, reading) && good;
  if (given.from != nullptr) {
    keep.from = read_target(*given.from, *(given.from + 1), reading);
    good = keep.from.has_value() && good;
  }
  if (!good) return std::nullopt;
  return keep;
}

}  // namespace

std::optional<Action> read_action(const YamlNode& word, const YamlNode& value,
                                  const KeepOptions& keep, Reading& reading) {
  const std::string_view name = word.text;
  if (name == "open") return read_open(word, value, reading);
  if (name == "press") return read_press(word, value, reading);
  if (name == "scroll") return read_scroll(word, value, reading);
  if (name == "see") return read_see(word, value, reading);
  if (name == "keep") return read_keep(word, value, keep, reading);
  if (name == "click" || name == "check") {
    auto target = read_target(word, value, reading);
    if (!target) return std::nullopt;
    if (name == "click") return Click{std::move(*target)};
    return Check{std::move(*target)};
  }
  if (name == "note") {
    auto text = reading.text_with_variables(word, value);
    if (!text) return std::nullopt;
    return Note{std::move(*text)};
  }
  if (name == "choose" && value.is_text()) {
    auto option_text = reading.text_with_variables(word, value);
    if (!option_text) return std::nullopt;
    return Choose{{FieldValue{.value = std::move(*option_text)}}};
  }
  auto fields = read_fields(word, value, reading);
  if (!fields) return std::nullopt;
  if (name == "fill") return Fill{std::move(*fields)};
  return Choose{std::move(*fields)};
}

std::vector<Target*> targets_of(Action& action) {
  std::vector<Target*> targets;
  const auto of_fields = [&](std::vector<FieldValue>& fields) {
    for (auto& field : fields) targets.push_back(&field.field);
  };
  if (auto* click = std::get_if<Click>(&action)) targets.push_back(&click->target);
  if (auto* check = std::get_if<Check>(&action)) targets.push_back(&check->target);
  if (auto* twice = std::get_if<DoubleClick>(&action)) targets.push_back(&twice->target);
  if (auto* hover = std::get_if<Hover>(&action)) targets.push_back(&hover->target);
  if (auto* pick = std::get_if<Pick>(&action)) of_fields(pick->dates);
  if (auto* slide = std::get_if<Slide>(&action)) of_fields(slide->values);
  if (auto* attach = std::get_if<Attach>(&action)) of_fields(attach->files);
  const auto of_looks = [&](std::vector<Look>& looks) {
    for (auto& look : looks)
      if (look.at == LookAt::kPage) targets.push_back(&look.what);
  };
  if (auto* see = std::get_if<See>(&action)) of_looks(see->looks);
  if (auto* not_see = std::get_if<NotSee>(&action)) of_looks(not_see->looks);
  if (auto* fill = std::get_if<Fill>(&action)) of_fields(fill->fields);
  if (auto* choose = std::get_if<Choose>(&action)) of_fields(choose->options);
  if (auto* scroll = std::get_if<Scroll>(&action); scroll && scroll->to == ScrollTo::kTarget)
    targets.push_back(&scroll->target);
  if (auto* keep = std::get_if<Keep>(&action); keep && keep->from) targets.push_back(&*keep->from);
  return targets;
}

}  // namespace firsthand
