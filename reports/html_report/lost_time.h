#pragma once
// What a friction cost the customer, in words. A wait that they did not sit out cost them their
// patience; how long it really was is told beside it.

#include <string>

#include "analyzers/audit.h"
#include "reports/lookup.h"

namespace firsthand::report {

// For one line: "Gave up after 10 s, not there after 20 s", "About 3 s lost"; empty: no time was
// measured.
std::string lost_in_short(const Finding& finding, const Place& place);
// For the finding's own entry: "10 s of the customer's time, until they gave up. The true wait was
// 23.4 s."
std::string lost_in_full(const Finding& finding, const Place& place);

}  // namespace firsthand::report
