#pragma once
// An audit as JUnit XML, for CI servers. A suite is one walk of a journey, a test case is a step:
// gave up or failed is a <failure>, could not be measured an <error>, and a step that was not
// reached, or that we stopped on purpose, is <skipped>. A step's time is the customer's felt
// wait in seconds; where it was not measured there is no time, and where times are not reliable the
// suite says so. In the suite of a journey's worst walk one more test case, "findings", fails when
// the journey has a finding of Audit::fail_on or worse.

#include <string>

#include "analyzers/audit.h"

namespace firsthand {

std::string junit_report(const Audit& audit);

}  // namespace firsthand
