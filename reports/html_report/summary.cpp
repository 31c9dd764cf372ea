// The first screen, the worst frictions and the journeys at a glance: what a leader reads.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "journeys/text.h"
#include "reports/html_report/journey_waits.h"
#include "reports/html_report/lost_time.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {
namespace {

constexpr std::size_t kWorstShown = 3;
constexpr std::size_t kLongHeadline = 100;  // bytes: in smaller letters

void write_verdict(HtmlWriter& html, const Audit& audit) {
  const auto verdict = audit.verdict;
  const auto line = html.in("p", {{"class", "verdict"}});
  const std::string_view tone = verdict == AuditVerdict::kGo     ? "word good"
                                : verdict == AuditVerdict::kNoGo ? "word bad"
                                                                 : "word unknown";
  html.element("strong", {{"class", tone}}, verdict_word(verdict));
  html.element("span", {{"class", "meaning"}}, verdict_meaning(audit));
}

std::string so_often(int times) { return times == 1 ? "once" : fmt::format("{} times", times); }

void write_lede(HtmlWriter& html, const Audit& audit) {
  const auto line = html.in("p", {{"class", "lede"}});
  html.text(
      fmt::format("{} on ", counted(different_journeys(audit.journeys), "journey", "journeys")));
  html.text(PageText{audit.site, 80});
  int second = 0;
  for (const auto& journey : audit.journeys)
    if (journey.visit > 1) second += journey.attempts.total - journey.attempts.out_of_data;
  const int walks = audit.attempts.total - audit.attempts.out_of_data - second;
  html.text(fmt::format(", walked {} in a real browser as a first-time visitor", so_often(walks)));
  if (second > 0) html.text(fmt::format(", and {} as one who comes back", so_often(second)));
  if (const auto visitors = visitors_text(audit); !visitors.empty())
    html.text(" (").text(PageText{visitors, 160}).text(")");
  if (!audit.started.empty()) html.text(" on ").text(PageText{day_text(audit.started), 40});
  html.text(".");
}

struct Share {
  int n;
  std::string_view tone;
  std::string_view label;
};

void write_attempts(HtmlWriter& html, const Audit& audit) {
  const auto& attempts = audit.attempts;
  const auto box = html.in("div", {{"class", "attempts"}});
  const Share shares[] = {{attempts.completed, "good", "completed"},
                          {attempts.gave_up, "gave-up", "gave up"},
                          {attempts.failed, "bad", "stopped by the site"},
                          {attempts.stopped, "stopped", stopped_label(audit)},
                          {attempts.unmeasured(), "unknown", "could not be measured"}};
  if (attempts.total > 0) {
    const auto bar = html.in("svg", {{"class", "shares"},
                                     {"width", "100%"},
                                     {"height", 10},
                                     {"aria-hidden", "true"},
                                     {"focusable", "false"}});
    double from = 0;
    for (const auto& share : shares) {
      if (share.n <= 0) continue;
      const double width = 100.0 * share.n / attempts.total;
      html.svg_leaf("rect", {{"class", fmt::format("share {}", share.tone)},
                             {"x", fmt::format("{:.2f}%", from)},
                             {"width", fmt::format("{:.2f}%", width)},
                             {"height", 10}});
      from += width;
    }
  }
  {
    const auto legend = html.in("ul", {{"class", "legend"}});
    for (const auto& share : shares) {
      if (share.n <= 0) continue;
      const auto item = html.in("li");
      html.element("span", {{"class", fmt::format("key {}", share.tone)}, {"aria-hidden", "true"}},
                   "");
      html.element("strong", {}, std::to_string(share.n));
      html.text(" ").text(share.label);
    }
  }
  html.element("p", {{"class", "rate"}}, reached_in_full(audit));
}

// Who, where, and what it cost, in one line.
void write_finding_line(HtmlWriter& html, const Finding& finding, const Place& place) {
  const auto line = html.in("p", {{"class", "facts-line"}});
  if (const auto lost = lost_in_short(finding, place); !lost.empty()) html.text(lost + " · ");
  html.text("For ").text(owner_label(finding.owner));
  if (place.journey == nullptr) return;
  html.text(" · ").text(PageText{place.journey->title, 100});
  if (finding.step) html.text(fmt::format(", step {}", *finding.step + 1));
}

// Why it matters is told once, however many cards it holds for; the others say what to do.
void write_card(Report& report, std::size_t number, bool with_why) {
  HtmlWriter& html = report.html;
  const Finding& finding = report.audit.findings[number];
  const auto card = html.in("li", {{"class", "card"}});
  write_evidence_picture(report, number);
  const auto words = html.in("div", {{"class", "card-words"}});
  write_severity(html, finding.severity);
  {
    const auto title = html.in("h3");
    html.element("a", {Url::here(finding_id(number))}, PageText{finding.title, 200});
  }
  html.element("p", {}, PageText{with_why ? finding.why : finding.fix, 260});
  write_finding_line(html, finding, report.places[number]);
}

std::string waiting_text(const JourneySummary& journey) {
  const JourneyWait worst = worst_wait(journey);
  if (worst.text.empty()) return "not measured";
  return worst.reliable ? worst.text : worst.text + ", not reliable";
}

void write_row(Report& report, std::size_t number) {
  HtmlWriter& html = report.html;
  const JourneySummary& journey = report.audit.journeys[number];
  const auto row = html.in("tr");
  {
    const auto name = html.in("th", {{"scope", "row"}});
    html.element("a", {Url::here(journey_id(number))}, PageText{journey.title, 160});
    if (journey.critical) html.element("span", {{"class", "critical"}}, "critical");
  }
  {
    const auto cell = html.in("td", {{"data-label", "Worst outcome"}});
    write_outcome(html, journey.outcome);
  }
  const auto [found, goal] = reached(journey);
  html.element("td", {{"data-label", "Reached the goal"}}, found ? "found " + goal : goal);
  html.element("td", {{"data-label", "Had to wait, at worst"}}, waiting_text(journey));
  html.element("td", {{"data-label", "Grade"}, {"class", "letter-cell"}},
               journey.grade ? std::string(1, *journey.grade) : "–");
}

}  // namespace

