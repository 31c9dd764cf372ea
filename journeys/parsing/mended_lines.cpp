#include "journeys/parsing/mended_lines.h"

#include <algorithm>

namespace firsthand {

bool MendedLines::value_follows(int number, const LineParts& parts) const {
  for (int next = number + 1; next <= count(); ++next) {
    const std::string_view below = line(next);
    if (is_blank_or_comment(below)) continue;
    const auto indent = indent_of(below);
    return indent > parts.indent || (indent == parts.indent && below[indent] == '-');
  }
  return false;
}

void MendedLines::put_right(int number, std::string right) {
  right_.lines[static_cast<std::size_t>(number) - 1] = std::move(right);
}

void MendedLines::quote(int number, const LineParts& parts, std::size_t at, int length,
                        std::string what, std::string advice) {
  const std::string_view line = said_.line(number);
  const std::string_view value = value_of(line, parts);
  const std::string right = std::string(line.substr(0, parts.value)) + yaml_quoted(value) +
                            std::string(line.substr(parts.value + value.size()));
  tell(number, at, length, std::move(what), std::move(advice), right, right);
}

void MendedLines::quote_all(int number, const LineParts& parts, std::size_t at, std::string what,
                            std::string advice) {
  const std::string_view line = said_.line(number);
  std::string_view value = line.substr(parts.value);
  while (value.ends_with(' ') || value.ends_with('\t')) value.remove_suffix(1);
  // 'Don't do it': the outer ones were meant to be around the whole.
  const char mark = value.front();
  if (value.size() > 2 && (mark == '\'' || mark == '"') && value.back() == mark) {
    value = value.substr(1, value.size() - 2);
    what = "a quote inside the same quotes";
    advice = "put the other sort around the whole";
  }
  const std::string right = std::string(line.substr(0, parts.value)) + yaml_quoted(value);
  tell(number, at, characters(line.substr(at)), std::move(what), std::move(advice), right, right);
}

void MendedLines::tell(int number, std::size_t byte, int length, std::string what,
                       std::string advice, const std::optional<std::string>& instead,
                       std::string right) {
  const std::string_view line = said_.line(number);
  const int column = column_of(line, byte);
  complaints_.add({.at = {number, column},
                   .length = length,
                   .what = std::move(what),
                   .advice = std::move(advice),
                   .instead = instead.value_or("")});
  const LineParts parts = parts_of(line);
  complaints_.silence(number, column_of(line, std::min(byte, parts.value)));
  put_right(number, std::move(right));
}

}  // namespace firsthand
