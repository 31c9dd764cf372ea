#include "analyzers/judged_walk.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "analyzers/analyzer.h"
#include "analyzers/merge.h"
#include "analyzers/waits.h"

namespace firsthand {
namespace {

constexpr double kMostOf = 0.5;

// What one broken page shows of itself, seen from several sides.
constexpr std::array<std::string_view, 11> kSides{
    "failed-document",       "failed-request",      "silent-submit",
    "false-success",         "dead-click",          "blank-screen",
    "error-words-in-pixels", "error-words-in-page", "vague-error",
    "keyboard-unreachable",  "error-click"};

std::optional<std::size_t> ending_of(const std::vector<Finding>& findings) {
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (findings[i].rule == "gave-up" && findings[i].step) return i;
  return std::nullopt;
}

// No trouble is milder than its parts.
void raise_wholes(std::vector<Finding>& findings,
                  const std::vector<std::optional<std::size_t>>& part_of) {
  for (std::size_t i = 0; i < findings.size(); ++i)
    for (auto whole = part_of[i]; whole; whole = part_of[*whole])
      findings[*whole].severity = std::max(findings[*whole].severity, findings[i].severity);
}

// Where the journey ended and right before it, everything broken is how it ended. An ending that is
// not held against the site explains only the wait itself.
void explain_ending(const Walk& walk, const std::vector<Finding>& findings,
                    std::vector<std::optional<std::size_t>>& part_of) {
  const auto ending = ending_of(findings);
  if (!ending) return;
  const int last = *findings[*ending].step;
  const StepRecord* before = previous_step(walk.steps, last);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& each = findings[i];
    const bool here = each.step == last;
    const bool near = here || (before != nullptr && each.step == before->index);
    const bool side = std::find(kSides.begin(), kSides.end(), each.rule) != kSides.end();
    const bool blamed = findings[*ending].severity == Severity::kBlocker;
    if ((near && side && blamed) || (here && each.rule == "waited-for-control"))
      part_of[i] = ending;
  }
}

// Of these is known why the customer got no further, and who can mend it.
constexpr std::array<std::string_view, 6> kCauses{"keyboard-unreachable", "failed-document",
                                                  "false-success",        "silent-submit",
                                                  "dead-click",           "blank-screen"};

// What ended the journey is told by its cause, where one is known: the wait for what never came is
// the same whatever kept it away.
void tell_the_cause(std::vector<Finding>& findings,
                    const std::vector<std::optional<std::size_t>>& part_of) {
  const auto ending = ending_of(findings);
  if (!ending || findings[*ending].severity != Severity::kBlocker) return;
  for (const auto rule : kCauses)
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (findings[i].rule != rule || part_of[i] != ending) continue;
      findings[*ending].owner = findings[i].owner;
      findings[*ending].why = findings[i].title + " " + findings[i].why;
      findings[*ending].fix = findings[i].fix;
      return;
    }
}

// Detours are where a part of the wait of their step went.
void explain_detours(const std::vector<Finding>& findings,
                     std::vector<std::optional<std::size_t>>& part_of) {
  for (std::size_t detour = 0; detour < findings.size(); ++detour) {
    if (findings[detour].rule != "redirect-chain") continue;
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (findings[i].rule == "slow-step" && findings[i].step == findings[detour].step)
        part_of[detour] = i;
  }
}

// The answer that the page did not pass on is what its thanks hide.
void explain_false_thanks(const std::vector<Finding>& findings,
                          std::vector<std::optional<std::size_t>>& part_of) {
  for (std::size_t thanks = 0; thanks < findings.size(); ++thanks) {
    if (findings[thanks].rule != "false-success") continue;
    for (std::size_t i = 0; i < findings.size(); ++i)
      if ((findings[i].rule == "failed-request" || findings[i].rule == "failed-document") &&
          findings[i].step == findings[thanks].step &&
          findings[i].evidence.url == findings[thanks].evidence.url)
        part_of[i] = thanks;
  }
}

