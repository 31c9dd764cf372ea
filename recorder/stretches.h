#pragma once
// What a wait was for: one stretch with one cause after the other.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/recording.h"

namespace firsthand {

class Stretches {
 public:
  // From `since_ms` on it is this: loading, missing, hidden, disabled, covered, moving,
  // still_there; or ready, which nobody waits for. `by`: what covers it. The same again goes on;
  // what is said to have begun before the stretch it ends begins with it.
  void note(double since_ms, const std::string& cause, const std::string& by = "");

  bool empty() const { return stretches_.empty(); }
  // The cause now; none: empty.
  std::string cause() const { return empty() ? std::string() : stretches_.back().cause; }
  // When the present one began, and the one before it where that was of this cause.
  double since_ms() const { return empty() ? 0 : stretches_.back().from_ms; }
  std::optional<double> before_since_ms(std::string_view cause) const;

  // What was waited for between two times, a cause once, in the order in which they came first;
  // none shorter than a millisecond. `waited` says how much of a span was waiting.
  std::vector<WaitedFor> between(double begin_ms, double end_ms,
                                 const std::function<double(double, double)>& waited) const;

 private:
  struct Stretch {
    double from_ms;
    std::string cause, by;
  };
  std::vector<Stretch> stretches_;
};

}  // namespace firsthand
