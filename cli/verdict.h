#pragma once
// From an audit to an exit code and the last line of standard output.

#include <filesystem>
#include <string>

#include "analyzers/audit.h"
#include "cli/exit_code.h"

namespace firsthand {

// The audit's own verdict.
ExitCode exit_code_of(const Audit& audit);

// "GO", "NO-GO" or "CANNOT SAY".
std::string verdict_word(ExitCode code);

// "NO-GO  Customers wait 12.4 s. 3 walks: 2 completed, 1 gave up; 2 findings: 1 blocker, 1 minor.
// DIR/report.html" on one line; `shown` is the file to open, the last word of the line.
std::string verdict_line(const Audit& audit, ExitCode code, const std::filesystem::path& shown);

}  // namespace firsthand
