#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>

#include "cli/commands.h"
#include "cli/conclude.h"
#include "cli/output_folder.h"
#include "cli/walk_plan.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

struct Walked {
  std::vector<fs::path> recordings{};  // what is on disk, whole or not
  ExitCode code = ExitCode::kGo;
  std::string trouble{};  // the last error, for the last line
  bool over = false;      // no further walk can do better
};

class Walking {
 public:
  Walking(const WalkRequest& request, const Parts& parts, const Console& console, fs::path out)
      : request_(request), parts_(parts), console_(console), out_(std::move(out)) {}

  // Every journey once, then every journey again: what changes with the hour meets all of them.
  Walked walk_all(std::vector<PlannedWalk>& plans, ProgressLine& progress) {
    const int walks = static_cast<int>(plans.size()) * request_.times;
    int walk = 0;
    for (int n = 1; n <= request_.times && !walked_.over; ++n)
      for (auto& plan : plans) {
        if (walked_.over || stopped()) break;
        progress.start(++walk, walks, plan.journey.title);
        walk_once(plan, n, progress);
      }
    progress.clear();
    return std::move(walked_);
  }

 private:
  bool stopped() {
    if (!parts_.interrupted()) return false;
    walked_.code = ExitCode::kInterrupted;
    walked_.over = true;
    return true;
  }

  void walk_once(PlannedWalk& plan, int n, ProgressLine& progress) {
    auto& options = plan.options;
    options.folder = out_ / "walks" / fmt::format("{}-{}", plan.journey.id, n);
    options.progress = [&progress](const Progress& news) { progress.tell(news); };
    options.interrupted = parts_.interrupted;
    const auto walk = parts_.walk(plan.journey, options);
    if (is_recording(options.folder)) walked_.recordings.push_back(options.folder);
    progress.clear();
    if (walk) {
      console_.say(fmt::format("{}: {}{}{}", plan.journey.id, to_word(walk->outcome),
                               walk->reason_text.empty() ? "" : ": ",
                               printable(walk->reason_text)));
      return;
    }
    const auto& error = walk.error();
    walked_.code = worse(walked_.code, exit_code_of(error.code));
    walked_.trouble = error.what;
    walked_.over = error.code == Errc::kNoBrowser || error.code == Errc::kNoSpace ||
                   error.code == Errc::kInterrupted;
    if (error.code != Errc::kInterrupted) console_.complain(error);
  }

  const WalkRequest& request_;
  const Parts& parts_;
  const Console& console_;
  fs::path out_;
  Walked walked_{};
};

bool has_screen() {
  return std::ranges::any_of(std::array{"DISPLAY", "WAYLAND_DISPLAY"}, [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  });
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
  if (!plan.ok) return ExitCode::kUsage;
  if (request.watch && !has_screen()) {
    console.complain({Errc::kNoBrowser, "--watch needs a screen, and there is none",
                      "Neither DISPLAY nor WAYLAND_DISPLAY is set: run it on a desktop, or leave "
                      "--watch off."});
    say_cannot(console, "there is no screen to watch the walk on");
    return ExitCode::kCannotMeasure;
  }
  if (request.unsandboxed)
    console.err << "firsthand: warning: the browser runs without its sandbox; walk only sites you "
                   "trust\n";
  const auto out = request.out.empty() ? dated_folder() : request.out;
  if (auto made = make_run_folder(out); !made) {
    console.complain(made.error());
    return exit_code_of(made.error().code);
  }

  ProgressLine progress(console);
  auto walked = Walking(request, parts, console, out).walk_all(plan.journeys, progress);
  if (walked.code == ExitCode::kInterrupted) return say_interrupted(walked, out, console);
  if (walked.recordings.empty()) {
    say_cannot(console, walked.trouble);
    return walked.code;
  }
  read_screens(walked.recordings, parts, console, progress);
  if (parts.interrupted()) return say_interrupted(walked, out, console);
  const auto code =
      conclude({walked.recordings, out, request.formats, request.fail_on, walked.code}, parts,
               console, progress);
  // A recording of our own that does not read is no mistake of the user's.
  return code == ExitCode::kUsage ? ExitCode::kCannotMeasure : code;
}

}  // namespace firsthand
