#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>

#include "cli/commands.h"
#include "cli/conclude.h"
#include "cli/links.h"
#include "cli/output_folder.h"
#include "cli/verdict_files.h"
#include "cli/walk_plan.h"
#include "cli/walking.h"
#include "journeys/recording_folder.h"
#include "journeys/run_plan.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

bool has_screen() {
  return std::ranges::any_of(std::array{"DISPLAY", "WAYLAND_DISPLAY"}, [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  });
}

Result<fs::path> make_out(const WalkRequest& request) {
  if (request.out.empty()) return make_dated_run_folder();
  if (auto made = make_run_folder(request.out); !made) return made.error();
  return request.out;
}

RunPlan plan_of(const WalkRequest& request, const Parts& parts,
                const std::vector<PlannedWalk>& walks) {
  RunPlan run{.tool_version = parts.version, .fail_on = std::string(to_word(request.fail_on))};
  for (const auto& [journey, options, given] : walks)
    run.journeys.push_back({.journey = journey_info(journey, options),
                            .visitor = options.visitor,
                            .times = request.times,
                            .visits = journey.visits});
  return run;
}

std::vector<std::string> files_of(const std::vector<PlannedWalk>& walks) {
  std::vector<std::string> files;
  files.reserve(walks.size());
  for (const auto& walk : walks) files.push_back(walk.journey.file);
  return files;
}

LinkRequest link_request_of(const WalkRequest& request, const std::vector<PlannedWalk>& walks) {
  LinkRequest links{request.links, !request.unmarked, {}};
  for (const auto& walk : walks) links.hosts[walk.journey.id] = walk.journey.hosts;
  return links;
}

ExitCode say_interrupted(const Walked& walked, const fs::path& out, const Console& console) {
  say_cannot(console,
             walked.recordings.empty()
                 ? "interrupted before anything was recorded"
                 : fmt::format("interrupted; what was recorded stays: firsthand analyze {}",
                               printable(out.string(), 4096)));
  return ExitCode::kInterrupted;
}

}  // namespace

ExitCode run_walk(const WalkRequest& request, const Parts& parts, const Console& console) {
  const auto today = fmt::format("{:%Y-%m-%d}", fmt::localtime(std::time(nullptr)));
  auto plan = plan_walks(request, parts.version, today);
  console.err << plan.complaints << std::flush;
  const auto verdicts = read_verdicts(request.verdicts, files_of(plan.journeys));
  console.err << verdicts.complaints << std::flush;
  if (!plan.ok || verdicts.errors > 0) return ExitCode::kUsage;
  if (request.watch && !has_screen())
    return end_with({Errc::kNoBrowser, "--watch needs a screen, and there is none",
                     "Neither DISPLAY nor WAYLAND_DISPLAY is set: run it on a desktop, or leave "
                     "--watch off."},
                    console);
  if (request.unsandboxed)
    console.err << "firsthand: warning: the browser runs without its sandbox; walk only sites you "
                   "trust\n";
  const auto made = make_out(request);
  if (!made) return end_with(made.error(), console);
  const auto& out = *made;
  DiskSync disk;  // the first browser starts meanwhile
  if (auto written = write_run_plan(out, plan_of(request, parts, plan.journeys), disk); !written)
    return end_with(written.error(), console);

  ProgressLine progress(console);
  if (request.jobs > 1)
    console.err << "firsthand: warning: walks side by side slow each other down; their times are "
                   "marked as not reliable\n";
  auto walked = walk_all(request, parts, console, out, today, plan.journeys, progress);
  if (walked.code == ExitCode::kInterrupted) return say_interrupted(walked, out, console);
  if (walked.recordings.empty()) {
    say_cannot(console, walked.trouble);
    return walked.code;
  }
  read_screens(walked.recordings, parts, console, progress);
  if (parts.interrupted()) return say_interrupted(walked, out, console);
  look_at_links(walked.recordings, out, link_request_of(request, plan.journeys), parts, console,
                progress);
  if (parts.interrupted()) return say_interrupted(walked, out, console);
  const auto code = conclude({walked.recordings, out, out, request.formats, request.fail_on,
                              walked.code, verdicts.strikes},
                             parts, console, progress);
  // A recording of our own that does not read is no mistake of the user's.
  return code == ExitCode::kUsage ? ExitCode::kCannotMeasure : code;
}

}  // namespace firsthand
