#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <utility>

#include "cli/commands.h"
#include "cli/conclude.h"
#include "cli/output_folder.h"
#include "cli/rows.h"
#include "cli/walk_plan.h"
#include "journeys/recording_folder.h"
#include "journeys/run_plan.h"
#include "journeys/text.h"
#include "recorder/control_probe.h"

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
  Walking(const WalkRequest& request, const Parts& parts, const Console& console, fs::path out,
          std::string today)
      : request_(request),
        parts_(parts),
        console_(console),
        out_(std::move(out)),
        today_(std::move(today)) {}

  // Every journey once, then every journey again: what changes with the hour meets all of them.
  Walked walk_all(std::vector<PlannedWalk>& plans, ProgressLine& progress) {
    int walks = 0, walk = 0;
    for (const auto& plan : plans) walks += request_.times * plan.journey.visits;
    if (!plans.empty()) doubt_ = probe(plans.front().options);
    for (int n = 1; n <= request_.times && !walked_.over; ++n)
      for (auto& plan : plans) {
        if (plan.journey.visits > 1) plan.options.profile = std::make_shared<Profile>();
        for (int visit = 1; visit <= plan.journey.visits; ++visit) {
          if (walked_.over || stopped()) break;
          progress.start(++walk, walks, plan.journey.title);
          plan.options.visit = visit;
          walk_once(plan, n, progress);
          check_times(plan.options);
        }
        plan.options.profile.reset();
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

  // Why the times of walks beside it are not to be believed; empty: nothing speaks against them. At
  // the quick pace nobody waits for that.
  std::string probe(const WalkOptions& options) const {
    if (!parts_.probe || options.pace == Pace::kQuick) return {};
    const auto error_ms = parts_.probe(options);
    // What keeps a walk of ours from its end keeps the others from theirs, and is told there.
    return error_ms ? doubt_after_probe(*error_ms) : std::string();
  }

  // The page of known delay is walked before and after each walk; one that lies between two walks
  // speaks for both.
  void check_times(const WalkOptions& options) {
    if (walked_.over || parts_.interrupted()) return;
    const auto before = std::exchange(doubt_, probe(options));
    const auto& reason = before.empty() ? doubt_ : before;
    if (reason.empty() || !is_recording(options.folder)) return;
    if (auto doubted = doubt_times(options.folder, reason); !doubted)
      console_.complain(doubted.error());
  }

  void walk_once(PlannedWalk& plan, int n, ProgressLine& progress) {
    auto& options = plan.options;
    options.folder = out_ / "walks" / recording_name(plan.journey.id, n, options.visit);
    options.progress = [&progress](const Progress& news) { progress.tell(news); };
    options.interrupted = parts_.interrupted;
    const auto walk = walk_with_rows(plan, progress);
    if (is_recording(options.folder)) walked_.recordings.push_back(options.folder);
    progress.clear();
    if (walk) {
      console_.say(fmt::format("{}{}: {}{}{}", plan.journey.id,
                               options.visit > 1 ? ", second visit" : "", to_word(walk->outcome),
                               walk->reason_text.empty() ? "" : ": ",
                               printable(walk->reason_text)));
      return;
    }
    const auto& error = walk.error();
    // The command line was right: it was read before the first walk.
    const auto code = exit_code_of(error.code);
    walked_.code = worse(walked_.code, code == ExitCode::kUsage ? ExitCode::kCannotMeasure : code);
    walked_.trouble = error.what;
    walked_.over = error.code == Errc::kNoBrowser || error.code == Errc::kNoSpace ||
                   error.code == Errc::kInterrupted;
    if (error.code != Errc::kInterrupted) console_.complain(error);
  }

  // A row is taken before the walk starts: whatever becomes of the walk, it is used up.
  Result<Walk> walk_with_rows(PlannedWalk& plan, ProgressLine& progress) {
    auto& options = plan.options;
    if (plan.journey.rows.empty()) return parts_.walk(plan.journey, options);
    options.variables = plan.given;
    auto taken = take_rows(plan.journey, request_.let, today_);
    if (!taken) return without_rows(plan, taken.error(), progress);
    if (!taken->out_of.empty())
      return record_not_walked(
          plan.journey, options, "out_of_data",
          fmt::format("{} has no row left that no walk has used. Add rows to it, or remove "
                      "{} to use them all again.",
                      printable(taken->out_of, 120), printable(taken->remembered_in, 120)));
    auto given = plan.given;
    given.values.merge(taken->values);
    auto variables = resolve_variables(plan.journey, given);
    if (!variables) return without_rows(plan, variables.error(), progress);
    options.variables = std::move(*variables);
    return parts_.walk(plan.journey, options);
  }

  // The file was good before the first walk: the other journeys are walked on.
  Result<Walk> without_rows(const PlannedWalk& plan, const Error& error, ProgressLine& progress) {
    progress.clear();
    console_.complain(error);
    return record_not_walked(plan.journey, plan.options, "our_rig",
                             "The rows that it takes could not be used: " + error.what + ".");
  }

  const WalkRequest& request_;
  const Parts& parts_;
  const Console& console_;
  fs::path out_;
  std::string today_;
  Walked walked_{};
  std::string doubt_{};  // of the last probe
};

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
  auto walked = Walking(request, parts, console, out, today).walk_all(plan.journeys, progress);
  if (walked.code == ExitCode::kInterrupted) return say_interrupted(walked, out, console);
  if (walked.recordings.empty()) {
    say_cannot(console, walked.trouble);
    return walked.code;
  }
  read_screens(walked.recordings, parts, console, progress);
  if (parts.interrupted()) return say_interrupted(walked, out, console);
  const auto code =
      conclude({walked.recordings, out, out, request.formats, request.fail_on, walked.code}, parts,
               console, progress);
  // A recording of our own that does not read is no mistake of the user's.
  return code == ExitCode::kUsage ? ExitCode::kCannotMeasure : code;
}

}  // namespace firsthand
