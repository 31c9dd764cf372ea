#pragma once
// Error messages that say nothing but that there is an error: vague_messages.tsv, sentences in
// English, German, French and Spanish. What a message needs beside: what went wrong, or what the
// customer can do now (GOV.UK design system, error messages; Nielsen's heuristic 9).

#include <string_view>

namespace firsthand {

// True when every sentence of the message is one of those, and at least one is more than an apology
// or "try again". "Something went wrong. Please try again later."
bool says_nothing(std::string_view message);

}  // namespace firsthand
