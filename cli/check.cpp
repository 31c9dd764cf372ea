#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/given_variables.h"
#include "cli/journey_files.h"
#include "cli/verdict_files.h"
#include "journeys/text.h"

namespace firsthand {

namespace {

// Those of verdicts are read, and told, apart: what is left are journeys.
std::vector<std::string> check_verdicts(const std::vector<std::string>& all, JourneyFiles& told) {
  std::vector<std::string> journeys;
  for (const auto& file : all) {
    if (std::filesystem::path(file).filename() != "verdicts.yaml") {
      journeys.push_back(file);
      continue;
    }
    const auto verdicts = read_verdicts(file, {});
    told.complaints += verdicts.complaints;
    told.read += verdicts.read;
    told.errors += verdicts.errors;
    told.warnings += verdicts.warnings;
  }
  return journeys;
}

}  // namespace

ExitCode run_check(const CheckRequest& request, const Console& console) {
  JourneyFiles verdicts;
  const auto journeys = check_verdicts(request.journeys, verdicts);
  auto files = read_journeys(journeys, request.let);
  files.complaints = verdicts.complaints + files.complaints;
  files.read += verdicts.read;
  files.errors += verdicts.errors;
  files.warnings += verdicts.warnings;
  for (const auto& journey : files.journeys) {
    const auto unset = unset_here(journey, request.let);
    files.complaints += rendered(unset, journey);
    for (const auto& told : unset) files.warnings += static_cast<int>(told.second.size());
  }
  if (files.errors == 0)
    for (const auto& mistake : used_nowhere(request.let, files.journeys)) {
      files.complaints += fmt::format("firsthand: {}\n", mistake);
      ++files.errors;
    }
  console.err << files.complaints << std::flush;
  for (const auto& journey : files.journeys)
    console.out << fmt::format("ok: {}: {}, {}\n", printable(journey.file),
                               printable(journey.title),
                               counted(std::ssize(journey.steps), "step", "steps"));
  console.out << fmt::format("{} read: {}, {}\n", counted(files.read, "file", "files"),
                             counted(files.errors, "error", "errors"),
                             counted(files.warnings, "warning", "warnings"));
  return files.errors > 0 ? ExitCode::kUsage : ExitCode::kGo;
}

}  // namespace firsthand
