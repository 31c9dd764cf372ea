#pragma once
// Findings that somebody who knows the site says are wrong (journeys/strikes.h).

#include <string>
#include <vector>

#include "analyzers/finding.h"
#include "journeys/strikes.h"

namespace firsthand {

// What holds on the day of judgement.
struct Strikes {
  std::vector<Strike> all{};
  std::string today{};  // 2026-01-31
};

// A strike that struck nothing.
struct StaleStrike {
  std::string says{};  // what it would strike: "slow-step on /search*"
  std::string at{};    // "verdicts.yaml:4"
  std::string by{};
  std::string until{};  // it had ended; empty: nothing that it fits was found
};

// The strike holds no more.
bool has_ended(const Strike& strike, const std::string& today);

// Takes out of `findings` what is struck and returns it, each with who says so. How a walk ended
// (gave-up) stays. `walk`: that they are of.
std::vector<Finding> strike_out(std::vector<Finding>& findings, const Walk& walk,
                                const Strikes& strikes);

// In the order of the file. One that names a journey which is none of `walked` is not stale.
std::vector<StaleStrike> stale_among(const Strikes& strikes, const std::vector<Finding>& struck,
                                     const std::vector<const Walk*>& walked);

}  // namespace firsthand
