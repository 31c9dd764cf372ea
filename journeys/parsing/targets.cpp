#include "journeys/parsing/targets.h"

#include <fmt/format.h>

#include <array>

#include "journeys/parsing/guesses.h"
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
constexpr std::array kNarrowingKinds{
    Narrowing{"button", TargetKind::kButton, TargetBy::kReads},
    Narrowing{"link", TargetKind::kLink, TargetBy::kReads},
    Narrowing{"field", TargetKind::kField, TargetBy::kReads},
    Narrowing{"image", TargetKind::kImage, TargetBy::kReads},
    Narrowing{"css", TargetKind::kAny, TargetBy::kCss},
    Narrowing{"xpath", TargetKind::kAny, TargetBy::kXpath},
    Narrowing{"testid", TargetKind::kAny, TargetBy::kTestId},
};

bool narrows(const YamlNode& key, Reading& reading) {
  if (narrowing(key.text) == Known::kYes) return true;
  if (look(key.text) == Known::kYes)
    reading.error(key, fmt::format("'{}' goes with see and not_see only", key.text),
                  "name the one thing on the page that this step is about");
  else if (option(key.text) == Known::kYes)
    reading.error(key, fmt::format("'{}' belongs beside the word, not inside its target", key.text),
                  "write it on a line of its own, in the word's column");
  else
    reading.unknown(key, Sort::kTarget, narrowings());
  return false;
}

std::optional<Target> narrowed_target(const YamlNode& map, Reading& reading) {
  const YamlNode& key = map.items[0];
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
    if (!narrows(map.items[i], reading)) return std::nullopt;
  if (map.items.size() > 2) {
    reading.error(map.items[2], "a target is named once",
                  fmt::format("keep either '{}' or '{}'", key.text, map.items[2].text));
    return std::nullopt;
  }
  auto text = reading.text_with_variables(key, map.items[1]);
  if (!text) return std::nullopt;
  Target target{.text = std::move(*text)};
  for (const auto& known : kNarrowingKinds)
    if (known.key == key.text) {
      target.kind = known.kind;
      target.by = known.by;
    }
  return target;
}

std::string_view sort_of(std::string_view selector) {
  return selector == "css" ? "a CSS selector" : "an XPath";
}

// Order number: $order
std::optional<FieldValue> read_pair(const YamlNode& key, const YamlNode& value, Reading& reading) {
  if (key.text.empty()) {
    reading.error(key, "a field without a name");
    return std::nullopt;
  }
  bool good = true;
  for (const auto& name : names_in(key.text)) {
    reading.error_within(key, "$" + name, "a variable in the name of a field",
                         "variables stand in values only; a dollar is $$");
    good = false;
  }
  if (const auto by = selector_in(key.text); !by.empty())
    reading.warning(key,
                    fmt::format("this reads like {}, and is looked for as a label", sort_of(by)),
                    fmt::format("as a selector: - {{field: {{{}: {}}}, with: …}}", by,
                                yaml_quoted(printable(key.text, 40))));
  // An empty text empties the field.
  auto text = reading.text_with_variables(key, value, true);
  if (!good || !text) return std::nullopt;
  return FieldValue{.field = Target{.text = {key.text, key.at}}, .value = std::move(*text)};
}

// {field: E-mail, near: Billing, with: $email}
class EntryReader {
 public:
  EntryReader(const YamlNode& word, const YamlNode& entry, Reading& reading)
      : word_(word), entry_(entry), reading_(reading) {}

  std::optional<FieldValue> read() {
    if (!fits()) return std::nullopt;
    for (std::size_t i = 0; i + 1 < entry_.items.size(); i += 2)
      good_ = read_key(entry_.items[i], entry_.items[i + 1]) && good_;
    if (!good_) return std::nullopt;
    return std::move(result_);
  }

 private:
  // {E-mail: a@b.example}
  bool is_a_pair() const {
    return entry_.is_map() && entry_.items.size() == 2 && entry_.items[1].is_text() &&
           entry_.find("field") == nullptr && entry_.find("with") == nullptr;
  }

  bool fits() {
    const bool has_field = entry_.find("field") != nullptr,
               has_value = entry_.find("with") != nullptr;
    const auto* form = word_.text == "choose"
                           ? "write {with: OPTION} or {field: NAME, with: OPTION}"
                           : "write {field: NAME, with: VALUE}";
    if (!entry_.is_map()) {
      reading_.error(
          entry_, fmt::format("an entry of '{}' is a map, not {}", word_.text, entry_.kind_name()),
          form);
      return false;
    }
    if (entry_.items.size() >= 2 && !has_field && !has_value) {
      reading_.error(entry_.items[0],
                     fmt::format("an entry of '{}' names its field with field:", word_.text), form,
                     is_a_pair() ? without_dash() : "");
      return false;
    }
    if (!has_value || (!has_field && word_.text != "choose")) {
      reading_.error(
          entry_,
          fmt::format("an entry of '{}' without {}", word_.text, has_value ? "field:" : "with:"),
          form);
      return false;
    }
    return true;
  }

  // One map of pairs needs no dashes.
  std::string without_dash() const {
    return entry_.flow ? "" : reading_.with_before(entry_.items[0], "- ", "  ");
  }

