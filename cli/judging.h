#pragma once
// From recordings on disk to an audit, and from an audit to the files people open.

#include <filesystem>
#include <string>
#include <vector>

#include "analyzers/audit.h"
#include "cli/requests.h"
#include "journeys/result.h"
#include "reports/html_report.h"

namespace firsthand {

struct JudgeRequest {
  std::vector<std::filesystem::path> recordings{};  // folders, all in one folder
  // The run whose walks these are, all of them; what it set out to walk and did not counts as
  // unmeasured (run_plan.h). Empty: these are not a whole run's.
  std::filesystem::path run{};
  std::filesystem::path out{};            // where the audit will lie
  Severity fail_on = Severity::kSerious;  // the mildest finding that makes the verdict no_go
  std::string tool_version{};
  std::vector<Strike> strikes{};
};

struct Judged {
  Audit audit{};
  std::vector<Error> troubles{};  // what does not read: recordings, the plan of the run
};

// Reads the recordings, oldest first, and judges them: a run that ended before its last walk is no
// GO. An error only when none of them reads.
Result<Judged> judge_recordings(const JudgeRequest& request);

struct Written {
  std::filesystem::path shown{};  // the file to open first: report.html, audit.json or junit.xml
  std::vector<Error> troubles{};  // files that could not be written or are not as they should be
};

// Writes report.html, audit.json and junit.xml into `out`, each even when another fails.
Written write_reports(const Audit& audit, const std::vector<Format>& formats,
                      const std::filesystem::path& out, const PictureSource& pictures);

// Now, as RFC 3339 in UTC.
std::string now_text();

}  // namespace firsthand
