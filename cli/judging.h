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
  std::filesystem::path out{};                      // where the audit will lie
  Severity fail_on = Severity::kSerious;  // the mildest finding that makes the verdict no_go
  std::string tool_version{};
};

struct Judged {
  Audit audit{};
  std::vector<Error> troubles{};  // recordings that do not read: not in the audit
};

// Reads the recordings, oldest first, and judges them. An error only when none of them reads.
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
