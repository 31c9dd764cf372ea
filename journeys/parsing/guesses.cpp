#include "journeys/parsing/guesses.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "journeys/parsing/durations.h"
#include "journeys/parsing/line_parts.h"
#include "journeys/parsing/source_text.h"
#include "journeys/parsing/synonyms.h"
#include "journeys/parsing/words.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kLongest = 300;  // of what is worth a guess

// What sentences and programs put before the word.
constexpr std::array<std::string_view, 16> kFillers{
    "i",   "we",   "you",   "user", "visitor", "customer", "the",     "then",
    "and", "when", "given", "now",  "please",  "await",    "finally", "next"};
// What they put between the word and its value.
constexpr std::array<std::string_view, 8> kBetween{"on the ", "on ",   "to the ", "to ",
                                                   "the ",    "that ", "for ",    "into "};
constexpr std::array<std::string_view, 7> kSeparators{" = ",  "=",    ": ", " with ",
                                                      " to ", " as ", ", "};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool in_name(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t;").find(text.back()) != kNowhere)
    text.remove_suffix(1);
  return text;
}

std::string_view name_at_start(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && (is_letter(text[size]) || text[size] == '_')) ++size;
  return text.substr(0, size);
}

// Takes the word off the front of `text`; "go to" and "double click" are one.
std::string_view take_word(std::string_view& text) {
  for (int names = 0; names < 6; ++names) {
    const auto first = name_at_start(text);
    if (first.empty()) return {};
    auto behind = text.substr(first.size());
    const auto second = behind.starts_with(' ') ? name_at_start(behind.substr(1)) : "";
    const std::string both = std::string(first) + "_" + std::string(second);
    if (const auto word = second.empty() ? "" : word_meant(both); !word.empty()) {
      text.remove_prefix(both.size());
      return word;
    }
    if (const auto word = word_meant(first); !word.empty() && !behind.starts_with('.')) {
      text = behind;
      return word;
    }
    const bool object = behind.starts_with('.');  // page.click
    if (!object && std::find(kFillers.begin(), kFillers.end(), fold(first)) == kFillers.end())
      return {};
    text = trimmed(behind.substr(object ? 1 : 0));
  }
  return {};
}

// The text between the brackets of a call, or the quotes, or behind a sign; empty: not clear.
std::string_view take_value(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('(')) {
    if (!text.ends_with(')')) return {};
    text = trimmed(text.substr(1, text.size() - 2));
  }
  for (const std::string_view sign : {"=>", "->", ":", "="})
    if (text.starts_with(sign)) text = trimmed(text.substr(sign.size()));
  for (const auto between : kBetween)
    if (text.starts_with(between)) {
      text = trimmed(text.substr(between.size()));
      break;
    }
  for (const char mark : {'"', '\''})
    if (text.size() > 2 && text.front() == mark && text.back() == mark)
      text = text.substr(1, text.size() - 2);
  return text.find_first_of("\"'`(){}") == kNowhere ? text : std::string_view();
}

std::string value_for(std::string_view word, std::string_view value) {
  if (value.empty()) return {};
  if (word == "open")
    return value.starts_with('/') || fold(value.substr(0, 4)) == "http" ? yaml_text(value) : "";
  if (word == "wait") return meant_duration(value);
  if (takes_fields(word)) {
    const auto pair = pair_in(value);
    return pair ? pair_in_braces(pair->first, pair->second) : "";
  }
  if (word == "drag") {
    const auto to = value.find(" to ");
    return to == kNowhere ? ""
                          : fmt::format("{{from: {}, to: {}}}",
                                        yaml_text_in_braces(trimmed(value.substr(0, to))),
                                        yaml_text_in_braces(trimmed(value.substr(to + 4))));
  }
  if (const auto by = selector_in(value); !by.empty())
    return fmt::format("{{{}: {}}}", by, yaml_quoted(value));
  return yaml_text(value);
}

bool needs_quotes(std::string_view text) {
  return text.empty() || text.front() == ' ' || text.back() == ' ' ||
         std::string_view("#&*!|>'\"%@`,[]{}?-:").find(text.front()) != kNowhere ||
         text.find(": ") != kNowhere || text.ends_with(':') || text.find(" #") != kNowhere;
}

}  // namespace

std::string yaml_text(std::string_view text) {
  return needs_quotes(text) ? yaml_quoted(text) : std::string(text);
}

std::string yaml_text_in_braces(std::string_view text) {
  const bool ends_it = text.find_first_of(",[]{}") != kNowhere || text.ends_with('?');
  return ends_it ? yaml_quoted(text) : yaml_text(text);
}

std::string_view selector_in(std::string_view text) {
  if (text.size() < 3) return {};
  const std::string_view rest = text.substr(1);
  if (text.starts_with("//") && (is_letter(text[2]) || text[2] == '*') &&
      text.find(' ') == kNowhere)
    return "xpath";
  if ((text[0] == '#' || text[0] == '.') && rest[0] >= 'a' && rest[0] <= 'z' &&
      std::all_of(rest.begin(), rest.end(), [](char c) { return in_name(c) || c == '.'; }))
    return "css";
  if (text[0] == '[' && is_letter(rest[0]) && text.ends_with(']') && text.find('=') != kNowhere &&
      text.find(' ') == kNowhere)
    return "css";
  return {};
}

std::optional<std::pair<std::string, std::string>> pair_in(std::string_view text) {
  text = trimmed(text);
  if (text.size() > kLongest) return std::nullopt;
  for (const auto separator : kSeparators) {
    const auto at = text.find(separator);
    if (at == kNowhere) continue;
    const auto field = trimmed(text.substr(0, at));
    const auto value = trimmed(text.substr(at + separator.size()));
    if (!field.empty() && !value.empty()) return std::pair(std::string(field), std::string(value));
  }
  return std::nullopt;
}

std::string pair_in_braces(std::string_view field, std::string_view value) {
  return fmt::format("{{{}: {}}}", yaml_text_in_braces(field), yaml_text_in_braces(value));
}

bool takes_fields(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kWords{"fill", "choose", "pick", "slide",
                                                          "attach"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool is_call(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("await ")) text = trimmed(text.substr(6));
  const auto bracket = text.find('(');
  return bracket != kNowhere && bracket > 0 && text.find_first_of(" \t") > bracket &&
         is_letter(text.front()) && text.find(')', bracket) != kNowhere;
}

NoValue no_value(std::string_view word) {
  if (word == "press") return {"'press' has no key", "write it like press: Enter"};
  if (takes_fields(word))
    return {fmt::format("'{}' needs a field and its value", word),
            fmt::format("write {}: and below it, indented, field: value", word)};
  return {fmt::format("'{}' has no value", word),
          fmt::format("write {}: and what to {}", word, word)};
}

std::optional<GuessedStep> guess_step(std::string_view text) {
  text = trimmed(text);
  if (text.size() > kLongest || text.find('\n') != kNowhere) return std::nullopt;
  const auto word = take_word(text);
  if (word.empty() || (!text.empty() && in_name(text.front()))) return std::nullopt;
  GuessedStep guess{.word = std::string(word)};
  if (word == "back" || word == "reload") {
    guess.line = word;
    return guess;
  }
  const std::string value = value_for(word, take_value(text));
  if (!value.empty()) guess.line = fmt::format("{}: {}", word, value);
  return guess;
}

}  // namespace firsthand
