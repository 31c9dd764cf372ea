#include "analyzers/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyzers/headline.h"
#include "analyzers/judged_walk.h"
#include "analyzers/merge.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/score.h"
#include "analyzers/summaries.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

bool missing_and_critical(const JourneySummary& journey) {
  return journey.critical && !was_measured(journey);
}

// No rule runs on a walk that says nothing about the site.
int walks_not_judged(const Audit& audit) {
  int n = 0;
  for (const auto& journey : audit.journeys)
    for (const auto& walk : journey.walks) n += walk.outcome == Outcome::kUnmeasured ? 1 : 0;
  return n;
}

bool ended_in_doubt_once(const JourneySummary& journey) {
  return std::any_of(journey.walks.begin(), journey.walks.end(), [](const WalkSummary& walk) {
    return ended_in_doubt(walk.outcome, walk.timing, walk.steps);
  });
}

AuditVerdict verdict_of(const Audit& audit, Severity fail_on) {
  const auto& journeys = audit.journeys;
  const bool bad_finding =
      std::any_of(audit.findings.begin(), audit.findings.end(),
                  [&](const Finding& finding) { return finding.severity >= fail_on; });
  if (bad_finding || audit.attempts.gave_up + audit.attempts.failed > 0) return AuditVerdict::kNoGo;
  const bool in_doubt = std::any_of(journeys.begin(), journeys.end(), ended_in_doubt_once);
  if (in_doubt || !rule_that_judged_nothing(audit).empty()) return AuditVerdict::kCannotSay;
  const bool nothing = std::none_of(journeys.begin(), journeys.end(), was_measured);
  if (nothing || std::any_of(journeys.begin(), journeys.end(), missing_and_critical))
    return AuditVerdict::kCannotSay;
  return AuditVerdict::kGo;
}

void grade(Audit& audit) {
  double total = 0;
  int scored = 0, unscored = 0;
  bool few = false, differ = false;
  for (const auto& journey : audit.journeys) {
    if (missing_and_critical(journey)) {
      audit.grade_status = "incomplete";
      audit.grade_reason =
          fmt::format("No grade: {} was not measured, and the business depends on it.",
                      quoted_journey(journey));
      return;
    }
    ++(journey.score ? scored : unscored);
    if (!journey.score) continue;
    total += *journey.score;
    const Doubt doubt = doubt_about(journey.attempts.completed, journey.attempts.measured());
    few = few || doubt == Doubt::kFew;
    differ = differ || doubt == Doubt::kDiffer;
  }
  if (scored == 0) {
    audit.grade_status = "incomplete";
    audit.grade_reason = "No grade: no journey was measured.";
    return;
  }
  audit.score = total / scored;
  audit.grade = grade_for(*audit.score);
  audit.grade_status = few || differ || unscored > 0 ? "provisional" : "final";
  const bool by_visit = different_journeys(audit.journeys) < scored + unscored;
  audit.grade_reason = scored == 1 ? "The score of the one journey."
                       : by_visit  ? fmt::format("The mean of {} visits.", scored)
                                   : fmt::format("The mean of {} journeys.", scored);
  const bool blocker =
      std::any_of(audit.findings.begin(), audit.findings.end(),
                  [](const Finding& finding) { return finding.severity == Severity::kBlocker; });
  if (blocker && worse_grade(*audit.grade, 'D') != *audit.grade) {
    audit.grade = 'D';
    audit.grade_reason = "No better than D, because a blocker was met.";
  }
  for (const auto& journey : audit.journeys)
    if (journey.critical && journey.attempts.completed == 0) {
      audit.grade = 'F';
      audit.grade_reason =
          fmt::format("F, because no walk completed {}, and the business depends on it.",
                      quoted_journey(journey));
    }
  if (!audit.struck.empty())
    audit.grade_reason +=
        fmt::format(" {} struck by people who know the site, and not counted.",
                    counted(std::ssize(audit.struck), "finding was", "findings were"));
  if (unscored > 0)
    audit.grade_reason += fmt::format(" {} not measured and left out.",
                                      counted(unscored, by_visit ? "visit was" : "journey was",
                                              by_visit ? "visits were" : "journeys were"));
  if (const auto rule = rule_that_judged_nothing(audit); !rule.empty()) {
    audit.grade_status = "provisional";
    audit.grade_reason += fmt::format(
        " The rule {} could not judge a single walk: nobody can say what it would have "
        "found.",
        in_quotes(rule));
  }
  if (few)
    audit.grade_reason +=
        " Provisional: too few walks to be sure (five of each journey are needed).";
  else if (differ)
    audit.grade_reason +=
        " Provisional: walks of the same journey ended differently; more of them would tell.";
}

