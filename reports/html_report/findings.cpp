// Every friction that was found, in the audit's order.

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "analyzers/analyzer.h"
#include "journeys/text.h"
#include "reports/html_report/evidence_words.h"
#include "reports/html_report/lost_time.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"
#include "reports/lookup.h"

namespace firsthand::report {
namespace {

bool counts_things(std::string_view rule) {
  const Analyzer* analyzer = analyzer_for(rule);
  return analyzer != nullptr && analyzer->count_of == CountOf::kThings;
}

void write_cost(HtmlWriter& html, const Finding& finding, const Place& place) {
  html.element("dt", {}, "Cost");
  html.element("dd", {}, lost_in_full(finding, place));
}

void write_place(HtmlWriter& html, const Finding& finding, const Place& place) {
  html.element("dt", {}, "Where");
  const auto value = html.in("dd");
  if (place.journey == nullptr) {
    html.text(PageText{finding.journey, 120});
    return;
  }
  if (finding.step) {
    const std::string words = fmt::format("Step {}", *finding.step + 1);
    if (is_told(*place.journey, *finding.step))
      html.element("a", {Url::here(step_id(place.journey_number, *finding.step))}, words);
    else
      html.text(words);
    html.text(" of ");
  }
  html.text(PageText{place.journey->title, 160});
}

void write_evidence(HtmlWriter& html, std::string_view rule, const Evidence& evidence) {
  if (!evidence.text.empty()) {
    const EvidenceWords words = evidence_words(rule);
    html.element("dt", {}, words.label);
    const auto value = html.in("dd");
    if (words.quoted)
      html.element("q", {}, PageText{evidence.text, 300});
    else
      html.text(PageText{evidence.text, 300});
  }
  if (!evidence.url.empty() || evidence.status) {
    html.element("dt", {}, "Address");
    const auto value = html.in("dd");
    if (!evidence.url.empty()) write_address(html, evidence.url);
    if (evidence.status) html.text(fmt::format(" answered {}", *evidence.status));
  }
  if (!evidence.selector.empty()) {
    html.element("dt", {}, "For engineers");
    const auto value = html.in("dd");
    html.element("code", {}, PageText{evidence.selector, 240});
  }
}

void write_part_of(Report& report, const Finding& finding) {
  if (!finding.part_of) return;
  const std::size_t whole = finding_numbered(report.audit, *finding.part_of);
  if (whole == report.audit.findings.size()) return;
  report.html.element("dt", {}, "Counted in");
  const auto value = report.html.in("dd");
  report.html.element("a", {Url::here(finding_id(whole))},
                      PageText{report.audit.findings[whole].title, 160});
}

void write_finding(Report& report, std::size_t number) {
  HtmlWriter& html = report.html;
  const Finding& finding = report.audit.findings[number];
  const std::string id = finding_id(number);
  const auto item = html.in("li", {{"class", "finding"}, {"id", id}});
  const auto article = html.in("article", {{"aria-labelledby", id + "-title"}});
  {
    const auto words = html.in("div", {{"class", "words"}});
    {
      const auto line = html.in("p", {{"class", "kicker"}});
      write_severity(html, finding.severity);
      html.element("span", {}, "For " + std::string(owner_label(finding.owner)));
      if (finding.count > 1 && !counts_things(finding.rule))
        html.element("span", {}, fmt::format("{} times", finding.count));
    }
    html.element("h3", {{"id", id + "-title"}}, PageText{finding.title, 240});
    html.element("p", {}, PageText{finding.why, 500});
    {
      const auto fix = html.in("p", {{"class", "fix"}});
      html.element("strong", {}, "Fix: ").text(PageText{finding.fix, 500});
    }
    const auto facts = html.in("dl");
    write_place(html, finding, report.places[number]);
    write_cost(html, finding, report.places[number]);
    write_part_of(report, finding);
    write_evidence(html, finding.rule, finding.evidence);
    html.element("dt", {}, "Rule");
    const auto rule = html.in("dd");
    html.element("code", {}, PageText{finding.rule, 60});
    if (!finding.key.empty()) html.text(", key ").element("code", {}, PageText{finding.key, 80});
  }
  write_evidence_picture(report, number);
}

}  // namespace

void write_findings(Report& report) {
  HtmlWriter& html = report.html;
  const auto section = html.in("section", {{"aria-labelledby", "findings"}});
  html.element("h2", {{"id", "findings"}}, "Findings");
  if (report.audit.findings.empty()) {
    html.element("p", {{"class", "lede"}},
                 report.audit.attempts.measured() == 0
                     ? "None, because no walk could be measured."
                     : "No friction was found by the rules that ran.");
    return;
  }
  const auto list = html.in("ol", {{"class", "findings"}});
  for (std::size_t i = 0; i < report.audit.findings.size(); ++i) write_finding(report, i);
}

}  // namespace firsthand::report
