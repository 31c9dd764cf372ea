#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/doctor/checks.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

const char* word_of(Health health) {
  if (health == Health::kOk) return "ok";
  return health == Health::kWarning ? "warning" : "failure";
}

}  // namespace

ExitCode run_doctor(const DoctorRequest& request, const Console& console) {
  const auto lines = check_machine(gather_facts(request));
  for (const auto& line : lines) {
    console.out << fmt::format("{:<8} {:<14} {}\n", word_of(line.health), line.part,
                               printable(line.what));
    if (line.health != Health::kOk)
      console.out << fmt::format("{:<24}mend it: {}\n", "", printable(line.mend));
  }
  const bool well = std::none_of(lines.begin(), lines.end(), [](const HealthLine& line) {
    return line.health == Health::kFailure;
  });
  console.out << (well ? "Firsthand can walk here."
                       : "Firsthand cannot walk here until what failed is mended.")
              << std::endl;
  return well ? ExitCode::kGo : ExitCode::kCannotMeasure;
}

}  // namespace firsthand
