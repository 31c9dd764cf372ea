#include "journeys/parsing/yaml_lints.h"

#include <fmt/format.h>

#include <optional>

#include "journeys/parsing/guesses.h"
#include "journeys/parsing/habits.h"
#include "journeys/parsing/line_parts.h"
#include "journeys/parsing/missing_dashes.h"
#include "journeys/parsing/words.h"

namespace firsthand {
namespace {

// How far a quote or bracket may stay open; further is a mistake, not a text.
constexpr int kLongestValue = 200;
// Corrected lines of one mistake.
constexpr std::size_t kMostShownFields = 20;

class Linter {
 public:
  Linter(const SourceText& said, Complaints& complaints)
      : said_(said), right_(said), complaints_(complaints) {}

  SourceText run() {
    const int count = static_cast<int>(said_.lines.size());
    for (int number = 1; number <= count && !complaints_.full();)
      number = std::max(number + 1, look_at(number));
    return std::move(right_);
  }

 private:
  // The number of the next line to look at.
  int look_at(int number) {
    const std::string_view line = said_.line(number);
    if (is_blank_or_comment(line)) return number + 1;
    if (line.starts_with('%')) {
      tell(number, 0, 1, "a line that begins with '%' is an instruction to YAML",
           "remove it, or put the text in quotes", std::nullopt, "");
      return number + 1;
    }
    const auto tab = line.find('\t');
    if (tab < line.find_first_not_of(" \t-")) {
      std::string spaces(line);
      for (auto at = spaces.find('\t'); at < spaces.find_first_not_of(" \t-");
           at = spaces.find('\t'))
        spaces.replace(at, 1, "  ");
      tell(number, tab, 1, "a tab in the indentation", "YAML allows only spaces here", spaces,
           spaces);
      return number + 1;
    }
    if (auto habit = habit_in(said_, number)) {
      if (!habit->only_warns) {
        tell(number, habit->byte, habit->length, habit->what, habit->advice,
             habit->cured ? habit->right : "", habit->right);
        return number + 1;
      }
      complaints_.add({.gravity = Gravity::kWarning,
                       .at = {number, column_of(line, habit->byte)},
                       .length = habit->length,
                       .what = habit->what,
                       .advice = habit->advice,
                       .instead = habit->right});
    }
    const LineParts parts = parts_of(line);
    if (glued(number, line, parts) || bad_key(number, line, parts)) return number + 1;
    if (parts.value >= line.size()) return fields_too_far_left(number, parts);
    return look_at_value(number, line, parts);
  }

  // fill: and its fields below the dash. Beside the word they are told when the step is read.
  int fields_too_far_left(int number, const LineParts& parts) {
    if (parts.start == parts.line_indent || !takes_fields(parts.key)) return number + 1;
    Diagnostic told;
    int next = number + 1;
    for (; next <= static_cast<int>(said_.lines.size()); ++next) {
      const std::string_view line = said_.line(next);
      const LineParts field = parts_of(line);
      if (is_blank_or_comment(line) || !field.has_key || field.start != field.line_indent ||
          field.start < parts.line_indent || field.start >= parts.start ||
          file_key(field.key) != Known::kNo || option(field.key) != Known::kNo)
        break;
      const std::string right =
          std::string(parts.start + 2, ' ') + std::string(line.substr(field.start));
      right_.lines[static_cast<std::size_t>(next) - 1] = right;
      if (next > number + 1) {
        if (told.also.size() < kMostShownFields) told.also.push_back({next, right});
        continue;
      }
      told.at = {next, column_of(line, field.start)};
      told.length = characters(field.key);
      told.what = fmt::format("'{}' does not stand below '{}'", field.key, parts.key);
      told.advice = "fields belong below it, indented deeper";
      told.instead = right;
    }
    if (next == number + 1) return next;
    complaints_.add(std::move(told));
    complaints_.silence_lines(number + 1, next - 1);
    return next;
  }

  // "-click: Help" and "click:Help".
  bool glued(int number, std::string_view line, const LineParts& parts) {
    if (line.substr(parts.start).starts_with('-') && !line.substr(parts.start).starts_with("--") &&
        parts.has_key && is_any_key(parts.key.substr(1))) {
      std::string right(line);
      right.insert(parts.start + 1, " ");
      tell(number, parts.start, 1, "a space is missing after the dash", "", right, right);
      return true;
    }
    if (parts.has_key) return false;
    const auto colon = line.find(':', parts.start);
    if (colon == std::string_view::npos ||
        !is_any_key(line.substr(parts.start, colon - parts.start)))
      return false;
    std::string right(line);
    right.insert(colon + 1, " ");
    tell(number, colon, 1, "a space is missing after the colon", "", right, right);
    return true;
  }

