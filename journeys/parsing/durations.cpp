#include "journeys/parsing/durations.h"

#include <array>
#include <charconv>

namespace firsthand {

std::optional<double> parse_duration_ms(std::string_view text) {
  struct Unit {
    std::string_view name;
    double ms;
  };
  // Largest first: each may stand once, in this order.
  static constexpr std::array kUnits{Unit{"h", 3'600'000}, Unit{"m", 60'000}, Unit{"s", 1'000},
                                     Unit{"ms", 1}};
  constexpr double kLongest = 24 * 3'600'000.0;
  double total = 0;
  std::size_t next = 0;
  while (!text.empty()) {
    double number = 0;
    const auto [stop, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc() || !(number >= 0) || text.front() == '-') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    const auto letters = text.substr(0, text.find_first_of("0123456789."));
    while (next < kUnits.size() && kUnits[next].name != letters) ++next;
    if (next == kUnits.size()) return std::nullopt;
    total += number * kUnits[next++].ms;
    text.remove_prefix(letters.size());
  }
  if (total <= 0 || total > kLongest) return std::nullopt;
  return total;
}

}  // namespace firsthand
