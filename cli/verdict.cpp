#include "cli/verdict.h"

#include <fmt/format.h>

#include <array>
#include <map>
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

std::string findings_text(const std::vector<Finding>& findings) {
  if (findings.empty()) return "no findings";
  std::vector<std::string> said;
  for (const auto severity :
       {Severity::kBlocker, Severity::kSerious, Severity::kAnnoying, Severity::kMinor}) {
    int n = 0;
    for (const auto& finding : findings) n += finding.severity == severity ? 1 : 0;
    if (n > 0) said.push_back(fmt::format("{} {}", n, to_word(severity)));
  }
  return fmt::format("{}: {}", counted(static_cast<int>(findings.size()), "finding", "findings"),
                     fmt::join(said, ", "));
}

// Some rule could not judge a single walk: nobody has looked.
bool a_rule_judged_nothing(const Audit& audit) {
  std::map<std::string, int> failures;
  for (const auto& failed : audit.failed_analyzers)
    if (++failures[failed.analyzer] >= audit.attempts.total) return true;
  return false;
}

}  // namespace

ExitCode exit_code_of(const Audit& audit) {
  auto code = ExitCode::kGo;
  if (audit.verdict == AuditVerdict::kNoGo) code = ExitCode::kTrouble;
  if (audit.verdict == AuditVerdict::kCannotSay) code = ExitCode::kCannotMeasure;
  return a_rule_judged_nothing(audit) ? worse(code, ExitCode::kCannotMeasure) : code;
}

std::string verdict_word(ExitCode code) {
  if (code == ExitCode::kGo) return "GO";
  return code == ExitCode::kTrouble ? "NO-GO" : "CANNOT SAY";
}

std::string verdict_line(const Audit& audit, ExitCode code, const std::filesystem::path& shown) {
  return fmt::format("{} {} {}; {}. {}", verdict_word(code), printable(audit.headline),
                     attempts_text(audit.attempts), findings_text(audit.findings),
                     printable(shown.string(), 4096));
}

}  // namespace firsthand
