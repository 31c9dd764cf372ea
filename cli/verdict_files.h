#pragma once
// The files of verdicts (journeys/strikes.h) that a run is judged with: the one given, else every
// verdicts.yaml beside a journey's file.

#include <filesystem>
#include <string>
#include <vector>

#include "journeys/strikes.h"

namespace firsthand {

struct VerdictFiles {
  std::vector<Strike> strikes{};
  std::string complaints{};  // for stderr; empty: none
  int read = 0, errors = 0, warnings = 0;
};

// `given` must be there; empty: none is given. Of `journeys`, the files; each folder is looked into
// once.
VerdictFiles read_verdicts(const std::filesystem::path& given,
                           const std::vector<std::string>& journeys);

}  // namespace firsthand
