#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analyzers/html_beside.h"
#include "analyzers/html_fields.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/shown_field.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostBoxesNamed = 5;

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

enum class Lack { kAnything, kLabel, kPermanence };

struct Bare {
  Field field{};
  std::string beside{};  // the words that stand there
};

std::vector<std::string> quoted_words(const std::vector<Bare>& boxes) {
  std::vector<std::string> words;
  words.reserve(boxes.size());
  for (const auto& box : boxes) words.push_back(in_quotes(box.beside, 40));
  return words;
}

std::string title_of(Lack lack, const std::vector<Bare>& boxes, const std::string& page) {
  const bool one = boxes.size() == 1;
  const std::string subject =
      fmt::format("{} {} {}", counted(static_cast<int>(boxes.size()), "box on", "boxes on"), page,
                  one ? "has" : "have");
  switch (lack) {
    case Lack::kPermanence:
      return subject + " only a hint for a name, which is gone once it is filled in.";
    case Lack::kLabel:
      return fmt::format("{} no label of {} own: {} {} beside {}, but {} not tied to {}.", subject,
                         one ? "its" : "their", first_few(quoted_words(boxes)),
                         one ? "stands" : "stand", one ? "it" : "them", one ? "is" : "are",
                         one ? "it" : "them");
    case Lack::kAnything:
      break;
  }
  return subject + " no name: nothing says what to type.";
}

std::string why_of(Lack lack) {
  switch (lack) {
    case Lack::kPermanence:
      return "A hint inside the box vanishes with the first letter; people must empty the box to "
             "check what was asked (GOV.UK, Nielsen Norman Group).";
    case Lack::kLabel:
      return "Only whoever sees the page knows that the words belong to the box: screen readers, "
             "autofill and voice input do not, and a tap on them does not lead into it (WCAG "
             "1.3.1, 4.1.2).";
    case Lack::kAnything:
      break;
  }
  return "A box without a name cannot be filled in by ear or by guess (WCAG 1.3.1, 3.3.2, 4.1.2).";
}

std::string shown_in_evidence(Lack lack, const Bare& box) {
  if (lack == Lack::kPermanence) return box.field.name;
  if (lack == Lack::kLabel) return fmt::format("{} ({})", box.beside, box.field.selector);
  return box.field.selector;
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::vector<Bare>& boxes, Lack lack) {
  Finding finding = finding_at(recording, "nameless-field", &step);
  finding.severity = lack == Lack::kAnything ? Severity::kSerious : Severity::kAnnoying;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(boxes.size());
  finding.title = title_of(lack, boxes, page_name(page, step));
  finding.why = why_of(lack);
  finding.fix = lack == Lack::kPermanence ? "Put a permanent label above the box."
                : lack == Lack::kLabel
                    ? "Make the words the box's label: put them into a <label> around it, or one "
                      "with its id in for=."
                    : "Say what each box is for.";
  for (std::size_t i = 0; i < boxes.size() && i < kMostBoxesNamed; ++i)
    finding.evidence.text += (i == 0 ? "" : ", ") + shown_in_evidence(lack, boxes[i]);
  finding.evidence.selector = boxes.front().field.selector;
  std::vector<int> nodes;
  nodes.reserve(boxes.size());
  for (const auto& box : boxes) nodes.push_back(box.field.node);
  show_fields(finding, recording, step, page, nodes);
  return finding;
}

}  // namespace

Verdict nameless_field(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::tuple<std::string, std::string, int>> known;  // address without query, field
  bool any_field = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto kept = pages.after(step);
    if (!kept) continue;
    const HtmlTree& page = *kept;
    const std::string address = address_of(step.url);
    std::map<Lack, std::vector<Bare>> bare;
    const std::vector<Field> fields = fields_of(page);
    const auto boxes = boxes_by_form(page, fields);
    for (const auto& field : fields) {
      any_field = true;
      const bool none = field.named_by == FieldName::kNone;
      if ((!none && field.named_by != FieldName::kPlaceholder) || is_search(page, field) ||
          is_named_by_its_button(page, boxes, field))
        continue;
      if (!known.emplace(address, field.selector, field.nth).second) continue;
      std::string beside = words_beside(page, field);
      const Lack lack = !beside.empty() ? Lack::kLabel : none ? Lack::kAnything : Lack::kPermanence;
      bare[lack].push_back({field, std::move(beside)});
    }
    for (const auto& [lack, of_lack] : bare)
      findings.push_back(describe(recording, step, page, of_lack, lack));
  }
  return pages.verdict(std::move(findings), any_field, "no page of this walk asks for anything");
}

}  // namespace firsthand
