#pragma once
// The machine distrusts itself: a page of its own, whose delay is known, is walked like any other.
// When we are wrong about that one, the times of the walks around it are not to be believed.

#include <string>

#include "recorder/walker.h"

namespace firsthand {

// By how much the felt wait that a walk of the control page measured is longer than it was. The
// browser is that of `like`. Takes about a second. Errors as walk().
Result<double> control_probe(const WalkOptions& like);

// Why an error of that many milliseconds makes times unreliable; empty: it does not. Up to 100 ms
// is at once for a person (Nielsen 1993), and decides no wait.
std::string doubt_after_probe(double error_ms);

}  // namespace firsthand
