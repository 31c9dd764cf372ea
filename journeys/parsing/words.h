#pragma once
// The words of the journey language: which exist, which are reserved, what a reader may have meant.

#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

// Everything that may stand as a key somewhere.
enum class Known { kNo, kYes, kReserved };

Known word(std::string_view name);       // of a step: click
Known option(std::string_view name);     // beside a word: in
Known narrowing(std::string_view name);  // inside a target: button
Known file_key(std::string_view name);   // of the file: patience

// For "did you mean".
const std::vector<std::string>& words();
const std::vector<std::string>& options();
const std::vector<std::string>& narrowings();
const std::vector<std::string>& file_keys();

// A known or reserved key of any sort.
bool is_any_key(std::string_view name);

}  // namespace firsthand
