#pragma once
// Dates of the calendar, for $today+3d.

#include <cstddef>
#include <string>
#include <string_view>

#include "journeys/result.h"

namespace firsthand {

// How many bytes at the beginning of `text` move a date: "+3d", "-14d", with d, w, m or y for days,
// weeks, months or years, at most four digits, and no letter or digit behind. 0: none do.
std::size_t shift_length(std::string_view text);

// `date` (2026-01-31) moved by `shift` ("+1m"). A month that lacks the day ends earlier:
// 2026-02-28. An error when `date` is none, or the new one lies outside the years 1 to 9999.
Result<std::string> shifted(std::string_view date, std::string_view shift);

}  // namespace firsthand