  bool bad_key(int number, std::string_view line, const LineParts& parts) {
    if (!parts.has_key || parts.key.empty()) return false;
    if (std::string_view("*&!@%`|>").find(parts.key.front()) == std::string_view::npos)
      return false;
    std::string right(line);
    right.replace(parts.start, parts.key.size(), yaml_quoted(parts.key));
    tell(number, parts.start, 1, fmt::format("a name that begins with '{}'", parts.key.front()),
         "YAML gives it a meaning of its own; quotes take it away", right, right);
    return true;
  }

  int look_at_value(int number, std::string_view line, const LineParts& parts) {
    const std::string_view value = line.substr(parts.value);
    const char first = value.front();
    if (first == '#') return comment_only(number, line, parts);
    if (first == '"' || first == '\'') return quoted_value(number, line, parts);
    if (first == '|' || first == '>') return block_value(number, line, parts);
    if (value.starts_with("{{")) return template_value(number, line, parts);
    if (first == '[' || first == '{') return flow_value(number, line, parts);
    const bool indicator = std::string_view("*&!@%`,]}").find(first) != std::string_view::npos;
    const bool dash =
        (first == '-' || first == '?' || first == ':') && (value.size() == 1 || value[1] == ' ');
    if (!indicator && !dash) return plain_value(number, line, parts);
    const auto what = fmt::format("a text that begins with '{}'", first);
    if (parts.has_key && value_follows(number, parts)) {
      const std::string right(line.substr(0, line.find_last_not_of(' ', parts.value - 1) + 1));
      tell(number, parts.value, 1, what, "its value stands below; remove this", right, right);
    } else {
      quote(number, line, parts, parts.value, 1, what,
            "YAML gives it a meaning of its own; quotes take it away");
    }
    return number + 1;
  }

  // "click: #pay": nothing is left of the value.
  int comment_only(int number, std::string_view line, const LineParts& parts) {
    const bool glued_to_word = line.size() > parts.value + 1 && line[parts.value + 1] != ' ' &&
                               line[parts.value + 1] != '#';
    if (!parts.has_key || !glued_to_word || value_follows(number, parts)) return number + 1;
    quote_all(number, line, parts, parts.value, "everything from '#' on is a comment",
              "quotes keep it; a comment is written '# ' with a space");
    return number + 1;
  }

  int quoted_value(int number, std::string_view line, const LineParts& parts) {
    const char mark = line[parts.value];
    for (int at = number; at < number + kLongestValue && at <= static_cast<int>(said_.lines.size());
         ++at) {
      const std::string_view text = said_.line(at);
      const std::size_t from = at == number ? parts.value + 1 : 0;
      const auto end = closing_quote(text, from, mark);
      if (mark == '"' && backslash(at, text, from, std::min(end, text.size()), at == number, parts))
        return at + 1;
      if (end == std::string_view::npos) continue;
      const auto behind = text.find_first_not_of(" \t", end + 1);
      // "key": value, where the key is quoted, is for the parts; here something follows a value.
      if (behind != std::string_view::npos && (text[behind] != '#' || behind == end + 1)) {
        if (at == number)
          quote_all(number, line, parts, behind, "text behind the closing quote",
                    "put quotes around the whole");
        else
          tell(at, behind, 1, "text behind the closing quote", "put quotes around the whole",
               std::nullopt, std::string(text.substr(0, end + 1)));
      }
      return at + 1;
    }
    const std::string text(line.substr(parts.value + 1));
    std::string right = std::string(line.substr(0, parts.value)) + yaml_quoted(text);
    tell(number, parts.value, 1, "a quote that is never closed", "close it on the same line", right,
         right);
    return number + 1;
  }

  // Any but those for a quote, a backslash or a character by its number.
  bool backslash(int number, std::string_view text, std::size_t from, std::size_t end,
                 bool first_line, const LineParts& parts) {
    for (auto at = text.find('\\', from); at < end; at = text.find('\\', at + 2)) {
      if (at + 1 < text.size() && std::string_view("\"\\/uUx").find(text[at + 1]) != text.npos)
        continue;
      const auto advice = "in double quotes YAML gives it a meaning; single quotes keep it";
      std::optional<std::string> right;
      if (first_line && end < text.size()) {
        std::string value = yaml_quoted(text.substr(from, end - from));
        right =
            std::string(text.substr(0, parts.value)) + value + std::string(text.substr(end + 1));
      }
      std::string harmless(text);
      for (auto slash = harmless.find('\\'); slash != std::string::npos;
           slash = harmless.find('\\'))
        harmless[slash] = '/';
      tell(number, at, 2, "a backslash in double quotes", advice, right, right ? *right : harmless);
      return true;
    }
    return false;
  }

