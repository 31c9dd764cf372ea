#include "journeys/variables.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "journeys/dates.h"
#include "journeys/journey.h"
#include "journeys/wordings.h"

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
    // Only env and words have names inside: in "$order." the full stop ends the sentence.
    const auto outer = raw.substr(0, length);
    if ((outer == "env" || outer == "words") && raw.substr(length).starts_with('.'))
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

// The value of a name; for words.NAME the most usual of them.
std::optional<std::string> value_of(const std::string& name, const Variables& variables) {
  if (const auto found = variables.values.find(name); found != variables.values.end())
    return found->second;
  if (const auto thing = wording_in("$" + name)) return usual_word(*thing);
  return std::nullopt;
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
        const auto value = value_of(std::string(name), variables);
        if (!value) {
          if (missing.empty()) missing = name;
        } else if (shift.empty()) {
          out += *value;
        } else if (auto date = shifted(*value, shift)) {
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

std::string with_dollars(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '$' ? "$$" : std::string(1, c);
  return out;
}

std::string expand_for_people(std::string_view raw, const Variables& variables) {
  std::string out;
  scan(
      raw, [&](std::string_view text) { out += text; },
      [&](std::string_view name, std::string_view shift) {
        const std::string key(name);
        const auto value = value_of(key, variables);
        if (variables.secret.contains(key)) {
          out += "•••";
        } else if (!value) {
          out += "$" + key + std::string(shift);
        } else if (auto date = shifted(*value, shift); !shift.empty() && date) {
          out += *date;
        } else {
          out += *value + std::string(shift);
        }
      });
  return out;
}

std::string renamed(std::string_view raw, const std::map<std::string, std::string>& names) {
  const auto used = names_in(raw);
  if (std::none_of(used.begin(), used.end(),
                   [&](const std::string& name) { return names.contains(name); }))
    return std::string(raw);
  std::string out;
  scan(
      raw,
      [&](std::string_view text) {
        for (const char c : text) out += c == '$' ? "$$" : std::string(1, c);
      },
      [&](std::string_view name, std::string_view shift) {
        const auto found = names.find(std::string(name));
        out += found == names.end() ? "$" + std::string(name) : found->second;
        out += shift;
      });
  return out;
}

namespace {

// The values of a journey's `let`, each once those it uses have theirs.
class Resolver {
 public:
  Resolver(const Journey& journey, const Variables& given)
      : journey_(journey), given_(given), variables_(given) {}

  Result<> resolve(const std::string& name, const Text& text) {
    // The command line has the last word; a value that needs itself stays without one.
    if (given_.values.contains(name) || !begun_.insert(name).second) return Done{};
    for (const auto& used : names_in(text.raw))
      if (const auto found = journey_.let.find(used); found != journey_.let.end())
        if (auto resolved = resolve(used, found->second); !resolved) return resolved;
    auto value = expand(text.raw, variables_);
    if (!value)
      return std::move(value).error().in((text.file.empty() ? journey_.file : text.file) + ":" +
                                         std::to_string(text.at.line));
    variables_.values[name] = std::move(*value);
    return Done{};
  }

  Variables& variables() { return variables_; }

 private:
  const Journey& journey_;
  const Variables& given_;
  Variables variables_;
  std::set<std::string> begun_{};
};

// What a secret is made from is secret, and what is made from one.
void spread_secrets(const Journey& journey, std::set<std::string>& secret) {
  const auto spread = [&](const auto& to) {
    for (std::size_t before = secret.size() + 1; before != secret.size();) {
      before = secret.size();
      for (const auto& [name, text] : journey.let) to(name, names_in(text.raw));
    }
  };
  spread([&](const std::string& name, const std::vector<std::string>& used) {
    if (!secret.contains(name)) return;
    for (const auto& source : used)
      if (source != "today") secret.insert(source);
  });
  spread([&](const std::string& name, const std::vector<std::string>& used) {
    for (const auto& source : used)
      if (secret.contains(source)) secret.insert(name);
  });
}

}  // namespace

Result<Variables> resolve_variables(const Journey& journey, const Variables& given) {
  Resolver resolver(journey, given);
  for (const auto& [name, text] : journey.let)
    if (auto resolved = resolver.resolve(name, text); !resolved) return std::move(resolved).error();
  auto variables = std::move(resolver.variables());
  variables.secret.insert(journey.secret.begin(), journey.secret.end());
  spread_secrets(journey, variables.secret);
  return variables;
}

}  // namespace firsthand
