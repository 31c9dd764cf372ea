#pragma once
// A time not to run past, passed by value; sub-tasks can only shorten it. Never null, never absent.

#include <algorithm>
#include <chrono>

namespace firsthand {

using Clock = std::chrono::steady_clock;  // CLOCK_MONOTONIC, the browser's own clock

// One question to a browser that is well; it mostly answers within milliseconds.
inline constexpr auto kCommand = std::chrono::seconds(5);

class Deadline {
 public:
  static Deadline after(Clock::duration budget) { return Deadline(Clock::now() + budget); }
  static Deadline at(Clock::time_point when) { return Deadline(when); }

  Deadline at_most(Clock::duration budget) const {
    return Deadline(std::min(when_, Clock::now() + budget));
  }
  Deadline at_most(Deadline other) const { return Deadline(std::min(when_, other.when_)); }
  bool passed() const { return Clock::now() >= when_; }
  Clock::time_point when() const { return when_; }
  // Never negative.
  Clock::duration left() const { return std::max(Clock::duration::zero(), when_ - Clock::now()); }
  int left_ms() const {
    return static_cast<int>(std::min<std::chrono::milliseconds::rep>(
        std::chrono::ceil<std::chrono::milliseconds>(left()).count(), 3'600'000));
  }

 private:
  explicit Deadline(Clock::time_point when) : when_(when) {}
  Clock::time_point when_;
};

}  // namespace firsthand
