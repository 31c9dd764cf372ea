#pragma once
// The second half of walk and analyze: screens are read, recordings judged, reports written, and
// the last line of standard output said. Each output is written even when another stage fails.

#include <filesystem>
#include <vector>

#include "cli/commands.h"
#include "cli/progress.h"

namespace firsthand {

struct ConcludeRequest {
  std::vector<std::filesystem::path> recordings{};
  std::filesystem::path run{};  // see JudgeRequest
  std::filesystem::path out{};
  std::vector<Format> formats{};
  Severity fail_on = Severity::kSerious;
  ExitCode so_far = ExitCode::kGo;  // of what came before: the verdict is never better
  std::vector<Strike> strikes{};
};

// Reads the screens of those recordings whose screens have not been read. What cannot be read is
// said, and in the audit; it ends nothing. Ends early when interrupted.
void read_screens(const std::vector<std::filesystem::path>& recordings, const Parts& parts,
                  const Console& console, ProgressLine& progress);

ExitCode conclude(const ConcludeRequest& request, const Parts& parts, const Console& console,
                  ProgressLine& progress);

// For the last line when there is no audit: "CANNOT SAY <why>".
void say_cannot(const Console& console, const std::string& why);

// What ended a run before there was anything to judge: complains, and says the last line where the
// exit code has one.
ExitCode end_with(const Error& error, const Console& console);

}  // namespace firsthand
