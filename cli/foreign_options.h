#pragma once
// Options that other tools have, and what Firsthand has in their place.

#include <string_view>

namespace firsthand {

// What to do instead of "--headed" ("firsthand walk FILE --watch shows the browser"), however its
// words are joined and with or without "=value". Empty: nobody else has it either.
std::string_view in_place_of(std::string_view option);

}  // namespace firsthand
