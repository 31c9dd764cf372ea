#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// What editors and frameworks put where a title should be, folded.
constexpr std::array<std::string_view, 12> kPlaceholders{
    "document",  "untitled", "untitled document", "untitled page",   "new page",   "page title",
    "react app", "vite app", "vite + react",      "create next app", "vite + vue", "index"};

bool is_placeholder(const std::string& title) {
  return std::find(kPlaceholders.begin(), kPlaceholders.end(), fold(title)) != kPlaceholders.end();
}

// A text, picture or document that the browser shows as it is has no place for a title.
bool is_file(const HtmlTree& page) {
  int elements = 0;
  bool shown_as_it_is = false;
  for (const auto& node : page.nodes()) {
    if (node.tag.empty() || node.parent < 0 || page.node(node.parent).tag != "body") continue;
    ++elements;
    shown_as_it_is = node.tag == "pre" || node.tag == "embed" || node.tag == "img" ||
                     node.tag == "video" || node.tag == "audio";
  }
  return elements == 1 && shown_as_it_is;
}

}  // namespace

Verdict page_without_title(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> known;  // addresses
  bool any_page = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!was_reached(step) || step.status.value_or(200) >= 400 || !step.url.starts_with("http"))
      continue;
    const auto kept = pages.after(step);
    if (!kept) continue;
    any_page = true;
    const HtmlTree& page = *kept;
    const std::string title = page.title();
    const bool none = title.empty() && step.title.empty();
    if ((!none && !is_placeholder(title)) || is_file(page)) continue;
    if (!known.insert(address_of(step.url)).second) continue;
    Finding finding = finding_at(recording, "page-without-title", &step);
    finding.severity = Severity::kMinor;
    finding.owner = Owner::kContent;
    finding.title =
        none ? fmt::format("The page {} has no title.", short_url(step.url))
             : as_sentence(fmt::format("The page {} has no title of its own: it is called {}",
                                       short_url(step.url), in_quotes(title)));
    finding.why =
        "Tabs, bookmarks, the history, search results and screen readers call a page by its title "
        "(WCAG 2.4.2); without one a customer with several tabs open cannot find back.";
    finding.fix = "Give the page a title that says what it is, and whose.";
    finding.evidence.text = title;
    findings.push_back(std::move(finding));
  }
  return pages.verdict(std::move(findings), any_page, "no page of this walk was kept");
}

}  // namespace firsthand
