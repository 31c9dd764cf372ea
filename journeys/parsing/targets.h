#pragma once
// What a step acts on: targets, and fields with their values.

#include <optional>
#include <vector>

#include "journeys/parsing/reading.h"

namespace firsthand {

// A text, or one that is narrowed: {button: Save}. `key` is what messages name.
std::optional<Target> read_target(const YamlNode& key, const YamlNode& value, Reading& reading);

// "Order number: $order", one or more, or a list of {field: Order number, with: $order}. In the
// list of a `choose` the field may be missing.
std::optional<std::vector<FieldValue>> read_fields(const YamlNode& word, const YamlNode& value,
                                                   Reading& reading);

// Every target of an action that in, near, nth and frame narrow.
std::vector<Target*> targets_of(Action& action);

}  // namespace firsthand
