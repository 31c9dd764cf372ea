// The program: reads the command line, hands each command its parts, ends with its exit code.

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/log.h"
#include "cli/pictures.h"
#include "journeys/text.h"
#include "recorder/control_probe.h"
#include "recorder/seeing.h"

namespace firsthand {
namespace {

Console console_for(const Command& request) {
  Console console{std::cout, std::cerr};
  console.terminal = isatty(STDERR_FILENO) != 0;
  winsize size{};
  if (console.terminal && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    console.columns = size.ws_col;
  std::visit(
      [&](const auto& made) {
        if constexpr (requires { made.noise; }) console.noise = made.noise;
      },
      request);
  return console;
}

int run(const Command& request) {
  const auto console = console_for(request);
  set_up_log(console.noise);
  watch_for_interrupts();
  Eyes eyes(find_eyes());
  Parts parts;
  parts.walk = walk;
  parts.probe = control_probe;
  parts.see = [&eyes](const auto& recording) { return see_recording(recording, eyes); };
  parts.ask_links = probe_links;
  parts.pictures = [&eyes](const auto& folder) { return pictures_for(folder, eyes); };
  parts.look = [&eyes](auto image, const auto& languages, double scale) {
    return eyes.see(image, languages, scale, Deadline::after(std::chrono::seconds(90)));
  };
  parts.languages = [&eyes] { return eyes.languages(Deadline::after(std::chrono::seconds(30))); };
  parts.interrupted = interrupted;
  parts.version = FIRSTHAND_VERSION;

  struct Runner {
    const Parts& parts;
    const Console& console;
    ExitCode operator()(const WalkRequest& made) { return run_walk(made, parts, console); }
    ExitCode operator()(const AnalyzeRequest& made) { return run_analyze(made, parts, console); }
    ExitCode operator()(const ReportRequest& made) { return run_report(made, parts, console); }
    ExitCode operator()(const CheckRequest& made) { return run_check(made, console); }
    ExitCode operator()(const NewRequest& made) { return run_new(made, parts, console); }
    ExitCode operator()(const DoctorRequest& made) { return run_doctor(made, console); }
    ExitCode operator()(const SeeRequest& made) { return run_see(made, parts, console); }
  };
  return static_cast<int>(std::visit(Runner{parts, console}, request));
}

}  // namespace
}  // namespace firsthand

int main(int argc, char** argv) {
  using firsthand::ExitCode, firsthand::Usage;
  const auto read = firsthand::read_arguments(argc, argv, FIRSTHAND_VERSION);
  if (const auto* usage = std::get_if<Usage>(&read)) {
    (usage->asked ? std::cout : std::cerr) << usage->text << std::flush;
    return static_cast<int>(usage->asked ? ExitCode::kGo : ExitCode::kUsage);
  }
  try {
    return firsthand::run(std::get<firsthand::Command>(read));
  } catch (const std::exception& error) {
    std::cerr << "firsthand: our own fault: " << firsthand::printable(error.what())
              << "\n  What was recorded so far is on disk; firsthand analyze reads it.\n";
    return static_cast<int>(ExitCode::kCannotMeasure);
  }
}
