// What people who know the site say is wrong, and what they say in vain.

#include <fmt/format.h>

#include "journeys/text.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {
namespace {

void write_who(HtmlWriter& html, const Struck& struck) {
  html.element("dt", {}, "Struck by");
  {
    const auto value = html.in("dd");
    html.text(PageText{struck.by, 120});
    if (!struck.until.empty()) html.text(", until ").text(PageText{struck.until, 20});
  }
  html.element("dt", {}, "Because");
  html.element("dd", {}, PageText{struck.reason, 500});
}

void write_struck_one(HtmlWriter& html, const Audit& audit, const Finding& finding) {
  const auto item = html.in("li");
  {
    const auto line = html.in("p", {{"class", "kicker"}});
    write_severity(html, finding.severity);
    if (finding.count > 1) html.element("span", {}, fmt::format("{} times", finding.count));
  }
  html.element("h3", {}, PageText{finding.title, 240});
  const auto facts = html.in("dl");
  if (finding.struck) write_who(html, *finding.struck);
  html.element("dt", {}, "Where");
  {
    const auto value = html.in("dd");
    const Place place = place_of(audit, finding);
    if (finding.step) {
      const std::string words = fmt::format("Step {}", *finding.step + 1);
      if (place.journey != nullptr && is_told(*place.journey, *finding.step))
        html.element("a", {Url::here(step_id(place.journey_number, *finding.step))}, words);
      else
        html.text(words);
      html.text(" of ");
    }
    html.text(PageText{place.journey == nullptr ? finding.journey : place.journey->title, 160});
  }
  html.element("dt", {}, "Written in");
  const auto value = html.in("dd");
  html.element("code", {}, PageText{finding.struck ? finding.struck->at : "", 160});
  html.text(", key ").element("code", {}, PageText{finding.key, 80});
}

void write_stale(HtmlWriter& html, const std::vector<StaleStrike>& stale) {
  if (stale.empty()) return;
  html.element("h3", {{"class", "stale"}}, "Struck in vain");
  const auto list = html.in("ul", {{"class", "stale"}});
  for (const auto& each : stale) {
    const auto item = html.in("li");
    html.element("code", {}, PageText{each.says, 160});
    if (each.until.empty())
      html.text(": nothing that it fits was found in this run.");
    else
      html.text(": it ended on ").text(PageText{each.until, 20}).text(", and strikes no more.");
    html.text(" ").element("span", {{"class", "muted"}}, PageText{each.at + ", " + each.by, 200});
  }
}

}  // namespace

void write_struck(Report& report) {
  const Audit& audit = report.audit;
  if (audit.struck.empty() && audit.stale_strikes.empty()) return;
  HtmlWriter& html = report.html;
  const auto section = html.in("section", {{"class", "struck"}, {"aria-labelledby", "struck"}});
  html.element("h2", {{"id", "struck"}}, "Struck findings");
  html.element("p", {{"class", "lede"}},
               audit.struck.empty()
                   ? "Nothing was struck in this run."
                   : "The rules found these, and people who know the site say that they are "
                     "wrong. They cost no points and hold nothing up.");
  if (!audit.struck.empty()) {
    const auto list = html.in("ul", {{"class", "struck-list"}});
    for (const auto& finding : audit.struck) write_struck_one(html, audit, finding);
  }
  write_stale(html, audit.stale_strikes);
}

}  // namespace firsthand::report
