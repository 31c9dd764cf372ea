#include "journeys/parsing/yaml_lints.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "journeys/parsing/habits.h"
#include "journeys/parsing/indentation_lints.h"
#include "journeys/parsing/missing_dashes.h"
#include "journeys/parsing/value_lints.h"
#include "journeys/parsing/words.h"

namespace firsthand {
namespace {

// "-click: Help" and "click:Help".
bool glued(MendedLines& lines, int number, std::string_view line, const LineParts& parts) {
  if (line.substr(parts.start).starts_with('-') && !line.substr(parts.start).starts_with("--") &&
      parts.has_key && is_any_key(parts.key.substr(1))) {
    std::string right(line);
    right.insert(parts.start + 1, " ");
    lines.tell(number, parts.start, 1, "a space is missing after the dash", "", right, right);
    return true;
  }
  if (parts.has_key) return false;
  const auto colon = line.find(':', parts.start);
  if (colon == std::string_view::npos || !is_any_key(line.substr(parts.start, colon - parts.start)))
    return false;
  std::string right(line);
  right.insert(colon + 1, " ");
  lines.tell(number, colon, 1, "a space is missing after the colon", "", right, right);
  return true;
}

bool bad_key(MendedLines& lines, int number, std::string_view line, const LineParts& parts) {
  if (!parts.has_key || parts.key.empty()) return false;
  if (std::string_view("*&!@%`|>").find(parts.key.front()) == std::string_view::npos) return false;
  std::string right(line);
  right.replace(parts.start, parts.key.size(), yaml_quoted(parts.key));
  lines.tell(number, parts.start, 1, fmt::format("a name that begins with '{}'", parts.key.front()),
             "YAML gives it a meaning of its own; quotes take it away", right, right);
  return true;
}

bool tab_before_text(MendedLines& lines, int number, std::string_view line) {
  const auto tab = line.find('\t');
  if (tab >= line.find_first_not_of(" \t-")) return false;
  std::string spaces(line);
  for (auto at = spaces.find('\t'); at < spaces.find_first_not_of(" \t-"); at = spaces.find('\t'))
    spaces.replace(at, 1, "  ");
  lines.tell(number, tab, 1, "a tab in the indentation", "YAML allows only spaces here", spaces,
             spaces);
  return true;
}

// A habit of another tool that is no more than worth a warning lets the line be read.
bool bad_habit(MendedLines& lines, int number, std::string_view line) {
  const auto habit = habit_in(lines.said(), number);
  if (!habit) return false;
  if (!habit->only_warns) {
    lines.tell(number, habit->byte, habit->length, habit->what, habit->advice,
               habit->cured ? habit->right : "", habit->right);
    return true;
  }
  lines.complain({.gravity = Gravity::kWarning,
                  .at = {number, column_of(line, habit->byte)},
                  .length = habit->length,
                  .what = habit->what,
                  .advice = habit->advice,
                  .instead = habit->right});
  return false;
}

// The number of the next line to look at.
int look_at(MendedLines& lines, int number) {
  const std::string_view line = lines.line(number);
  if (is_blank_or_comment(line)) return number + 1;
  if (line.starts_with('%')) {
    lines.tell(number, 0, 1, "a line that begins with '%' is an instruction to YAML",
               "remove it, or put the text in quotes", std::nullopt, "");
    return number + 1;
  }
  if (tab_before_text(lines, number, line) || bad_habit(lines, number, line)) return number + 1;
  const LineParts parts = parts_of(line);
  if (glued(lines, number, line, parts) || bad_key(lines, number, line, parts)) return number + 1;
  if (parts.value >= line.size()) return fields_too_far_left(lines, number, parts);
  return look_at_value(lines, number, parts);
}

}  // namespace

SourceText lint(const SourceText& said, Complaints& complaints) {
  const SourceText dashed = with_dashes(said, complaints);
  MendedLines lines(dashed, complaints);
  for (int number = 1; number <= lines.count() && !lines.full();)
    number = std::max(number + 1, look_at(lines, number));
  return std::move(lines).take();
}

}  // namespace firsthand
