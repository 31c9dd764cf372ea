#pragma once
// The walks of a run, one after the other or side by side.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/walk_plan.h"

namespace firsthand {

struct Walked {
  std::vector<std::filesystem::path> recordings{};  // what is on disk, whole or not
  ExitCode code = ExitCode::kGo;
  std::string trouble{};  // the last error, for the last line
  bool over = false;      // no further walk can do better
};

// Walks every planned journey as often as asked for, into out/walks. With request.jobs above 1, in
// that many processes at once, and every recording says that its times are not to be believed.
Walked walk_all(const WalkRequest& request, const Parts& parts, const Console& console,
                const std::filesystem::path& out, const std::string& today,
                std::vector<PlannedWalk>& plans, ProgressLine& progress);

}  // namespace firsthand
