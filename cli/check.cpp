#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/given_variables.h"
#include "cli/journey_files.h"
#include "journeys/text.h"

namespace firsthand {

ExitCode run_check(const CheckRequest& request, const Console& console) {
  auto files = read_journeys(request.journeys, request.let);
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
