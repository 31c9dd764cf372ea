#pragma once
// Comma-separated values as RFC 4180 has them: a header row, quotes, line breaks in quotes, CRLF or
// LF, a byte order mark or none.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/result.h"

namespace firsthand {

struct Table {
  std::vector<std::string> columns{};
  std::vector<std::vector<std::string>> rows{};  // each as long as `columns`; empty lines left out

  std::optional<std::size_t> column(std::string_view name) const;
};

// kUnreadable, with the line: not UTF-8, a quote that is never closed or goes on after its end, a
// row that is longer or shorter than the header, a column twice, no header.
Result<Table> parse_csv(std::string_view text);

}  // namespace firsthand
