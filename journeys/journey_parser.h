#pragma once
// YAML text -> Journey, or diagnostics. Limits against hostile files: 1 MB, 20 levels deep, 2,000
// steps, no aliases or anchors.

#include <optional>
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

// What a file is read as. kUsed: its steps stand inside another journey, so it need not begin with
// open or end with a look.
enum class ReadAs { kWhole, kUsed };

// `file` is only named in messages and gives the journey its id. `known` are variables that the
// command line provides beside the file's own `let`.
ParsedJourney parse_journey(std::string_view source, std::string_view file,
                            const std::vector<std::string>& known = {}, ReadAs as = ReadAs::kWhole);

// What to say when `steps` do not end with a look at how it went; nothing when they do, or when the
// last is a use, whose steps are not here yet. It stands at line 0 when no step does anything.
std::optional<Diagnostic> missing_look(const std::vector<Step>& steps);

}  // namespace firsthand
