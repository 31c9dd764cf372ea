#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/journey_files.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

std::string counted(std::size_t n, const char* what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

}  // namespace

ExitCode run_check(const CheckRequest& request, const Console& console) {
  const auto files = read_journeys(request.journeys, request.let);
  console.err << files.complaints << std::flush;
  for (const auto& journey : files.journeys)
    console.out << fmt::format("ok: {}: {}, {}\n", printable(journey.file),
                               printable(journey.title), counted(journey.steps.size(), "step"));
  console.out << fmt::format("{} read: {}, {}\n", counted(request.journeys.size(), "file"),
                             counted(static_cast<std::size_t>(files.errors), "error"),
                             counted(static_cast<std::size_t>(files.warnings), "warning"));
  return files.errors > 0 ? ExitCode::kUsage : ExitCode::kGo;
}

}  // namespace firsthand
