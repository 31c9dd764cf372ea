#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/html_controls.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr double kSmall = 24;  // CSS pixels, WCAG 2.5.8
constexpr std::size_t kMostCompared = 3000;
constexpr int kNamedInTitle = 3;

bool is_small(const Box& box) { return box.w < kSmall || box.h < kSmall; }

double from_centre(const Box& small, double x, double y) {
  return std::hypot(small.x + small.w / 2 - x, small.y + small.h / 2 - y);
}

// A circle of 24 pixels around the middle of a small one touches another, or its circle.
bool crowds(const Box& small, const Box& other) {
  const double x = small.x + small.w / 2, y = small.y + small.h / 2;
  const double to_box = from_centre(small, std::clamp(x, other.x, other.x + other.w),
                                    std::clamp(y, other.y, other.y + other.h));
  if (to_box < kSmall / 2) return true;
  return is_small(other) &&
         from_centre(small, other.x + other.w / 2, other.y + other.h / 2) < kSmall;
}

struct Cramped {
  const Control* control = nullptr;
  const Control* neighbour = nullptr;
};

std::string where_to(const HtmlTree& page, const Control& control) {
  const auto* href = page.attribute(control.node, "href");
  return href == nullptr || href->empty() || href->front() == '#' ? std::string() : *href;
}

// Another control does the same and is large enough.
bool has_a_larger_twin(const HtmlTree& page, const std::vector<Control>& controls,
                       const Control& control) {
  const std::string to = where_to(page, control);
  return !to.empty() && std::any_of(controls.begin(), controls.end(), [&](const Control& other) {
    return !is_small(other.box) && where_to(page, other) == to;
  });
}

std::vector<Cramped> cramped_on(const HtmlTree& page, const std::vector<Control>& controls) {
  std::vector<Cramped> cramped;
  if (controls.size() > kMostCompared) return cramped;
  for (const auto& control : controls) {
    if (!is_small(control.box) || control.in_text) continue;
    const auto close = std::find_if(controls.begin(), controls.end(), [&](const Control& other) {
      return &other != &control && crowds(control.box, other.box) &&
             (where_to(page, control).empty() || where_to(page, control) != where_to(page, other));
    });
    if (close != controls.end() && !has_a_larger_twin(page, controls, control))
      cramped.push_back({&control, &*close});
  }
  return cramped;
}

std::string size_of(const Control& control) {
  return fmt::format("{} ({:.0f} × {:.0f})",
                     control.name.empty() ? "one without a name" : in_quotes(control.name, 30),
                     control.box.w, control.box.h);
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::vector<Cramped>& cramped) {
  const auto& walk = recording.walk;
  Finding finding = finding_at(recording, "small-target", &step);
  finding.severity = Severity::kMinor;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(cramped.size());
  std::vector<std::string> names;
  for (const auto& each : cramped) {
    names.push_back(size_of(*each.control));
    if (!finding.evidence.box &&
        shows_all_of(screen_named(walk.screens, step.after), each.control->box))
      finding.evidence.box = each.control->box;
  }
  finding.title =
      fmt::format("{} on {} {} smaller than 24 × 24 pixels and too close to another: {}.",
                  counted(finding.count, "control", "controls"), page_name(page, step),
                  finding.count == 1 ? "is" : "are", first_few(names, kNamedInTitle));
  finding.why = walk.visitor.touch
                    ? "A finger covers more than that: people hit what stands beside it (WCAG "
                      "2.5.8; 44 pixels is better, 2.5.5)."
                    : "Who cannot hold a mouse still hits what stands beside it (WCAG 2.5.8).";
  finding.fix = "Make it at least 24 × 24 pixels, or leave that much room around it.";
  finding.evidence.text = fmt::format("{}, beside {}", size_of(*cramped.front().control),
                                      size_of(*cramped.front().neighbour));
  return finding;
}

}  // namespace

Verdict small_target(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> known;
  bool any_control = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto kept = pages.after(step);
    if (!kept || shows_browser_error(step)) continue;
    const auto controls = controls_of(*kept);
    any_control = any_control || !controls.empty();
    std::vector<Cramped> fresh;
    for (const auto& each : cramped_on(*kept, controls))
      if (known.insert(each.control->name + '\n' + where_to(*kept, *each.control)).second)
        fresh.push_back(each);
    if (!fresh.empty()) findings.push_back(describe(recording, step, *kept, fresh));
  }
  return pages.verdict(std::move(findings), any_control,
                       "no page of this walk has a control whose place is known");
}

}  // namespace firsthand
