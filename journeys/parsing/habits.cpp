#include "journeys/parsing/habits.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/parsing/guesses.h"
#include "journeys/parsing/line_parts.h"
#include "journeys/parsing/synonyms.h"
#include "journeys/parsing/words.h"

namespace firsthand {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0", kWideColon = "：";

std::string replaced(std::string_view line, std::size_t at, std::size_t size, std::string_view by) {
  return std::string(line.substr(0, at)) + std::string(by) + std::string(line.substr(at + size));
}

// A space that YAML takes for a letter, where a space is needed.
std::optional<Habit> no_break_space(std::string_view line) {
  const auto at = line.find(kNoBreakSpace);
  if (at == kNowhere) return std::nullopt;
  const bool indents = line.find_first_not_of(" -") == at;
  if (!indents && (at == 0 || line[at - 1] != ':')) return std::nullopt;
  std::string right(line);
  for (auto next = right.find(kNoBreakSpace); next != std::string::npos;
       next = right.find(kNoBreakSpace))
    right.replace(next, kNoBreakSpace.size(), " ");
  return Habit{.byte = at,
               .what = "a no-break space, which only looks like a space",
               .advice = "type a space in its place",
               .right = std::move(right)};
}

// – click: Help
std::optional<Habit> long_dash(std::string_view line, const LineParts& parts) {
  for (const std::string_view dash : {"–", "—", "•", "‐", "−"}) {
    if (!line.substr(parts.line_indent).starts_with(dash)) continue;
    return Habit{.byte = parts.line_indent,
                 .what = fmt::format("'{}' begins no step", dash),
                 .advice = "a step begins with '-', the sign on the keyboard",
                 .right = replaced(line, parts.line_indent, dash.size(), "-")};
  }
  return std::nullopt;
}

// click： Help
std::optional<Habit> wide_colon(std::string_view line, const LineParts& parts) {
  const auto at = line.find(kWideColon, parts.start);
  if (parts.has_key || at == kNowhere || !is_any_key(line.substr(parts.start, at - parts.start)))
    return std::nullopt;
  const bool spaced = line.substr(at + kWideColon.size()).starts_with(' ');
  return Habit{.byte = at,
               .what = "a wide colon",
               .advice = "type ':' in its place",
               .right = replaced(line, at, kWideColon.size(), spaced ? ":" : ": ")};
}

// // the customer looks for help
std::optional<Habit> slashes(std::string_view line, const LineParts& parts) {
  const auto rest = line.substr(parts.line_indent);
  if (rest.starts_with("// ") || rest.starts_with("/*"))
    return Habit{.byte = parts.line_indent,
                 .length = 2,
                 .what = "a comment of another language",
                 .advice = "a comment is written '# '",
                 .right = replaced(line, parts.line_indent, 2, "#")};
  const auto at = line.find(" // ", parts.value);
  if (!parts.has_key || at == kNowhere || parts.key == "script") return std::nullopt;
  return Habit{.byte = at + 1,
               .length = 2,
               .what = "'//' begins no comment here and is a part of the text",
               .advice = "a comment is written '# '",
               .right = replaced(line, at + 1, 2, "#"),
               .only_warns = true};
}

// click: “Help”
std::optional<Habit> curly_quotes(std::string_view line, const LineParts& parts) {
  const std::string_view value = value_of(line, parts);
  for (const std::string_view open : {"“", "„", "”", "‘"})
    for (const std::string_view close : {"”", "“", "’"}) {
      if (value.size() < open.size() + close.size() || !value.starts_with(open) ||
          !value.ends_with(close))
        continue;
      const auto inside = value.substr(open.size(), value.size() - open.size() - close.size());
      return Habit{.byte = parts.value,
                   .what = "these quotes are a part of the text",
                   .advice = "no quotes are needed, or the straight ones of the keyboard",
                   .right = replaced(line, parts.value, value.size(), yaml_quoted(inside)),
                   .only_warns = true};
    }
  return std::nullopt;
}

// fill: E-mail: a@b.example
std::optional<Habit> pair_on_the_line(std::string_view line, const LineParts& parts) {
  if (!parts.has_key || (!takes_fields(parts.key) && parts.key != "let")) return std::nullopt;
  const std::string_view value = value_of(line, parts);
  const auto colon = value.find(": ");
  if (colon == kNowhere || std::string_view("\"'{[").find(value.front()) != kNowhere)
    return std::nullopt;
  return Habit{.byte = parts.value + colon,
               .what = fmt::format("'{}' and its value cannot stand on the line of '{}'",
                                   value.substr(0, colon), parts.key),
               .advice = "write them below it, indented, or in braces",
               .right = replaced(line, parts.value, value.size(),
                                 pair_in_braces(value.substr(0, colon), value.substr(colon + 2)))};
}

// press, and nothing behind it, with an option or what it acts on below it.
Habit word_alone(std::string_view line, const LineParts& parts, std::string_view word,
                 const LineParts& below) {
  const std::string_view text = value_of(line, parts);
  Habit habit{.byte = parts.start, .length = characters(text)};
  const bool option_below = option(below.key) == Known::kYes && below.start == parts.start;
  if (!option_below || word == "back" || word == "reload") {
    habit.what = "a colon is missing after the word";
    if (text != word) habit.advice = fmt::format("did you mean '{}'?", word);
    habit.right = replaced(line, parts.start, text.size(), std::string(word) + ":");
    return habit;
  }
  habit.what = no_value(word).what;
  habit.advice =
      (text == word ? "" : fmt::format("did you mean '{}'? Then ", word)) + no_value(word).advice;
  habit.cured = false;
  habit.right = replaced(line, parts.start, text.size(),
                         fmt::format("{}: {}", word, word == "press" ? "Enter" : "x"));
  return habit;
}

// click "Help", with an option below it.
std::optional<Habit> step_without_colon(const SourceText& said, int number, std::string_view line,
                                        const LineParts& parts) {
  if (parts.has_key || parts.start == parts.line_indent) return std::nullopt;
  const int count = static_cast<int>(said.lines.size());
  int next = number + 1;
  while (next <= count && is_blank_or_comment(said.line(next))) ++next;
  const LineParts below = parts_of(said.line(next));
  if (!below.has_key || below.start <= parts.line_indent || below.start != below.line_indent)
    return std::nullopt;
  const std::string_view text = value_of(line, parts);
  if (const auto word = word_meant(text); !word.empty() && below.start >= parts.start)
    return word_alone(line, parts, word, below);
  const auto guess = guess_step(text);
  if (!guess || guess->line.empty()) return std::nullopt;
  return Habit{.byte = parts.start,
               .length = characters(text),
               .what = "a step is a word, a colon and its value",
               .advice = fmt::format("did you mean '{}'?", guess->word),
               .right = replaced(line, parts.start, text.size(), guess->line)};
}

// page.getByRole('button', { name: 'Send' }).click()
std::optional<Habit> call(std::string_view line, const LineParts& parts) {
  const auto bracket = parts.key.find('(');
  if (!parts.has_key || bracket == kNowhere || bracket == 0 || parts.start == parts.line_indent ||
      parts.key.find_first_of(" \t") < bracket || parts.key.front() == '"')
    return std::nullopt;
  return Habit{.byte = parts.start,
               .length = characters(line.substr(parts.start)),
               .what = "a call is no step",
               .advice = kNoCalls,
               .right = replaced(line, parts.start, line.size() - parts.start,
                                 yaml_quoted(line.substr(parts.start))),
               .cured = false};
}

// see: {dialog: Sure?}: YAML's own reader here stumbles over it.
std::optional<Habit> question_in_braces(std::string_view line, const LineParts& parts) {
  if (parts.value >= line.size() || (line[parts.value] != '{' && line[parts.value] != '['))
    return std::nullopt;
  std::size_t text = parts.value + 1;  // where the text that is now read begins
  for (std::size_t at = text; at < line.size(); ++at) {
    const char c = line[at];
    if ((c == '"' || c == '\'') && at == text) {
      at = closing_quote(line, at + 1, c);
      if (at == kNowhere) return std::nullopt;
    } else if (c == '#' && line[at - 1] == ' ') {
      return std::nullopt;
    } else if (std::string_view("{[,").find(c) != kNowhere || (c == ' ' && at == text) ||
               (c == ':' && line.substr(at + 1).starts_with(' '))) {
      text = at + 1;
    } else if (c == '?' && std::string_view(" ,]}").find(line.substr(at + 1, 1)) != kNowhere) {
      const auto end = std::min(line.find_first_of(",]}", at), line.size());
      return Habit{
          .byte = at,
          .what = "a question mark inside brackets",
          .advice = "YAML gives it a meaning of its own; quotes take it away",
          .right = replaced(line, text, end - text, yaml_quoted(line.substr(text, end - text)))};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Habit> habit_in(const SourceText& said, int number) {
  const std::string_view line = said.line(number);
  if (line.size() > 1000) return std::nullopt;
  const LineParts parts = parts_of(line);
  if (auto habit = no_break_space(line)) return habit;
  if (auto habit = long_dash(line, parts)) return habit;
  if (auto habit = wide_colon(line, parts)) return habit;
  if (auto habit = slashes(line, parts)) return habit;
  if (auto habit = curly_quotes(line, parts)) return habit;
  if (auto habit = pair_on_the_line(line, parts)) return habit;
  if (auto habit = call(line, parts)) return habit;
  if (auto habit = question_in_braces(line, parts)) return habit;
  return step_without_colon(said, number, line, parts);
}

}  // namespace firsthand
