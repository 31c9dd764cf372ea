#include "cli/given_variables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "journeys/texts.h"

namespace firsthand {
namespace {

// What the command line gives anew is not read from the journey.
std::vector<const Text*> texts_of(const Journey& journey,
                                  const std::map<std::string, std::string>& let) {
  std::vector<const Text*> texts;
  for (const auto& [name, text] : journey.let)
    if (!let.contains(name)) texts.push_back(&text);
  for (const auto& [name, text] : journey.visitor.headers) texts.push_back(&text);
  for (const auto& step : journey.steps)
    for (const auto* text : texts_of(step)) texts.push_back(text);
  return texts;
}

// The variables of the environment that the journey uses, each with where it is named first.
std::vector<std::pair<const Text*, std::string>> from_environment(
    const Journey& journey, const std::map<std::string, std::string>& let) {
  constexpr std::string_view kEnv = "env.";
  std::vector<std::pair<const Text*, std::string>> found;
  std::set<std::string> seen;
  for (const auto* text : texts_of(journey, let))
    for (const auto& name : names_in(text->raw))
      if (name.starts_with(kEnv) && seen.insert(name).second)
        found.emplace_back(text, name.substr(kEnv.size()));
  return found;
}

void in_file_order(ToldByFile& told) {
  for (auto& [file, diagnostics] : told)
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const auto& a, const auto& b) {
      return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
    });
}

Diagnostic at_text(const Text& text) {
  return {.at = text.at, .length = std::max<int>(1, static_cast<int>(text.raw.size()))};
}

}  // namespace

bool uses_variable(const Journey& journey, const std::string& name) {
  if (journey.let.contains(name) || journey.rows.contains(name)) return true;
  const auto texts = texts_of(journey, {});
  return std::any_of(texts.begin(), texts.end(), [&](const Text* text) {
    const auto names = names_in(text->raw);
    return std::find(names.begin(), names.end(), name) != names.end();
  });
}

std::vector<std::string> used_nowhere(const std::map<std::string, std::string>& let,
                                      const std::vector<Journey>& journeys) {
  std::vector<std::string> mistakes;
  for (const auto& given : let) {
    const auto& name = given.first;
    if (std::ranges::none_of(journeys,
                             [&](const Journey& journey) { return uses_variable(journey, name); }))
      mistakes.push_back(
          fmt::format("--let {}: no journey uses a variable of that name", printable(name, 40)));
  }
  return mistakes;
}

GivenVariables given_variables(const Journey& journey,
                               const std::map<std::string, std::string>& let,
                               const std::string& today) {
  GivenVariables given;
  given.variables.values = let;
  given.variables.values["today"] = today;
  given.variables.secret.insert(journey.secret.begin(), journey.secret.end());
  for (const auto& [text, variable] : from_environment(journey, let)) {
    const char* value = std::getenv(variable.c_str());
    if (value != nullptr) {
      given.variables.values["env." + variable] = value;
    } else {
      auto missing = at_text(*text);
      missing.what = fmt::format("the environment has no {}", printable(variable));
      missing.advice = fmt::format("set it: {}=… firsthand …", printable(variable));
      given.missing[text->file].push_back(std::move(missing));
    }
  }
  in_file_order(given.missing);
  return given;
}

ToldByFile unset_here(const Journey& journey, const std::map<std::string, std::string>& let) {
  ToldByFile told;
  for (const auto& [text, variable] : from_environment(journey, let)) {
    if (std::getenv(variable.c_str()) != nullptr) continue;
    auto unset = at_text(*text);
    unset.gravity = Gravity::kWarning;
    unset.what = fmt::format("{} is not set here", printable(variable));
    unset.advice = fmt::format("the walk would end with that; set it: {}=… firsthand walk …",
                               printable(variable));
    told[text->file].push_back(std::move(unset));
  }
  in_file_order(told);
  return told;
}

std::string rendered(const ToldByFile& told, const Journey& journey) {
  std::string text;
  for (const auto& [file, diagnostics] : told) {
    const auto used = file.empty() ? Result<std::string>(journey.source) : read_file(file);
    text += render(diagnostics, file.empty() ? journey.file : file, used ? *used : "");
  }
  return text;
}

}  // namespace firsthand
