#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/html_fields.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/sent_requests.h"
#include "analyzers/rules/shown_field.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr double kLooksTheSame = 0.02;

// What was typed on the pages of a walk and not sent, by address and by how engineers find its box.
using Typed = std::map<std::string, std::map<std::string, std::string>>;

// A box that the page forbids the browser to remember is emptied on purpose, and so are secrets.
bool may_be_kept(const HtmlTree& page, const Field& field) {
  const auto* off = page.attribute(field.node, "autocomplete");
  return field.type != "password" && field.type != "file" && !is_search(page, field) &&
         (off == nullptr || lower_ascii(*off) != "off") &&
         field.value.find("•••") == std::string::npos;
}

void remember_typed(Typed& typed, const HtmlTree& page, const std::optional<HtmlTree>& before,
                    const std::string& url) {
  std::map<std::string, std::string> known;
  if (before)
    for (const auto& field : fields_of(*before)) known[field.selector] = field.value;
  for (const auto& field : fields_of(page))
    if (may_be_kept(page, field) && !field.value.empty() && known[field.selector] != field.value)
      typed[address_of(url)][field.selector] = field.value;
}

std::vector<Field> emptied_since(const Typed& typed, const HtmlTree& page, const std::string& url) {
  std::vector<Field> lost;
  const auto there = typed.find(address_of(url));
  if (there == typed.end()) return lost;
  for (auto& field : fields_of(page))
    if (field.value.empty() && may_be_kept(page, field) && there->second.contains(field.selector))
      lost.push_back(std::move(field));
  return lost;
}

// Once a form was sent, it may be empty.
bool sent_something(const Recording& recording, const StepRecord& step) {
  return step.submits ||
         std::any_of(recording.requests.begin(), recording.requests.end(), [&](const auto& each) {
           return each.step == step.index && each.first_party && hands_over(each) &&
                  !only_measures(each);
         });
}

// The browser asks whether to send the form once more, on a page of its own.
bool asks_to_send_again(const Recording& recording, const StepRecord& step) {
  constexpr std::string_view kMissing = "net::ERR_CACHE_MISS";
  return (step.error && step.error->code == kMissing) ||
         std::any_of(recording.requests.begin(), recording.requests.end(), [&](const auto& each) {
           return each.step == step.index && each.main_document && each.error == kMissing;
         });
}

bool stayed(const Recording& recording, const StepRecord& step, const HtmlTree& before,
            const HtmlTree& after, const std::string& url_before) {
  return step.outcome == StepOutcome::kDone && step.url == url_before &&
         reads_the_same(before, after) &&
         share_changed(recording, step).value_or(0) < kLooksTheSame;
}

Finding broken_back(const Recording& recording, const StepRecord& step, Severity severity) {
  Finding finding = finding_at(recording, "back-breakage", &step);
  finding.severity = severity;
  finding.owner = Owner::kEngineering;
  finding.why =
      "Back is the way out that everybody knows and uses without a thought; where it does not lead "
      "back, people leave the site (Nielsen: user control and freedom).";
  return finding;
}

Finding lost_by_going_back(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                           const std::vector<Field>& lost) {
  Finding finding = broken_back(recording, step, Severity::kSerious);
  const auto names = name_fields(finding, lost);
  finding.title = as_sentence(
      fmt::format("Back led to {} without what the customer had put into {}: {}",
                  page_name(page, step), counted(finding.count, "box", "boxes"), first_few(names)));
  finding.why +=
      " Who only wanted to look something up has to type everything again (WCAG 3.3.7: nothing "
      "that "
      "was entered is asked for twice).";
  finding.fix = "Leave what was typed where it is when the customer comes back.";
  finding.evidence.selector = lost.front().selector;
  return finding;
}

Finding stayed_there(const Recording& recording, const StepRecord& step, const HtmlTree& page) {
  Finding finding = broken_back(recording, step, Severity::kAnnoying);
  finding.title =
      as_sentence(fmt::format("Back did not lead back: the page stayed {}", page_name(page, step)));
  finding.fix = "Put nothing into the browser's history that looks the same as what is shown.";
  return finding;
}

Finding asked_to_send_again(const Recording& recording, const StepRecord& step) {
  Finding finding = broken_back(recording, step, Severity::kSerious);
  finding.title =
      "Back led to the browser's own question whether to send the form once more, and to no page.";
  finding.fix = "Answer a form with a redirect to its result (303), so that Back finds a page.";
  return finding;
}

}  // namespace

Verdict back_breakage(const Recording& recording) {
  std::vector<Finding> findings;
  Typed typed;
  std::optional<HtmlTree> before;
  std::string url_before;
  bool any_back = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!was_reached(step)) continue;
    const bool back = step.word == "back";
    any_back = any_back || back;
    if (back && asks_to_send_again(recording, step))
      findings.push_back(asked_to_send_again(recording, step));
    auto page = pages.after(step);
    if (!page) continue;
    if (step.fields > 0) remember_typed(typed, *page, before, step.url);
    if (sent_something(recording, step)) typed.clear();
    if (back && before) {
      const auto lost = emptied_since(typed, *page, step.url);
      if (stayed(recording, step, *before, *page, url_before))
        findings.push_back(stayed_there(recording, step, *page));
      else if (!lost.empty())
        findings.push_back(lost_by_going_back(recording, step, *page, lost));
    }
    before = std::move(page);
    url_before = step.url;
  }
  return pages.verdict(std::move(findings), any_back, "this walk never went back");
}

}  // namespace firsthand
