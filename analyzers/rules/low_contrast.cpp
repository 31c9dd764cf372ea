#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/html_controls.h"
#include "analyzers/kept_box.h"
#include "analyzers/page_words.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/screen_layout.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// WCAG 1.4.3 asks for 4.5, and 3 of letters of 24 pixels. A screen shows thin letters paler than
// they are set: black text of 11 to 13 pixels loses a fifth, measured on grey letters from #111 to
// #ccc; from 20 pixels on nothing.
constexpr double kLeast = 4.5 / 1.25, kLeastLarge = 2.95;
constexpr double kLarge = 24;
constexpr double kHardlySeen = 2;
constexpr std::size_t kFewestLetters = 8;
constexpr std::size_t kMostNamed = 5;

double linear(int channel) {
  const double part = channel / 255.0;
  return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

// WCAG 2.2, relative luminance and contrast ratio.
double luminance(const ScreenColour& colour) {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast(const ScreenColour& one, const ScreenColour& other) {
  const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
  return (light + 0.05) / (dark + 0.05);
}

struct PaleLine {
  const ScreenLine* line = nullptr;
  double ratio = 0;
};

// What lies behind a window is dimmed on purpose.
bool has_open_window(const HtmlTree& page) {
  for (const int node : page.elements_with("role"))
    if (page.node(node).visible &&
        page.attribute(node, "role")->find("dialog") != std::string::npos)
      return true;
  for (const int node : page.elements("dialog"))
    if (page.node(node).visible && page.attribute(node, "open") != nullptr) return true;
  for (const int node : page.elements_with("aria-modal"))
    if (page.node(node).visible) return true;
  return false;
}

bool lies_in(const Box& inner, const Box& outer) {
  const double x = inner.x + inner.w / 2, y = inner.y + inner.h / 2;
  return x >= outer.x && x <= outer.x + outer.w && y >= outer.y && y <= outer.y + outer.h;
}

// WCAG leaves out what cannot be used now.
std::vector<Box> disabled_on(const HtmlTree& page) {
  std::vector<Box> boxes;
  for (const auto* attribute : {"disabled", "aria-disabled"})
    for (const int node : page.elements_with(attribute))
      for (int below = node; below < page.node(node).end; ++below)
        if (const auto box = kept_box(page, below)) boxes.push_back(*box);
  return boxes;
}

// Words drawn into a picture may be its subject; whether they belong to the page, the page knows.
bool is_of_the_page(const PageWords& known, const ScreenLine& line) {
  std::size_t letters = 0, held = 0;
  for (const auto word : split(line.text, ' ')) {
    letters += word.size();
    if (known.hold(word)) held += word.size();
  }
  return letters >= kFewestLetters && held * 4 >= letters * 3;
}

std::vector<PaleLine> pale_lines(const ScreenLayout& layout, const HtmlTree& page) {
  std::vector<PaleLine> pale;
  const PageWords known(page);
  const auto disabled = disabled_on(page);
  for (const auto& line : layout.lines) {
    if (!line.letters || !line.ground) continue;
    const double ratio = contrast(*line.letters, *line.ground);
    if (ratio >= (line.size >= kLarge ? kLeastLarge : kLeast) || !is_of_the_page(known, line) ||
        std::any_of(disabled.begin(), disabled.end(),
                    [&](const Box& box) { return lies_in(line.box, box); }))
      continue;
    pale.push_back({&line, ratio});
  }
  std::stable_sort(pale.begin(), pale.end(),
                   [](const PaleLine& a, const PaleLine& b) { return a.ratio < b.ratio; });
  return pale;
}

// The accessibility rule tells of it, by the page's style sheet.
bool is_told_by_axe(const Recording& recording, const StepRecord& step, const ScreenLine& line) {
  const auto access = step.access ? recording.access.find(*step.access) : recording.access.end();
  if (access == recording.access.end()) return false;
  for (const auto& violation : access->second.violations) {
    if (violation.rule != "color-contrast") continue;
    const bool not_all_named = violation.count > static_cast<int>(violation.nodes.size());
    return not_all_named ||
           std::any_of(violation.nodes.begin(), violation.nodes.end(),
                       [&](const AccessNode& node) { return lies_in(line.box, node.box); });
  }
  return false;
}

std::string hex_of(const ScreenColour& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::vector<PaleLine>& lines) {
  const PaleLine& worst = lines.front();
  Finding finding = finding_at(recording, "low-contrast", &step);
  finding.severity = worst.ratio < kHardlySeen ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(lines.size());
  finding.title = fmt::format("{} on {} hardly {} out: {} has a contrast of {:.1f} to 1.",
                              counted(finding.count, "line", "lines"), page_name(page, step),
                              finding.count == 1 ? "stands" : "stand",
                              in_quotes(worst.line->text, 60), worst.ratio);
  finding.why = fmt::format(
      "Pale letters are lost in daylight, on old screens and to old eyes; {} to 1 is the least "
      "(WCAG 1.4.3).",
      worst.line->size >= kLarge ? "3" : "4.5");
  finding.fix = "Make the letters darker or what is behind them lighter, or the other way round.";
  finding.evidence.box = worst.line->box;
  for (std::size_t i = 0; i < lines.size() && i < kMostNamed; ++i)
    finding.evidence.text += fmt::format(
        "{}{} ({:.1f}: {} on {})", i == 0 ? "" : "\n", lines[i].line->text, lines[i].ratio,
        hex_of(*lines[i].line->letters), hex_of(*lines[i].line->ground));
  return finding;
}

}  // namespace

Verdict low_contrast(const Recording& recording) {
  if (auto reason = why_not_read(recording); !reason.empty()) return Failed{std::move(reason)};
  std::vector<Finding> findings;
  std::set<std::string> told;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!step.after || !was_reached(step)) continue;
    const auto kept = pages.after(step);
    if (!kept || has_open_window(*kept)) continue;
    const auto layout = layout_of(*seen_of(recording, *step.after));
    std::vector<PaleLine> fresh;
    for (const auto& line : pale_lines(layout, *kept))
      if (told.insert(squeeze(line.line->text)).second &&
          !is_told_by_axe(recording, step, *line.line))
        fresh.push_back(line);
    if (!fresh.empty()) findings.push_back(describe(recording, step, *kept, fresh));
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
