#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/kept_box.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Lighthouse's font-size: 60 % of a page's text should be 12 pixels or larger.
constexpr double kMuch = 0.4;
// Ours: a sentence, not a badge.
constexpr std::size_t kFewestLetters = 60;

struct SmallText {
  std::string text{};
  double size = 0;
  std::optional<Box> box{};
};

struct Reading {
  std::vector<SmallText> small{};  // smallest first
  std::size_t letters = 0, small_letters = 0;
};

// Raised and lowered figures are meant to be small.
bool is_raised(const HtmlTree& page, int node) {
  return page.closest(node, "sup") || page.closest(node, "sub");
}

Reading read_page(const HtmlTree& page) {
  Reading reading;
  for (const auto& block : page.blocks()) reading.letters += block.text.size();
  const int end = static_cast<int>(page.nodes().size());
  for (int node = 0; node < end; ++node) {
    const auto size = small_letters(page, node);
    if (!size || !page.node(node).visible || is_raised(page, node)) continue;
    std::string text;
    for (int below = node + 1; below < page.node(node).end; ++below)
      if (page.node(below).parent == node) text += page.node(below).text;
    text = collapse_space(text);
    reading.small_letters += text.size();
    reading.small.push_back({std::move(text), *size, kept_box(page, node)});
  }
  std::stable_sort(reading.small.begin(), reading.small.end(),
                   [](const SmallText& a, const SmallText& b) { return a.size < b.size; });
  return reading;
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const Reading& reading) {
  const bool much =
      static_cast<double>(reading.small_letters) >= kMuch * static_cast<double>(reading.letters);
  const Screen* screen = screen_named(recording.walk.screens, step.after);
  const bool not_for_phones = screen != nullptr && recording.walk.visitor.width > 0 &&
                              screen->width > recording.walk.visitor.width;
  Finding finding = finding_at(recording, "small-letters", &step);
  finding.severity = much ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kDesign;
  finding.title =
      not_for_phones
          ? fmt::format("{} was not made for phones: its letters are {:.1f} pixels small.",
                        page_name(page, step), reading.small.front().size)
          : fmt::format(
                "{} of the text on {} is smaller than 12 pixels, down to {:.1f}.",
                much ? fmt::format("{:.0f} %", 100.0 * static_cast<double>(reading.small_letters) /
                                                   static_cast<double>(reading.letters))
                     : "Some",
                page_name(page, step), reading.small.front().size);
  finding.why =
      "Letters below 12 pixels must be pinched larger before many people can read them "
      "(Lighthouse: "
      "font-size).";
  finding.fix = not_for_phones
                    ? "Lay the page out for the width of the screen (<meta name=viewport>)."
                    : "Set text in 16 pixels, and nothing that must be read below 12.";
  finding.evidence.text = reading.small.front().text;
  for (const auto& text : reading.small)
    if (text.box && shows_all_of(screen, *text.box)) {
      finding.evidence.box = text.box;
      finding.evidence.text = text.text;
      break;
    }
  return finding;
}

}  // namespace

Verdict small_letters_shown(const Recording& recording) {
  if (!recording.walk.visitor.touch)
    return NotApplicable{"only a visitor with a phone or tablet holds the screen that small"};
  std::vector<Finding> findings;
  std::set<std::string> known;
  bool any_page = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto kept = pages.after(step);
    if (!kept || shows_browser_error(step)) continue;
    any_page = true;
    const Reading reading = read_page(*kept);
    if (reading.small_letters < kFewestLetters || !known.insert(address_of(step.url)).second)
      continue;
    findings.push_back(describe(recording, step, *kept, reading));
  }
  return pages.verdict(std::move(findings), any_page, "no page of this walk was kept");
}

}  // namespace firsthand
