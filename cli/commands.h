#pragma once
// One function a command: does what was asked and says how it ended.

#include <filesystem>
#include <functional>
#include <string>

#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/requests.h"
#include "recorder/channels/link_probe.h"
#include "recorder/eyes.h"
#include "recorder/walker.h"
#include "reports/html_report.h"

namespace firsthand {

// What a run does with the outside world; main() hands in the real ones, tests their own.
struct Parts {
  std::function<Result<Walk>(const Journey&, const WalkOptions&)> walk{};
  // By how much a page of known delay is measured too long (control_probe); empty: not asked.
  std::function<Result<double>(const WalkOptions&)> probe{};
  // Reads a recording's screens (see_recording).
  std::function<Result<>(const std::filesystem::path& recording)> see{};
  // Asks for addresses that pages link to (probe_links); empty: not asked.
  std::function<std::vector<LinkOutcome>(const std::vector<LinkQuestion>&, const LinkProbeOptions&)>
      ask_links{};
  // Pictures of the recordings of the audit in this folder.
  std::function<PictureSource(const std::filesystem::path& audit_folder)> pictures{};
  // All that a picture shows: bytes, languages, scale. See Eyes::see.
  std::function<Result<Eyes::Sight>(std::string_view, const std::string&, double)> look{};
  // The languages that pictures can be read in.
  std::function<Result<std::vector<std::string>>()> languages{};
  std::function<bool()> interrupted{};
  std::string version{};
};

ExitCode run_walk(const WalkRequest& request, const Parts& parts, const Console& console);
ExitCode run_analyze(const AnalyzeRequest& request, const Parts& parts, const Console& console);
ExitCode run_report(const ReportRequest& request, const Parts& parts, const Console& console);
ExitCode run_check(const CheckRequest& request, const Console& console);
ExitCode run_new(const NewRequest& request, const Parts& parts, const Console& console);
ExitCode run_see(const SeeRequest& request, const Parts& parts, const Console& console);
ExitCode run_doctor(const DoctorRequest& request, const Console& console);

}  // namespace firsthand
