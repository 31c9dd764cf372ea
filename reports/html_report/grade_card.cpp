// The grade, and beside it what whoever reads no further must know.

#include <fmt/format.h>

#include "analyzers/score.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {
namespace {

// Slow waits cost no points on a walk whose times cannot be trusted.
std::string doubtful_times(const Audit& audit) {
  int walks = 0, doubtful = 0;
  for (const auto& journey : audit.journeys)
    for (const auto& walk : journey.walks) {
      if (walk.outcome == Outcome::kUnmeasured) continue;
      ++walks;
      if (!walk.timing.reliable) ++doubtful;
    }
  if (doubtful == 0) return "";
  if (doubtful == walks) return "Times not reliable: slow waits are left out of the grade.";
  return fmt::format("Times of {} of {} walks not reliable: their slow waits are left out.",
                     doubtful, walks);
}

std::string_view why_provisional(const Audit& audit) {
  bool differ = false;
  for (const auto& journey : audit.journeys) {
    if (!journey.score) continue;
    const Doubt doubt = doubt_about(journey.attempts.completed, journey.attempts.measured());
    if (doubt == Doubt::kFew) return "Provisional: few walks";
    differ = differ || doubt == Doubt::kDiffer;
  }
  return differ ? "Provisional: results differ" : "Provisional: not every journey was measured";
}

}  // namespace

void write_grade(Report& report) {
  HtmlWriter& html = report.html;
  const Audit& audit = report.audit;
  const auto card = html.in("aside", {{"class", "grade"}, {"aria-label", "Grade"}});
  {
    const auto top = html.in("div", {{"class", "grade-top"}});
    const std::string letter = audit.grade ? std::string(1, *audit.grade) : "–";
    const std::string_view tone = !audit.grade                                 ? "letter unknown"
                                  : *audit.grade == 'A' || *audit.grade == 'B' ? "letter good"
                                  : *audit.grade == 'C'                        ? "letter fair"
                                                                               : "letter bad";
    html.element("span", {{"class", tone}, {"aria-hidden", "true"}}, letter);
    const auto words = html.in("div");
    html.element("p", {{"class", "grade-name"}}, audit.grade ? "Grade " + letter : "No grade");
    if (audit.score)
      html.element("p", {{"class", "points"}}, points_text(*audit.score) + " of 100 points");
    if (audit.grade_status == "provisional")
      html.element("p", {{"class", "status"}}, why_provisional(audit));
    if (audit.grade_status == "incomplete") html.element("p", {{"class", "status"}}, "Incomplete");
  }
  if (const auto doubt = doubtful_times(audit); !doubt.empty())
    html.element("p", {{"class", "status doubt"}}, doubt);
  if (audit.grade) html.element("p", {}, grade_meaning(*audit.grade, audit.verdict));
  if (!audit.grade_reason.empty())
    html.element("p", {{"class", "reason"}}, PageText{audit.grade_reason, 400});
  html.element("a", {Url::here("score")}, "How this came about");
}

}  // namespace firsthand::report
