#pragma once
// What the command line, the environment and the calendar give a journey's variables.

#include <map>
#include <string>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/journey.h"
#include "journeys/variables.h"

namespace firsthand {

// Told by the file that names them: that of a used step, or empty, the journey's own.
using ToldByFile = std::map<std::string, std::vector<Diagnostic>>;

// The mistakes in `let`, one a name that no journey sets or uses: "--let x: no journey …".
std::vector<std::string> used_nowhere(const std::map<std::string, std::string>& let,
                                      const std::vector<Journey>& journeys);

struct GivenVariables {
  Variables variables{};
  ToldByFile missing{};  // environment variables that the journey uses and nobody set
};

// The journey sets or uses a variable of this name.
bool uses_variable(const Journey& journey, const std::string& name);

// Only those variables of the environment are read that `journey` uses. `today`: 2026-01-31.
GivenVariables given_variables(const Journey& journey,
                               const std::map<std::string, std::string>& let,
                               const std::string& today);

// The same missing ones as warnings, for when nothing is walked yet.
ToldByFile unset_here(const Journey& journey, const std::map<std::string, std::string>& let);

// As text. Reads the used files, to show their lines.
std::string rendered(const ToldByFile& told, const Journey& journey);

}  // namespace firsthand
