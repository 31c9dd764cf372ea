#pragma once
// Chromium's network errors, as a customer would put them.

#include <string>
#include <string_view>

namespace firsthand {

// "net::ERR_CONNECTION_REFUSED" -> "nothing answered at its address". Unknown ones are named as
// they are.
std::string net_error_for_people(std::string_view error);

// The network on our side failed, or the page's process was ended from outside, or a name could not
// be looked up before any server had answered: a slip of the pen, our network or the site's name
// server, nobody can tell. Later in a walk a name that is not known is a dead link of the site.
bool is_no_ones_answer(std::string_view error, bool ever_answered);

}  // namespace firsthand
