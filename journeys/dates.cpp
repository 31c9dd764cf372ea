#include "journeys/dates.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <optional>

namespace firsthand {
namespace {

using namespace std::chrono;

constexpr std::string_view kUnits = "dwmy";
constexpr std::size_t kMostDigits = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool in_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (text.empty() || !is_digit(text.front()) || read.ec != std::errc() || read.ptr != end)
    return {};
  return value;
}

std::optional<year_month_day> date_from(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto y = number(text.substr(0, 4)), m = number(text.substr(5, 2)),
             d = number(text.substr(8, 2));
  if (!y || !m || !d) return {};
  const auto date = year(*y) / *m / *d;
  if (!date.ok()) return {};
  return date;
}

}  // namespace

std::size_t shift_length(std::string_view text) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return 0;
  std::size_t end = 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == 1 || end > 1 + kMostDigits || end == text.size()) return 0;
  if (kUnits.find(text[end]) == kUnits.npos) return 0;
  ++end;
  return end < text.size() && in_word(text[end]) ? 0 : end;
}

Result<std::string> shifted(std::string_view date, std::string_view shift) {
  const auto from = date_from(date);
  if (!from) return Error{Errc::kUsage, fmt::format("'{}' is no date like 2026-01-31", date)};
  if (shift.size() < 3 || shift_length(shift) != shift.size())
    return Error{Errc::kUsage, fmt::format("'{}' moves no date", shift),
                 "Write it like +3d, -2w, +1m or -1y."};
  const int count = *number(shift.substr(1, shift.size() - 2)) * (shift[0] == '-' ? -1 : 1);
  auto to = *from;
  switch (shift.back()) {
    case 'd':
      to = sys_days(*from) + days(count);
      break;
    case 'w':
      to = sys_days(*from) + weeks(count);
      break;
    case 'm':
      to = *from + months(count);
      break;
    default:
      to = *from + years(count);
  }
  if (!to.ok()) to = to.year() / to.month() / last;
  if (to.year() < year(1) || to.year() > year(9999))
    return Error{Errc::kUsage, fmt::format("{}{} lies outside the years 1 to 9999", date, shift)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(to.year()),
                     static_cast<unsigned>(to.month()), static_cast<unsigned>(to.day()));
}

}  // namespace firsthand
