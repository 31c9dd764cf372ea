#pragma once
// Whether this machine was too busy for its times to be believed.

#include <optional>

#include "journeys/recording.h"

namespace firsthand {

// CPU pressure from its construction on: differences of the PSI total, not its averages, which
// still tell of a load that has ended.
class PressureWatch {
 public:
  PressureWatch();
  // Unreliable above 40 % of the time: a walk alone gives about 10 % on two cores, one more busy
  // process nothing beyond that, four of them 98 %.
  TimingTrust verdict() const;

 private:
  std::optional<double> start_us_;
  double start_ms_;
};

}  // namespace firsthand
