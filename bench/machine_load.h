#pragma once
// Who else uses this machine while something is measured.

#include <optional>

namespace firsthand::bench {

class MachineLoad {
 public:
  MachineLoad();  // from now on
  // Processors that others than we and our children kept busy since, on average.
  double others() const;
  // Share of the time in which some task waited for a processor; empty: the kernel does not tell.
  std::optional<double> pressure() const;
  // Others used less than a tenth of one processor.
  bool quiet() const { return others() < 0.1; }

 private:
  double began_ms_, all_ms_, ours_ms_;
  std::optional<double> waited_us_;
};

}  // namespace firsthand::bench
