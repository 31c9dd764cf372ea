#include "journeys/parsing/step_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/parsing/actions.h"
#include "journeys/parsing/guesses.h"
#include "journeys/parsing/targets.h"
#include "journeys/parsing/words.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// The key that is the step's word; nothing, with complaints, unless there is exactly one.
const YamlNode* word_of(const YamlNode& node, Reading& reading) {
  const YamlNode* found = nullptr;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    const YamlNode& key = node.items[i];
    const Known known = word(key.text);
    if (known == Known::kReserved) {
      reading.error(key,
                    fmt::format("'{}' is a word of the journey language that this version does not "
                                "walk yet",
                                key.text),
                    fmt::format("it walks: {}", fmt::join(words(), ", ")));
      return nullptr;
    }
    if (known == Known::kNo) continue;
    if (found != nullptr) {
      reading.error(key, fmt::format("a step does one thing: '{}' or '{}'", found->text, key.text),
                    "begin a step of its own with '- '");
      return nullptr;
    }
    found = &key;
  }
  if (found != nullptr || node.items.empty()) return found;
  const YamlNode& first = node.items.front();
  if (option(first.text) == Known::kNo || first.text == "let")
    reading.unknown(first, Sort::kWord, words());
  else
    reading.error(first, fmt::format("'{}' is an option, and the step has no word", first.text),
                  fmt::format("add one of: {}", fmt::join(words(), ", ")));
  return nullptr;
}

bool takes_nothing(std::string_view word) { return word == "back" || word == "reload"; }

void not_a_map(const YamlNode& node, Reading& reading) {
  if (node.kind == YamlNode::Kind::kNothing)
    return reading.error(node, "a step without anything in it", "remove the dash, or add a word");
  if (node.is_text() && word(node.text) == Known::kYes)
    return reading.error(node, no_value(node.text).what, no_value(node.text).advice);
  if (node.is_text() && word(node.text) == Known::kReserved)
    return reading.error(node,
                         fmt::format("'{}' is a word of the journey language that this version "
                                     "does not walk yet",
                                     node.text));
  if (const auto guess = node.is_text() ? guess_step(node.text) : std::nullopt)
    return reading.error(node, "a step is a word, a colon and its value",
                         fmt::format("did you mean '{}'?", guess->word),
                         guess->line.empty() ? "" : reading.with_value(node, guess->line));
  if (node.is_text() && is_call(node.text))
    return reading.error(node, "a call is no step", kNoCalls);
  reading.error(node, fmt::format("a step is a word and its value, not {}", node.kind_name()),
                "write it like - click: Help");
}

// Options that wait until the action is known.
struct Options {
  const YamlNode* in = nullptr;
  const YamlNode* near = nullptr;
  const YamlNode* nth = nullptr;
  const YamlNode* frame = nullptr;
  const YamlNode* tab = nullptr;
  const YamlNode* dialog = nullptr;
  const YamlNode* name = nullptr;
  const YamlNode* optional = nullptr;
  const YamlNode* submits = nullptr;
  const YamlNode* timed = nullptr;  // the last of should_take, patience and limit
};

class StepReader {
 public:
  StepReader(const YamlNode& node, const YamlNode& word_key, Reading& reading)
      : node_(node), word_key_(word_key), reading_(reading) {}

  std::optional<Step> read() {
    step_.word = word_key_.text;
    step_.at = word_key_.at;
    if (from_and_to_beside_drag() || value_beside_field() || value_beside_word())
      return std::nullopt;
    collect_options();
    auto action = read_action(word_key_, value_of(word_key_), own_, reading_);
    if (!action) return std::nullopt;
    step_.action = std::move(*action);
    if (!apply_place()) return std::nullopt;
    check_options();
    step_.says = says(step_);
    return std::move(step_);
  }

 private:
  const YamlNode& value_of(const YamlNode& key) const { return *(&key + 1); }
  template <class Word>
  bool is() const {
    return std::holds_alternative<Word>(step_.action);
  }

  bool from_and_to_beside_drag() {
    if (step_.word != "drag") return false;
    for (const char* name : {"from", "to"}) {
      const YamlNode* key = node_.find(name);
      if (key == nullptr) continue;
      reading_.error(*key, fmt::format("'{}' belongs inside 'drag', not beside it", name),
                     "indent from: and to: deeper than drag:");
      return true;
    }
    return false;
  }

  // fill: E-mail, and with: a@b.example beside it.
  bool value_beside_field() {
    const YamlNode& field = value_of(word_key_);
    if (!takes_fields(step_.word) || !field.is_text()) return false;
    for (const char* name : {"with", "value", "text", "option", "to", "as"}) {
      const YamlNode* key = node_.find(name);
      if (key == nullptr || !(key + 1)->is_text()) continue;
      reading_.error(field, "a field and its value are one pair",
                     fmt::format("write them together and remove '{}:'", name),
                     reading_.with_value(field, pair_in_braces(field.text, (key + 1)->text)));
      return true;
    }
    return false;
  }