void write_summary(Report& report) {
  HtmlWriter& html = report.html;
  const auto hero = html.in("section", {{"class", "hero"}, {"aria-labelledby", "headline"}});
  {
    const auto words = html.in("div", {{"class", "hero-words"}});
    write_verdict(html, report.audit);
    const bool is_long = report.audit.headline.size() > kLongHeadline;
    html.element("h1", {{"id", "headline"}, {"class", is_long ? "long" : "short"}},
                 PageText{report.audit.headline, 300});
    write_lede(html, report.audit);
    write_attempts(html, report.audit);
  }
  write_grade(report);
}

void write_worst(Report& report) {
  HtmlWriter& html = report.html;
  const auto& findings = report.audit.findings;
  std::vector<std::size_t> worst;
  for (std::size_t i = 0; i < findings.size() && worst.size() < kWorstShown; ++i)
    if (!findings[i].part_of) worst.push_back(i);
  if (worst.empty()) return;
  const auto section = html.in("section", {{"aria-labelledby", "worst"}});
  const bool hurt = findings[worst.front()].severity >= Severity::kSerious;
  html.element("h2", {{"id", "worst"}}, hurt ? "What hurt most" : "What got in the way");
  {
    const auto cards = html.in("ul", {{"class", "cards"}});
    std::set<std::string> told;
    for (const std::size_t number : worst)
      write_card(report, number, told.insert(findings[number].why).second);
  }
  const auto all = std::count_if(findings.begin(), findings.end(),
                                 [](const Finding& each) { return !each.part_of; });
  if (findings.size() == worst.size()) return;
  const auto more = html.in("p", {{"class", "more"}});
  html.element("a", {Url::here("findings")},
               all == 1 ? "The finding in full" : fmt::format("All {} findings", all));
}

void write_overview(Report& report) {
  if (report.audit.journeys.empty()) return;
  HtmlWriter& html = report.html;
  const auto section = html.in("section", {{"aria-labelledby", "journeys"}});
  html.element("h2", {{"id", "journeys"}}, "The journeys at a glance");
  const auto table = html.in("table", {{"class", "overview"}});
  {
    const auto head = html.in("thead");
    const auto row = html.in("tr");
    for (const std::string_view title :
         {"Journey", "Worst outcome", "Reached the goal", "Had to wait, at worst", "Grade"})
      html.element("th", {{"scope", "col"}}, title);
  }
  const auto body = html.in("tbody");
  for (std::size_t i = 0; i < report.audit.journeys.size(); ++i) write_row(report, i);
}

}  // namespace firsthand::report
