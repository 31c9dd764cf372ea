#pragma once
// The words: each word's value, read into its Action.

#include <optional>
#include <vector>

#include "journeys/parsing/reading.h"

namespace firsthand {

// The keys beside a word that go with this word only; the value of each stands behind it in its
// map.
struct OwnOptions {
  std::vector<const YamlNode*> keys{};
  const YamlNode* find(std::string_view name) const;
};

// `word` is a known word. Nothing, and complaints, when the value does not fit it.
std::optional<Action> read_action(const YamlNode& word, const YamlNode& value,
                                  const OwnOptions& own, Reading& reading);

}  // namespace firsthand
