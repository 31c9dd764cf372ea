// One journey: how it ended, its felt waits, the story of its worst walk, and every walk in a line.

#include <fmt/format.h>

#include <algorithm>

#include "journeys/text.h"
#include "reports/html_report/journey_waits.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"
#include "reports/lookup.h"

namespace firsthand::report {
namespace {

void write_figure(HtmlWriter& html, std::string_view name, const std::string& value) {
  const auto pair = html.in("div");
  html.element("dt", {}, name);
  html.element("dd", {}, value);
}

void write_wait(HtmlWriter& html, std::string_view name, const JourneyWait& wait) {
  if (!wait.text.empty())
    write_figure(html, name, wait.reliable ? wait.text : wait.text + ", not reliable");
}

// Nothing was done on a journey of which no step was: that is not the same as no clicks needed.
bool was_begun(const JourneySummary& journey) {
  const auto did = [](const StepRecord& step) {
    return step.outcome != StepOutcome::kNotReached && step.outcome != StepOutcome::kUnmeasured;
  };
  return std::any_of(journey.walks.begin(), journey.walks.end(), [&](const WalkSummary& walk) {
    return std::any_of(walk.steps.begin(), walk.steps.end(), did);
  });
}

void write_facts(HtmlWriter& html, const JourneySummary& journey) {
  const auto facts = html.in("dl", {{"class", "facts"}});
  const auto [found, goal] = reached(journey);
  write_figure(html, found ? "Found" : "Reached the goal", goal);
  write_wait(html, journey.waiting.n > 1 ? "Had to wait in all, worst" : "Had to wait in all",
             worst_wait(journey));
  if (journey.waiting.n > 1)
    write_wait(html, fmt::format("Median of {}", journey.waiting.n), median_wait(journey));
  if (was_begun(journey)) {
    write_figure(html, "Clicks", std::to_string(journey.clicks));
    write_figure(html, "Fields filled", std::to_string(journey.fields));
    write_figure(html, "Keystrokes", std::to_string(journey.keystrokes));
  }
  write_figure(html, "Grade", journey.grade ? std::string(1, *journey.grade) : "none");
}

std::string ending_text(const WalkSummary& walk) {
  switch (walk.outcome) {
    case Outcome::kCompleted:
      return "";
    case Outcome::kGaveUp:
      return "The customer gave up.";
    case Outcome::kFailed:
      return "The customer was stopped by the site.";
    case Outcome::kStopped:
      if (!is_about_sending(walk.reason)) return "We stopped here on purpose.";
      return "The next step would have sent something, which was not allowed: we stopped before "
             "sending.";
    case Outcome::kUnmeasured:
      break;
  }
  return "The walk could not be measured: ";
}

void write_ending(HtmlWriter& html, const JourneySummary& journey, const WalkSummary& walk) {
  const bool several = journey.attempts.total > 1;
  if (walk.outcome == Outcome::kCompleted && !several) return;
  const auto line = html.in("p", {{"class", "ending"}});
  if (several) {
    html.text(
        fmt::format("Of {} walks, {}. ", journey.attempts.total, outcomes_text(journey.attempts)));
    html.text("This is the story of the worst. ");
  }
  html.text(ending_text(walk));
  if (walk.outcome == Outcome::kUnmeasured) {
    html.text(PageText{unmeasured_in_full(walk.reason, walk.reason_text), 500});
    return;
  }
  if (walk.outcome == Outcome::kCompleted || walk.reason_text.empty()) return;
  html.text(" ").text(PageText{walk.reason_text, 400});
  if (!walk.answer.empty())
    html.text(" The page said “").text(PageText{walk.answer, 200}).text("”.");
}

const StepRecord* ended_at(const WalkSummary& walk) {
  const StepRecord* last = nullptr;
  for (const auto& step : walk.steps)
    if (step.outcome != StepOutcome::kNotReached) last = &step;
  return last;
}

void write_walk_row(HtmlWriter& html, const WalkSummary& walk, std::size_t number) {
  const auto row = html.in("tr");
  html.element("th", {{"scope", "row"}}, std::to_string(number + 1));
  {
    const auto cell = html.in("td", {{"data-label", "Outcome"}});
    write_outcome(html, walk.outcome);
  }
  html.element("td", {{"data-label", "Had to wait in all"}},
               walk.waiting_ms ? wait_text(*walk.waiting_ms, walk.censored) : "not measured");
  {
    const auto cell = html.in("td", {{"data-label", "Ended at"}});
    if (const StepRecord* last = ended_at(walk))
      html.text(fmt::format("{}. ", last->index + 1)).text(PageText{last->says, 70});
    else
      html.text("before the first step");
  }
  html.element("td", {{"data-label", "Times"}},
               !walk.waiting_ms       ? "none"
               : walk.timing.reliable ? "reliable"
                                      : "not reliable");
}

void write_all_walks(HtmlWriter& html, const JourneySummary& journey) {
  if (journey.walks.size() < 2) return;
  html.element("h4", {}, "Every walk");
  const auto table = html.in("table", {{"class", "walks"}});
  {
    const auto head = html.in("thead");
    const auto row = html.in("tr");
    for (const std::string_view title :
         {"Walk", "Outcome", "Had to wait in all", "Ended at", "Times"})
      html.element("th", {{"scope", "col"}}, title);
  }
  const auto body = html.in("tbody");
  for (std::size_t i = 0; i < journey.walks.size(); ++i) write_walk_row(html, journey.walks[i], i);
}

void write_not_reached(HtmlWriter& html, const WalkSummary& walk) {
  bool any = false;
  for (const auto& step : walk.steps) any = any || step.outcome == StepOutcome::kNotReached;
  if (!any) return;
  const auto box = html.in("div", {{"class", "not-reached"}});
  html.element("h4", {}, "Not reached");
  const auto list = html.in("ol");
  for (const auto& step : walk.steps) {
    if (step.outcome != StepOutcome::kNotReached) continue;
    const auto item = html.in("li", {{"value", step.index + 1}});
    html.text(PageText{step.says, 160});
  }
}

void write_story(Report& report, std::size_t number, const WalkSummary& walk) {
  {
    const auto steps = report.html.in("ol", {{"class", "steps"}});
    for (const auto& step : walk.steps)
      if (step.outcome != StepOutcome::kNotReached) write_step(report, number, walk, step);
  }
  write_not_reached(report.html, walk);
}

}  // namespace

void write_journey(Report& report, std::size_t number) {
  HtmlWriter& html = report.html;
  const JourneySummary& journey = report.audit.journeys[number];
  const std::string id = journey_id(number);
  const auto article =
      html.in("article", {{"class", "journey"}, {"id", id}, {"aria-labelledby", id + "-title"}});
  {
    const auto head = html.in("header");
    {
      const auto line = html.in("p", {{"class", "kicker"}});
      write_outcome(html, journey.outcome);
      if (journey.critical) html.element("span", {{"class", "critical"}}, "critical");
      html.element("span", {{"class", "visitor"}}, PageText{visitor_text(journey), 120});
    }
    html.element("h3", {{"id", id + "-title"}}, PageText{journey.title, 200});
    if (!journey.why.empty()) html.element("p", {{"class", "why"}}, PageText{journey.why, 400});
  }
  const WalkSummary* walk = told_walk(journey);
  if (walk != nullptr) write_ending(html, journey, *walk);
  write_facts(html, journey);
  write_effort(html, journey);
  if (walk == nullptr) return;
  write_searches(html, number, *walk);
  write_interruptions(report, number, *walk);
  write_time_axis(report, number, *walk);
  write_story(report, number, *walk);
  write_all_walks(html, journey);
}

}  // namespace firsthand::report
