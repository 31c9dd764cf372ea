#pragma once
// Whether the files that a journey attaches lie beside it, and those of a used one beside that:
// told before anything is walked.

#include <map>
#include <string>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/journey.h"

namespace firsthand {

// One error for each attached file that is not there, by the file that names it: a used one, or
// empty, the journey's own. Paths that use variables which only the walk knows are left to it;
// `let` is what the command line gives.
std::map<std::string, std::vector<Diagnostic>> missing_attachments(
    const Journey& journey, const std::map<std::string, std::string>& let);

}  // namespace firsthand
