#pragma once
// Which words a browser takes for the address of a page.

#include <string_view>

namespace firsthand {

// http(s)://host, with a port from 1 to 65535 or none. A host that nobody knows may be one. A value
// that is still to be filled in ($shop) may stand anywhere behind the scheme.
bool is_web_address(std::string_view url);

}  // namespace firsthand
