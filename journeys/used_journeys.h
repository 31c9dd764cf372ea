#pragma once
// `use`: the steps of another journey file in the place of the step that uses it.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/journey.h"
#include "journeys/result.h"

namespace firsthand {

// Against files that use each other without end: 10 files deep, 200 uses, 2,000 steps in all.
inline constexpr int kDeepestUse = 10;
inline constexpr int kMostUses = 200;
inline constexpr int kMostUsedSteps = 2000;

// What is wrong in one file.
struct FileDiagnostics {
  std::string file{};
  std::string source{};  // its text
  std::vector<Diagnostic> diagnostics{};
};

using ReadFile = std::function<Result<std::string>(const std::filesystem::path&)>;

// Puts the steps of used files in the place of every Use of `journey`, also of the uses in those.
// A path counts from the folder of the file that uses it.
//
// A used file sees the variables of its own `let`, those that the use gives it with `let:` (which
// win), those that it keeps, and `given`, the names that the command line gives; not those of the
// file that uses it. None of them leaks: where a name is taken already, the used one is renamed.
// What it calls secret stays secret, and its hosts are added to the journey's. Of its other keys
// nothing is taken: patience, visitor and site are those of the journey (a patience or limit of its
// own is a warning).
//
// Returns what is wrong, in the files where it is wrong; with an error among it, `journey` is of no
// use. An empty result: all is well.
std::vector<FileDiagnostics> put_used_steps(Journey& journey, const std::vector<std::string>& given,
                                            const ReadFile& read);

}  // namespace firsthand
