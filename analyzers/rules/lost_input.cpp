#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/html_fields.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/shown_field.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// What each box of a page holds, by how engineers find it. Several alike: the last.
using Values = std::map<std::string, Field>;

Values values_on(const HtmlTree& page) {
  Values values;
  for (auto& field : fields_of(page))
    if (field.type != "password" && field.type != "file" && !is_search(page, field))
      values[field.selector] = std::move(field);
  return values;
}

bool marks_a_mistake(const HtmlTree& page) {
  const auto marked = page.elements_with("aria-invalid");
  return std::any_of(marked.begin(), marked.end(), [&](int node) {
    return page.node(node).visible && *page.attribute(node, "aria-invalid") == "true";
  });
}

// Secrets are kept as dots; that a site empties them is as it should be.
bool is_secret(const Field& field) { return field.value.find("•••") != std::string::npos; }

// What a form is sent back with; that something is out of stock is none of its business.
bool is_refusal(const ErrorPattern& pattern) {
  constexpr std::array<std::string_view, 4> kOfForms{"validation", "generic", "payment", "session"};
  return std::find(kOfForms.begin(), kOfForms.end(), pattern.category) != kOfForms.end();
}

// The form that a box stands in, as its page names it; empty: it says nothing of itself.
std::string signature_of(const HtmlTree& page, const Field& field) {
  std::string form;
  const auto node = page.closest(field.node, "form");
  for (const auto* name : {"action", "id", "name"})
    if (const auto* value = node ? page.attribute(*node, name) : nullptr;
        value != nullptr && !value->empty())
      form += fmt::format("{}={}\n", name, *value);
  return form;
}

// The page says, in one way or another, that it did not take what was sent.
bool refuses(const Recording& recording, const StepRecord& step, const HtmlTree& page,
             const std::set<std::string>& before, bool answers) {
  if (step.status.value_or(200) >= 400 || marks_a_mistake(page)) return true;
  PageMoment moment;
  moment.status = step.status;
  moment.url = step.url;
  moment.locale = recording.walk.visitor.locale;
  moment.ended_here = ended_at(recording.walk, step.index);
  moment.answers = answers;
  moment.before = before;
  const auto phrases = phrases_on(page, moment);
  return std::any_of(phrases.begin(), phrases.end(), [](const PagePhrase& phrase) {
    return !phrase.proofs.empty() && is_refusal(*phrase.pattern);
  });
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::vector<Field>& lost) {
  Finding finding = finding_at(recording, "lost-input", &step);
  finding.severity = Severity::kSerious;
  finding.owner = Owner::kEngineering;
  const auto names = name_fields(finding, lost);
  finding.title = as_sentence(
      fmt::format("The form on {} came back after {} without what the customer had put into {}: {}",
                  page_name(page, step), quoted_step(step), counted(finding.count, "box", "boxes"),
                  first_few(names)));
  finding.why =
      "Who has to type everything again because of one mistake often does not (GOV.UK; WCAG 3.3.7: "
      "nothing that was entered is asked for twice).";
  finding.fix = "Keep everything the customer typed, and ask only for what was wrong.";
  finding.evidence.selector = lost.front().selector;
  return finding;
}

}  // namespace

Verdict lost_input(const Recording& recording) {
  std::vector<Finding> findings;
  Values before;
  std::set<std::string> blocks_before;
  std::map<std::string, std::string> filled;  // box -> the form that it stands in
  std::string url_before;
  bool any_filled = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto kept = pages.after(step);
    if (!kept) continue;
    const HtmlTree& page = *kept;
    Values now = values_on(page);
    if (step.fields > 0) {
      for (const auto& [selector, field] : now) {
        const auto known = before.find(selector);
        if (!field.value.empty() && !is_secret(field) &&
            (known == before.end() || known->second.value != field.value))
          any_filled = filled.emplace(selector, signature_of(page, field)).second || any_filled;
      }
    } else if (sends_input(step) && !filled.empty()) {
      const bool same_address = address_of(step.url) == address_of(url_before);
      std::vector<Field> lost;
      for (const auto& [selector, form] : filled) {
        const auto back = now.find(selector);
        if (back == now.end() || !back->second.value.empty()) continue;
        const bool same_form = !form.empty() && signature_of(page, back->second) == form;
        if (same_form || same_address) lost.push_back(back->second);
      }
      if (!lost.empty() &&
          refuses(recording, step, page, blocks_before, answers_input(step, url_before)))
        findings.push_back(describe(recording, step, page, lost));
      filled.clear();
    }
    before = std::move(now);
    blocks_before = folded_blocks(page);
    url_before = step.url;
  }
  return pages.verdict(std::move(findings), any_filled, "nothing was filled in on this walk");
}

}  // namespace firsthand
