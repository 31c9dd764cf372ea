// What the find steps of a walk looked for, in one table.

#include <fmt/format.h>

#include <algorithm>

#include "journeys/text.h"
#include "journeys/wordings.h"
#include "reports/html_report/parts.h"

namespace firsthand::report {
namespace {

void write_way(HtmlWriter& html, const Search& search) {
  const auto cell = html.in("td", {{"data-label", "Way"}, {"class", "way"}});
  if (search.way.empty()) html.text("nothing to click");
  const auto way = html.in("span");
  for (std::size_t i = 0; i < search.way.size(); ++i) {
    if (i > 0) html.text(" › ");
    if (search.way[i].empty())
      html.text("a button without a name");
    else
      html.text(PageText{search.way[i], 60});
  }
  if (!search.followed) html.text(", to ").text(PageText{search.url, 80});
}

void write_search(HtmlWriter& html, std::size_t journey, const StepRecord& step) {
  const Search& search = *step.search;
  const auto row = html.in("tr");
  {
    const auto name = html.in("th", {{"scope", "row"}});
    html.element("a", {Url::here(step_id(journey, step.index))}, usual_word(search.thing));
  }
  {
    const auto cell = html.in("td", {{"data-label", "Found"}});
    html.element("span", {{"class", search.found ? "chip outcome-good" : "chip outcome-bad"}},
                 !search.found     ? "not found"
                 : search.followed ? "found"
                                   : "link found");
  }
  html.element("td", {{"data-label", "Clicks"}}, std::to_string(search.clicks));
  html.element("td", {{"data-label", "Time"}},
               search.ms      ? duration_text(*search.ms)
               : search.found ? "not opened"
                              : "–");
  write_way(html, search);
}

}  // namespace

void write_searches(HtmlWriter& html, std::size_t journey, const WalkSummary& walk) {
  const auto searched = [](const StepRecord& step) { return step.search.has_value(); };
  if (std::ranges::none_of(walk.steps, searched)) return;
  html.element("h4", {}, "What a first-time visitor looked for");
  const auto table = html.in("table", {{"class", "searches"}});
  {
    const auto head = html.in("thead");
    const auto row = html.in("tr");
    for (const std::string_view title : {"Looked for", "Found", "Clicks", "Time", "Way"})
      html.element("th", {{"scope", "col"}}, title);
  }
  const auto body = html.in("tbody");
  for (const auto& step : walk.steps)
    if (step.search) write_search(html, journey, step);
}

}  // namespace firsthand::report
