#include "tests/recorder_browser/processes.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <sstream>

#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace fs = std::filesystem;

std::vector<Process> processes() {
  std::vector<Process> found;
  std::error_code trouble;
  for (fs::directory_iterator entry("/proc", trouble), end; !trouble && entry != end;
       entry.increment(trouble)) {
    const auto name = entry->path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto stat = contents(entry->path() / "stat");
    const auto after = stat.rfind(')');
    if (after == std::string::npos) continue;  // it ended just now
    Process process;
    process.pid = std::stoi(name);
    std::istringstream fields(stat.substr(after + 1));
    fields >> process.state >> process.parent >> process.group;
    process.command = contents(entry->path() / "cmdline");
    std::ranges::replace(process.command, '\0', ' ');
    if (process.command.empty()) process.command = contents(entry->path() / "comm");
    std::istringstream status(contents(entry->path() / "status"));
    for (std::string line; std::getline(status, line);) {
      std::istringstream words(line);
      std::string key;
      words >> key;
      if (key == "Uid:") words >> process.user;
      if (key == "Seccomp:") words >> process.seccomp;
    }
    found.push_back(std::move(process));
  }
  return found;
}

std::vector<Process> descendants_of(pid_t ancestor) {
  const auto all = processes();
  std::set<pid_t> family{ancestor};
  for (std::size_t before = 0; before != family.size();) {
    before = family.size();
    for (const auto& process : all)
      if (family.contains(process.parent)) family.insert(process.pid);
  }
  std::vector<Process> found;
  for (const auto& process : all)
    if (process.pid != ancestor && family.contains(process.pid)) found.push_back(process);
  return found;
}

pid_t browser_of(pid_t ancestor) {
  for (const auto& process : descendants_of(ancestor))
    if (process.command.find("--remote-debugging-pipe") != std::string::npos &&
        process.command.find("--type=") == std::string::npos && process.pid == process.group)
      return process.pid;
  return 0;
}

fs::path private_folder_of(const Process& process) {
  const std::string flag = "--user-data-dir=";
  const auto at = process.command.find(flag);
  if (at == std::string::npos) return {};
  const auto profile = process.command.substr(at + flag.size());
  return fs::path(profile.substr(0, profile.find(' '))).parent_path();
}

int open_files() {
  int count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

bool eventually(const std::function<bool()>& done, double seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < until) {
    if (done()) return true;
    ::poll(nullptr, 0, 5);
  }
  return done();
}

}  // namespace firsthand::test
