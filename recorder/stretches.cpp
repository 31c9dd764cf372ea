#include "recorder/stretches.h"

#include <algorithm>

namespace firsthand {

void Stretches::note(double since_ms, const std::string& cause, const std::string& by) {
  if (!empty() && stretches_.back().cause == cause && stretches_.back().by == by) return;
  stretches_.push_back({std::max(since_ms, this->since_ms()), cause, by});
}

std::optional<double> Stretches::before_since_ms(std::string_view cause) const {
  if (stretches_.size() < 2) return std::nullopt;
  const auto& before = stretches_[stretches_.size() - 2];
  return before.cause == cause ? std::optional(before.from_ms) : std::nullopt;
}

std::vector<WaitedFor> Stretches::between(
    double begin_ms, double end_ms, const std::function<double(double, double)>& waited) const {
  std::vector<WaitedFor> causes;
  for (std::size_t index = 0; index < stretches_.size(); ++index) {
    const auto& stretch = stretches_[index];
    if (stretch.cause == "ready") continue;
    const double from = std::max(stretch.from_ms, begin_ms);
    const double until =
        index + 1 < stretches_.size() ? std::min(stretches_[index + 1].from_ms, end_ms) : end_ms;
    if (until - from < 1) continue;
    const double ms = waited(from, until);
    const auto same = std::ranges::find_if(causes, [&](const auto& known) {
      return known.cause == stretch.cause && known.by == stretch.by;
    });
    if (same != causes.end())
      same->ms += ms;
    else
      causes.push_back({.cause = stretch.cause, .by = stretch.by, .ms = ms});
  }
  return causes;
}

}  // namespace firsthand
