#pragma once

#include <optional>
#include <string_view>

namespace firsthand {

// "500ms", "3s", "2m", "1m30s", "1h" in milliseconds; nothing for anything else, for 0 and for more
// than a day.
std::optional<double> parse_duration_ms(std::string_view text);

}  // namespace firsthand
