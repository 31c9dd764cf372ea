#pragma once
// How many letters have to be changed, lost or added to make one text of the other (Levenshtein).

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace firsthand {

// `Text`: a string or view of comparable letters; those of std::string are bytes.
// `swaps_once`: two neighbours that changed places count once (optimal string alignment).
template <typename Text>
std::size_t edit_distance(const Text& a, const Text& b, bool swaps_once = false) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t differs = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + differs});
      if (swaps_once && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace firsthand
