#include "journeys/parsing/value_lints.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "journeys/parsing/indentation_lints.h"

namespace firsthand {
namespace {

// How far a quote or bracket may stay open; further is a mistake, not a text.
constexpr int kLongestValue = 200;

// "click: #pay": nothing is left of the value.
int comment_only(MendedLines& lines, int number, std::string_view line, const LineParts& parts) {
  const bool glued_to_word =
      line.size() > parts.value + 1 && line[parts.value + 1] != ' ' && line[parts.value + 1] != '#';
  if (!parts.has_key || !glued_to_word || lines.value_follows(number, parts)) return number + 1;
  lines.quote_all(number, parts, parts.value, "everything from '#' on is a comment",
                  "quotes keep it; a comment is written '# ' with a space");
  return number + 1;
}

// Any but those for a quote, a backslash or a character by its number.
bool backslash(MendedLines& lines, int number, std::string_view text, std::size_t from,
               std::size_t end, bool first_line, const LineParts& parts) {
  for (auto at = text.find('\\', from); at < end; at = text.find('\\', at + 2)) {
    if (at + 1 < text.size() && std::string_view("\"\\/uUx").find(text[at + 1]) != text.npos)
      continue;
    const auto advice = "in double quotes YAML gives it a meaning; single quotes keep it";
    std::optional<std::string> right;
    if (first_line && end < text.size()) {
      std::string value = yaml_quoted(text.substr(from, end - from));
      right = std::string(text.substr(0, parts.value)) + value + std::string(text.substr(end + 1));
    }
    std::string harmless(text);
    for (auto slash = harmless.find('\\'); slash != std::string::npos; slash = harmless.find('\\'))
      harmless[slash] = '/';
    lines.tell(number, at, 2, "a backslash in double quotes", advice, right,
               right ? *right : harmless);
    return true;
  }
  return false;
}

int quoted_value(MendedLines& lines, int number, std::string_view line, const LineParts& parts) {
  const char mark = line[parts.value];
  for (int at = number; at < number + kLongestValue && at <= lines.count(); ++at) {
    const std::string_view text = lines.line(at);
    const std::size_t from = at == number ? parts.value + 1 : 0;
    const auto end = closing_quote(text, from, mark);
    if (mark == '"' &&
        backslash(lines, at, text, from, std::min(end, text.size()), at == number, parts))
      return at + 1;
    if (end == std::string_view::npos) continue;
    const auto behind = text.find_first_not_of(" \t", end + 1);
    // "key": value, where the key is quoted, is for the parts; here something follows a value.
    if (behind != std::string_view::npos && (text[behind] != '#' || behind == end + 1)) {
      if (at == number)
        lines.quote_all(number, parts, behind, "text behind the closing quote",
                        "put quotes around the whole");
      else
        lines.tell(at, behind, 1, "text behind the closing quote", "put quotes around the whole",
                   std::nullopt, std::string(text.substr(0, end + 1)));
    }
    return at + 1;
  }
  const std::string text(line.substr(parts.value + 1));
  std::string right = std::string(line.substr(0, parts.value)) + yaml_quoted(text);
  lines.tell(number, parts.value, 1, "a quote that is never closed", "close it on the same line",
             right, right);
  return number + 1;
}

int block_value(MendedLines& lines, int number, std::string_view line, const LineParts& parts) {
  const std::string_view value = line.substr(parts.value);
  const auto header = value.find_first_not_of("|>+-0123456789");
  const auto behind = value.find_first_not_of(' ', std::min(header, value.size()));
  const bool is_header =
      header != 1 || value.size() == 1 || value[1] == ' '
          ? behind == std::string_view::npos || (value[behind] == '#' && behind > header)
          : false;
  const int count = lines.count();
  int next = number + 1;
  while (next <= count &&
         (is_blank(lines.line(next)) || indent_of(lines.line(next)) > parts.indent))
    ++next;
  if (is_header && next > number + 1) return next;
  lines.quote(number, parts, parts.value, 1,
              fmt::format("a text that begins with '{}'", value.front()),
              "YAML takes it for the start of a block of text; quotes take that away");
  return number + 1;
}

int template_value(MendedLines& lines, int number, std::string_view line, const LineParts& parts) {
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
    lines.quote(number, parts, parts.value, 2, "a text that begins with '{{'",
                "YAML takes it for a map; quotes take that away");
    return number + 1;
  }
  lines.tell(number, parts.value, 2, "a variable in braces",
             "variables are written $name, without any", right,
             std::string(line.substr(0, parts.value)) + yaml_quoted("{{"));
  return number + 1;
}

int flow_value(MendedLines& lines, int number, std::string_view line, const LineParts& parts) {
  FlowScanner scanner;
  const int count = lines.count();
  for (int at = number; at <= count && at < number + kLongestValue; ++at) {
    const std::string_view text = lines.line(at);
    const auto end = scanner.scan(text, at == number ? parts.value : 0);
    if (scanner.swallowed() != std::string_view::npos) {
      lines.tell(at, scanner.swallowed(), 1, "everything from '#' on is a comment",
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
  lines.quote(number, parts, parts.value, 1, fmt::format("a text that begins with '{}'", first),
              fmt::format("YAML takes it for the start of a {}; quotes take that away",
                          first == '[' ? "list" : "map"));
  return number + 1;
}

int plain_value(MendedLines& lines, int number, std::string_view line, const LineParts& parts) {
  for (auto hash = line.find('#', parts.value); hash != line.npos;
       hash = line.find('#', hash + 1)) {
    if (line[hash - 1] != ' ' && line[hash - 1] != '\t') continue;
    if (hash + 1 == line.size() || line[hash + 1] == ' ' || line[hash + 1] == '#') break;
    lines.quote_all(number, parts, hash, "everything from '#' on is a comment",
                    "quotes keep it; a comment is written '# ' with a space");
    return number + 1;
  }
  const std::string_view value = value_of(line, parts);
  auto colon = value.find(": ");
  if (colon == value.npos && value.ends_with(':')) colon = value.size() - 1;
  if (colon != value.npos && parts.has_key) {
    lines.quote(number, parts, parts.value + colon, 1, "a second colon",
                "YAML takes what is before it for a key; put the text in quotes");
    return number + 1;
  }
  if (const auto braces = value.find("{{"); braces != value.npos)
    lines.complain({.gravity = Gravity::kWarning,
                    .at = {number, column_of(line, parts.value + braces)},
                    .length = 2,
                    .what = "braces stand for themselves here",
                    .advice = "a variable is written $name, without braces"});
  if (parts.has_key) options_astray(lines, number, parts);
  return number + 1;
}

}  // namespace

int look_at_value(MendedLines& lines, int number, const LineParts& parts) {
  const std::string_view line = lines.line(number);
  const std::string_view value = line.substr(parts.value);
  const char first = value.front();
  if (first == '#') return comment_only(lines, number, line, parts);
  if (first == '"' || first == '\'') return quoted_value(lines, number, line, parts);
  if (first == '|' || first == '>') return block_value(lines, number, line, parts);
  if (value.starts_with("{{")) return template_value(lines, number, line, parts);
  if (first == '[' || first == '{') return flow_value(lines, number, line, parts);
  const bool indicator = std::string_view("*&!@%`,]}").find(first) != std::string_view::npos;
  const bool dash =
      (first == '-' || first == '?' || first == ':') && (value.size() == 1 || value[1] == ' ');
  if (!indicator && !dash) return plain_value(lines, number, line, parts);
  const auto what = fmt::format("a text that begins with '{}'", first);
  if (parts.has_key && lines.value_follows(number, parts)) {
    const std::string right(line.substr(0, line.find_last_not_of(' ', parts.value - 1) + 1));
    lines.tell(number, parts.value, 1, what, "its value stands below; remove this", right, right);
  } else {
    lines.quote(number, parts, parts.value, 1, what,
                "YAML gives it a meaning of its own; quotes take it away");
  }
  return number + 1;
}

}  // namespace firsthand
