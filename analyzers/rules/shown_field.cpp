#include "analyzers/rules/shown_field.h"

#include <algorithm>
#include <optional>
#include <string>

#include "analyzers/html_fields.h"
#include "analyzers/kept_box.h"
#include "journeys/text.h"

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

}  // namespace

std::vector<std::string> name_fields(Finding& finding, const std::vector<Field>& fields) {
  finding.count = static_cast<int>(fields.size());
  std::vector<std::string> names;
  names.reserve(fields.size());
  for (const auto& field : fields) {
    const std::string& name = field.name.empty() ? field.selector : field.name;
    names.push_back(printable(name, 40));
    finding.evidence.text += (finding.evidence.text.empty() ? "" : ", ") + name;
  }
  return names;
}

void show_fields(Finding& finding, const Recording& recording, const StepRecord& step,
                 const HtmlTree& page, const std::vector<int>& nodes) {
  const auto& screens = recording.walk.screens;
  const auto worked = worked_on(recording, address_of(step.url));
  for (const int node : nodes)
    for (const auto& each : worked) {
      if (!stands_at(page, node, each.target->selector) ||
          !shows_all_of(screen_named(screens, each.step->before), each.target->box))
        continue;
      finding.evidence.screen = each.step->before;
      finding.evidence.box = each.target->box;
      return;
    }
  for (const int node : nodes)
    if (const auto box = kept_box(page, node);
        box && shows_all_of(screen_named(screens, step.after), *box)) {
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
