#include "analyzers/asked_again.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/rules/rules.h"
#include "analyzers/rules/shown_field.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

Finding describe_asked(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                       const std::vector<AskedAgain>& again) {
  Finding finding = finding_at(recording, "asked-again", &step);
  finding.severity = again.size() == 1 ? Severity::kMinor : Severity::kAnnoying;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(again.size());
  std::vector<std::string> names;
  std::vector<int> nodes;
  for (const auto& each : again) {
    names.push_back(in_quotes(each.what, 40));
    nodes.push_back(each.field.node);
    finding.evidence.text += (finding.evidence.text.empty() ? "" : ", ") + each.what;
  }
  finding.title = fmt::format("{} asked for {} once more, which the customer had given in step {}.",
                              page_name(page, step), first_few(names), again.front().given + 1);
  finding.why =
      "Whoever is asked for the same thing twice types it twice, and doubts that the first time "
      "counted (WCAG 3.3.7).";
  finding.fix = "Carry over what was given, or offer it to be taken again with one click.";
  finding.evidence.selector = again.front().field.selector;
  show_fields(finding, recording, step, page, nodes);
  return finding;
}

}  // namespace

Verdict questions_asked_again(const Recording& recording) {
  KeptPages pages(recording);
  const Asked asked = asked_again(recording, pages);
  std::map<int, std::vector<AskedAgain>> by_step;
  for (const auto& each : asked.again) by_step[each.again].push_back(each);
  std::vector<Finding> findings;
  for (const auto& [index, again] : by_step) {
    const StepRecord* step = step_at(recording.walk.steps, index);
    if (const auto page = pages.after(*step))
      findings.push_back(describe_asked(recording, *step, *page, again));
  }
  return pages.verdict(std::move(findings), asked.anything, "nothing was filled in on this walk");
}

}  // namespace firsthand
