#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "analyzers/field_marks.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/shown_field.h"
#include "analyzers/rules/worked_forms.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Short forms are filled in whole (Baymard: it does not hold as strongly for contact forms).
constexpr std::size_t kShort = 3;

struct UnmarkedNeeds {
  std::vector<Field> required{}, optional{};  // without a mark
};

bool is_to_tick(const Field& field) { return field.type == "checkbox" || field.type == "radio"; }

bool must_be_filled(const HtmlTree& page, const Field& field) {
  const auto* said = page.attribute(field.node, "aria-required");
  return page.attribute(field.node, "required") != nullptr || (said != nullptr && *said == "true");
}

// A list has an answer whether or not somebody chose one.
bool may_stay_empty(const HtmlTree& page, const Field& field) {
  return !must_be_filled(page, field) && field.type != "select" && field.type != "range" &&
         field.type != "color" && page.attribute(field.node, "disabled") == nullptr &&
         page.attribute(field.node, "readonly") == nullptr;
}

UnmarkedNeeds unmarked(const HtmlTree& page, const std::vector<Field>& fields) {
  UnmarkedNeeds needs;
  std::size_t asked = 0;
  for (const auto& field : fields) {
    if (is_to_tick(field)) continue;
    ++asked;
    const bool required = must_be_filled(page, field);
    if ((!required && !may_stay_empty(page, field)) || is_marked(page, field)) continue;
    (required ? needs.required : needs.optional).push_back(field);
  }
  return asked > kShort ? needs : UnmarkedNeeds{};
}

bool tells_of_all(const HtmlTree& page) {
  const auto blocks = page.blocks();
  return std::any_of(blocks.begin(), blocks.end(),
                     [](const TextBlock& block) { return marks_all(block.text); });
}

// A style draws stars that stand in no text.
bool shows_a_star(const Recording& recording, const StepRecord& step) {
  for (const auto& picture : {step.before, step.after}) {
    const Seen* seen = picture ? seen_of(recording, *picture) : nullptr;
    if (seen == nullptr) continue;
    for (const auto& word : seen->words)
      if (word.text.find('*') != std::string::npos) return true;
  }
  return false;
}

std::vector<std::string> names_without_mark(const std::vector<Field>& fields) {
  std::vector<std::string> names;
  names.reserve(fields.size());
  for (const auto& field : fields)
    names.push_back(printable(field.name.empty() ? field.selector : field.name, 40));
  return names;
}

Finding describe_needs(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                       const UnmarkedNeeds& needs) {
  Finding finding = finding_at(recording, "required-unclear", &step);
  finding.severity = Severity::kMinor;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(needs.required.size() + needs.optional.size());
  finding.title = fmt::format(
      "The form on {} does not show what must be filled in ({}) and what may stay empty ({}).",
      page_name(page, step), first_few(names_without_mark(needs.required)),
      first_few(names_without_mark(needs.optional)));
  finding.why =
      "Who cannot tell them apart fills in what nobody needs, or leaves out what is then refused "
      "(Baymard: mark both).";
  finding.fix = "Write \"optional\" or \"required\" beside every box.";
  finding.evidence.text = first_few(names_without_mark(needs.optional), kShort);
  finding.evidence.selector = needs.optional.front().selector;
  std::vector<int> nodes;
  for (const auto* fields : {&needs.optional, &needs.required})
    for (const auto& field : *fields) nodes.push_back(field.node);
  show_fields(finding, recording, step, page, nodes);
  return finding;
}

}  // namespace

Verdict required_unclear(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> known;  // forms, by address and first box
  bool any_filled = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (step.fields == 0) continue;
    const auto page = pages.after(step);
    if (!page) continue;
    any_filled = true;
    for (const auto& [form, fields] : worked_forms(*page, step)) {
      const UnmarkedNeeds needs = unmarked(*page, fields);
      if (needs.required.empty() || needs.optional.empty() || tells_of_all(*page) ||
          shows_a_star(recording, step) ||
          !known.insert(address_of(step.url) + ' ' + fields.front().selector).second)
        continue;
      findings.push_back(describe_needs(recording, step, *page, needs));
    }
  }
  return pages.verdict(std::move(findings), any_filled, "nothing was filled in on this walk");
}

}  // namespace firsthand
