// Small pieces that several parts of the report use.

#include <algorithm>

#include "journeys/text.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {

std::string journey_id(std::size_t journey) { return "journey-" + std::to_string(journey + 1); }

std::string step_id(std::size_t journey, int step) {
  return journey_id(journey) + "-step-" + std::to_string(step + 1);
}

std::string finding_id(std::size_t finding) { return "finding-" + std::to_string(finding + 1); }

std::size_t finding_numbered(const Audit& audit, const std::string& id) {
  std::size_t number = 0;
  while (number < audit.findings.size() && audit.findings[number].id != id) ++number;
  return number;
}

void write_severity(HtmlWriter& html, Severity severity) {
  const std::string kind = "chip severity-" + std::to_string(static_cast<int>(severity));
  html.element("span", {{"class", kind}}, severity_label(severity));
}

void write_outcome(HtmlWriter& html, Outcome outcome) {
  html.element("span", {{"class", "chip outcome-" + std::string(outcome_tone(outcome))}},
               outcome_label(outcome));
}

std::string wait_text(double ms, bool censored) {
  return (censored ? "at least " : "") + duration_text(ms);
}

void write_address(HtmlWriter& html, const std::string& address) {
  const auto url = Url::page(address);
  if (!url) {
    html.element("span", {{"class", "address"}}, PageText{address, 200});
    return;
  }
  html.element("a", {*url, {"class", "address"}, {"rel", "noopener noreferrer nofollow"}},
               PageText{address, 200});
}

void write_evidence_picture(Report& report, std::size_t number) {
  const Finding& finding = report.audit.findings[number];
  const Place& place = report.places[number];
  if (place.walk == nullptr || !finding.evidence.screen) return;
  Shown how;
  how.crop = Crop::kAroundMarks;
  how.alt = (finding.evidence.box ? "Screenshot, boxed where it happened: " : "Screenshot: ") +
            finding.title;
  if (finding.evidence.box) how.marks.push_back({*finding.evidence.box, MarkKind::kEvidence});
  const auto figure = report.html.in("figure", {{"class", "evidence"}});
  report.pictures.show(report.html, *place.walk, *finding.evidence.screen, how);
  const bool blank = std::any_of(
      report.audit.findings.begin(), report.audit.findings.end(), [&](const auto& each) {
        return each.rule == "blank-screen" && each.walk == finding.walk &&
               each.evidence.screen == finding.evidence.screen;
      });
  if (blank) report.html.element("figcaption", {}, "An empty page is all the customer saw.");
}

}  // namespace firsthand::report
