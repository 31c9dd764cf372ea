#include "journeys/variables.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "journeys/dates.h"
#include "journeys/journey.h"

namespace firsthand {
namespace {

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool in_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

std::size_t name_length(std::string_view text) {
  if (text.empty() || !starts_name(text[0])) return 0;
  std::size_t length = 1;
  while (length < text.size() && in_name(text[length])) ++length;
  return length;
}

// Calls `plain` with each stretch of literal text and `variable` with each name, in order; behind
// $today, with what moves it ("+3d").
void scan(std::string_view raw, const std::function<void(std::string_view)>& plain,
          const std::function<void(std::string_view, std::string_view)>& variable) {
  while (!raw.empty()) {
    const auto dollar = raw.find('$');
    plain(raw.substr(0, dollar));
    if (dollar == std::string_view::npos) return;
    raw.remove_prefix(dollar + 1);
    if (raw.starts_with('$')) {
      plain("$");
      raw.remove_prefix(1);
      continue;
    }
    auto length = name_length(raw);
    // Only env has names inside: in "$order." the full stop ends the sentence.
    if (raw.substr(0, length) == "env" && raw.substr(length).starts_with('.'))
      if (const auto inner = name_length(raw.substr(length + 1)); inner > 0) length += 1 + inner;
    const auto name = raw.substr(0, length);
    raw.remove_prefix(length);
    const auto shift = raw.substr(0, name == "today" ? shift_length(raw) : 0);
    raw.remove_prefix(shift.size());
    if (name.empty())
      plain("$");  // "$5" is a price
    else
      variable(name, shift);
  }
}

}  // namespace

bool is_variable_name(std::string_view name) {
  return !name.empty() && name_length(name) == name.size();
}

std::vector<std::string> names_in(std::string_view raw) {
  std::vector<std::string> names;
  scan(
      raw, [](std::string_view) {},
      [&](std::string_view name, std::string_view) { names.emplace_back(name); });
  return names;
}

Result<std::string> expand(std::string_view raw, const Variables& variables) {
  std::string out, missing;
  std::optional<Error> no_date;
  scan(
      raw, [&](std::string_view text) { out += text; },
      [&](std::string_view name, std::string_view shift) {
        const auto found = variables.values.find(std::string(name));
        if (found == variables.values.end()) {
          if (missing.empty()) missing = name;
        } else if (shift.empty()) {
          out += found->second;
        } else if (auto date = shifted(found->second, shift)) {
          out += *date;
        } else {
          no_date = std::move(date).error();
        }
      });
  if (no_date) return std::move(*no_date);
  if (missing.empty()) return out;
  if (missing.starts_with("env."))
    return Error{Errc::kUsage, "the environment has no " + missing.substr(4),
                 "Set it: export " + missing.substr(4) + "=…"};
  return Error{Errc::kUsage, "no variable is called '" + missing + "'",
               "Give it a value under let:, or write $$ for a dollar."};
}

std::string expand_for_people(std::string_view raw, const Variables& variables) {
  std::string out;
  scan(
      raw, [&](std::string_view text) { out += text; },
      [&](std::string_view name, std::string_view shift) {
        const std::string key(name);
        const auto found = variables.values.find(key);
        if (variables.secret.contains(key)) {
          out += "•••";
        } else if (found == variables.values.end()) {
          out += "$" + key + std::string(shift);
        } else if (auto date = shifted(found->second, shift); !shift.empty() && date) {
          out += *date;
        } else {
          out += found->second + std::string(shift);
        }
      });
  return out;
}

Result<Variables> resolve_variables(const Journey& journey, const Variables& given) {
  Variables variables = given;
  variables.secret.insert(journey.secret.begin(), journey.secret.end());
  // As written, one after the other: a value may use those above it.
  std::vector<std::pair<std::string, Text>> lines(journey.let.begin(), journey.let.end());
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.at.line, a.second.at.column) <
           std::pair(b.second.at.line, b.second.at.column);
  });
  for (const auto& [name, text] : lines) {
    if (given.values.contains(name)) continue;  // the command line has the last word
    auto value = expand(text.raw, variables);
    if (!value)
      return std::move(value).error().in(journey.file + ":" + std::to_string(text.at.line));
    variables.values[name] = *value;
  }
  auto& secret = variables.secret;
  // Where a secret comes from is as secret as the secret; then, what is made from one.
  for (auto line = lines.rbegin(); line != lines.rend(); ++line)
    if (secret.contains(line->first))
      for (const auto& used : names_in(line->second.raw))
        if (used != "today") secret.insert(used);
  for (const auto& [name, text] : lines)
    for (const auto& used : names_in(text.raw))
      if (secret.contains(used)) secret.insert(name);
  return variables;
}

}  // namespace firsthand
