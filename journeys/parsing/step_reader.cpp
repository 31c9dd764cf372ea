#include "journeys/parsing/step_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/parsing/actions.h"
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
  if (option(first.text) == Known::kNo)
    reading.unknown(first, "word", words());
  else
    reading.error(first, fmt::format("'{}' is an option, and the step has no word", first.text),
                  fmt::format("add one of: {}", fmt::join(words(), ", ")));
  return nullptr;
}

void not_a_map(const YamlNode& node, Reading& reading) {
  if (node.kind == YamlNode::Kind::kNothing)
    return reading.error(node, "a step without anything in it", "remove the dash, or add a word");
  if (node.is_text() && word(node.text) == Known::kYes)
    return reading.error(node, fmt::format("'{}' has no value", node.text),
                         fmt::format("write {}: and what to {}", node.text, node.text));
  if (node.is_text() && word(node.text) == Known::kReserved)
    return reading.error(node,
                         fmt::format("'{}' is a word of the journey language that this version "
                                     "does not walk yet",
                                     node.text));
  reading.error(node, fmt::format("a step is a word and its value, not {}", node.kind_name()),
                "write it like - click: Help");
}

// What the options of a step say, before its word is read.
struct Options {
  const YamlNode* in = nullptr;
  const YamlNode* near = nullptr;
  const YamlNode* nth = nullptr;
};

class StepReader {
 public:
  StepReader(const YamlNode& node, const YamlNode& word_key, Reading& reading)
      : node_(node), word_key_(word_key), reading_(reading) {}

  std::optional<Step> read() {
    step_.word = word_key_.text;
    step_.at = word_key_.at;
    collect_options();
    const YamlNode& value = value_of(word_key_);
    auto action = read_action(word_key_, value, extras_, reading_);
    if (!action) return std::nullopt;
    step_.action = std::move(*action);
    if (!apply_place()) return std::nullopt;
    check_options();
    step_.says = says(step_);
    return std::move(step_);
  }

 private:
  const YamlNode& value_of(const YamlNode& key) const { return *(&key + 1); }

  void collect_options() {
    for (std::size_t i = 0; i + 1 < node_.items.size(); i += 2) {
      const YamlNode& key = node_.items[i];
      if (&key == &word_key_) continue;
      switch (option(key.text)) {
        case Known::kNo:
          reading_.unknown(key, "option", options());
          break;
        case Known::kReserved:
          reading_.error(key, fmt::format("'{}' is an option of the journey language that this "
                                          "version does not know yet",
                                          key.text));
          break;
        case Known::kYes:
          read_option(key, node_.items[i + 1]);
      }
    }
  }

  void read_option(const YamlNode& key, const YamlNode& value) {
    if (key.text == "should_take")
      step_.should_take_ms = reading_.duration_ms(key, value);
    else if (key.text == "patience")
      step_.patience_ms = reading_.duration_ms(key, value);
    else if (key.text == "limit")
      step_.limit_ms = reading_.duration_ms(key, value);
    else if (key.text == "submits")
      step_.submits = reading_.flag(key, value).value_or(false);
    else if (key.text == "in")
      place_.in = &key;
    else if (key.text == "near")
      place_.near = &key;
    else if (key.text == "nth")
      place_.nth = &key;
    else if (step_.word != "keep")
      reading_.error(key, fmt::format("'{}' goes with keep only", key.text));
    else if (key.text == "after")
      extras_.after = &key;
    else if (key.text == "matching")
      extras_.matching = &key;
    else
      extras_.from = &key;
    if (key.text == "should_take" || key.text == "patience" || key.text == "limit") timed_ = &key;
    if (key.text == "submits") submits_ = &key;
  }

  // in, near and nth say where each target of the step is.
  bool apply_place() {
    const auto targets = targets_of(step_.action);
    for (const YamlNode* key : {place_.in, place_.near, place_.nth}) {
      if (key == nullptr) continue;
      if (targets.empty()) {
        reading_.error(*key,
                       fmt::format("'{}' says nothing about this '{}'", key->text, step_.word),
                       "it tells apart things on the page; remove it");
        return false;
      }
      const YamlNode& value = value_of(*key);
      if (key == place_.nth) {
        const auto nth = reading_.count(*key, value);
        for (Target* target : targets) target->nth = nth.value_or(0);
        continue;
      }
      const auto text = reading_.text_with_variables(*key, value);
      for (Target* target : targets) (key == place_.in ? target->in : target->near) = text;
    }
    return true;
  }

  void check_options() {
    if (is_silent(step_) && timed_ != nullptr)
      reading_.error(*timed_, fmt::format("'{}' says nothing about a note", timed_->text),
                     "a note takes no time; remove it");
    if (submits_ != nullptr && step_.submits && (is_silent(step_) || only_looks(step_)))
      reading_.error(*submits_, fmt::format("'{}' sends nothing", step_.word),
                     "put submits: true on the step that sends");
    if (step_.limit_ms && step_.patience_ms && *step_.limit_ms < *step_.patience_ms)
      reading_.error(word_key_, "limit is shorter than patience",
                     "the walk must watch at least as long as the customer waits");
  }

  const YamlNode& node_;
  const YamlNode& word_key_;
  Reading& reading_;
  Step step_{};
  Options place_{};
  KeepOptions extras_{};
  const YamlNode* submits_ = nullptr;
  const YamlNode* timed_ = nullptr;
};

}  // namespace

std::optional<Step> read_step(const YamlNode& node, Reading& reading) {
  if (!node.is_map()) {
    not_a_map(node, reading);
    return std::nullopt;
  }
  const YamlNode* key = word_of(node, reading);
  if (key == nullptr) return std::nullopt;
  auto step = StepReader(node, *key, reading).read();
  if (key->text == "keep" && (key + 1)->is_text()) reading.learn((key + 1)->text);
  return step;
}

}  // namespace firsthand
