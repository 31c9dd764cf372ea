#pragma once
// What see and not_see look for, and patterns.

#include <optional>
#include <string>

#include "journeys/parsing/reading.h"

namespace firsthand {

std::optional<Action> read_see(const YamlNode& word, const YamlNode& value, Reading& reading);
std::optional<Action> read_not_see(const YamlNode& word, const YamlNode& value, Reading& reading);

// `pattern` stands in `value`. False, and a complaint, when RE2 does not take it or when it has a
// variable, which nobody would fill in.
bool check_pattern(const YamlNode& value, const std::string& pattern, Reading& reading);

}  // namespace firsthand
