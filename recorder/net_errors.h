#pragma once
// Chromium's network errors, as a customer would put them.

#include <string>
#include <string_view>

namespace firsthand {

// "net::ERR_CONNECTION_REFUSED" -> "nothing answered at its address". Unknown ones are named as
// they are.
std::string net_error_for_people(std::string_view error);

}  // namespace firsthand