  // Whether the key, which stands beside a word without a value, must be meant to be that value.
  bool is_value_of_word(const YamlNode& key) const {
    if (takes_fields(step_.word)) return option(key.text) == Known::kNo || key.text == "name";
    return option(key.text) == Known::kNo &&
           (narrowing(key.text) == Known::kYes || look(key.text) == Known::kYes);
  }

  // fill: and, as deep as it, E-mail: a@b.example.
  bool value_beside_word() {
    if (value_of(word_key_).kind != YamlNode::Kind::kNothing || node_.flow) return false;
    std::vector<const YamlNode*> keys;
    for (std::size_t i = 0; i + 1 < node_.items.size(); i += 2)
      if (&node_.items[i] != &word_key_ && is_value_of_word(node_.items[i]))
        keys.push_back(&node_.items[i]);
    if (keys.empty()) return false;
    // Where an option stands between them, its line would have to move, too.
    const bool together =
        keys.front() == &word_key_ + 2 && keys.back() - keys.front() == 2 * (std::ssize(keys) - 1);
    const auto deeper = [&](const YamlNode& key) {
      return together ? reading_.with_before(key, "", "  ") : "";
    };
    std::vector<CorrectedLine> also;
    for (std::size_t i = 1; together && i < std::min<std::size_t>(keys.size(), 20); ++i)
      also.push_back({keys[i]->at.line, deeper(*keys[i])});
    reading_.error(
        *keys.front(),
        fmt::format("'{}' stands beside '{}'", printable(keys.front()->text, 40), step_.word),
        fmt::format("{} below it, indented deeper",
                    takes_fields(step_.word) ? "fields belong" : "what it acts on belongs"),
        deeper(*keys.front()), std::move(also));
    return true;
  }

  void collect_options() {
    for (std::size_t i = 0; i + 1 < node_.items.size(); i += 2) {
      const YamlNode& key = node_.items[i];
      if (&key == &word_key_) continue;
      const auto owner = word_of_option(key.text);
      if (option(key.text) == Known::kNo)
        reading_.unknown(key, Sort::kOption, options());
      else if (owner == step_.word)
        own_.keys.push_back(&key);
      else if (!owner.empty())
        reading_.error(key, fmt::format("'{}' goes with {} only", key.text, owner),
                       fmt::format("it stands beside - {}:", owner));
      else
        read_option(key, node_.items[i + 1]);
    }
  }

  void read_option(const YamlNode& key, const YamlNode& value) {
    const std::string& name = key.text;
    if (name == "should_take" || name == "patience" || name == "limit") {
      const auto ms = reading_.duration_ms(key, value);
      (name == "limit"      ? step_.limit_ms
       : name == "patience" ? step_.patience_ms
                            : step_.should_take_ms) = ms;
      options_.timed = &key;
    } else if (name == "submits" || name == "optional") {
      const bool submits = name == "submits";
      (submits ? step_.submits : step_.optional) = reading_.flag(key, value).value_or(false);
      (submits ? options_.submits : options_.optional) = &key;
    } else if (name == "name") {
      step_.name = reading_.text_with_variables(key, value);
      options_.name = &key;
    } else if (name == "tab") {
      read_tab(key, value);
    } else if (name == "dialog") {
      read_dialog(key, value);
    } else {
      (name == "in"     ? options_.in
       : name == "near" ? options_.near
       : name == "nth"  ? options_.nth
                        : options_.frame) = &key;
    }
  }

  void read_tab(const YamlNode& key, const YamlNode& value) {
    options_.tab = &key;
    step_.tab = reading_.text_with_variables(key, value);
    if (step_.tab && step_.tab->raw.find_first_not_of("0123456789") == std::string::npos)
      reading_.error(value, "a tab is named by its title or address, not by a number",
                     "write a part of what its title says");
  }

  // dialog: ok, dialog: cancel, dialog: {type: Robin}
  void read_dialog(const YamlNode& key, const YamlNode& value) {
    options_.dialog = &key;
    if (value.is_map()) {
      const YamlNode* type = value.find("type");
      if (type == nullptr || value.items.size() != 2)
        return reading_.error(value.items.empty() ? value : value.items.front(),
                              "a dialog is told ok, cancel or a text to type",
                              "write dialog: ok, or dialog: {type: what a prompt is told}");
      if (auto text = reading_.text_with_variables(*type, *(type + 1)))
        step_.dialog = DialogAnswer{true, std::move(*text)};
      return;
    }
    static const std::vector<std::string> kAnswers{"ok", "cancel"};
    const auto word = reading_.text(key, value);
    if (!word) return;
    const auto answer = fold(*word);
    if (answer != "ok" && answer != "cancel")
      return reading_.unknown(value, Sort::kDialog, kAnswers);
    step_.dialog = DialogAnswer{answer == "ok", {}};
  }

