// What a journey would ask of a person beside waiting: estimated, and labelled so.

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "journeys/text.h"
#include "journeys/wordings.h"
#include "reports/html_report/parts.h"

namespace firsthand::report {
namespace {

struct Share {
  const char* name;
  const char* bar;
  const char* swatch;
  double ms;
};

std::vector<Share> shares_of(const Effort& effort) {
  std::vector<Share> shares;
  if (effort.reading_ms)
    shares.push_back({"reading", "bar-reading", "swatch reading", *effort.reading_ms});
  shares.push_back({"deciding", "bar-deciding", "swatch deciding", effort.deciding_ms});
  shares.push_back({effort.device == "phone" ? "tapping" : "pointing", "bar-pointing",
                    "swatch pointing", effort.pointing_ms});
  shares.push_back({"typing", "bar-typing", "swatch typing", effort.typing_ms});
  return shares;
}

// No more exact than an estimate is.
std::string about(double ms) {
  const double seconds = ms / 1000;
  const double grain = seconds < 10 ? 1 : seconds < 60 ? 5 : seconds < 600 ? 10 : 60;
  const auto rounded = static_cast<int>(std::max(1.0, std::round(seconds / grain) * grain));
  if (rounded < 60) return fmt::format("{} s", rounded);
  if (rounded % 60 == 0) return fmt::format("{} min", rounded / 60);
  return fmt::format("{} min {} s", rounded / 60, rounded % 60);
}

void write_bar(HtmlWriter& html, const std::vector<Share>& shares, double all) {
  const auto svg = html.in("svg", {{"class", "effort-bar"},
                                   {"width", "100%"},
                                   {"height", 8},
                                   {"aria-hidden", "true"},
                                   {"focusable", "false"}});
  double x = 0;
  for (const auto& share : shares) {
    const double width = 100 * share.ms / all;
    html.svg_leaf("rect", {{"class", share.bar},
                           {"x", fmt::format("{:.2f}%", x)},
                           {"width", fmt::format("{:.2f}%", width)},
                           {"height", 8}});
    x += width;
  }
}

void write_shares(HtmlWriter& html, const std::vector<Share>& shares) {
  const auto list = html.in("ul", {{"class", "effort-shares"}});
  for (const auto& share : shares) {
    if (share.ms <= 0) continue;
    const auto item = html.in("li");
    html.element("span", {{"class", share.swatch}, {"aria-hidden", "true"}}, "");
    html.text(fmt::format("{} {}", share.name, about(share.ms)));
  }
}

void write_fact(HtmlWriter& html, std::string_view name, const std::string& value) {
  html.element("dt", {}, name);
  html.element("dd", {}, PageText{value, 300});
}

std::string distances_text(const std::vector<Distance>& distances) {
  std::string text;
  for (const auto& [thing, clicks] : distances)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", usual_word(thing),
                        clicks == 0 ? "on it" : counted(clicks, "click", "clicks"));
  return text;
}

std::string words_text(const Effort& effort) {
  std::string text = fmt::format("{} on {}", counted(effort.words, "new word", "new words"),
                                 counted(effort.pages, "page", "pages"));
  if (effort.unread > 0)
    text += fmt::format("; without {} whose page was not kept",
                        counted(effort.unread, "step", "steps"));
  return text;
}

void write_counts(HtmlWriter& html, const JourneySummary& journey) {
  const Effort& effort = *journey.effort;
  const auto facts = html.in("dl");
  if (effort.reading_ms) write_fact(html, "To read", words_text(effort));
  if (effort.required)
    write_fact(html, "Fields",
               fmt::format("{} filled in, {} of them marked as required", journey.fields,
                           *effort.required));
  if (effort.clicks_in_the_way > 0)
    write_fact(html, "Put out of the way",
               counted(effort.clicks_in_the_way, "more click", "more clicks"));
  if (!effort.asked_again.empty()) write_fact(html, "Asked twice", listed(effort.asked_again, 60));
  if (effort.dead_ends > 0)
    write_fact(html, "Led nowhere", counted(effort.dead_ends, "page", "pages"));
  if (!effort.distances.empty())
    write_fact(html, "From the first page", distances_text(effort.distances));
}

std::string formula_for(const std::string& device) {
  std::string hand =
      "1.1 s to point at it and 0.2 s to press, 0.28 s a key, and 0.4 s for each way between mouse "
      "and keys";
  if (device == "phone")
    hand =
        "0.73 s to tap it, a finger being half as fast again as a mouse (MacKenzie 2015), and "
        "0.33 s a key (36.2 words a minute; Palin et al. 2019)";
  if (device == "keyboard") hand = "0.28 s a key";
  return "By the keystroke-level model (Card, Moran and Newell 1980): 1.35 s to make up one's mind "
         "for each thing clicked or filled in, " +
         hand +
         ". People read about a fifth of the words on a page (Nielsen 2008), here of those that no "
         "page before had shown, at 238 words a minute (Brysbaert 2019). Waiting is not in it. "
         "Nothing of it is measured, and it changes neither verdict nor grade.";
}

}  // namespace

void write_effort(HtmlWriter& html, const JourneySummary& journey) {
  if (!journey.effort) return;
  const Effort& effort = *journey.effort;
  const auto shares = shares_of(effort);
  double all = 0;
  for (const auto& share : shares) all += share.ms;
  if (all <= 0) return;
  const auto box = html.in("div", {{"class", "effort"}});
  {
    const auto line = html.in("p");
    html.element("strong", {}, fmt::format("About {} (estimate)", about(all)));
    html.text(" of the customer's own effort, beside waiting");
    if (!effort.reading_ms) html.text(" and what there was to read, which is not known");
    if (journey.attempts.completed == 0) html.text(", as far as they came");
  }
  write_bar(html, shares, all);
  write_shares(html, shares);
  const auto more = html.in("details");
  html.element("summary", {}, "How this is estimated");
  html.element("p", {}, formula_for(effort.device));
  write_counts(html, journey);
}

}  // namespace firsthand::report
