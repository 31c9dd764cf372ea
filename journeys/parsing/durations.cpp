#include "journeys/parsing/durations.h"

#include <algorithm>
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

std::string meant_duration(std::string_view text) {
  struct Name {
    std::string_view theirs, ours;
  };
  static constexpr std::array kNames{Name{"", ""},
                                     Name{"ms", "ms"},
                                     Name{"msec", "ms"},
                                     Name{"millis", "ms"},
                                     Name{"milliseconds", "ms"},
                                     Name{"s", "s"},
                                     Name{"sec", "s"},
                                     Name{"secs", "s"},
                                     Name{"second", "s"},
                                     Name{"seconds", "s"},
                                     Name{"m", "m"},
                                     Name{"min", "m"},
                                     Name{"mins", "m"},
                                     Name{"minute", "m"},
                                     Name{"minutes", "m"},
                                     Name{"h", "h"},
                                     Name{"hr", "h"},
                                     Name{"hour", "h"},
                                     Name{"hours", "h"}};
  const auto digits = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string number(text.substr(0, digits));
  text.remove_prefix(digits);
  while (text.starts_with(' ')) text.remove_prefix(1);
  for (const auto& name : kNames) {
    if (name.theirs != text) continue;
    std::string meant = number + std::string(name.ours);
    if (name.ours.empty()) meant += number.size() > 2 ? "ms" : "s";
    if (parse_duration_ms(meant)) return meant;
  }
  return {};
}

}  // namespace firsthand
