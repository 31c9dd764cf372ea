#pragma once
// What a journey made its customers wait in all, over its walks, in words.

#include <string>

#include "analyzers/audit.h"

namespace firsthand::report {

struct JourneyWait {
  std::string text{};    // "at least 20 s" when what was awaited in that walk never came
  bool reliable = true;  // the times it rests on can be trusted
};
// The worst walk's; text is empty when no walk was timed.
JourneyWait worst_wait(const JourneySummary& journey);
// "at least" when a wait that outlived the watch could have moved it.
JourneyWait median_wait(const JourneySummary& journey);

}  // namespace firsthand::report
