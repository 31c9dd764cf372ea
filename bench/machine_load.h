#pragma once
// Who else uses this machine while something is measured.

#include <map>
#include <optional>

namespace firsthand::bench {

// A process that is not ours.
struct OtherProcess {
  int parent = 0;
  double used_ms = 0;  // by itself, and by those of its children that have ended
};

class MachineLoad {
 public:
  MachineLoad();  // from now on
  // Processors that processes which are not ours kept busy since, on average.
  double others() const;
  // Share of the time in which some task waited for a processor; empty: the kernel does not tell.
  std::optional<double> pressure() const;
  // Others used less than a tenth of one processor.
  bool quiet() const { return others() < 0.1; }

 private:
  double began_ms_;
  std::map<int, OtherProcess> others_;
  std::optional<double> waited_us_;
};

}  // namespace firsthand::bench
