#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/commands.h"
#include "cli/conclude.h"
#include "cli/output_folder.h"
#include "cli/verdict_files.h"
#include "journeys/recording_folder.h"
#include "journeys/run_plan.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

fs::path tidy(const fs::path& path) {
  std::error_code ignored;
  const auto absolute = fs::weakly_canonical(path, ignored);
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

std::vector<fs::path> recordings_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code trouble;
  for (fs::directory_iterator entry(folder, trouble), end; !trouble && entry != end;
       entry.increment(trouble))
    if (is_recording(entry->path())) found.push_back(entry->path());
  std::sort(found.begin(), found.end());
  return found;
}

// A recording itself, the walks of a run, or the recordings in a folder.
Result<std::vector<fs::path>> recordings_at(const fs::path& path) {
  const auto folder = tidy(path);
  if (is_recording(folder)) return std::vector{folder};
  auto found = recordings_in(folder / "walks");
  if (found.empty()) found = recordings_in(folder);
  if (!found.empty()) return found;
  std::error_code ignored;
  return Error{Errc::kUnreadable,
               fmt::format("{} {}", printable(path.string()),
                           fs::exists(folder, ignored) ? "holds no recording" : "does not exist"),
               "Name a recording (a folder with walk.json or events.jsonl), or a run's folder."};
}

// The run whose walks these are, all of them: judged again, its audit and reports are replaced.
// Empty otherwise.
fs::path run_of(const std::vector<fs::path>& recordings) {
  const auto walks = recordings.front().parent_path();
  if (walks.filename() != "walks" || recordings_in(walks) != recordings) return {};
  return walks.parent_path();
}

// What the run was walked with; a plan that does not read is told where it is needed.
Severity fail_on_of(const fs::path& run) {
  const auto plan = read_run_plan(run);
  const std::string word = plan && *plan ? (*plan)->fail_on : "";
  return severity_from(word).value_or(Severity::kSerious);
}

// The files of the journeys that were walked, as they were named then. What does not read is told
// where it is needed.
std::vector<std::string> journeys_of(const fs::path& run, const std::vector<fs::path>& recordings) {
  std::vector<std::string> files;
  if (const auto plan = read_run_plan(run); plan && *plan) {
    for (const auto& planned : (*plan)->journeys) files.push_back(planned.journey.file);
    return files;
  }
  for (const auto& folder : recordings)
    if (const auto recording = read_recording(folder))
      files.push_back(recording->walk.journey.file);
  return files;
}

Result<std::vector<fs::path>> all_recordings(const std::vector<fs::path>& paths) {
  std::set<fs::path> all;
  for (const auto& path : paths) {
    auto found = recordings_at(path);
    if (!found) return found.error();
    all.insert(found->begin(), found->end());
  }
  const auto folder = all.begin()->parent_path();
  for (const auto& recording : all)
    if (recording.parent_path() != folder)
      return Error{Errc::kUsage,
                   fmt::format("{} and {} are different runs", printable(folder.string()),
                               printable(recording.parent_path().string())),
                   "An audit is one run's: analyze them one at a time."};
  return std::vector<fs::path>(all.begin(), all.end());
}

}  // namespace

ExitCode run_analyze(const AnalyzeRequest& request, const Parts& parts, const Console& console) {
  const auto recordings = all_recordings(request.recordings);
  if (!recordings) return end_with(recordings.error(), console);
  const auto run = run_of(*recordings);
  const auto verdicts = read_verdicts(request.verdicts, journeys_of(run, *recordings));
  console.err << verdicts.complaints << std::flush;
  if (verdicts.errors > 0) return ExitCode::kUsage;
  auto out = request.out.empty() ? run : request.out;
  if (out.empty()) out = dated_folder();
  if (auto made = make_folder(out); !made) return end_with(made.error(), console);
  ProgressLine progress(console);
  read_screens(*recordings, parts, console, progress);
  if (parts.interrupted()) {
    say_cannot(console, "interrupted; nothing was judged");
    return ExitCode::kInterrupted;
  }
  const auto fail_on = request.fail_on ? *request.fail_on : fail_on_of(run);
  return conclude(
      {*recordings, run, out, request.formats, fail_on, ExitCode::kGo, verdicts.strikes}, parts,
      console, progress);
}

}  // namespace firsthand