  bool read_key(const YamlNode& key, const YamlNode& value) {
    Target& field = result_.field;
    if (key.text == "field") {
      auto target = read_target(key, value, reading_);
      if (!target) return false;
      field.text = std::move(target->text);
      field.kind = target->kind;
      field.by = target->by;
      return true;
    }
    if (key.text == "with") {
      auto text = reading_.text_with_variables(key, value, true);
      if (text) result_.value = std::move(*text);
      return text.has_value();
    }
    if (key.text == "nth") {
      const auto nth = reading_.count(key, value);
      field.nth = nth.value_or(0);
      return nth.has_value();
    }
    if (key.text != "in" && key.text != "near" && key.text != "frame") {
      reading_.unknown(key, Sort::kEntry, entry_keys());
      return false;
    }
    auto& place = key.text == "in" ? field.in : key.text == "near" ? field.near : field.frame;
    place = reading_.text_with_variables(key, value);
    return place.has_value();
  }

  const YamlNode& word_;
  const YamlNode& entry_;
  Reading& reading_;
  FieldValue result_{};
  bool good_ = true;
};

// Whether there is a map of fields or a list of entries to read.
bool are_fields(const YamlNode& word, const YamlNode& value, Reading& reading) {
  if ((!value.is_map() && !value.is_list()) || value.items.empty()) {
    const auto pair = value.is_text() ? pair_in(value.text) : std::nullopt;
    reading.error(value.is_text() ? value : word,
                  fmt::format("'{}' needs a field and its value", word.text),
                  fmt::format("write {}: and below it, indented, field: value", word.text),
                  pair ? reading.with_value(value, pair_in_braces(pair->first, pair->second)) : "");
    return false;
  }
  const bool no_values = value.is_map() && value.flow && value.items.size() == 4 &&
                         value.items[1].kind == YamlNode::Kind::kNothing &&
                         value.items[3].kind == YamlNode::Kind::kNothing;
  if (no_values) {
    reading.error(
        value.items[2], "a comma between a field and its value",
        "a colon and a space stand between them",
        reading.with_value(value, pair_in_braces(value.items[0].text, value.items[2].text)));
    return false;
  }
  const YamlNode* field = value.find("field");
  for (const char* name : {"with", "value", "in", "near", "nth", "frame"})
    if (field != nullptr && value.find(name) != nullptr) {
      reading.error(*field, "an entry of the list form without its list",
                    "begin it with '- ', or write the field's own name and its value");
      return false;
    }
  return true;
}

}  // namespace

std::optional<Target> read_target(const YamlNode& key, const YamlNode& value, Reading& reading) {
  // {Sale} is a text in braces, {button: Save} a narrowed target.
  const bool has_values =
      value.is_map() && value.items.size() >= 2 && value.items[1].kind != YamlNode::Kind::kNothing;
  if (has_values) return narrowed_target(value, reading);
  if (value.is_list() && !value.flow) {
    reading.error(value, fmt::format("'{}' is for one thing, not for a list", key.text),
                  "write a step for each");
    return std::nullopt;
  }
  auto text = reading.text_with_variables(key, value);
  if (!text) return std::nullopt;
  if (const auto by = selector_in(text->raw); !by.empty())
    reading.warning(
        value, fmt::format("this reads like {}, and is looked for as a text", sort_of(by)),
        "name what a person reads, or say what it is",
        reading.with_value(value, fmt::format("{{{}: {}}}", by, yaml_quoted(text->raw))));
  return Target{.text = std::move(*text)};
}

std::optional<std::vector<FieldValue>> read_fields(const YamlNode& word, const YamlNode& value,
                                                   Reading& reading) {
  if (!are_fields(word, value, reading)) return std::nullopt;
  std::vector<FieldValue> fields;
  bool good = true;
  const std::size_t stride = value.is_map() ? 2 : 1;
  for (std::size_t i = 0; i + stride <= value.items.size(); i += stride) {
    auto field = value.is_map() ? read_pair(value.items[i], value.items[i + 1], reading)
                                : EntryReader(word, value.items[i], reading).read();
    good = good && field.has_value();
    if (field) fields.push_back(std::move(*field));
  }
  if (!good) return std::nullopt;
  return fields;
}

std::vector<Target*> targets_of(Action& action) {
  std::vector<Target*> targets;
  const auto of_fields = [&](std::vector<FieldValue>& fields) {
    for (auto& field : fields) targets.push_back(&field.field);
  };
  const auto of_looks = [&](std::vector<Look>& looks) {
    for (auto& look : looks)
      if (look.at == LookAt::kPage && !look.pattern) targets.push_back(&look.what);
  };
  if (auto* click = std::get_if<Click>(&action)) targets.push_back(&click->target);
  if (auto* twice = std::get_if<DoubleClick>(&action)) targets.push_back(&twice->target);
  if (auto* hover = std::get_if<Hover>(&action)) targets.push_back(&hover->target);
  if (auto* check = std::get_if<Check>(&action)) targets.push_back(&check->target);
  if (auto* fill = std::get_if<Fill>(&action)) of_fields(fill->fields);
  if (auto* choose = std::get_if<Choose>(&action)) of_fields(choose->options);
  if (auto* pick = std::get_if<Pick>(&action)) of_fields(pick->dates);
  if (auto* slide = std::get_if<Slide>(&action)) of_fields(slide->values);
  if (auto* attach = std::get_if<Attach>(&action)) of_fields(attach->files);
  if (auto* drag = std::get_if<Drag>(&action)) targets = {&drag->from, &drag->to};
  if (auto* see = std::get_if<See>(&action)) of_looks(see->looks);
  if (auto* not_see = std::get_if<NotSee>(&action)) of_looks(not_see->looks);
  if (auto* scroll = std::get_if<Scroll>(&action); scroll && scroll->to == ScrollTo::kTarget)
    targets.push_back(&scroll->target);
  if (auto* keep = std::get_if<Keep>(&action); keep && keep->from) targets.push_back(&*keep->from);
  return targets;
}

}  // namespace firsthand
