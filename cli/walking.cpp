#include "cli/walking.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "cli/rows.h"
#include "journeys/recording_folder.h"
#include "journeys/run_plan.h"
#include "journeys/text.h"
#include "recorder/control_probe.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

// One visitor on one journey, with all their visits.
struct Attempt {
  PlannedWalk* plan = nullptr;
  int n = 1;  // which visitor of the journey, from 1
};

// Every journey once, then every journey again: what changes with the hour meets all of them.
std::vector<Attempt> attempts_of(std::vector<PlannedWalk>& plans, int times) {
  std::vector<Attempt> attempts;
  for (int n = 1; n <= times; ++n)
    for (auto& plan : plans) attempts.push_back({&plan, n});
  return attempts;
}

fs::path recording_of(const fs::path& out, const Attempt& attempt, int visit) {
  return out / "walks" / recording_name(attempt.plan->journey.id, attempt.n, visit);
}

class Walking {
 public:
  Walking(const WalkRequest& request, const Parts& parts, const Console& console, fs::path out,
          std::string today)
      : request_(request),
        parts_(parts),
        console_(console),
        out_(std::move(out)),
        today_(std::move(today)) {}

  Walked walk_these(const std::vector<Attempt>& attempts, ProgressLine& progress) {
    int walks = 0, walk = 0;
    for (const auto& attempt : attempts) walks += attempt.plan->journey.visits;
    if (!attempts.empty()) doubt_ = probe(attempts.front().plan->options);
    for (const auto& [plan, n] : attempts) {
      if (plan->journey.visits > 1) plan->options.profile = std::make_shared<Profile>();
      for (int visit = 1; visit <= plan->journey.visits; ++visit) {
        if (walked_.over || stopped()) break;
        progress.start(++walk, walks, plan->journey.title);
        plan->options.visit = visit;
        walk_once(*plan, n, progress);
        check_times(plan->options);
      }
      plan->options.profile.reset();
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
    // Side by side the walks are doubted whatever it says.
    if (!parts_.probe || options.pace == Pace::kQuick || request_.jobs > 1) return {};
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
    options.folder = recording_of(out_, {&plan, n}, options.visit);
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

// Walks in processes of their own, side by side.
class SideBySide {
 public:
  SideBySide(const WalkRequest& request, const Parts& parts, const Console& console,
             const fs::path& out, const std::string& today)
      : request_(request), parts_(parts), console_(console), out_(out), today_(today) {}

  Walked walk_these(const std::vector<Attempt>& attempts) {
    Walked walked;
    std::vector<pid_t> children;
    const auto jobs = static_cast<std::size_t>(request_.jobs);
    for (std::size_t job = 0; job < std::min(jobs, attempts.size()); ++job) {
      std::vector<Attempt> share;
      for (std::size_t at = job; at < attempts.size(); at += jobs) share.push_back(attempts[at]);
      console_.out.flush();
      console_.err.flush();
      const pid_t child = ::fork();
      if (child == 0) ::_exit(static_cast<int>(walk_share(share)));
      if (child < 0) {
        walked.code = worse(walked.code, ExitCode::kCannotMeasure);
        walked.trouble = "no further process could be started";
        break;
      }
      children.push_back(child);
    }
    for (const pid_t child : children) walked.code = worse(walked.code, end_of(child));
    for (const auto& attempt : attempts)
      for (int visit = 1; visit <= attempt.plan->journey.visits; ++visit)
        if (const auto folder = recording_of(out_, attempt, visit); is_recording(folder)) {
          doubt(folder);
          walked.recordings.push_back(folder);
        }
    return walked;
  }

 private:
  ExitCode walk_share(const std::vector<Attempt>& share) const {
    // Several live lines would write over each other.
    Console console{console_.out, console_.err};
    console.noise = console_.noise;
    ProgressLine progress(console);
    const auto walked =
        Walking(request_, parts_, console, out_, today_).walk_these(share, progress);
    console_.err.flush();
    return walked.code;
  }

  static ExitCode end_of(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
      if (errno != EINTR) return ExitCode::kCannotMeasure;
    return WIFEXITED(status) ? static_cast<ExitCode>(WEXITSTATUS(status))
                             : ExitCode::kCannotMeasure;
  }

  void doubt(const fs::path& folder) const {
    const auto doubted = doubt_times(
        folder, fmt::format("{} walks went on side by side on this machine", request_.jobs));
    if (!doubted) console_.complain(doubted.error());
  }

  const WalkRequest& request_;
  const Parts& parts_;
  const Console& console_;
  const fs::path& out_;
  const std::string& today_;
};

}  // namespace

Walked walk_all(const WalkRequest& request, const Parts& parts, const Console& console,
                const fs::path& out, const std::string& today, std::vector<PlannedWalk>& plans,
                ProgressLine& progress) {
  const auto attempts = attempts_of(plans, request.times);
  if (request.jobs > 1 && attempts.size() > 1)
    return SideBySide(request, parts, console, out, today).walk_these(attempts);
  return Walking(request, parts, console, out, today).walk_these(attempts, progress);
}

}  // namespace firsthand
