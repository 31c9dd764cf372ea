#pragma once
// Whether the files that a journey attaches lie beside it: told before anything is walked.

#include <map>
#include <string>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/journey.h"

namespace firsthand {

// One error for each attached file that is not there, at its place in the journey. Paths that use
// variables which only the walk knows are left to it; `let` is what the command line gives.
std::vector<Diagnostic> missing_attachments(const Journey& journey,
                                            const std::map<std::string, std::string>& let);

}  // namespace firsthand
