#include "bench/machine_load.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "recorder/walk_clock.h"

namespace firsthand::bench {
namespace {

// What all processors spent on anything, since boot.
double all_ms() {
  std::ifstream file("/proc/stat");
  std::string word;
  double sum = 0, ticks = 0;
  file >> word;
  // user nice system idle iowait irq softirq steal; a guest's time is in user's.
  for (int part = 0; part < 8 && file >> ticks; ++part)
    if (part != 3 && part != 4) sum += ticks;
  return sum * 1000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double ours_ms() {
  double sum = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    ::getrusage(who, &used);
    for (const auto& time : {used.ru_utime, used.ru_stime})
      sum += static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000;
  }
  return sum;
}

std::optional<double> waited_us() {
  std::ifstream file("/proc/pressure/cpu");
  std::string word;
  while (file >> word)
    if (word.starts_with("total=")) return std::stod(word.substr(6));
  return std::nullopt;
}

}  // namespace

MachineLoad::MachineLoad()
    : began_ms_(monotonic_ms()), all_ms_(all_ms()), ours_ms_(ours_ms()), waited_us_(waited_us()) {}

double MachineLoad::others() const {
  const double elapsed = monotonic_ms() - began_ms_;
  return elapsed > 0 ? std::max(0.0, (all_ms() - all_ms_ - (ours_ms() - ours_ms_)) / elapsed) : 0;
}

std::optional<double> MachineLoad::pressure() const {
  const auto now = waited_us();
  const double elapsed = monotonic_ms() - began_ms_;
  if (!now || !waited_us_ || elapsed <= 0) return std::nullopt;
  return (*now - *waited_us_) / 1000 / elapsed;
}

}  // namespace firsthand::bench
