#pragma once
// The extra headers of a journey's visitor, filled in for one walk.

#include <map>
#include <string>
#include <vector>

#include "journeys/journey.h"
#include "journeys/result.h"
#include "journeys/variables.h"

namespace firsthand {

struct ExtraHeaders {
  std::map<std::string, std::string> values{};  // by name
  // Values that must never reach disk: those given on the command line, and those made with
  // variables of the environment or secret ones; of an authorisation also what stands behind its
  // scheme. Shorter than 8 bytes they hide nothing, and would be found in everything.
  std::vector<std::string> secrets{};
};

// kUsage: a variable without a value, or a value that no header can carry.
Result<ExtraHeaders> extra_headers(const Journey& journey, const Variables& variables);

}  // namespace firsthand
