#include "cli/attached_files.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "journeys/text.h"
#include "journeys/variables.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

// What is known of the journey's variables before it is walked.
Variables known_variables(const Journey& journey, const std::map<std::string, std::string>& let) {
  Variables known;
  known.values = let;
  for (const auto& [name, text] : journey.let)
    if (names_in(text.raw).empty()) known.values.emplace(name, expand(text.raw, {}).value());
  return known;
}

}  // namespace

std::map<std::string, std::vector<Diagnostic>> missing_attachments(
    const Journey& journey, const std::map<std::string, std::string>& let) {
  std::map<std::string, std::vector<Diagnostic>> missing;
  const auto known = known_variables(journey, let);
  for (const auto& step : journey.steps) {
    const auto* attach = std::get_if<Attach>(&step.action);
    if (attach == nullptr) continue;
    const fs::path named_in = step.file.empty() ? journey.file : step.file;
    for (const auto& [field, file] : attach->files) {
      const auto path = expand(file.raw, known);
      if (!path) continue;
      std::error_code failed;
      const auto place = named_in.parent_path() / *path;
      if (fs::is_regular_file(place, failed)) continue;
      const bool folder = fs::is_directory(place, failed);
      missing[step.file].push_back(
          {.at = file.at,
           .length = static_cast<int>(file.raw.size()),
           .what = folder ? fmt::format("'{}' is a folder, not a file", printable(*path, 80))
                          : fmt::format("there is no file '{}' to attach", printable(*path, 80)),
           .advice = fmt::format("it is looked for beside the journey: {}",
                                 printable(place.lexically_normal().string(), 120))});
    }
  }
  return missing;
}

}  // namespace firsthand
