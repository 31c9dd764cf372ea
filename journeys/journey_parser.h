#pragma once
// YAML text -> Journey, or diagnostics. Limits against hostile files: 1 MB, 20 levels deep, 2,000
// steps, no aliases or anchors.

#include <string>
#include <string_view>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/journey.h"

namespace firsthand {

struct ParsedJourney {
  Journey journey{};                      // meaningful only when ok()
  std::vector<Diagnostic> diagnostics{};  // errors and warnings, in file order
  bool ok() const {
    for (const auto& diagnostic : diagnostics)
      if (diagnostic.gravity == Gravity::kError) return false;
    return true;
  }
};

// `file` is only named in messages and gives the journey its id. `known` are variables that the
// command line provides beside the file's own `let`.
ParsedJourney parse_journey(std::string_view source, std::string_view file,
                            const std::vector<std::string>& known = {});

}  // namespace firsthand
