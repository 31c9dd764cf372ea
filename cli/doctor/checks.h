#pragma once
// What doctor says about a machine: pure functions from facts (facts.h) to lines.

#include <string>
#include <vector>

#include "cli/doctor/facts.h"

namespace firsthand {

enum class Health {
  kOk,
  kWarning,  // works, less well or not for everybody
  kFailure   // Firsthand cannot walk here
};

struct HealthLine {
  Health health = Health::kOk;
  std::string part{};  // "fonts"
  std::string what{};  // a sentence
  std::string mend{};  // the one command or act that mends it; empty when all is well
};

std::vector<HealthLine> check_browser(const BrowserFacts& facts);
std::vector<HealthLine> check_sandbox(const BrowserFacts& facts);
std::vector<HealthLine> check_eyes(const EyesFacts& facts);
// `axe`: see MachineFacts.
std::vector<HealthLine> check_accessibility(const std::string& axe);
std::vector<HealthLine> check_fonts(const FontFacts& facts);
std::vector<HealthLine> check_space(const SpaceFacts& facts);
std::vector<HealthLine> check_clock(const ClockFacts& facts);

// All of them, in the order in which doctor says them.
std::vector<HealthLine> check_machine(const MachineFacts& facts);

}  // namespace firsthand
