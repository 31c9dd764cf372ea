#include "cli/journey_files.h"

#include <fmt/format.h>

#include <filesystem>

#include "cli/attached_files.h"
#include "journeys/journey_parser.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

void complain(JourneyFiles& files, const std::string& what, const std::string& advice) {
  files.complaints += fmt::format("firsthand: {}\n  {}\n", what, advice);
  ++files.errors;
}

// Why `file` cannot be a journey file; true when it may be one.
bool may_be_a_file(JourneyFiles& files, const std::string& file) {
  std::error_code ignored;
  if (file.find("://") != std::string::npos) {
    complain(files, fmt::format("{} is a URL", printable(file)),
             "Walking a URL without a journey comes in a later version. Write a journey file and "
             "walk it with --site.");
    return false;
  }
  if (fs::is_directory(file, ignored)) {
    complain(files, fmt::format("{} is a folder", printable(file)),
             fmt::format("Name the journeys in it: {}/*.yaml", printable(file)));
    return false;
  }
  if (!fs::exists(file, ignored)) {
    const bool a_name = file.find('/') == std::string::npos && fs::path(file).extension().empty();
    complain(files, fmt::format("no such file: {}", printable(file)),
             a_name ? "Ready-made journeys come in a later version; name a journey file."
                    : "Check the path; it counts from the current folder.");
    return false;
  }
  return true;
}

void tell(JourneyFiles& files, const std::string& file, const std::string& source,
          const std::vector<Diagnostic>& diagnostics) {
  files.complaints += render(diagnostics, file, source);
  for (const auto& diagnostic : diagnostics)
    ++(diagnostic.gravity == Gravity::kError ? files.errors : files.warnings);
}

void read_one(JourneyFiles& files, const std::string& file, const std::vector<std::string>& known,
              const std::map<std::string, std::string>& let) {
  if (!may_be_a_file(files, file)) return;
  auto source = read_file(file);
  if (!source) {
    files.complaints += fmt::format("firsthand: {}\n", source.error().text());
    ++files.errors;
    return;
  }
  auto parsed = parse_journey(*source, file, known);
  tell(files, file, *source, parsed.diagnostics);
  if (!parsed.ok()) return;
  tell(files, file, *source, missing_attachments(parsed.journey, let));
  for (const auto& other : files.journeys)
    if (other.id == parsed.journey.id) {
      complain(files,
               fmt::format("{} and {} are both the journey '{}'", printable(other.file),
                           printable(file), other.id),
               "A journey is told by its file's name: rename one of the files.");
      return;
    }
  files.journeys.push_back(std::move(parsed.journey));
}

}  // namespace

JourneyFiles read_journeys(const std::vector<std::string>& names,
                           const std::map<std::string, std::string>& let) {
  std::vector<std::string> known;
  known.reserve(let.size());
  for (const auto& [name, value] : let) known.push_back(name);
  JourneyFiles files;
  for (const auto& name : names) read_one(files, name, known, let);
  return files;
}

}  // namespace firsthand