  int block_value(int number, std::string_view line, const LineParts& parts) {
    const std::string_view value = line.substr(parts.value);
    const auto header = value.find_first_not_of("|>+-0123456789");
    const auto behind = value.find_first_not_of(' ', std::min(header, value.size()));
    const bool is_header =
        header != 1 || value.size() == 1 || value[1] == ' '
            ? behind == std::string_view::npos || (value[behind] == '#' && behind > header)
            : false;
    const int count = static_cast<int>(said_.lines.size());
    int next = number + 1;
    while (next <= count &&
           (is_blank(said_.line(next)) || indent_of(said_.line(next)) > parts.indent))
      ++next;
    if (is_header && next > number + 1) return next;
    quote(number, line, parts, parts.value, 1,
          fmt::format("a text that begins with '{}'", value.front()),
          "YAML takes it for the start of a block of text; quotes take that away");
    return number + 1;
  }

  int template_value(int number, std::string_view line, const LineParts& parts) {
    std::string_view inside = line.substr(parts.value + 2);
    inside = inside.substr(0, inside.find('}'));
    while (inside.starts_with(' ')) inside.remove_prefix(1);
    while (inside.ends_with(' ')) inside.remove_suffix(1);
    const auto end = line.find("}}", parts.value);
    std::string rest(end == line.npos ? std::string_view() : line.substr(end + 2));
    std::string right = std::string(line.substr(0, parts.value)) + "$" + std::string(inside) + rest;
    const bool name = inside.find_first_not_of(
                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") ==
                          std::string_view::npos &&
                      !inside.empty() && end != line.npos;
    if (!name) {
      quote(number, line, parts, parts.value, 2, "a text that begins with '{{'",
            "YAML takes it for a map; quotes take that away");
      return number + 1;
    }
    tell(number, parts.value, 2, "a variable in braces", "variables are written $name, without any",
         right, std::string(line.substr(0, parts.value)) + yaml_quoted("{{"));
    return number + 1;
  }

  int flow_value(int number, std::string_view line, const LineParts& parts) {
    FlowScanner scanner;
    const int count = static_cast<int>(said_.lines.size());
    for (int at = number; at <= count && at < number + kLongestValue; ++at) {
      const std::string_view text = said_.line(at);
      const auto end = scanner.scan(text, at == number ? parts.value : 0);
      if (scanner.swallowed() != std::string_view::npos) {
        tell(at, scanner.swallowed(), 1, "everything from '#' on is a comment",
             "put the text in quotes", std::nullopt,
             at == number ? std::string(line.substr(0, parts.value)) + yaml_quoted("#")
                          : std::string(text));
        return at + 1;
      }
      if (end == std::string_view::npos) continue;
      const auto behind = text.find_first_not_of(" \t", end);
      if (behind == std::string_view::npos || (text[behind] == '#' && behind > end)) return at + 1;
      if (at > number) return at + 1;  // yaml-cpp has a message for it
      break;
    }
    const char first = line[parts.value];
    quote(number, line, parts, parts.value, 1, fmt::format("a text that begins with '{}'", first),
          fmt::format("YAML takes it for the start of a {}; quotes take that away",
                      first == '[' ? "list" : "map"));
    return number + 1;
  }

  int plain_value(int number, std::string_view line, const LineParts& parts) {
    for (auto hash = line.find('#', parts.value); hash != line.npos;
         hash = line.find('#', hash + 1)) {
      if (line[hash - 1] != ' ' && line[hash - 1] != '\t') continue;
      if (hash + 1 == line.size() || line[hash + 1] == ' ' || line[hash + 1] == '#') break;
      quote_all(number, line, parts, hash, "everything from '#' on is a comment",
                "quotes keep it; a comment is written '# ' with a space");
      return number + 1;
    }
    const std::string_view value = value_of(line, parts);
    auto colon = value.find(": ");
    if (colon == value.npos && value.ends_with(':')) colon = value.size() - 1;
    if (colon != value.npos && parts.has_key) {
      quote(number, line, parts, parts.value + colon, 1, "a second colon",
            "YAML takes what is before it for a key; put the text in quotes");
      return number + 1;
    }
    if (const auto braces = value.find("{{"); braces != value.npos)
      complaints_.add({.gravity = Gravity::kWarning,
                       .at = {number, column_of(line, parts.value + braces)},
                       .length = 2,
                       .what = "braces stand for themselves here",
                       .advice = "a variable is written $name, without braces"});
    if (parts.has_key) indented_too_deep(number, parts);
    if (parts.has_key) indented_too_little(number, parts);
    return number + 1;
  }

  // An option indented below its word's text, instead of beside the word.
  void indented_too_deep(int number, const LineParts& parts) {
    for (int next = number + 1; next <= static_cast<int>(said_.lines.size()) && !complaints_.full();
         ++next) {
      const std::string_view line = said_.line(next);
      const LineParts below = parts_of(line);
      if (is_blank_or_comment(line) || below.line_indent <= parts.indent || !below.has_key ||
          !is_any_key(below.key) || below.start != below.line_indent)
        return;
      const std::string right =
          std::string(parts.indent, ' ') + std::string(line.substr(below.start));
      tell(next, below.start, characters(below.key),
           fmt::format("'{}' is indented deeper than '{}'", below.key, parts.key),
           "it belongs beside it", right, right);
    }
  }

  // An option below the dash of its step, or at the margin, instead of beside the word.
  void indented_too_little(int number, const LineParts& parts) {
    if (parts.start == parts.line_indent || word(parts.key) == Known::kNo) return;
    for (int next = number + 1; next <= static_cast<int>(said_.lines.size()) && !complaints_.full();
         ++next) {
      const std::string_view line = said_.line(next);
      const LineParts below = parts_of(line);
      const bool lost = !is_blank_or_comment(line) && below.has_key &&
                        below.start == below.line_indent && below.start <= parts.line_indent &&
                        option(below.key) == Known::kYes &&
                        (below.start > 0 || file_key(below.key) == Known::kNo);
      if (!lost) return;
      const std::string right =
          std::string(parts.start, ' ') + std::string(line.substr(below.start));
      tell(next, below.start, characters(below.key),
           fmt::format("'{}' does not stand beside '{}'", below.key, parts.key),
           "indent it as deep as the word", right, right);
    }
  }

  // Whether the value stands on the lines below.
  bool value_follows(int number, const LineParts& parts) const {
    for (int next = number + 1; next <= static_cast<int>(said_.lines.size()); ++next) {
      const std::string_view line = said_.line(next);
      if (is_blank_or_comment(line)) continue;
      const auto indent = indent_of(line);
      return indent > parts.indent || (indent == parts.indent && line[indent] == '-');
    }
    return false;
  }

  // Complains and puts the value, without a comment behind it, in quotes.
  void quote(int number, std::string_view line, const LineParts& parts, std::size_t at, int length,
             std::string what, std::string advice) {
    const std::string_view value = value_of(line, parts);
    const std::string right = std::string(line.substr(0, parts.value)) + yaml_quoted(value) +
                              std::string(line.substr(parts.value + value.size()));
    tell(number, at, length, std::move(what), std::move(advice), right, right);
  }
  // The same with all of the line.
  void quote_all(int number, std::string_view line, const LineParts& parts, std::size_t at,
                 std::string what, std::string advice) {
    std::string_view value = line.substr(parts.value);
    while (value.ends_with(' ') || value.ends_with('\t')) value.remove_suffix(1);
    const std::string right = std::string(line.substr(0, parts.value)) + yaml_quoted(value);
    tell(number, at, characters(line.substr(at)), std::move(what), std::move(advice), right, right);
  }

  void tell(int number, std::size_t byte, int length, std::string what, std::string advice,
            const std::optional<std::string>& instead, std::string right) {
    const std::string_view line = said_.line(number);
    const int column = column_of(line, byte);
    complaints_.add({.at = {number, column},
                     .length = length,
                     .what = std::move(what),
                     .advice = std::move(advice),
                     .instead = instead.value_or("")});
    const LineParts parts = parts_of(line);
    complaints_.silence(number, column_of(line, std::min(byte, parts.value)));
    right_.lines[static_cast<std::size_t>(number) - 1] = std::move(right);
  }

  const SourceText& said_;
  SourceText right_;
  Complaints& complaints_;
};

}  // namespace

SourceText lint(const SourceText& said, Complaints& complaints) {
  return Linter(with_dashes(said, complaints), complaints).run();
}

}  // namespace firsthand
