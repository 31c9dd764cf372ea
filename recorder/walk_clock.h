#pragma once
// The walk's clock: milliseconds since the journey started, on CLOCK_MONOTONIC.

#include <chrono>

#include "recorder/deadline.h"

namespace firsthand {

inline double monotonic_ms() {
  return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
}

class WalkClock {
 public:
  WalkClock() : start_ms_(monotonic_ms()) {}
  double now_ms() const { return monotonic_ms() - start_ms_; }
  // From the browser's own monotonic times.
  double from_monotonic_ms(double ms) const { return ms - start_ms_; }
  double from_monotonic_s(double seconds) const { return seconds * 1000 - start_ms_; }

 private:
  double start_ms_;
};

}  // namespace firsthand
