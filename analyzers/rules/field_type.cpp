#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analyzers/field_purposes.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/shown_field.h"
#include "analyzers/rules/worked_forms.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::array<std::string_view, 9> kTyped{"text", "email",  "tel",      "number",  "url",
                                                 "date", "search", "textarea", "password"};

struct Unhelped {
  Field field{};
  const FieldPurpose* purpose = nullptr;
  bool keyboard = false;  // the keys are missing, too
};

std::vector<Unhelped> unhelped(const HtmlTree& page, const StepRecord& step) {
  std::vector<Unhelped> found;
  for (const auto& [form, fields] : worked_forms(page, step))
    for (const auto& field : fields) {
      if (std::find(kTyped.begin(), kTyped.end(), field.type) == kTyped.end()) continue;
      const FieldPurpose* purpose = purpose_of(page, field);
      if (purpose == nullptr) continue;
      const bool keyboard = !has_keyboard(page, field, *purpose);
      if (keyboard || !has_token(page, field, *purpose))
        found.push_back({field, purpose, keyboard});
    }
  return found;
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::vector<Unhelped>& boxes) {
  const auto first =
      std::find_if(boxes.begin(), boxes.end(), [](const Unhelped& box) { return box.keyboard; });
  const bool keyboard = first != boxes.end();
  Finding finding = finding_at(recording, "field-type", &step);
  finding.severity =
      keyboard && recording.walk.visitor.touch ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kEngineering;
  finding.count = static_cast<int>(boxes.size());
  std::vector<std::string> names;
  names.reserve(boxes.size());
  for (const auto& box : boxes) names.push_back(printable(box.field.name, 40));
  const std::string lacks =
      !keyboard ? "the browser is not told what it could fill in"
      : recording.walk.visitor.touch
          ? fmt::format("{} does not bring {}", in_quotes(first->field.name, 40),
                        first->purpose->keyboard)
          : fmt::format("on a phone {} would not bring {}", in_quotes(first->field.name, 40),
                        first->purpose->keyboard);
  // The only one is named by what it lacks.
  const bool listed = !keyboard || boxes.size() > 1;
  finding.title = fmt::format("{} on {} must be typed without help{}: {}.",
                              counted(finding.count, "box", "boxes"), page_name(page, step),
                              listed ? " (" + first_few(names) + ")" : "", lacks);
  finding.why = keyboard
                    ? "On a phone the wrong keys make every letter a search and every mistake "
                      "likelier (Baymard; GOV.UK)."
                    : "What the browser knows it fills in with one tap, without mistakes (WCAG "
                      "1.3.5).";
  finding.fix =
      "Give each box its type or inputmode (email, tel, numeric) and its autocomplete token.";
  for (const auto& box : boxes)
    finding.evidence.text += fmt::format("{}{} ({})", finding.evidence.text.empty() ? "" : ", ",
                                         box.field.selector, box.purpose->id);
  finding.evidence.selector = boxes.front().field.selector;
  std::vector<int> nodes;
  if (keyboard) nodes.push_back(first->field.node);
  for (const auto& box : boxes) nodes.push_back(box.field.node);
  show_fields(finding, recording, step, page, nodes);
  return finding;
}

}  // namespace

Verdict field_type(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::tuple<std::string, std::string, int>> known;  // address without query, box
  bool any_form = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (step.fields == 0) continue;
    const auto kept = pages.after(step);
    if (!kept) continue;
    any_form = true;
    std::vector<Unhelped> boxes;
    for (auto& box : unhelped(*kept, step))
      if (known.emplace(address_of(step.url), box.field.selector, box.field.nth).second)
        boxes.push_back(std::move(box));
    if (!boxes.empty()) findings.push_back(describe(recording, step, *kept, boxes));
  }
  return pages.verdict(std::move(findings), any_form, "nothing was filled in on this walk");
}

}  // namespace firsthand
