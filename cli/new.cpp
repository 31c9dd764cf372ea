#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/output_folder.h"
#include "journeys/recording_folder.h"
#include "journeys/starter.h"
#include "journeys/text.h"
#include "journeys/web_address.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

// Never over what is there, whoever put it there meanwhile.
Result<> write_new(const fs::path& folder, const StarterFile& file) {
  const auto path = folder / file.name;
  if (auto made = make_folder(path.parent_path()); !made) return made;
  std::error_code ignored;
  if (fs::exists(path, ignored))
    return Error{Errc::kUsage, fmt::format("{} is there already", printable(path.string())),
                 "Nothing is overwritten: name another folder."};
  return write_atomically(path, file.text);
}

WalkRequest look_around(const NewRequest& request) {
  WalkRequest walk;
  walk.journeys = {request.site};
  if (!request.visitor.empty()) walk.visitor.like = request.visitor;
  walk.out = request.folder / "first-visit";
  walk.unmarked = request.unmarked;
  walk.unsandboxed = request.unsandboxed;
  walk.browser = request.browser;
  walk.noise = request.noise;
  return walk;
}

// The page opened, at least: otherwise nobody has seen the site.
bool was_seen(const Walk& walk) {
  return walk.outcome != Outcome::kUnmeasured &&
         std::ranges::any_of(
             walk.steps, [](const StepRecord& step) { return step.outcome == StepOutcome::kDone; });
}

}  // namespace

ExitCode run_new(const NewRequest& request, const Parts& parts, const Console& console) {
  std::error_code ignored;
  const auto fail = [&](const Error& error) {
    console.complain(error);
    return exit_code_of(error.code);
  };
  if (!is_web_address(request.site))
    return fail({Errc::kUsage,
                 fmt::format("'{}' is not the URL of a site", printable(request.site)),
                 "Write it like https://shop.example or http://127.0.0.1:8080."});
  if (fs::exists(request.folder, ignored) &&
      (!fs::is_directory(request.folder, ignored) || !fs::is_empty(request.folder, ignored)))
    return fail({Errc::kUsage, fmt::format("{} is not empty", printable(request.folder.string())),
                 "Nothing is overwritten: name a new folder."});
  const auto walk = look_around(request);
  const auto walked = run_walk(walk, parts, console);
  const auto folder = walk.out / "walks/first-visit-1";
  // Without a walk there is nothing to write from, and it has been said why.
  if (walked == ExitCode::kInterrupted || !is_recording(folder)) return walked;
  const auto recording = read_recording(folder);
  if (!recording) return fail(recording.error());
  if (!was_seen(recording->walk)) return walked;
  const auto files = starter_files(request.site, recording->walk);
  for (const auto& file : files)
    if (auto written = write_new(request.folder, file); !written) return fail(written.error());
  console.out << fmt::format("{} journeys for {}: {}\n", files.size() - 1, printable(request.site),
                             printable((request.folder / "README.md").string(), 4096));
  return ExitCode::kGo;
}

}  // namespace firsthand
