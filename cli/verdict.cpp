#include "cli/verdict.h"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "journeys/text.h"

namespace firsthand {
namespace {

std::string attempts_text(const Attempts& attempts) {
  const std::array<std::pair<int, const char*>, 8> parts{{{attempts.completed, "completed"},
                                                          {attempts.gave_up, "gave up"},
                                                          {attempts.failed, "failed"},
                                                          {attempts.stopped, "stopped"},
                                                          {attempts.robot_check, "turned away"},
                                                          {attempts.our_rig, "not measured"},
                                                          {attempts.out_of_data, "out of data"},
                                                          {attempts.lost, "lost"}}};
  std::vector<std::string> said;
  for (const auto& [n, what] : parts)
    if (n > 0) said.push_back(fmt::format("{} {}", n, what));
  return fmt::format("{}: {}", counted(attempts.total, "walk", "walks"),
                     said.empty() ? "none" : fmt::format("{}", fmt::join(said, ", ")));
}

// Parts of another finding are told there.
std::string findings_text(const std::vector<Finding>& findings) {
  std::vector<std::string> said;
  int all = 0;
  for (const auto severity :
       {Severity::kBlocker, Severity::kSerious, Severity::kAnnoying, Severity::kMinor}) {
    int n = 0;
    for (const auto& finding : findings)
      n += finding.severity == severity && !finding.part_of ? 1 : 0;
    if (n > 0) said.push_back(fmt::format("{} {}", n, to_word(severity)));
    all += n;
  }
  if (all == 0) return "no findings";
  return fmt::format("{}: {}", counted(all, "finding", "findings"), fmt::join(said, ", "));
}

}  // namespace

ExitCode exit_code_of(const Audit& audit) {
  switch (audit.verdict) {
    case AuditVerdict::kGo:
      return ExitCode::kGo;
    case AuditVerdict::kNoGo:
      return ExitCode::kTrouble;
    case AuditVerdict::kCannotSay:
      break;
  }
  return ExitCode::kCannotMeasure;
}

std::string verdict_word(ExitCode code) {
  if (code == ExitCode::kGo) return "GO";
  return code == ExitCode::kTrouble ? "NO-GO" : "CANNOT SAY";
}

std::string verdict_line(const Audit& audit, ExitCode code, const std::filesystem::path& shown) {
  const auto struck = audit.struck.empty() ? "" : fmt::format(", {} struck", audit.struck.size());
  return fmt::format("{} {} {}; {}{}. {}", verdict_word(code), printable(audit.headline),
                     attempts_text(audit.attempts), findings_text(audit.findings), struck,
                     printable(shown.string(), 4096));
}

}  // namespace firsthand
