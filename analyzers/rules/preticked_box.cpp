#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "analyzers/html_beside.h"
#include "analyzers/html_fields.h"
#include "analyzers/preticked_words.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/shown_field.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

struct TickedBox {
  Field field{};
  std::string says{};
};

// The customer worked it, here or before: then it says what they chose.
bool was_worked(const Walk& walk, const HtmlTree& page, const TickedBox& box, int until) {
  const std::string says = fold(box.says);
  return std::any_of(walk.steps.begin(), walk.steps.end(), [&](const StepRecord& step) {
    return step.index <= until &&
           std::any_of(step.targets.begin(), step.targets.end(), [&](const FoundTarget& target) {
             return fold(target.name) == says || fold(target.says) == says ||
                    stands_at(page, box.field.node, target.selector);
           });
  });
}

bool gave_a_password(const HtmlTree& page, const StepRecord& step) {
  const auto fields = fields_of(page);
  return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
    return field.type == "password" &&
           std::any_of(step.targets.begin(), step.targets.end(), [&](const FoundTarget& target) {
             return stands_at(page, field.node, target.selector);
           });
  });
}

Finding describe_ticks(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                       const std::vector<TickedBox>& boxes, Ticked what) {
  const bool paid = what == Ticked::kPaid;
  Finding finding = finding_at(recording, "preticked-box", &step);
  finding.severity = paid ? Severity::kSerious : Severity::kAnnoying;
  finding.owner = Owner::kDesign;
  finding.count = static_cast<int>(boxes.size());
  finding.title =
      fmt::format("{} on {} {} ticked before the customer touched {}: {}.",
                  paid ? counted(finding.count, "paid extra", "paid extras")
                       : counted(finding.count, "box for advertising", "boxes for advertising"),
                  page_name(page, step), boxes.size() == 1 ? "was" : "were",
                  boxes.size() == 1 ? "it" : "them", in_quotes(boxes.front().says));
  finding.why =
      paid
          ? "What was added unasked is found on the bill; a payment that was ticked beforehand "
            "binds nobody in the EU (Directive 2011/83/EU, article 22; Mathur et al. 2019)."
          : "A box that was ticked beforehand is no consent (Court of Justice of the EU, C-673/17; "
            "Mathur et al. 2019: a dark pattern).";
  finding.fix = "Leave the box empty and let the customer tick it.";
  for (const auto& box : boxes)
    finding.evidence.text += (finding.evidence.text.empty() ? "" : ", ") + box.says;
  finding.evidence.selector = boxes.front().field.selector;
  std::vector<int> nodes;
  nodes.reserve(boxes.size());
  for (const auto& box : boxes) nodes.push_back(box.field.node);
  show_fields(finding, recording, step, page, nodes);
  return finding;
}

}  // namespace

Verdict preticked_box(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::tuple<std::string, std::string, int>> known;  // address without query, box
  bool any_box = false;
  // Whoever comes back, or has signed in, may see what they chose another time.
  bool remembered = recording.walk.visit > 1;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto page = pages.after(step);
    if (!page) continue;
    std::map<Ticked, std::vector<TickedBox>> ticked;
    for (const auto& field : fields_of(*page)) {
      if (field.type != "checkbox") continue;
      any_box = true;
      // Only as it was when it was first seen.
      if (!known.emplace(address_of(step.url), field.selector, field.nth).second ||
          field.value.empty())
        continue;
      TickedBox box{field, field.name.empty() ? words_beside(*page, field) : field.name};
      const Ticked what = ticked_for(box.says);
      if (what == Ticked::kNews && remembered) continue;
      if (what != Ticked::kNothing && !was_worked(recording.walk, *page, box, step.index))
        ticked[what].push_back(std::move(box));
    }
    for (const auto& [what, boxes] : ticked)
      findings.push_back(describe_ticks(recording, step, *page, boxes, what));
    remembered = remembered || gave_a_password(*page, step);
  }
  return pages.verdict(std::move(findings), any_box, "no page of this walk has a box to tick");
}

}  // namespace firsthand
