#include "analyzers/judged_walk.h"

#include <algorithm>
#include <utility>

#include "analyzers/analyzer.h"
#include "analyzers/waits.h"

namespace firsthand {
namespace {

constexpr double kMostOf = 0.5;

// The journey ended on this very trouble.
std::optional<std::size_t> ended_by(const std::vector<Finding>& findings, const Finding& trouble) {
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (findings[i].rule == "gave-up" && findings[i].step == trouble.step) return i;
  return std::nullopt;
}

bool never_came(const Finding& finding) {
  return finding.rule == "failed-document" && !finding.evidence.status;
}

// An error that does not say what to do is one trouble, not two.
void explain_messages(const std::vector<Finding>& findings,
                      std::vector<std::optional<std::size_t>>& part_of) {
  for (std::size_t vague = 0; vague < findings.size(); ++vague) {
    if (findings[vague].rule != "vague-error") continue;
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (findings[i].rule == "error-words-in-page" && findings[i].step == findings[vague].step &&
          findings[vague].evidence.text.find(findings[i].evidence.text) != std::string::npos)
        part_of[vague] = i;
  }
}

}  // namespace

std::vector<std::optional<std::size_t>> explain_waits(const Walk& walk,
                                                      const std::vector<Finding>& findings) {
  std::vector<std::optional<std::size_t>> part_of(findings.size());
  for (std::size_t slow = 0; slow < findings.size(); ++slow) {
    const Finding& wait = findings[slow];
    if (wait.rule == "waited-for-control" || never_came(wait))
      part_of[slow] = ended_by(findings, wait);
    if (wait.rule != "slow-step" || !wait.step || !wait.cost) continue;
    const StepRecord* next = next_step(walk.steps, *wait.step);
    double longest = kMostOf * wait.cost->ms;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      const Finding& control = findings[i];
      if (control.rule != "waited-for-control" || !control.cost) continue;
      const bool of_next = next != nullptr && control.step == next->index;
      if (control.step != wait.step && !of_next) continue;
      if (control.cost->ms < longest) continue;
      longest = control.cost->ms;
      part_of[slow] = i;
    }
  }
  return part_of;
}

JudgedWalk judge_walk(const Recording& recording) {
  JudgedWalk judged;
  judged.recording = &recording;
  if (recording.walk.outcome != Outcome::kUnmeasured) {
    for (const auto& analyzer : all_analyzers()) {
      Verdict verdict = run_guarded(analyzer, recording);
      if (auto* found = std::get_if<std::vector<Finding>>(&verdict)) {
        std::move(found->begin(), found->end(), std::back_inserter(judged.findings));
      } else if (auto* failed = std::get_if<Failed>(&verdict)) {
        judged.failed.push_back(
            {std::string(analyzer.id), recording.name, std::move(failed->because)});
      }
    }
  }
  judged.part_of = explain_waits(recording.walk, judged.findings);
  explain_messages(judged.findings, judged.part_of);
  const Outcome outcome = recording.walk.outcome;
  if (outcome != Outcome::kUnmeasured && outcome != Outcome::kStopped)
    judged.attempt = attempt_of(recording.walk, judged.findings, judged.part_of);
  return judged;
}

}  // namespace firsthand
