#pragma once
// The journeys that the command line names (a file; else a ready-made journey by its name; a URL
// for first-visit there), read and checked, with every mistake in all of them answered at once.

#include <map>
#include <string>
#include <vector>

#include "journeys/journey.h"

namespace firsthand {

struct JourneyFiles {
  std::vector<Journey> journeys{};  // those that read, in the order given
  std::string complaints{};         // for stderr: diagnostics of all files; empty: none
  int read = 0;                     // files and ready-made journeys
  int errors = 0;
  int warnings = 0;
};

// `let`: variables that the command line gives. Two journeys with one id are an error: their walks
// would be counted as one journey's.
JourneyFiles read_journeys(const std::vector<std::string>& files,
                           const std::map<std::string, std::string>& let);

}  // namespace firsthand
