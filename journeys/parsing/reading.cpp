#include "journeys/parsing/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "journeys/dates.h"
#include "journeys/parsing/durations.h"
#include "journeys/parsing/line_parts.h"
#include "journeys/parsing/words.h"
#include "journeys/text.h"
#include "journeys/variables.h"
#include "journeys/wordings.h"

namespace firsthand {
namespace {

int length_of(const YamlNode& node) {
  if (!node.is_text()) return 1;
  return std::max(1, characters(node.text) + (node.plain ? 0 : 2));
}

// As variables of the environment are called by custom.
bool is_in_capitals(std::string_view name) {
  return name.size() > 1 && name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != name.npos &&
         name.find_first_of("abcdefghijklmnopqrstuvwxyz") == name.npos;
}

// "e-mail" of "$e-mail", when `name` is "e": what stands there was meant for one name. Empty: not
// so.
std::string dashed_name(const std::string& raw, const std::string& name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto at = raw.find("$" + name + "-");
  if (at == std::string::npos) return {};
  auto end = at + 1;
  while (end < raw.size() && (is_letter(raw[end]) || raw[end] == '-' || raw[end] == '_')) ++end;
  const auto dashed = raw.substr(at + 1, end - at - 1);
  return is_letter(dashed.back()) && dashed.size() > name.size() + 1 ? dashed : std::string();
}

}  // namespace

bool is_free_variable_name(std::string_view name) {
  return is_variable_name(name) && name != "env" && name != "today" && name != "words";
}

void Reading::error(const YamlNode& where, std::string what, std::string advice,
                    std::string instead, std::vector<CorrectedLine> also) {
  complaints_.add({.at = where.at,
                   .length = length_of(where),
                   .what = std::move(what),
                   .advice = std::move(advice),
                   .instead = std::move(instead),
                   .also = std::move(also)});
}

void Reading::warning(const YamlNode& where, std::string what, std::string advice,
                      std::string instead) {
  complaints_.add({.gravity = Gravity::kWarning,
                   .at = where.at,
                   .length = length_of(where),
                   .what = std::move(what),
                   .advice = std::move(advice),
                   .instead = std::move(instead)});
}

void Reading::error_within(const YamlNode& where, std::string_view part, std::string what,
                           std::string advice, std::string instead) {
  if (complaints_.full()) return;
  const std::string_view line = said_.line(where.at.line);
  const auto found = line.find(part, byte_of(line, where.at.column));
  if (found == std::string_view::npos) return error(where, std::move(what), std::move(advice));
  complaints_.add({.at = {where.at.line, column_of(line, found)},
                   .length = characters(part),
                   .what = std::move(what),
                   .advice = std::move(advice),
                   .instead = std::move(instead)});
}

void Reading::unknown(const YamlNode& key, Sort sort, const std::vector<std::string>& candidates) {
  if (complaints_.full()) return;
  error(key, fmt::format("unknown {} '{}'", name_of(sort), printable(key.text, 40)),
        advice_for(sort, key.text, candidates));
}

void Reading::cannot_name(const YamlNode& where, std::string_view name) {
  const auto* why = is_variable_name(name) ? "that name has a meaning of its own"
                                           : "use letters, digits and underscores";
  std::string meant(name.substr(0, 64));
  std::replace(meant.begin(), meant.end(), ' ', '_');
  std::replace(meant.begin(), meant.end(), '-', '_');
  std::erase(meant, '$');
  const bool fits = meant != name && is_free_variable_name(meant);
  error(where, fmt::format("'{}' cannot name a variable", printable(name, 40)),
        name.starts_with('$') ? "write the name without its dollar here" : why,
        fits ? with(where, name, meant) : "");
}

bool Reading::can_correct(std::string_view line) const {
  constexpr std::size_t kLongestLine = 1000;
  return line.size() <= kLongestLine && !complaints_.full();
}

std::string Reading::with_quotes(const YamlNode& value) const {
  const std::string_view line = said_.line(value.at.line);
  if (!can_correct(line)) return {};
  LineParts parts = parts_of(line);
  parts.value = byte_of(line, value.at.column);
  const std::string_view text = value_of(line, parts);
  if (!text.ends_with(']') && !text.ends_with('}')) return {};  // it goes on in the next line
  return std::string(line.substr(0, parts.value)) + yaml_quoted(text) +
         std::string(line.substr(parts.value + text.size()));
}

std::string Reading::with_value(const YamlNode& value, std::string_view by) const {
  const std::string_view line = said_.line(value.at.line);
  if (by.empty() || !can_correct(line)) return {};
  const auto from = byte_of(line, value.at.column);
  std::size_t size = 0;
  if (value.is_text() && value.plain) {
    if (line.substr(from, value.text.size()) == value.text) size = value.text.size();
  } else if (value.is_text() && from < line.size()) {
    const auto end = closing_quote(line, from + 1, line[from]);
    if (end != std::string_view::npos) size = end + 1 - from;
  } else if (value.flow) {
    const auto end = FlowScanner().scan(line, from);
    if (end != std::string_view::npos) size = end - from;
  }
  if (size == 0) return {};
  return std::string(line.substr(0, from)) + std::string(by) +
         std::string(line.substr(from + size));
}

std::string Reading::with_before(const YamlNode& where, std::string_view part,
                                 std::string_view by) const {
  std::string line(said_.line(where.at.line));
  if (!can_correct(line)) return {};
  const auto found = line.substr(0, byte_of(line, where.at.column)).rfind(part);
  return found == std::string::npos ? "" : line.replace(found, part.size(), by);
}

std::string Reading::with(const YamlNode& where, std::string_view part, std::string_view by) const {
  if (!can_correct(said_.line(where.at.line))) return {};
  std::string line(said_.line(where.at.line));
  const auto found = line.find(part, byte_of(line, where.at.column));
  return found == std::string::npos ? "" : line.replace(found, part.size(), by);
}

std::optional<std::string> Reading::text(const YamlNode& key, const YamlNode& value) {
  switch (value.kind) {
    case YamlNode::Kind::kText:
      // A block of text, | or >, ends with a line break that nobody means.
      if (const auto last = value.text.find_last_not_of('\n'); last != std::string::npos)
        return value.text.substr(0, last + 1);
      error(value, fmt::format("'{}' is empty", printable(key.text, 40)), "give it a text");
      break;
    case YamlNode::Kind::kNothing:
      error(key, fmt::format("'{}' has no value", printable(key.text, 40)),
            "write it behind the colon, in quotes if it begins with '#'");
      break;
    case YamlNode::Kind::kList:
      if (value.flow && value.items.size() > 1)
        error(value, fmt::format("'{}' needs one text, not a list", printable(key.text, 40)),
              "a step does one thing: write one for each; quotes make it a text");
      else if (value.flow)
        error(value, "YAML takes [..] for a list", "quotes make it a text", with_quotes(value));
      else
        error(value, fmt::format("'{}' needs a text, not a list", printable(key.text, 40)),
              "write the text behind the colon");
      break;
    case YamlNode::Kind::kMap:
      if (value.items.size() == 2 && value.items[1].kind == YamlNode::Kind::kNothing &&
          narrowing(value.items[0].text) == Known::kYes)
        error(value.items[0], fmt::format("'{}' has no value", printable(value.items[0].text, 40)),
              "write it behind the colon");
      else if (value.flow)
        error(value, "YAML takes {..} for a map", "quotes make it a text", with_quotes(value));
      else
        error(value, fmt::format("'{}' needs a text, not a map", printable(key.text, 40)),
              "write the text behind the colon");
      break;
  }
  return std::nullopt;
}

std::optional<Text> Reading::text_with_variables(const YamlNode& key, const YamlNode& value,
                                                 bool may_be_empty) {
  if (may_be_empty && value.is_text() && value.text.empty()) return Text{"", value.at};
  const auto raw = text(key, value);
  if (!raw) return std::nullopt;
  Text result{*raw, value.at};
  check_variables(value, result);
  return result;
}

void Reading::check_variables(const YamlNode& where, const Text& text) {
  if (const auto brace = text.raw.find("${"); brace != std::string::npos) {
    const auto end = text.raw.find('}', brace);
    const std::string name = text.raw.substr(brace + 2, end - brace - 2);
    if (end != std::string::npos && is_variable_name(name))
      error_within(where, "${", "a variable in braces", "variables are written without any",
                   with(where, "${" + name + "}", "$" + name));
    else
      error_within(where, "${", "a dollar before a brace", "write $$ for a dollar",
                   with(where, "${", "$${"));
    return;
  }
  check_dates(where, text.raw);
  warn_of_other_signs(where, text.raw);
  std::set<std::string> told;
  for (const auto& name : names_in(text.raw)) {
    if (name.starts_with("env.") || name == "today" || knows(name)) continue;
    const std::string shown = "$" + name;
    if (wording_in(text.raw)) continue;
    if (complaints_.full() || !told.insert(name).second) continue;
    if (name == "words" || name.starts_with("words.")) {
      wrong_words(where, name);
      continue;
    }
    if (fold(name) == "env" && name != "env") {
      error_within(where, shown, fmt::format("no variable is called '{}'", name),
                   "did you mean '$env'?", with(where, shown, "$env"));
      continue;
    }
    if (name == "env") {
      error_within(where, shown, "$env alone is nothing", "write $env.NAME");
      continue;
    }
    const std::string meant = nearest(name, variables());
    if (is_in_capitals(name) && !is_in_capitals(meant) && fold(meant) != fold(name)) {
      error_within(where, shown,
                   fmt::format("no variable is called '{}' here", printable(name, 40)),
                   fmt::format("write $env.{} for that of the environment", printable(name, 40)),
                   with(where, shown, "$env." + name));
      continue;
    }
    if (const auto dashed = dashed_name(text.raw, name); !dashed.empty()) {
      auto plain = dashed;
      std::ranges::replace(plain, '-', '_');
      error_within(where, shown, "the name of a variable ends at a dash",
                   fmt::format("call it {} under let:, too", printable(plain, 40)),
                   with(where, "$" + dashed, "$" + plain));
      continue;
    }
    const std::string known_as = advice_for(Sort::kVariable, name, {});
    error_within(where, shown, fmt::format("no variable is called '{}' here", printable(name, 40)),
                 !known_as.empty() ? known_as
                 : meant.empty()   ? "give it a value under let:, or write $$ for a dollar"
                                   : fmt::format("did you mean '${}'?", meant));
  }
}

// Many words for one thing stand for a target, and for nothing less.
void Reading::wrong_words(const YamlNode& where, const std::string& name) {
  const std::string thing = name.size() > 6 ? name.substr(6) : "";
  if (is_wording(thing))
    return error_within(where, "$" + name, fmt::format("'${}' stands alone", name),
                        "it is many words for one thing; write nothing beside it");
  const auto meant = nearest(thing, wording_names());
  error_within(where, "$" + name, fmt::format("there are no words for '{}'", printable(thing, 40)),
               meant.empty()
                   ? fmt::format("there are words for: {}", fmt::join(wording_names(), ", "))
                   : fmt::format("did you mean '$words.{}'?", meant));
}

void Reading::check_dates(const YamlNode& where, std::string_view raw) {
  constexpr std::string_view kToday = "$today";
  for (auto at = raw.find(kToday); at != raw.npos; at = raw.find(kToday, at + 1)) {
    const auto rest = raw.substr(at + kToday.size());
    const bool counts =
        rest.size() > 1 && (rest[0] == '+' || rest[0] == '-') && rest[1] >= '0' && rest[1] <= '9';
    if (!counts || shift_length(rest) > 0) continue;
    const auto shift = rest.substr(0, rest.find_first_of(" ,;/"));
    const auto digits = shift.substr(0, shift.find_first_not_of("0123456789", 1));
    const auto unit = shift.substr(digits.size());
    const std::string meant = std::string(digits) + (unit.empty() ? "d" : fold(unit.substr(0, 1)));
    error_within(where, shift, fmt::format("'{}' moves no date", printable(shift, 40)),
                 "write it like $today+3d, -2w, +1m or +1y: days, weeks, months, years",
                 shift_length(meant) == 0 ? "" : with(where, shift, meant));
  }
}

// {order}, %order%, <order>: variables of other tools, where one of ours has that name.
void Reading::warn_of_other_signs(const YamlNode& where, std::string_view text) {
  if (text.find_first_of("{%<") == std::string_view::npos || complaints_.full()) return;
  for (const auto& name : known_)
    for (const std::string& sign : {"{" + name + "}", "%" + name + "%", "<" + name + ">"})
      if (const auto at = text.find(sign);
          at != std::string_view::npos && (at == 0 || (text[at - 1] != '{' && text[at - 1] != '$')))
        return warning(where, fmt::format("'{}' stands for itself here", sign),
                       "a variable is written with a dollar", with(where, sign, "$" + name));
}

std::optional<double> Reading::duration_ms(const YamlNode& key, const YamlNode& value) {
  const auto raw = text(key, value);
  if (!raw) return std::nullopt;
  if (const auto ms = parse_duration_ms(*raw)) return ms;
  const std::string meant = meant_duration(*raw);
  error(value, fmt::format("'{}' is not a time", printable(*raw, 40)),
        key.text == "wait" && meant.empty()
            ? "write it like 3s; for something on the page, see waits by itself"
            : "write it like 500ms, 3s, 2m or 1m30s; at most 24h",
        meant.empty() ? "" : with_value(value, meant));
  return std::nullopt;
}

std::optional<bool> Reading::flag(const YamlNode& key, const YamlNode& value) {
  const auto raw = text(key, value);
  if (!raw) return std::nullopt;
  if (*raw == "true") return true;
  if (*raw == "false") return false;
  const std::string meant = fold(*raw);
  const bool yes = meant == "yes" || meant == "on" || meant == "y" || meant == "true";
  const bool no = meant == "no" || meant == "off" || meant == "n" || meant == "false";
  error(value, fmt::format("'{}' is neither true nor false", printable(*raw, 40)),
        fmt::format("write {}: true, or leave it out", key.text),
        yes  ? with_value(value, "true")
        : no ? with_value(value, "false")
             : "");
  return std::nullopt;
}

std::optional<int> Reading::count(const YamlNode& key, const YamlNode& value) {
  const auto raw = text(key, value);
  if (!raw) return std::nullopt;
  int number = 0;
  const auto* end = raw->data() + raw->size();
  const auto [stop, error_code] = std::from_chars(raw->data(), end, number);
  if (error_code == std::errc() && stop == end && number >= 1 && number <= 1000) return number;
  error(value, fmt::format("'{}' is not a number from 1", printable(*raw, 40)),
        "the first is 1, the second 2");
  return std::nullopt;
}

std::vector<const YamlNode*> Reading::texts(const YamlNode& key, const YamlNode& value) {
  if (value.is_text() && value.text.find(',') != std::string::npos) {
    error(value, fmt::format("'{}' needs a list", key.text), "put brackets around it",
          with(value, value.text, "[" + value.text + "]"));
    return {};
  }
  if (!value.is_list()) {
    if (!text(key, value)) return {};
    return {&value};
  }
  std::vector<const YamlNode*> all;
  for (const auto& item : value.items)
    if (text(key, item)) all.push_back(&item);
  return all;
}

void Reading::split_at_comma(YamlNode& map) {
  const auto is_nothing = [&](std::size_t key) {
    return map.items[key + 1].kind == YamlNode::Kind::kNothing;
  };
  // {Sale, now} has no values at all: that is a text in braces.
  if (!map.flow || map.items.size() < 4 || is_nothing(0)) return;
  std::vector<YamlNode> kept;
  for (std::size_t i = 0; i + 1 < map.items.size();) {
    std::size_t next = i + 2;
    while (next + 1 < map.items.size() && is_nothing(next)) next += 2;
    if (next > i + 2)
      error(map.items[i + 2], "YAML splits the text at the comma", "quotes keep it together",
            in_one_piece(map.items[i + 1],
                         next < map.items.size() ? map.items[next].at : Position{}));
    kept.push_back(std::move(map.items[i]));
    kept.push_back(std::move(map.items[i + 1]));
    i = next;
  }
  map.items = std::move(kept);
}

std::string Reading::in_one_piece(const YamlNode& value, Position next) const {
  const std::string_view line = said_.line(value.at.line);
  if (!can_correct(line)) return {};
  const auto from = byte_of(line, value.at.column);
  auto end = next.line == value.at.line ? byte_of(line, next.column) : line.find('}', from);
  if (!value.is_text() || !value.plain || end == std::string_view::npos) return {};
  while (end > from && std::string_view(" ,").find(line[end - 1]) != std::string_view::npos) --end;
  return std::string(line.substr(0, from)) + yaml_quoted(line.substr(from, end - from)) +
         std::string(line.substr(end));
}

void Reading::drop_bad_keys(YamlNode& map) {
  if (map.items.size() % 2 != 0) map.items.pop_back();  // the file broke off behind a key
  std::map<std::string, int> lines;
  std::vector<YamlNode> good;
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
    YamlNode& key = map.items[i];
    if (!key.is_text()) {
      error(key, fmt::format("a name must be a text, not {}", key.kind_name()), "put it in quotes");
      continue;
    }
    const auto [first, fresh] = lines.emplace(key.text, key.at.line);
    if (!fresh) {
      error(key, fmt::format("'{}' stands here twice", printable(key.text, 40)),
            fmt::format("the first is in line {}; YAML would keep only one", first->second));
      continue;
    }
    good.push_back(std::move(key));
    good.push_back(std::move(map.items[i + 1]));
  }
  map.items = std::move(good);
}

void Reading::mend(YamlNode& node) {
  if (node.is_map()) {
    split_at_comma(node);
    drop_bad_keys(node);
  }
  for (auto& item : node.items) mend(item);
}

}  // namespace firsthand
