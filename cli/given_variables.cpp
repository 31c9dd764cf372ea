#include "cli/given_variables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

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
  for (const auto& step : journey.steps)
    for (const auto* text : texts_of(step)) texts.push_back(text);
  return texts;
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

GivenVariables given_variables(const Journey& journey,
                               const std::map<std::string, std::string>& let,
                               const std::string& today) {
  constexpr std::string_view kEnv = "env.";
  GivenVariables given;
  given.variables.values = let;
  given.variables.values["today"] = today;
  given.variables.secret.insert(journey.secret.begin(), journey.secret.end());
  std::set<std::string> told;
  for (const auto* text : texts_of(journey, let))
    for (const auto& name : names_in(text->raw)) {
      if (!name.starts_with(kEnv)) continue;
      const auto variable = name.substr(kEnv.size());
      if (const char* value = std::getenv(variable.c_str())) {
        given.variables.values[name] = value;
      } else if (told.insert(name).second) {
        Diagnostic missing;
        missing.at = text->at;
        missing.length = std::max<int>(1, static_cast<int>(text->raw.size()));
        missing.what = fmt::format("the environment has no {}", printable(variable));
        missing.advice = fmt::format("set it: {}=… firsthand …", printable(variable));
        given.missing[text->file].push_back(std::move(missing));
      }
    }
  for (auto& [file, missing] : given.missing)
    std::stable_sort(missing.begin(), missing.end(), [](const auto& a, const auto& b) {
      return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
    });
  return given;
}

}  // namespace firsthand
