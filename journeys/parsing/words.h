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
Known look(std::string_view name);       // inside what is looked for: url, any
Known file_key(std::string_view name);   // of the file: patience

// The only word that an option goes with: keep for after; empty: it goes with any.
std::string_view word_of_option(std::string_view option);

// For "did you mean".
const std::vector<std::string>& words();
const std::vector<std::string>& options();
const std::vector<std::string>& narrowings();
const std::vector<std::string>& looks();
const std::vector<std::string>& entry_keys();    // in the list form of fill: field, with, in, ...
const std::vector<std::string>& row_keys();      // of a variable that comes from a file
const std::vector<std::string>& visitor_keys();  // inside of visitor:
const std::vector<std::string>& file_keys();

// A known or reserved key of any sort.
bool is_any_key(std::string_view name);

}  // namespace firsthand
