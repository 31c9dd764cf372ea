#pragma once
// YAML as a tree of texts with their positions. Nothing is converted: No and 007 stay text.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "journeys/parsing/source_text.h"

namespace firsthand {

struct YamlNode {
  enum class Kind { kNothing, kText, kList, kMap };
  Kind kind = Kind::kNothing;
  std::string text{};             // of kText
  bool plain = false;             // a text without quotes
  bool flow = false;              // [..] or {..}
  bool whole = true;              // false: the file broke off inside
  Position at{};                  // of the first character
  std::vector<YamlNode> items{};  // of kList; of kMap: key, value, key, value, ...

  bool is_text() const { return kind == Kind::kText; }
  bool is_map() const { return kind == Kind::kMap; }
  bool is_list() const { return kind == Kind::kList; }
  // "a text", "a list", "a map" or "nothing", for messages.
  std::string_view kind_name() const;
  // Of a map: the key of that name, with its value behind it; null: it has none.
  const YamlNode* find(std::string_view name) const;
};

// Reads the lines that the lints put right. What was read before a mistake that stops the reading
// is returned as well. Limits: 20 levels, 100,000 nodes, no alias, anchor or tag.
YamlNode read_yaml(const SourceText& text, Complaints& complaints);

}  // namespace firsthand
