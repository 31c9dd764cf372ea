// What came between the visitor and the page, in one table: the ledger of a walk's interruptions.

#include <fmt/format.h>

#include <algorithm>

#include "analyzers/interruption_words.h"
#include "journeys/text.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {
namespace {

void write_pressed(HtmlWriter& html, const Interruption& met) {
  const auto cell = html.in("td", {{"data-label", "What the visitor did"}, {"class", "way"}});
  const auto words = html.in("span");
  html.text(ended_label(met.ended));
  for (std::size_t i = 0; i < met.pressed.size(); ++i) {
    html.text(i == 0 ? ": " : " › ");
    html.text(PageText{met.pressed[i], 60});
  }
}

void write_met(HtmlWriter& html, std::size_t journey, const Interruption& met) {
  const auto row = html.in("tr");
  {
    const auto name = html.in("th", {{"scope", "row"}});
    html.text(kind_of_interruption(met.kind)).text(" “").text(PageText{met.name, 60}).text("”");
  }
  {
    const auto cell = html.in("td", {{"data-label", "At step"}});
    const auto words = html.in("span");
    html.element("a", {Url::here(step_id(journey, met.step))}, std::to_string(met.step + 1));
    if (met.in_the_way) html.text(", in the way");
  }
  write_pressed(html, met);
  html.element("td", {{"data-label", "Clicks"}}, std::to_string(met.pressed.size()));
  html.element("td", {{"data-label", "Time"}}, met.ms ? duration_text(*met.ms) : "not measured");
}

}  // namespace

std::vector<const Interruption*> pictured_interruptions(const Report& report,
                                                        const WalkSummary& walk, int step) {
  std::vector<const Interruption*> pictured;
  for (const auto& each : report.audit.interruptions)
    if (each.met.step == step && each.met.screen && refers_to(each.walk, walk))
      pictured.push_back(&each.met);
  return pictured;
}

void write_interruptions(Report& report, std::size_t journey, const WalkSummary& walk) {
  HtmlWriter& html = report.html;
  const auto& all = report.audit.interruptions;
  const auto here = [&](const InterruptionSummary& each) { return refers_to(each.walk, walk); };
  if (std::ranges::none_of(all, here)) return;
  html.element("h4", {}, "What came in between");
  const auto table = html.in("table", {{"class", "searches interruptions"}});
  {
    const auto head = html.in("thead");
    const auto row = html.in("tr");
    for (const std::string_view title :
         {"What", "At step", "What the visitor did", "Clicks", "Time"})
      html.element("th", {{"scope", "col"}}, title);
  }
  const auto body = html.in("tbody");
  for (const auto& each : all)
    if (here(each)) write_met(html, journey, each.met);
}

}  // namespace firsthand::report
