#pragma once
// Walks through whatever happens, and what is left of them.

#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "journeys/recording_folder.h"
#include "tests/recorder_browser/processes.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {

// The walk's processes whose command line has `mark`.
inline int send_to(const char* mark, int signal) {
  int reached = 0;
  for (const auto& process : descendants_of(::getpid()))
    if (process.command.find(mark) != std::string::npos && ::kill(process.pid, signal) == 0)
      ++reached;
  return reached;
}

class Survival : public Walks {
 protected:
  // Walks, and reads what is on disk: the same walk, with all its steps.
  Walk survives(const std::string& steps, double seconds, const Way& way = {}) {
    const auto began = Clock::now();
    const auto walked = walk(steps, way);
    EXPECT_LT(std::chrono::duration<double>(Clock::now() - began).count(), seconds) << told(walked);
    is_readable(walked);
    return walked;
  }
  void is_readable(const Walk& walked) {
    const auto recording = read_recording(folder());
    ASSERT_TRUE(recording.ok()) << recording.error().text();
    EXPECT_EQ(recording->walk.outcome, walked.outcome);
    EXPECT_EQ(recording->walk.reason, walked.reason);
    EXPECT_EQ(recording->walk.steps.size(), walked.steps.size());
    EXPECT_THAT(descendants_of(::getpid()), ::testing::IsEmpty());
  }
  // A browser with more flags than usual.
  std::string browser_with(const std::string& flags) {
    const auto program = find_browser("shell");
    EXPECT_TRUE(program.ok());
    const auto wrapper = room() / "shell-with-flags";
    std::ofstream(wrapper) << "#!/bin/sh\nexec " << program->string() << " \"$@\" " << flags
                           << "\n";
    std::filesystem::permissions(wrapper, std::filesystem::perms{0755});
    std::filesystem::permissions(room(), std::filesystem::perms{0755});
    return wrapper.string();
  }
};

}  // namespace firsthand::test
