#pragma once
// The keeper: a small process between us and the browser. It outlives us just long enough to kill
// the browser's whole process group, reap it, and remove the private folder, however we ended.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "journeys/result.h"

namespace firsthand {

struct KeeperOrder {
  std::vector<std::string> command{};      // absolute program and arguments
  std::vector<std::string> environment{};  // NAME=value, all of it
  std::filesystem::path folder{};          // private; removed at the end
  std::filesystem::path stderr_file{};     // the browser's stderr
  int devtools_fd = -1;                    // becomes fds 3 and 4 of the browser
  uid_t run_as = 0;                        // 0: as ourselves
};

struct Keeper {
  pid_t pid = -1;          // of the keeper, our child
  pid_t browser_pid = -1;  // also its process group
  int lifeline = -1;       // closing it ends everything
};

// Forks the keeper, which forks and executes the browser. order.devtools_fd stays open here.
Result<Keeper> start_keeper(const KeeperOrder& order);

// Ends the browser and waits for the keeper to have cleaned up. Idempotent.
void end_keeper(Keeper& keeper);

}  // namespace firsthand
