#include "analyzers/summaries.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "analyzers/blank.h"
#include "analyzers/page_answer.h"
#include "analyzers/waits.h"

namespace firsthand {
namespace {

using Places = std::vector<std::size_t>;  // indices into the walks

int badness(const Walk& walk) {
  if (ended_in_doubt(walk)) return 1;
  switch (walk.outcome) {
    case Outcome::kFailed:
      return 4;
    case Outcome::kGaveUp:
      return 3;
    case Outcome::kCompleted:
      return 2;
    case Outcome::kStopped:
      return 1;
    case Outcome::kUnmeasured:
      return 0;
  }
  return 0;
}

// Everything the customer waited for: the felt waits, and the one that they gave up on as far as it
// was watched.
OptMs waiting_of(const Walk& walk) {
  const auto waits = felt_waits(walk.steps);
  const auto ended = wait_that_ended(walk.steps);
  if (waits.empty() && !ended) return std::nullopt;
  double total = ended ? ended->ms : 0;
  for (const FeltWait& wait : waits) total += wait.felt_ms;
  return total;
}

// By how much it is, differs from step to step.
std::string all_of(const Walk& walk, std::string_view kind) {
  constexpr std::size_t kMostTold = 12;
  std::string told;
  std::size_t count = 0;
  for (const auto& seen : walk.observations)
    if (seen.kind == kind && ++count <= kMostTold)
      told += fmt::format("{}in step {}, {}", count > 1 ? "; " : "", seen.step + 1, seen.text);
  return count > kMostTold ? fmt::format("{}; and {} more", told, count - kMostTold) : told;
}

std::vector<EvidenceGap> gaps_in(const Walk& walk) {
  constexpr std::string_view kGaps[] = {"frames_masked", "frame_dropped",   "screen_dropped",
                                        "film_full",     "clocks_disagree", "agent_trouble"};
  std::vector<EvidenceGap> gaps;
  for (const auto kind : kGaps) {
    std::set<int> steps;
    std::string because;
    for (const auto& seen : walk.observations) {
      if (seen.kind != kind) continue;
      if (steps.empty()) because = seen.text;
      steps.insert(seen.step);
    }
    if (kind == "clocks_disagree" && steps.size() > 1) because = all_of(walk, kind);
    if (!steps.empty())
      gaps.push_back({std::string(kind), {steps.begin(), steps.end()}, std::move(because)});
  }
  return gaps;
}

std::vector<StepNote> notes_in(const Walk& walk) {
  constexpr std::string_view kNotes[] = {"kept",         "value_differs", "download",
                                         "scrolled_for", "tab",           "new_window"};
  std::vector<StepNote> notes;
  for (const auto& seen : walk.observations)
    if (std::ranges::find(kNotes, seen.kind) != std::end(kNotes))
      notes.push_back({seen.step, seen.kind, seen.text});
  return notes;
}

WalkSummary summarise_walk(const Recording& recording, const AuditContext& context) {
  const Walk& walk = recording.walk;
  WalkSummary summary;
  summary.recording = context.recordings_prefix + recording.name;
  summary.outcome = walk.outcome;
  summary.reason = walk.reason;
  summary.reason_text = walk.reason_text;
  summary.answer = last_answer(recording);
  summary.censored = walk.censored;
  summary.waiting_ms = waiting_of(walk);
  double tool = 0;
  for (const auto& step : walk.steps) tool += step.timing.tool_ms;
  if (!walk.steps.empty()) summary.tool_ms = tool;
  summary.total_ms = walk.total_ms;
  summary.timing = walk.timing;
  summary.steps = walk.steps;
  summary.screens = walk.screens;
  for (const auto& seen : recording.seen)
    if (is_blank(seen)) summary.blank_screens.push_back(seen.screen);
  summary.gaps = gaps_in(walk);
  summary.native_ui = walk.native_ui;
  summary.notes = notes_in(walk);
  return summary;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Waiting waiting_over(const std::vector<WalkSummary>& walks) {
  Waiting waiting;
  std::vector<double> times;
  for (const auto& walk : walks) {
    const bool measured = walk.outcome == Outcome::kCompleted || walk.outcome == Outcome::kGaveUp ||
                          walk.outcome == Outcome::kFailed;
    if (!measured || !walk.waiting_ms) continue;
    times.push_back(*walk.waiting_ms);
    if (walk.censored) ++waiting.censored;
  }
  waiting.n = static_cast<int>(times.size());
  if (times.empty()) return waiting;
  waiting.median_ms = median(times);
  waiting.worst_ms = *std::max_element(times.begin(), times.end());
  return waiting;
}

int handwork(const JourneySummary& journey) {
  return journey.clicks + journey.fields + journey.keystrokes;
}

// The walk with the most to do tells what the journey asks of a customer.
void count_effort(const std::vector<JudgedWalk>& walks, const Places& places,
                  JourneySummary& journey) {
  std::size_t longest = places.front();
  for (const std::size_t place : places) {
    JourneySummary counted;
    for (const auto& step : walks[place].recording->walk.steps) {
      counted.clicks += step.clicks;
      counted.fields += step.fields;
      counted.keystrokes += step.keystrokes;
    }
    if (handwork(counted) <= handwork(journey)) continue;
    longest = place;
    journey.clicks = counted.clicks;
    journey.fields = counted.fields;
    journey.keystrokes = counted.keystrokes;
  }
  journey.effort = effort_of(*walks[longest].recording);
}

void score_journey(const std::vector<JudgedWalk>& walks, const Places& places,
                   JourneySummary& journey) {
  double total = 0;
  bool blocker = false;
  for (const std::size_t place : places) {
    if (badness(walks[place].recording->walk) >= 2) total += walks[place].attempt.score;
    for (const auto& finding : walks[place].findings)
      blocker = blocker || finding.severity == Severity::kBlocker;
  }
  if (!was_measured(journey)) {
    journey.grade_status = "incomplete";
    return;
  }
  const Attempts& attempts = journey.attempts;
  journey.score = total / attempts.measured();
  journey.grade = worse_grade(grade_for(*journey.score), blocker ? 'D' : 'A');
  const bool sure = doubt_about(attempts.completed, attempts.measured()) == Doubt::kNone;
  journey.grade_status = sure ? "final" : "provisional";
}

// How bad it ended, then on how long a wait, then what it cost the customer: the walk that the
// headline, the story and the first finding tell.
std::tuple<int, double, double> rank_of(const JudgedWalk& judged) {
  const Walk& walk = judged.recording->walk;
  const auto ended = wait_that_ended(walk.steps);
  return {badness(walk), ended ? ended->ms : -1, judged.attempt.penalty};
}

std::size_t worst_of(const std::vector<JudgedWalk>& walks, const Places& places) {
  return *std::max_element(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return rank_of(walks[a]) < rank_of(walks[b]);
  });
}

JourneySummary summarise_journey(const std::vector<JudgedWalk>& walks, const Places& places,
                                 const MergedFindings& merged, const AuditContext& context) {
  const Walk& first = walks[places.front()].recording->walk;
  JourneySummary journey;
  journey.id = first.journey.id;
  journey.title = first.journey.title;
  journey.why = first.journey.why;
  journey.critical = first.journey.critical;
  journey.visitor = first.visitor.name;
  journey.walked_by = first.visitor;
  journey.visit = first.visit;
  // Wherever it is named, it must not be taken for the first.
  if (first.visit > 1)
    journey.title = (journey.title.empty() ? journey.id : journey.title) + " (second visit)";
  for (const std::size_t place : places) {
    const Recording& recording = *walks[place].recording;
    count_walk(recording.walk, journey.attempts);
    journey.walks.push_back(summarise_walk(recording, context));
  }
  count_effort(walks, places, journey);
  journey.waiting = waiting_over(journey.walks);
  const std::size_t worst = worst_of(walks, places);
  journey.outcome = walks[worst].recording->walk.outcome;
  journey.worst_walk = walks[worst].recording->name;
  for (const auto& charge : walks[worst].attempt.charges)
    journey.ledger.push_back({charge.penalty, charge.because,
                              charge.finding ? merged.ids[worst][*charge.finding] : "",
                              charge.step});
  score_journey(walks, places, journey);
  return journey;
}

}  // namespace

int different_journeys(const std::vector<JourneySummary>& journeys) {
  std::set<std::string> ids;
  for (const auto& journey : journeys) ids.insert(journey.id);
  return static_cast<int>(ids.size());
}

Sought sought_in(const JourneySummary& journey) {
  Sought least;
  for (const auto& walk : journey.walks) {
    Sought sought;
    for (const auto& step : walk.steps) {
      if (!step.search) continue;
      ++sought.things;
      if (step.search->found) ++sought.found;
    }
    if (least.things == 0 || (sought.things > 0 && sought.found < least.found)) least = sought;
  }
  return least;
}

bool was_measured(const JourneySummary& journey) { return journey.attempts.measured() > 0; }

void count_walk(const Walk& walk, Attempts& attempts) {
  ++attempts.total;
  // It says nothing about the site.
  if (ended_in_doubt(walk)) {
    ++attempts.our_rig;
    return;
  }
  switch (walk.outcome) {
    case Outcome::kCompleted:
      ++attempts.completed;
      return;
    case Outcome::kGaveUp:
      ++attempts.gave_up;
      return;
    case Outcome::kFailed:
      ++attempts.failed;
      return;
    case Outcome::kStopped:
      ++attempts.stopped;
      return;
    case Outcome::kUnmeasured:
      break;
  }
  if (walk.reason == "robot_check") {
    ++attempts.robot_check;
  } else if (walk.reason == "our_rig") {
    ++attempts.our_rig;
  } else if (walk.reason == "out_of_data") {
    ++attempts.out_of_data;
  } else {
    ++attempts.lost;
  }
}

std::vector<JourneySummary> summarise(const std::vector<JudgedWalk>& walks,
                                      const MergedFindings& merged, const AuditContext& context) {
  std::vector<std::pair<std::pair<std::string, std::string>, Places>> journeys;
  for (std::size_t i = 0; i < walks.size(); ++i) {
    const Walk& walk = walks[i].recording->walk;
    const std::pair key{walk.journey.id, who_walked(walk)};
    const auto known = std::find_if(journeys.begin(), journeys.end(),
                                    [&](const auto& each) { return each.first == key; });
    if (known == journeys.end()) {
      journeys.push_back({key, {i}});
    } else {
      known->second.push_back(i);
    }
  }
  std::vector<JourneySummary> summaries;
  summaries.reserve(journeys.size());
  for (const auto& [key, places] : journeys)
    summaries.push_back(summarise_journey(walks, places, merged, context));
  return summaries;
}

}  // namespace firsthand
