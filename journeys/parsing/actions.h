#pragma once
// The words: each word's value, read into its Action.

#include <optional>
#include <vector>

#include "journeys/parsing/reading.h"

namespace firsthand {

// The keys beside keep, where given; the value of each stands behind it in its map.
struct KeepOptions {
  const YamlNode* after = nullptr;
  const YamlNode* matching = nullptr;
  const YamlNode* from = nullptr;
};

// `word` is a known word. Nothing, and complaints, when the value does not fit it.
std::optional<Action> read_action(const YamlNode& word, const YamlNode& value,
                                  const KeepOptions& keep, Reading& reading);

// Every target of an action, for in, near and nth.
std::vector<Target*> targets_of(Action& action);

}  // namespace firsthand
