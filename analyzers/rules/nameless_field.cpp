#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "analyzers/html_fields.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kNamedInEvidence = 5;

// The button beside a lone box says what the box is for (WCAG technique G167): search, sign-up.
bool has_words(const HtmlTree& page, int button) {
  if (!page.text_of(button).empty()) return true;
  for (const auto* name : {"value", "aria-label", "title", "alt"})
    if (const auto* words = page.attribute(button, name); words != nullptr && !words->empty())
      return true;
  return false;
}

bool is_button(const HtmlTree& page, int node) {
  if (page.node(node).tag == "button") return true;
  const auto* type = page.attribute(node, "type");
  return page.node(node).tag == "input" && type != nullptr &&
         (*type == "submit" || *type == "image");
}

// Boxes to fill in, by the form they stand in.
std::map<int, int> boxes_by_form(const HtmlTree& page, const std::vector<Field>& fields) {
  std::map<int, int> boxes;
  for (const auto& field : fields)
    if (field.type != "checkbox" && field.type != "radio")
      if (const auto form = page.closest(field.node, "form")) ++boxes[*form];
  return boxes;
}

bool is_named_by_its_button(const HtmlTree& page, const std::map<int, int>& boxes,
                            const Field& field) {
  const auto form = page.closest(field.node, "form");
  const auto known = form ? boxes.find(*form) : boxes.end();
  if (known == boxes.end() || known->second != 1) return false;
  for (int node = field.node + 1; node < page.node(*form).end; ++node)
    if (page.node(node).visible && is_button(page, node)) return has_words(page, node);
  return false;
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::vector<Field>& fields, bool placeholder) {
  Finding finding = finding_at(recording, "nameless-field", &step);
  finding.severity = placeholder ? Severity::kAnnoying : Severity::kSerious;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(fields.size());
  const std::string where = page_name(page, step);
  const std::string boxes = counted(finding.count, "box on", "boxes on");
  const bool one = finding.count == 1;
  finding.title =
      placeholder
          ? fmt::format("{} {} {} only a hint for a name, which is gone once something is typed.",
                        boxes, where, one ? "has" : "have")
          : fmt::format("{} {} {} no name: nothing says what to type.", boxes, where,
                        one ? "has" : "have");
  finding.why = placeholder ? "A hint inside the box vanishes with the first letter; people must "
                              "empty the box to check "
                              "what was asked (GOV.UK, Nielsen Norman Group)."
                            : "A box without a name cannot be filled in by ear or by guess (WCAG "
                              "1.3.1, 3.3.2, 4.1.2).";
  finding.fix = placeholder ? "Put a permanent label above the box." : "Say what each box is for.";
  for (std::size_t i = 0; i < fields.size() && i < kNamedInEvidence; ++i) {
    const std::string& shown = placeholder ? fields[i].name : fields[i].selector;
    finding.evidence.text += (i == 0 ? "" : ", ") + shown;
  }
  finding.evidence.selector = fields.front().selector;
  return finding;
}

}  // namespace

Verdict nameless_field(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::pair<std::string, std::string>> known;  // address without query, field
  bool any_field = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto kept = pages.after(step);
    if (!kept) continue;
    const HtmlTree& page = *kept;
    const std::string address = address_of(step.url);
    std::vector<Field> nameless, hinted;
    std::map<std::string, int> alike;  // several fields of one page may share a selector
    const std::vector<Field> fields = fields_of(page);
    const auto boxes = boxes_by_form(page, fields);
    for (const auto& field : fields) {
      any_field = true;
      const bool none = field.named_by == FieldName::kNone;
      if ((!none && field.named_by != FieldName::kPlaceholder) || is_search(page, field) ||
          is_named_by_its_button(page, boxes, field))
        continue;
      const int nth = ++alike[field.selector];
      if (!known.emplace(address, fmt::format("{} {}", field.selector, nth)).second) continue;
      (none ? nameless : hinted).push_back(field);
    }
    if (!nameless.empty()) findings.push_back(describe(recording, step, page, nameless, false));
    if (!hinted.empty()) findings.push_back(describe(recording, step, page, hinted, true));
  }
  return pages.verdict(std::move(findings), any_field, "no page of this walk asks for anything");
}

}  // namespace firsthand
