#include "analyzers/rules/shown_field.h"

#include <algorithm>
#include <optional>
#include <string>

#include "analyzers/html_fields.h"
#include "analyzers/kept_box.h"

namespace firsthand {
namespace {

struct Worked {
  const StepRecord* step = nullptr;
  const FoundTarget* target = nullptr;
};

// Fields that the walk worked on this page.
std::vector<Worked> worked_on(const Recording& recording, const std::string& address) {
  std::vector<Worked> all;
  for (const auto& step : recording.walk.steps) {
    if (!step.before || address_of(url_before(recording.walk, step)) != address) continue;
    for (const auto& target : step.targets) all.push_back({&step, &target});
  }
  return all;
}

bool is_on(const Box& box, const Screen* screen) {
  return screen != nullptr && !box.empty() && box.x >= 0 && box.y >= 0 &&
         box.x + box.w <= screen->width && box.y + box.h <= screen->height;
}

}  // namespace

void show_fields(Finding& finding, const Recording& recording, const StepRecord& step,
                 const HtmlTree& page, const std::vector<int>& nodes) {
  const auto& screens = recording.walk.screens;
  const auto worked = worked_on(recording, address_of(step.url));
  for (const int node : nodes)
    for (const auto& each : worked) {
      if (!stands_at(page, node, each.target->selector) ||
          !is_on(each.target->box, screen_named(screens, each.step->before)))
        continue;
      finding.evidence.screen = each.step->before;
      finding.evidence.box = each.target->box;
      return;
    }
  for (const int node : nodes)
    if (const auto box = kept_box(page, node);
        box && is_on(*box, screen_named(screens, step.after))) {
      finding.evidence.screen = step.after;
      finding.evidence.box = box;
      return;
    }
  const auto forms_of = [&](int node) { return page.closest(node, "form"); };
  const StepRecord* beside = nullptr;
  for (const auto& field : fields_of(page)) {
    // The box for searching stands in the header, whatever else the page asks for.
    if (is_search(page, field)) continue;
    for (const auto& each : worked) {
      if (!stands_at(page, field.node, each.target->selector)) continue;
      const auto form = forms_of(field.node);
      const bool same = form && std::any_of(nodes.begin(), nodes.end(),
                                            [&](int node) { return forms_of(node) == form; });
      if (same) {
        finding.evidence.screen = each.step->before;
        return;
      }
      if (beside == nullptr) beside = each.step;
    }
  }
  if (beside != nullptr) finding.evidence.screen = beside->before;
}

}  // namespace firsthand