  // in, near, nth and frame say where each target of the step is; an entry of a list may say it for
  // itself.
  bool apply_place() {
    const auto targets = targets_of(step_.action);
    for (const YamlNode* key : {options_.in, options_.near, options_.nth, options_.frame}) {
      if (key == nullptr) continue;
      if (!places_all(*key, targets.size())) return false;
      const YamlNode& value = value_of(*key);
      if (key == options_.nth) {
        const int nth = reading_.count(*key, value).value_or(0);
        for (Target* target : targets)
          if (target->nth == 0) target->nth = nth;
        continue;
      }
      const auto text = reading_.text_with_variables(*key, value);
      for (Target* target : targets) {
        auto& place = key == options_.in     ? target->in
                      : key == options_.near ? target->near
                                             : target->frame;
        if (!place) place = text;
      }
    }
    return true;
  }

  bool places_all(const YamlNode& key, std::size_t targets) {
    const auto* see = std::get_if<See>(&step_.action);
    const auto* not_see = std::get_if<NotSee>(&step_.action);
    const std::size_t looks = see != nullptr       ? see->looks.size()
                              : not_see != nullptr ? not_see->looks.size()
                                                   : targets;
    if (looks > targets)
      reading_.error(key,
                     fmt::format("'{}' tells apart things on the page, not patterns, addresses, "
                                 "titles, downloads and dialogs",
                                 key.text),
                     "give what it is for a step of its own");
    else if (targets == 0 && is<Type>())
      reading_.error(key, "'type' goes to whatever has the focus",
                     "to say which field, use fill: and below it field: value");
    else if (targets == 0)
      reading_.error(key, fmt::format("'{}' says nothing about this '{}'", key.text, step_.word),
                     "it tells apart things on the page; remove it");
    return looks == targets && targets > 0;
  }

  void check_options() {
    const bool takes_its_time = is<Note>() || is<Wait>();
    if (is<Use>())
      for (const YamlNode* key : {options_.timed, options_.submits, options_.optional,
                                  options_.name, options_.tab, options_.dialog})
        if (key != nullptr)
          return reading_.error(*key,
                                fmt::format("'{}' says nothing about a whole file", key->text),
                                "put it on the steps in that file");
    if (is<Note>() && options_.timed != nullptr)
      reading_.error(*options_.timed,
                     fmt::format("'{}' says nothing about a note", options_.timed->text),
                     "a note takes no time; remove it");
    if (is<Wait>() && options_.timed != nullptr)
      reading_.error(*options_.timed,
                     fmt::format("'{}' says nothing about a wait", options_.timed->text),
                     "a wait takes the time it names; remove it");
    if (options_.tab != nullptr && takes_its_time)
      reading_.error(*options_.tab, fmt::format("'{}' is done in no tab", step_.word),
                     "put tab: on the step that is done there");
    if (options_.dialog != nullptr && (takes_its_time || is<Find>() || only_looks(step_)))
      reading_.error(*options_.dialog, fmt::format("'{}' brings up no dialog", step_.word),
                     "put dialog: on the step that does; see: {dialog: …} looks what it said");
    if (options_.submits != nullptr && step_.submits &&
        (takes_its_time || is<Find>() || only_looks(step_)))
      reading_.error(*options_.submits, fmt::format("'{}' sends nothing", step_.word),
                     "put submits: true on the step that sends");
    if (options_.optional != nullptr && step_.optional) check_optional();
    if (step_.limit_ms && step_.patience_ms && *step_.limit_ms < *step_.patience_ms)
      reading_.error(word_key_, "limit is shorter than patience",
                     "the walk must watch at least as long as the customer waits");
  }

  // Passed over is a step whose target is not there.
  void check_optional() {
    if (is<NotSee>())
      reading_.error(*options_.optional, "an optional 'not_see' can never fail",
                     "remove optional, or the step");
    else if (!only_looks(step_) && !is<Find>() && targets_of(step_.action).empty())
      reading_.error(*options_.optional,
                     fmt::format("'{}' looks for nothing that may be missing", step_.word),
                     "optional goes with steps that look for something on the page");
  }

  const YamlNode& node_;
  const YamlNode& word_key_;
  Reading& reading_;
  Step step_{};
  Options options_{};
  OwnOptions own_{};
};

}  // namespace

std::optional<Step> read_step(const YamlNode& node, Reading& reading) {
  if (node.is_text() && node.plain && takes_nothing(node.text)) {
    YamlNode map;
    map.kind = YamlNode::Kind::kMap;
    map.items = {node, YamlNode{}};
    return read_step(map, reading);
  }
  if (!node.is_map()) {
    not_a_map(node, reading);
    return std::nullopt;
  }
  const YamlNode* key = word_of(node, reading);
  if (key == nullptr) return std::nullopt;
  auto step = StepReader(node, *key, reading).read();
  // Known even when the step is not right: one mistake, one message.
  const YamlNode* kept = key->text == "keep"     ? key
                         : key->text == "script" ? node.find("as")
                                                 : nullptr;
  if (kept != nullptr && (kept + 1)->is_text()) reading.learn((kept + 1)->text);
  return step;
}

}  // namespace firsthand
