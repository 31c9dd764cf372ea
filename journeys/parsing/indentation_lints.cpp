#include "journeys/parsing/indentation_lints.h"

#include <fmt/format.h>

#include "journeys/parsing/guesses.h"
#include "journeys/parsing/words.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostFieldsShown = 20;  // corrected lines of one mistake

// An option indented below its word's text, instead of beside the word.
void indented_too_deep(MendedLines& lines, int number, const LineParts& parts) {
  for (int next = number + 1; next <= lines.count() && !lines.full(); ++next) {
    const std::string_view line = lines.line(next);
    const LineParts below = parts_of(line);
    if (is_blank_or_comment(line) || below.line_indent <= parts.indent || !below.has_key ||
        !is_any_key(below.key) || below.start != below.line_indent)
      return;
    const std::string right =
        std::string(parts.indent, ' ') + std::string(line.substr(below.start));
    lines.tell(next, below.start, characters(below.key),
               fmt::format("'{}' is indented deeper than '{}'", below.key, parts.key),
               "it belongs beside it", right, right);
  }
}

// An option below the dash of its step, or at the margin, instead of beside the word.
void indented_too_little(MendedLines& lines, int number, const LineParts& parts) {
  if (parts.start == parts.line_indent || word(parts.key) == Known::kNo) return;
  for (int next = number + 1; next <= lines.count() && !lines.full(); ++next) {
    const std::string_view line = lines.line(next);
    const LineParts below = parts_of(line);
    const bool lost = !is_blank_or_comment(line) && below.has_key &&
                      below.start == below.line_indent && below.start <= parts.line_indent &&
                      option(below.key) == Known::kYes &&
                      (below.start > 0 || file_key(below.key) == Known::kNo);
    if (!lost) return;
    const std::string right = std::string(parts.start, ' ') + std::string(line.substr(below.start));
    lines.tell(next, below.start, characters(below.key),
               fmt::format("'{}' does not stand beside '{}'", below.key, parts.key),
               "indent it as deep as the word", right, right);
  }
}

}  // namespace

int fields_too_far_left(MendedLines& lines, int number, const LineParts& parts) {
  if (parts.start == parts.line_indent || !takes_fields(parts.key)) return number + 1;
  Diagnostic told;
  int next = number + 1;
  for (; next <= lines.count(); ++next) {
    const std::string_view line = lines.line(next);
    const LineParts field = parts_of(line);
    if (is_blank_or_comment(line) || !field.has_key || field.start != field.line_indent ||
        field.start < parts.line_indent || field.start >= parts.start ||
        file_key(field.key) != Known::kNo || option(field.key) != Known::kNo)
      break;
    const std::string right =
        std::string(parts.start + 2, ' ') + std::string(line.substr(field.start));
    lines.put_right(next, right);
    if (next > number + 1) {
      if (told.also.size() < kMostFieldsShown) told.also.push_back({next, right});
      continue;
    }
    told.at = {next, column_of(line, field.start)};
    told.length = characters(field.key);
    told.what = fmt::format("'{}' does not stand below '{}'", field.key, parts.key);
    told.advice = "fields belong below it, indented deeper";
    told.instead = right;
  }
  if (next == number + 1) return next;
  lines.complain(std::move(told));
  lines.silence_lines(number + 1, next - 1);
  return next;
}

void options_astray(MendedLines& lines, int number, const LineParts& parts) {
  indented_too_deep(lines, number, parts);
  indented_too_little(lines, number, parts);
}

}  // namespace firsthand
