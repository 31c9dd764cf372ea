#include "journeys/parsing/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "journeys/parsing/durations.h"
#include "journeys/parsing/line_parts.h"
#include "journeys/text.h"
#include "journeys/variables.h"

namespace firsthand {
namespace {

int length_of(const YamlNode& node) {
  if (!node.is_text()) return 1;
  return std::max(1, characters(node.text) + (node.plain ? 0 : 2));
}

}  // namespace

bool is_free_variable_name(std::string_view name) {
  return is_variable_name(name) && name != "env" && name != "today";
}

void Reading::error(const YamlNode& where, std::string what, std::string advice,
                    std::string instead) {
  complaints_.add({.at = where.at,
                   .length = length_of(where),
                   .what = std::move(what),
                   .advice = std::move(advice),
                   .instead = std::move(instead)});
}

void Reading::warning(const YamlNode& where, std::string what, std::string advice) {
  complaints_.add({.gravity = Gravity::kWarning,
                   .at = where.at,
                   .length = length_of(where),
                   .what = std::move(what),
                   .advice = std::move(advice)});
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

void Reading::unknown(const YamlNode& key, std::string_view sort,
                      const std::vector<std::string>& candidates) {
  if (complaints_.full()) return;
  const std::string meant = nearest(key.text, candidates);
  error(key, fmt::format("unknown {} '{}'", sort, printable(key.text, 40)),
        meant.empty() ? fmt::format("it is one of: {}", fmt::join(candidates, ", "))
                      : fmt::format("did you mean '{}'?", meant));
}

void Reading::cannot_name(const YamlNode& where, std::string_view name) {
  error(where, fmt::format("'{}' cannot name a variable", printable(name, 40)),
        is_variable_name(name) ? "that name has a meaning of its own"
                               : "use letters, digits and underscores");
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
  return std::string(line.substr(0, parts.value)) + quoted(text) +
         std::string(line.substr(parts.value + text.size()));
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
      if (value.flow)
        error(value, "YAML takes [..] for a list", "quotes make it a text", with_quotes(value));
      else
        error(value, fmt::format("'{}' needs a text, not a list", printable(key.text, 40)),
              "write the text behind the colon");
      break;
    case YamlNode::Kind::kMap:
      if (value.flow)
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
  for (auto at = text.raw.find("$today"); at != std::string::npos;
       at = text.raw.find("$today", at + 1)) {
    const auto rest = std::string_view(text.raw).substr(at + 6);
    const bool counts =
        rest.size() > 1 && (rest[0] == '+' || rest[0] == '-') && rest[1] >= '0' && rest[1] <= '9';
    if (counts)
      error_within(where, "$today", "counting days from $today is not known to this version yet",
                   "write the date itself, or a variable with it");
  }
  std::set<std::string> told;
  for (const auto& name : names_in(text.raw)) {
    if (name.starts_with("env.") || name == "today" || knows(name)) continue;
    if (complaints_.full() || !told.insert(name).second) continue;
    const std::string shown = "$" + name;
    if (name == "env") {
      error_within(where, shown, "$env alone is nothing", "write $env.NAME");
      continue;
    }
    const std::string meant = nearest(name, variables());
    error_within(where, shown, fmt::format("no variable is called '{}' here", printable(name, 40)),
                 meant.empty() ? "give it a value under let:, or write $$ for a dollar"
                               : fmt::format("did you mean '${}'?", meant));
  }
}

std::optional<double> Reading::duration_ms(const YamlNode& key, const YamlNode& value) {
  const auto raw = text(key, value);
  if (!raw) return std::nullopt;
  if (const auto ms = parse_duration_ms(*raw)) return ms;
  error(value, fmt::format("'{}' is not a time", printable(*raw, 40)),
        "write it like 500ms, 3s, 2m or 1m30s; at most 24h");
  return std::nullopt;
}

std::optional<bool> Reading::flag(const YamlNode& key, const YamlNode& value) {
  const auto raw = text(key, value);
  if (!raw) return std::nullopt;
  if (*raw == "true") return true;
  if (*raw == "false") return false;
  error(value, fmt::format("'{}' is neither true nor false", printable(*raw, 40)),
        fmt::format("write {}: true, or leave it out", key.text));
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
  return std::string(line.substr(0, from)) + quoted(line.substr(from, end - from)) +
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