// What the customer met of it comes before what broke, and that before what a machine wrote of it.
void explain_error_clicks(const std::vector<Finding>& findings,
                          std::vector<std::optional<std::size_t>>& part_of) {
  constexpr std::array<std::string_view, 5> kMet{"false-success", "silent-submit", "dead-click",
                                                 "error-words-in-page", "error-words-in-pixels"};
  for (std::size_t click = 0; click < findings.size(); ++click) {
    if (findings[click].rule != "error-click") continue;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      const Finding& each = findings[i];
      const bool script =
          each.rule == "console-exception" && each.evidence.text == findings[click].evidence.text;
      const bool request =
          each.rule == "failed-request" && each.evidence.url == findings[click].evidence.url;
      if ((script || request) && !part_of[i]) part_of[i] = click;
      const bool met = std::find(kMet.begin(), kMet.end(), each.rule) != kMet.end();
      if (met && each.step == findings[click].step && !part_of[click]) part_of[click] = i;
    }
  }
}

// The browser's question whether to send a form again is what came in place of the page, and who
// comes to a page that is none goes back.
void explain_ways_back(const std::vector<Finding>& findings,
                       std::vector<std::optional<std::size_t>>& part_of) {
  for (std::size_t back = 0; back < findings.size(); ++back) {
    const bool turned = findings[back].rule == "u-turn";
    if (!turned && findings[back].rule != "back-breakage") continue;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      const bool none =
          findings[i].rule == "failed-document" || (turned && findings[i].rule == "blank-screen");
      if (!none || findings[i].step != findings[back].step) continue;
      part_of[turned ? back : i] = turned ? i : back;
    }
  }
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

std::vector<std::optional<std::size_t>> explain(const Walk& walk,
                                                const std::vector<Finding>& findings) {
  std::vector<std::optional<std::size_t>> part_of(findings.size());
  for (std::size_t slow = 0; slow < findings.size(); ++slow) {
    const Finding& wait = findings[slow];
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
  explain_detours(findings, part_of);
  explain_messages(findings, part_of);
  explain_false_thanks(findings, part_of);
  explain_error_clicks(findings, part_of);
  explain_ways_back(findings, part_of);
  explain_ending(walk, findings, part_of);
  return part_of;
}

JudgedWalk judge_walk(const Recording& recording, const Strikes& strikes) {
  JudgedWalk judged;
  judged.recording = &recording;
  if (recording.walk.outcome != Outcome::kUnmeasured) {
    for (const auto& analyzer : all_analyzers()) {
      Verdict verdict = run_guarded(analyzer, recording);
      if (auto* found = std::get_if<std::vector<Finding>>(&verdict)) {
        std::move(found->begin(), found->end(), std::back_inserter(judged.findings));
      } else if (auto* partly = std::get_if<Partly>(&verdict)) {
        std::move(partly->findings.begin(), partly->findings.end(),
                  std::back_inserter(judged.findings));
        judged.failed.push_back(
            {std::string(analyzer.id), recording.name, std::move(partly->because), true});
      } else if (auto* failed = std::get_if<Failed>(&verdict)) {
        judged.failed.push_back(
            {std::string(analyzer.id), recording.name, std::move(failed->because)});
      }
    }
  }
  for (auto& finding : judged.findings)
    if (finding.rule != "gave-up") finding.key = key_of(finding, recording.walk);
  judged.struck = strike_out(judged.findings, recording.walk, strikes);
  judged.part_of = explain(recording.walk, judged.findings);
  raise_wholes(judged.findings, judged.part_of);
  tell_the_cause(judged.findings, judged.part_of);
  const Outcome outcome = recording.walk.outcome;
  const bool measured = outcome != Outcome::kUnmeasured && outcome != Outcome::kStopped;
  if (measured && !ended_in_doubt(recording.walk))
    judged.attempt = attempt_of(recording.walk, judged.findings, judged.part_of, judged.struck);
  return judged;
}

}  // namespace firsthand