// The struck findings of all walks as one list, and the strikes that struck none.
void tell_struck(std::vector<JudgedWalk>& walks, const Strikes& strikes, Audit& audit) {
  std::vector<const Walk*> walked;
  std::vector<Finding> each_walks;
  for (auto& walk : walks) {
    walked.push_back(&walk.recording->walk);
    each_walks.insert(each_walks.end(), walk.struck.begin(), walk.struck.end());
    walk.findings = std::move(walk.struck);
    walk.part_of.assign(walk.findings.size(), std::nullopt);
  }
  audit.stale_strikes = stale_among(strikes, each_walks, walked);
  audit.struck = merge(walks).findings;
  for (auto& finding : audit.struck) finding.id = "struck-" + finding.id;
}

// What is not there may be what was bad.
void hold_back(Audit& audit, const AuditContext& context) {
  const bool complete = context.missing == 0 && context.unreadable == 0;
  if (complete || audit.verdict != AuditVerdict::kGo) return;
  audit.verdict = AuditVerdict::kCannotSay;
  std::string lacks;
  if (context.missing > 0)
    lacks += fmt::format("{} of the run's {} walks {} missing. ", context.missing,
                         audit.attempts.total, context.missing == 1 ? "is" : "are");
  if (context.unreadable > 0)
    lacks +=
        fmt::format("{} of the run cannot be read. ", counted(context.unreadable, "file", "files"));
  audit.headline = lacks + audit.headline;
}

}  // namespace

std::string_view to_word(AuditVerdict verdict) {
  switch (verdict) {
    case AuditVerdict::kGo:
      return "go";
    case AuditVerdict::kNoGo:
      return "no_go";
    case AuditVerdict::kCannotSay:
      break;
  }
  return "cannot_say";
}

std::string rule_that_judged_nothing(const Audit& audit) {
  std::map<std::string, int> failures;
  for (const auto& failed : audit.failed_analyzers)
    if (!failed.partly &&
        ++failures[failed.analyzer] >= audit.attempts.total - walks_not_judged(audit))
      return failed.analyzer;
  return {};
}

Audit judge(const std::vector<Recording>& recordings, const AuditContext& context) {
  const Strikes strikes{context.strikes, context.finished.substr(0, 10)};
  std::vector<JudgedWalk> walks;
  walks.reserve(recordings.size());
  for (const auto& recording : recordings) walks.push_back(judge_walk(recording, strikes));
  MergedFindings merged = merge(walks);

  Audit audit;
  audit.tool_version = context.tool_version;
  audit.finished = context.finished;
  for (const auto& recording : recordings) {
    const Walk& walk = recording.walk;
    if (audit.started.empty() || (!walk.started.empty() && walk.started < audit.started))
      audit.started = walk.started;
    count_walk(walk, audit.attempts);
    for (const auto& met : walk.interruptions)
      audit.interruptions.push_back({walk.journey.id, recording.name, met});
  }
  if (!recordings.empty()) {
    audit.site = recordings.front().walk.journey.site;
    audit.machine = recordings.front().walk.machine;
    audit.browser = recordings.front().walk.browser;
  }
  audit.journeys = summarise(walks, merged, context);
  audit.findings = std::move(merged.findings);
  for (auto& walk : walks)
    std::move(walk.failed.begin(), walk.failed.end(), std::back_inserter(audit.failed_analyzers));
  tell_struck(walks, strikes, audit);
  grade(audit);
  audit.fail_on = context.fail_on;
  audit.verdict = verdict_of(audit, context.fail_on);
  audit.headline = headline_for(audit, context.fail_on);
  hold_back(audit, context);
  return audit;
}

}  // namespace firsthand
