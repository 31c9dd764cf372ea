#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzers/field_purposes.h"
#include "analyzers/kept_box.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/shown_field.h"
#include "analyzers/rules/worked_forms.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Baymard 2024: 8 do for a checkout, and the average one has more than 11.
constexpr std::size_t kEnough = 8, kFarTooMany = 12;
constexpr std::size_t kMostAskedNamed = 20;

bool stands_apart(const HtmlTree& page, int node) {
  constexpr std::array<std::string_view, 3> kApart{"header", "footer", "nav"};
  return std::any_of(kApart.begin(), kApart.end(),
                     [&](std::string_view tag) { return page.closest(node, tag).has_value(); });
}

// What a customer has to answer: not what is only shown, how many of a thing, or what may be
// ticked in passing.
bool is_asked(const HtmlTree& page, const Field& field) {
  if (field.type == "checkbox" || field.type == "range" || field.type == "color" ||
      page.attribute(field.node, "disabled") != nullptr ||
      page.attribute(field.node, "readonly") != nullptr || stands_apart(page, field.node))
    return false;
  const auto* purpose = purpose_of(page, field);
  return purpose == nullptr || purpose->id != "quantity";
}

// Answers that are given together are one: the options of a choice, the digits of a code. The same
// box on a form that came back is the same question.
std::string question_of(const HtmlTree& page, int form, const Field& field) {
  if (field.type == "radio") {
    const auto* group = page.attribute(field.node, "name");
    return "radio " + (group == nullptr ? std::to_string(form) : *group);
  }
  const auto* longest = page.attribute(field.node, "maxlength");
  if (longest != nullptr && *longest == "1") return "digits " + std::to_string(form);
  return fmt::format("{} {} {}", field.selector, field.nth, field.name);
}

struct QuestionsAsked {
  const StepRecord* step = nullptr;  // that met the form with the most of it
  std::optional<HtmlTree> page{};
  std::vector<int> nodes{};
  std::size_t most = 0;
  std::set<std::string> questions{};
  std::vector<std::string> names{};
};

// Boxes that trap robots stand where nobody sees them: unlike the others they have no place.
bool has_places(const HtmlTree& page, const std::vector<Field>& fields) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Field& field) { return kept_box(page, field.node).has_value(); });
}

void note_form(QuestionsAsked& asked, const StepRecord& step, const HtmlTree& page, int form,
               const std::vector<Field>& fields) {
  const bool placed = has_places(page, fields);
  std::vector<int> nodes;
  for (const auto& field : fields) {
    if (!is_asked(page, field) || (placed && !kept_box(page, field.node))) continue;
    nodes.push_back(field.node);
    if (asked.questions.insert(question_of(page, form, field)).second)
      asked.names.push_back(printable(field.name.empty() ? field.selector : field.name, 40));
  }
  if (nodes.size() <= asked.most) return;
  asked.most = nodes.size();
  asked.step = &step;
  asked.page = page;
  asked.nodes = std::move(nodes);
}

Finding describe_questions(const Recording& recording, const QuestionsAsked& asked) {
  Finding finding = finding_at(recording, "too-many-fields", asked.step);
  finding.severity = asked.questions.size() > kFarTooMany ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(asked.questions.size());
  finding.title = fmt::format("The forms of this journey ask for {} things ({}); {} are enough.",
                              finding.count, first_few(asked.names), kEnough);
  finding.why =
      "Each box is one more reason to stop: a checkout needs no more than 8, and one customer in "
      "five has left one because it was long or complicated (Baymard).";
  finding.fix = "Ask only for what you need to answer this customer.";
  finding.evidence.text = first_few(asked.names, kMostAskedNamed);
  show_fields(finding, recording, *asked.step, *asked.page, asked.nodes);
  return finding;
}

}  // namespace

Verdict too_many_fields(const Recording& recording) {
  QuestionsAsked asked;
  bool any_filled = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (step.fields == 0) continue;
    const auto page = pages.after(step);
    if (!page) continue;
    any_filled = true;
    for (const auto& [form, fields] : worked_forms(*page, step))
      note_form(asked, step, *page, form, fields);
  }
  std::vector<Finding> findings;
  if (asked.questions.size() > kEnough) findings.push_back(describe_questions(recording, asked));
  return pages.verdict(std::move(findings), any_filled, "nothing was filled in on this walk");
}

}  // namespace firsthand
