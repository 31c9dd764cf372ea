#pragma once
// Interruptions in words: what they are called, and what they offered.

#include <string>
#include <string_view>

#include "journeys/recording.h"

namespace firsthand {

// "Consent banner"; "Box" for what does not tell what it is.
std::string_view kind_of_interruption(std::string_view kind);
// "A consent banner"
std::string a_kind_of_interruption(std::string_view kind);
// The names of its buttons, as it came; printable.
std::string offers_in_words(const Interruption& met);

}  // namespace firsthand
