// The page around the parts.

#include <string>

#include "reports/html_report.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand {

extern const std::string_view kReportCss;

namespace {

using namespace report;

// Nothing is loaded and nothing runs, whatever page text might have smuggled in.
constexpr char kContentPolicy[] =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'";

void write_head(HtmlWriter& html, const Audit& audit) {
  const auto head = html.in("head");
  html.leaf("meta", {{"charset", "utf-8"}});
  html.leaf("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", kContentPolicy}});
  html.leaf("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.leaf("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.leaf("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  html.leaf("meta", {{"name", "robots"}, {"content", "noindex"}});
  // A title holds text only: the bdi of page text would show as letters.
  html.element("title", {},
               std::string(verdict_word(audit.verdict)) + " · " +
                   Attribute("content", PageText{audit.site, 80}).value + " · Firsthand");
  const auto style = html.in("style");
  html.markup(Markup::compiled_in(kReportCss));
}

void write_top(HtmlWriter& html, const Audit& audit) {
  const auto top = html.in("header", {{"class", "top"}});
  html.element("p", {{"class", "brand"}}, "Firsthand");
  const auto about = html.in("p", {{"class", "about"}});
  html.text(PageText{audit.site, 80});
  if (!audit.started.empty()) html.text(" · ").text(PageText{day_text(audit.started), 60});
}

void write_contents(HtmlWriter& html, const Audit& audit) {
  const auto nav = html.in("nav", {{"class", "contents"}, {"aria-label", "Contents"}});
  const auto list = html.in("ul");
  const auto entry = [&](std::string_view id, std::string_view words) {
    const auto item = html.in("li");
    html.element("a", {Url::here(id)}, words);
  };
  if (!audit.journeys.empty()) entry("journeys", "Journeys");
  entry("findings", "Findings");
  if (!audit.struck.empty() || !audit.stale_strikes.empty()) entry("struck", "Struck");
  entry("score", "Grade");
  entry("limits", "Limits");
}

void write_journeys(Report& report) {
  if (report.audit.journeys.empty()) return;
  const auto section =
      report.html.in("section", {{"class", "stories"}, {"aria-labelledby", "stories"}});
  report.html.element("h2", {{"id", "stories"}}, "Step by step");
  for (std::size_t i = 0; i < report.audit.journeys.size(); ++i) write_journey(report, i);
}

}  // namespace

std::string html_report(const Audit& audit, const PictureSource& source) {
  HtmlWriter html;
  Pictures pictures(source);
  std::vector<Place> places;
  for (const auto& finding : audit.findings) places.push_back(place_of(audit, finding));
  Report report{audit, places, pictures, html};
  html.markup(Markup::compiled_in("<!doctype html>\n"));
  {
    const auto root = html.in("html", {{"lang", "en"}});
    write_head(html, audit);
    html.line_break();
    const auto body = html.in("body");
    html.element("a", {Url::here("main"), {"class", "skip"}}, "Skip to the report");
    write_top(html, audit);
    {
      const auto main = html.in("main", {{"id", "main"}});
      write_summary(report);
      write_contents(html, audit);
      write_worst(report);
      write_overview(report);
      write_journeys(report);
      write_findings(report);
      write_struck(report);
      write_score(report);
      write_honesty(report);
    }
    {
      const auto footer = html.in("footer");
      const auto line = html.in("p");
      html.text("Walked, judged and written by Firsthand ").text(PageText{audit.tool_version, 40});
      html.text(". This file is complete in itself and loads nothing from the network.");
    }
    pictures.definitions(html);
  }
  return html.take().html() + "\n";
}

}  // namespace firsthand
