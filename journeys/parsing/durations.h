#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firsthand {

// "500ms", "3s", "2m", "1m30s", "1h" in milliseconds; nothing for anything else, for 0 and for more
// than a day.
std::optional<double> parse_duration_ms(std::string_view text);

// What a person may have meant by a time that does not read: "3s" for "3 seconds"; a number alone
// is seconds, or milliseconds from 1000. Empty: unclear.
std::string meant_duration(std::string_view text);

}  // namespace firsthand
