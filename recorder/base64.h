#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace firsthand {

// RFC 4648, padded. Empty optional: not base64.
std::optional<std::string> base64_decode(std::string_view text);
std::string base64_encode(std::string_view bytes);

}  // namespace firsthand
