#include "cli/conclude.h"

#include <fmt/format.h>

#include "cli/judging.h"
#include "cli/verdict.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"

namespace firsthand {
namespace fs = std::filesystem;
namespace {

// As the user would type it: relative when it lies below the current folder.
fs::path typed(const fs::path& file) {
  std::error_code ignored;
  const auto near = file.lexically_proximate(fs::current_path(ignored));
  return near.empty() || *near.begin() == ".." ? file : near;
}

void say_stale(const std::vector<StaleStrike>& stale, const Console& console) {
  for (const auto& strike : stale)
    console.say(strike.until.empty()
                    ? fmt::format("{}: warning: {} struck nothing in this run",
                                  printable(strike.at), printable(strike.says))
                    : fmt::format("{}: warning: {} ended on {} and strikes no more",
                                  printable(strike.at), printable(strike.says), strike.until));
}

}  // namespace

void read_screens(const std::vector<fs::path>& recordings, const Parts& parts,
                  const Console& console, ProgressLine& progress) {
  int n = 0;
  for (const auto& folder : recordings) {
    ++n;
    if (parts.interrupted()) return;
    const auto recording = read_recording(folder);
    if (!recording || recording->seen_error.empty()) continue;
    progress.work(fmt::format("reading the screens of walk {} of {}", n, recordings.size()));
    if (auto seen = parts.see(folder); !seen) {
      progress.clear();
      console.complain(std::move(seen.error()).in(printable(folder.string())));
    }
  }
  progress.clear();
}

ExitCode conclude(const ConcludeRequest& request, const Parts& parts, const Console& console,
                  ProgressLine& progress) {
  progress.work(fmt::format("judging {} recording{}", request.recordings.size(),
                            request.recordings.size() == 1 ? "" : "s"));
  auto judged = judge_recordings({request.recordings, request.run, request.out, request.fail_on,
                                  parts.version, request.strikes});
  progress.clear();
  if (!judged) {
    const auto code = worse(request.so_far, exit_code_of(judged.error().code));
    console.complain(judged.error());
    say_cannot(console, judged.error().what);
    return code;
  }
  auto code = worse(request.so_far, exit_code_of(judged->audit));
  for (const auto& trouble : judged->troubles) {
    console.complain(trouble);
    code = worse(code, ExitCode::kCannotMeasure);
  }
  for (const auto& failed : judged->audit.failed_analyzers)
    console.say(fmt::format("firsthand: the rule {} could not judge {}{}: {}",
                            printable(failed.analyzer), failed.partly ? "all of " : "",
                            printable(failed.walk), printable(failed.because)));
  say_stale(judged->audit.stale_strikes, console);
  const auto written =
      write_reports(judged->audit, request.formats, request.out, parts.pictures(request.out));
  for (const auto& trouble : written.troubles) {
    console.complain(trouble);
    code = worse(code, ExitCode::kCannotMeasure);
  }
  console.out << verdict_line(judged->audit, code,
                              typed(written.shown.empty() ? request.out : written.shown))
              << std::endl;
  return code;
}

void say_cannot(const Console& console, const std::string& why) {
  console.out << "CANNOT SAY " << printable(why) << std::endl;
}

ExitCode end_with(const Error& error, const Console& console) {
  console.complain(error);
  const auto code = exit_code_of(error.code);
  if (code == ExitCode::kCannotMeasure) say_cannot(console, error.what);
  return code;
}

}  // namespace firsthand
