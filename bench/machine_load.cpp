#include "bench/machine_load.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "recorder/walk_clock.h"

namespace firsthand::bench {
namespace {

namespace fs = std::filesystem;

std::optional<OtherProcess> read_process(const fs::path& folder, int pid) {
  std::ifstream file(folder / "stat");
  std::string text;
  if (!std::getline(file, text)) return std::nullopt;
  // The name stands in brackets and may hold anything: state ppid … utime stime cutime cstime.
  std::istringstream fields(text.substr(std::min(text.size(), text.rfind(')') + 1)));
  constexpr int kParent = 1, kUser = 11, kChildrenSystem = 14;
  OtherProcess process;
  double ticks = 0;
  std::string word;
  for (int at = 0; at <= kChildrenSystem && fields >> word; ++at) {
    if (at == kParent) process.parent = std::atoi(word.c_str());
    // The first process inherits whatever lost its parent, a browser's processes among them.
    if (at >= kUser && (pid != 1 || at < kUser + 2)) ticks += std::atof(word.c_str());
  }
  process.used_ms = ticks * 1000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
  return process;
}

// Those that do not descend from this one.
std::map<int, OtherProcess> other_processes() {
  std::map<int, OtherProcess> all;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator("/proc", failed)) {
    const int pid = std::atoi(entry.path().filename().c_str());
    if (pid <= 0) continue;
    if (const auto process = read_process(entry.path(), pid)) all.emplace(pid, *process);
  }
  const auto is_ours = [&](int pid) {
    for (int level = 0; pid > 1 && level < 50; ++level) {
      if (pid == ::getpid()) return true;
      const auto known = all.find(pid);
      if (known == all.end()) return false;
      pid = known->second.parent;
    }
    return false;
  };
  std::map<int, OtherProcess> others;
  for (const auto& [pid, process] : all)
    if (!is_ours(pid)) others.emplace(pid, process);
  return others;
}

std::optional<double> pressure_us() {
  std::ifstream file("/proc/pressure/cpu");
  std::string word;
  while (file >> word)
    if (word.starts_with("total=")) return std::atof(word.c_str() + 6);
  return std::nullopt;
}

}  // namespace

MachineLoad::MachineLoad()
    : began_ms_(monotonic_ms()), others_(other_processes()), waited_us_(pressure_us()) {}

double MachineLoad::others() const {
  const double elapsed = monotonic_ms() - began_ms_;
  const auto now = other_processes();
  std::map<int, double> used;
  for (const auto& [pid, process] : now) {
    const auto before = others_.find(pid);
    used[pid] = process.used_ms - (before == others_.end() ? 0 : before->second.used_ms);
  }
  // What ended has handed all that it ever used to its parent, or that one to its own.
  for (const auto& [pid, process] : others_) {
    if (now.contains(pid)) continue;
    int heir = process.parent;
    for (auto at = others_.find(heir); at != others_.end() && !now.contains(heir);
         at = others_.find(heir))
      heir = at->second.parent;
    if (used.contains(heir)) used[heir] -= process.used_ms;
  }
  double sum = 0;
  for (const auto& [pid, ms] : used) sum += std::max(0.0, ms);
  return elapsed > 0 ? sum / elapsed : 0;
}

std::optional<double> MachineLoad::pressure() const {
  const auto now = pressure_us();
  const double elapsed = monotonic_ms() - began_ms_;
  if (!now || !waited_us_ || elapsed <= 0) return std::nullopt;
  return (*now - *waited_us_) / 1000 / elapsed;
}

}  // namespace firsthand::bench
