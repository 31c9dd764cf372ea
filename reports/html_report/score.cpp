// How the grade came about: the patience ledger of every journey's worst walk.

#include <fmt/format.h>

#include <algorithm>

#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {
namespace {

void write_line(Report& report, std::size_t journey, const ScoreLine& line, double largest) {
  HtmlWriter& html = report.html;
  const auto row = html.in("tr");
  {
    const auto points = html.in("td", {{"class", "penalty"}, {"data-label", "Patience lost"}});
    html.text(points_text(line.penalty));
  }
  {
    const auto cell = html.in("td", {{"class", "meter"}, {"aria-hidden", "true"}});
    const auto svg = html.in("svg", {{"width", "100%"}, {"height", 8}, {"focusable", "false"}});
    html.svg_leaf("rect", {{"class", "penalty-bar"},
                           {"width", fmt::format("{:.1f}%", 100 * line.penalty / largest)},
                           {"height", 8},
                           {"rx", 2}});
  }
  const auto cell = html.in("td", {{"data-label", "Because"}});
  const std::size_t number = finding_numbered(report.audit, line.finding);
  if (number < report.audit.findings.size())
    html.element("a", {Url::here(finding_id(number))}, PageText{line.because, 240});
  else
    html.text(PageText{line.because, 240});
  if (!line.step || !is_told(report.audit.journeys[journey], *line.step)) return;
  html.text(" ");
  html.element("a", {Url::here(step_id(journey, *line.step)), {"class", "at-step"}},
               fmt::format("Step {}", *line.step + 1));
}

std::string result_text(const JourneySummary& journey, double lost) {
  if (!journey.score)
    return "No score: " + std::string(journey.attempts.measured() == 0
                                          ? "no walk measured the site."
                                          : "it is incomplete.");
  std::string text = fmt::format("{} of 100 points", points_text(*journey.score));
  const bool several = journey.attempts.total > 1;
  if (several) text += ", the mean of its measured walks";
  if (journey.grade) text += fmt::format(": grade {}", *journey.grade);
  if (journey.attempts.completed == 0) text += ", because the goal was never reached";
  return text + fmt::format(". {} walk lost {} points of patience.", several ? "The worst" : "The",
                            points_text(lost));
}

void write_ledger(Report& report, std::size_t number) {
  HtmlWriter& html = report.html;
  const JourneySummary& journey = report.audit.journeys[number];
  double lost = 0, largest = 1;
  for (const auto& line : journey.ledger) {
    lost += line.penalty;
    largest = std::max(largest, line.penalty);
  }
  const auto box = html.in("div", {{"class", "ledger"}});
  html.element("h3", {}, PageText{journey.title, 200});
  html.element("p", {}, result_text(journey, lost));
  if (journey.ledger.empty()) return;
  const auto table = html.in("table");
  {
    const auto head = html.in("thead");
    const auto row = html.in("tr");
    html.element("th", {{"scope", "col"}, {"colspan", 2}}, "Patience lost");
    html.element("th", {{"scope", "col"}}, "Because");
  }
  const auto body = html.in("tbody");
  for (const auto& line : journey.ledger) write_line(report, number, line, largest);
}

}  // namespace

void write_score(Report& report) {
  HtmlWriter& html = report.html;
  const auto section = html.in("section", {{"aria-labelledby", "score"}});
  html.element("h2", {{"id", "score"}}, "How the grade came about");
  html.element(
      "p", {{"class", "lede"}},
      "A walk that reaches its goal starts with 100 points. Every friction costs patience, and "
      "each 100 points of lost patience halve the score. A walk that does not reach its goal "
      "scores nothing. Times that are not reliable cost nothing. A blocker holds the grade at D or "
      "below; a critical journey that no walk "
      "completed makes it F.");
  html.element("p", {{"class", "scale"}},
               "A from 90 · B from 80 · C from 70 · D from 60 · F below. The weights are a "
               "judgement, the times are measured.");
  for (std::size_t i = 0; i < report.audit.journeys.size(); ++i) write_ledger(report, i);
}

}  // namespace firsthand::report
