#include "journeys/parsing/missing_dashes.h"

#include <algorithm>
#include <optional>

#include "journeys/parsing/line_parts.h"
#include "journeys/parsing/synonyms.h"
#include "journeys/parsing/words.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostShown = 60;  // corrected lines

// The lines below steps:, and how deep the first of them is indented.
struct StepLines {
  int first = 0;
  int last = 0;
  std::size_t base = 0;
};

int next_with_text(const SourceText& said, int number) {
  const int count = static_cast<int>(said.lines.size());
  while (number <= count && is_blank_or_comment(said.line(number))) ++number;
  return number;
}

int line_of_steps(const SourceText& said) {
  const int count = static_cast<int>(said.lines.size());
  const int top = next_with_text(said, 1);
  for (int number = top; number <= count; ++number) {
    const std::string_view line = said.line(number);
    const LineParts parts = parts_of(line);
    if (parts.has_key && parts.key == "steps" && parts.start == indent_of(said.line(top)))
      return value_of(line, parts).empty() ? number : 0;
  }
  return 0;
}

// Whether the key, which stands as deep as steps:, is none of a step. Patience and limit may be of
// either; they stand below the steps here.
bool ends_steps(const LineParts& parts) {
  return !parts.has_key ||
         (file_key(parts.key) != Known::kNo && parts.key != "patience" && parts.key != "limit");
}

std::optional<StepLines> lines_of_steps(const SourceText& said) {
  const int count = static_cast<int>(said.lines.size());
  const int steps = line_of_steps(said);
  const int first = next_with_text(said, steps + 1);
  if (steps == 0 || first > count) return std::nullopt;
  const std::size_t margin = indent_of(said.line(steps));
  StepLines lines{first, first, indent_of(said.line(first))};
  if (lines.base < margin ||
      (lines.base == margin && word(parts_of(said.line(first)).key) == Known::kNo))
    return std::nullopt;
  for (int number = first; number <= count; number = next_with_text(said, number + 1)) {
    const std::string_view line = said.line(number);
    const std::size_t indent = indent_of(line);
    if (indent < margin || (indent == margin && lines.base > margin)) break;
    if (indent == margin && ends_steps(parts_of(line))) break;
    lines.last = number;
  }
  return lines;
}

// Every step lacks its dash, and one of them at least is one.
bool lack_dashes(const SourceText& said, const StepLines& lines) {
  bool any_word = false;
  for (int number = lines.first; number <= lines.last; number = next_with_text(said, number + 1)) {
    const std::string_view line = said.line(number);
    if (indent_of(line) > lines.base) continue;
    if (line.find_first_not_of(" \t") != indent_of(line) || line[indent_of(line)] == '-')
      return false;
    const LineParts parts = parts_of(line);
    const std::string_view value = value_of(line, parts);
    if (!value.empty() && (value.front() == '{' || value.front() == '[') &&
        FlowScanner().scan(line, parts.value) == kNowhere)
      return false;  // it goes on, who knows how deep
    any_word = any_word || (parts.has_key && !word_meant(parts.key).empty());
  }
  return any_word;
}

// Moves line by line what stands below steps:.
class Mover {
 public:
  explicit Mover(std::size_t base) : base_(base) {}

  std::string moved(std::string_view line) {
    const std::size_t indent = indent_of(line);
    if (is_blank_or_comment(line)) return std::string(line);
    const bool below_key =
        takes_below_ && indent > key_was_ && (below_ == kNowhere || indent >= below_);
    const LineParts parts = parts_of(line);
    if (below_key) {
      if (below_ == kNowhere) {
        below_ = indent;
        deeper_ = indent > key_is_ ? 0 : key_is_ + 2 - indent;
      }
      return std::string(deeper_, ' ') + std::string(line);
    }
    if (indent > base_ && !parts.has_key) return "  " + std::string(line);  // a text goes on
    const bool is_option = parts.has_key && option(parts.key) == Known::kYes;
    const bool belongs = any_step_ && (is_option || indent > base_);
    any_step_ = true;
    key_was_ = indent;
    key_is_ = base_ + 2;
    below_ = kNowhere;
    const std::string_view value = value_of(line, parts);
    takes_below_ = parts.has_key && parts.key != "back" && parts.key != "reload" &&
                   (value.empty() || value.front() == '|' || value.front() == '>');
    return std::string(base_, ' ') + (belongs ? "  " : "- ") + std::string(line.substr(indent));
  }

 private:
  std::size_t base_;
  bool any_step_ = false;
  // Of the last key: whether its value stands below it, and its indentation before and after.
  bool takes_below_ = false;
  std::size_t key_was_ = 0, key_is_ = 0;
  // Of that value: its indentation, once it is known, and how much deeper it has to be.
  std::size_t below_ = kNowhere;
  std::size_t deeper_ = 0;
};

}  // namespace

SourceText with_dashes(const SourceText& said, Complaints& complaints) {
  const auto lines = lines_of_steps(said);
  if (!lines || !lack_dashes(said, *lines)) return said;
  SourceText right = said;
  Diagnostic told{.at = {lines->first, column_of(said.line(lines->first), lines->base)},
                  .what = "the steps have no dashes",
                  .advice = "begin each step with '- ', with what belongs to it indented below"};
  told.length = characters(parts_of(said.line(lines->first)).key);
  Mover mover(lines->base);
  for (int number = lines->first; number <= lines->last; ++number) {
    auto& line = right.lines[static_cast<std::size_t>(number) - 1];
    line = mover.moved(line);
    if (number == lines->first)
      told.instead = line;
    else if (!is_blank(line) && told.also.size() + 1 < kMostShown)
      told.also.push_back({number, line});
  }
  if (told.also.size() + 1 == kMostShown) told.advice += "; this is how the first lines look then";
  complaints.add(std::move(told));
  complaints.silence_lines(lines->first, lines->last);
  return right;
}

}  // namespace firsthand
