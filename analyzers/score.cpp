#include "analyzers/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr double kPerDoubling = 15;
constexpr double kPerField = 2;
constexpr int kFieldsAchievable = 8;  // Baymard 2024
constexpr std::size_t kFieldsNamed = 6;
constexpr int kEnoughAttempts = 5;
constexpr double kWidestInterval = 0.5;

double weight_of(Severity severity) {
  switch (severity) {
    case Severity::kMinor:
      return 2;
    case Severity::kAnnoying:
      return 8;
    case Severity::kSerious:
      return 25;
    case Severity::kBlocker:
      return 60;
  }
  return 0;
}

bool is_charged_by_time(const Finding& finding) {
  return finding.rule == "slow-step" || finding.rule == "waited-for-control";
}

// Nobody followed those in this walk: they are told, and cost the journey nothing.
bool was_not_met(const Finding& finding) {
  return finding.rule == "broken-link" || finding.rule == "link-redirects" ||
         finding.rule == "insecure-link" || finding.rule == "slow-link";
}

// By what it is about: a wait by its length, fields by their number.
bool is_charged_apart(const Finding& finding) {
  return is_charged_by_time(finding) || finding.rule == "too-many-fields";
}

// What is told as a part of another trouble is charged with it. A part of a wait is charged for
// itself: the wait is charged by its length, whatever it was spent on.
bool is_charged_with_another(const std::vector<Finding>& findings,
                             const std::vector<std::optional<std::size_t>>& part_of,
                             std::size_t i) {
  return i < part_of.size() && part_of[i] && !is_charged_by_time(findings[*part_of[i]]);
}

// 1 + log2 k: the first k instances together.
double share_of(int k) { return k <= 0 ? 0 : 1 + std::log2(k); }

bool is_struck(const FeltWait& wait, const std::vector<Finding>& struck) {
  return std::any_of(struck.begin(), struck.end(), [&](const Finding& each) {
    return each.rule == "slow-step" && each.step == wait.step;
  });
}

// For a wait that no finding tells of.
std::string sentence_for(const FeltWait& wait) {
  const std::string took = duration_text(wait.ms);
  const std::string expected = duration_text(wait.expected_ms);
  if (took == expected)
    return fmt::format("A wait a little longer than the {} that may be expected.", expected);
  return fmt::format("A wait of {}, where {} may be expected.", took, expected);
}

void charge_waits(const Walk& walk, const std::vector<Finding>& findings,
                  const std::vector<std::optional<std::size_t>>& part_of,
                  const std::vector<Finding>& struck, Attempt& attempt) {
  if (!walk.timing.reliable) return;
  for (const FeltWait& wait : felt_waits(walk.steps)) {
    if (is_struck(wait, struck)) continue;
    const double penalty = kPerDoubling * std::log2(std::max(1.0, wait.ms / wait.expected_ms));
    if (penalty <= 0) continue;
    Charge charge;
    charge.penalty = penalty;
    charge.step = wait.step;
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (findings[i].rule == "slow-step" && findings[i].step == wait.step)
        charge.finding = i < part_of.size() && part_of[i] ? *part_of[i] : i;
    charge.because = charge.finding ? findings[*charge.finding].title : sentence_for(wait);
    attempt.charges.push_back(std::move(charge));
  }
}

void charge_issues(const std::vector<Finding>& findings,
                   const std::vector<std::optional<std::size_t>>& part_of, Attempt& attempt) {
  std::map<std::string, std::vector<std::size_t>> by_rule;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (!is_charged_apart(findings[i]) && !was_not_met(findings[i]) &&
        !is_charged_with_another(findings, part_of, i))
      by_rule[findings[i].rule].push_back(i);
  for (auto& [rule, indices] : by_rule) {
    std::stable_sort(indices.begin(), indices.end(), [&](std::size_t a, std::size_t b) {
      return findings[a].severity > findings[b].severity;
    });
    int before = 0;
    for (const std::size_t index : indices) {
      const Finding& finding = findings[index];
      const int after = before + std::max(1, finding.count);
      const double penalty = weight_of(finding.severity) * (share_of(after) - share_of(before));
      attempt.charges.push_back({penalty, finding.title, index, finding.step});
      before = after;
    }
  }
}

// "'Street', 'Town'", as the page calls the last `beyond` of those that the step worked.
std::string names_of(const StepRecord& step, int beyond) {
  const auto all = std::ssize(step.targets);
  std::vector<std::string> names;
  for (auto i = std::max<std::ptrdiff_t>(0, all - beyond); i < all; ++i) {
    const FoundTarget& target = step.targets[static_cast<std::size_t>(i)];
    const std::string& name = target.says.empty() ? target.name : target.says;
    if (!name.empty()) names.push_back(in_quotes(name, 40));
  }
  return names.empty() ? "" : ": " + first_few(names, kFieldsNamed);
}

void charge_fields(const Walk& walk, const std::vector<Finding>& findings, Attempt& attempt) {
  std::optional<std::size_t> told;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (findings[i].rule == "too-many-fields") told = i;
  int fields = 0;
  for (const auto& step : walk.steps) {
    const int before = std::max(fields, kFieldsAchievable);
    fields += step.fields;
    const int beyond = fields - before;
    if (beyond <= 0) continue;
    attempt.charges.push_back(
        {kPerField * beyond,
         fmt::format("{} to fill in beyond the {} that a checkout can do with (Baymard 2024){}.",
                     counted(beyond, "field", "fields"), kFieldsAchievable, names_of(step, beyond)),
         told, step.index});
  }
}

}  // namespace

Attempt attempt_of(const Walk& walk, const std::vector<Finding>& findings,
                   const std::vector<std::optional<std::size_t>>& part_of,
                   const std::vector<Finding>& struck) {
  Attempt attempt;
  attempt.completed = walk.outcome == Outcome::kCompleted;
  charge_waits(walk, findings, part_of, struck, attempt);
  charge_issues(findings, part_of, attempt);
  charge_fields(walk, findings, attempt);
  std::stable_sort(attempt.charges.begin(), attempt.charges.end(),
                   [](const Charge& a, const Charge& b) { return a.penalty > b.penalty; });
  for (const auto& charge : attempt.charges) attempt.penalty += charge.penalty;
  attempt.score = score_for(attempt.penalty, attempt.completed);
  return attempt;
}

double score_for(double penalty, bool completed) {
  return completed ? 100 * std::exp2(-penalty / 100) : 0;
}

char grade_for(double score) {
  if (score >= 90) return 'A';
  if (score >= 80) return 'B';
  if (score >= 70) return 'C';
  return score >= 60 ? 'D' : 'F';
}

char worse_grade(char a, char b) { return std::max(a, b); }

Doubt doubt_about(int completed, int measured) {
  if (measured < kEnoughAttempts) return Doubt::kFew;
  constexpr double z = 1.96;
  const double n = measured;
  const double p = completed / n;
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  return 2 * half > kWidestInterval ? Doubt::kDiffer : Doubt::kNone;
}

}  // namespace firsthand
