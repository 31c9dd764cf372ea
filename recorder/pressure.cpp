#include "recorder/pressure.h"

#include <fmt/format.h>

#include <fstream>
#include <string>

#include "recorder/walk_clock.h"

namespace firsthand {
namespace {

constexpr double kBusyShare = 0.4;

// Microseconds in which some task waited for a CPU, since boot; empty: the kernel does not tell.
std::optional<double> waited_us() {
  std::ifstream file("/proc/pressure/cpu");
  std::string word;
  while (file >> word)
    if (word.starts_with("total=")) return std::stod(word.substr(6));
  return std::nullopt;
}

}  // namespace

PressureWatch::PressureWatch() : start_us_(waited_us()), start_ms_(monotonic_ms()) {}

TimingTrust PressureWatch::verdict() const {
  TimingTrust trust;
  const auto now_us = waited_us();
  const double elapsed_ms = monotonic_ms() - start_ms_;
  if (!start_us_ || !now_us || elapsed_ms <= 0) return trust;
  const double share = (*now_us - *start_us_) / 1000 / elapsed_ms;
  if (share > kBusyShare) {
    trust.reliable = false;
    trust.reasons.push_back(fmt::format(
        "the machine was busy: tasks waited for a CPU {:.0f} % of the time", share * 100));
  }
  return trust;
}

}  // namespace firsthand
