#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "analyzers/html_beside.h"
#include "analyzers/html_fields.h"
#include "analyzers/robot_words.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/shown_field.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// A frame holds no text of the page, and is never among what shows any.
bool is_hidden(const HtmlTree& page, int frame) {
  const int around = page.node(frame).parent;
  return page.attribute(frame, "data-firsthand-hidden") != nullptr ||
         (around >= 0 && !page.node(around).visible);
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::string& what, bool puzzle) {
  Finding finding = finding_at(recording, "robot-puzzle", &step);
  finding.severity = puzzle ? Severity::kSerious : Severity::kAnnoying;
  finding.owner = Owner::kEngineering;
  finding.title = puzzle ? fmt::format("{} makes people prove that they are no robot: {}.",
                                       page_name(page, step), in_quotes(what))
                         : fmt::format("{} checks by a box of {} whether people are robots.",
                                       page_name(page, step), what);
  finding.why =
      "People take some 4 seconds for a box and 9 to 15 for distorted letters, and some leave "
      "(Searles et al. 2023, 1,400 people); who cannot see them is shut out.";
  finding.fix = "Check for robots without making people solve puzzles.";
  finding.evidence.text = what;
  return finding;
}

}  // namespace

Verdict robot_puzzle(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> known;  // addresses without query
  bool any_page = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto kept = pages.after(step);
    if (!kept) continue;
    any_page = true;
    for (const auto& field : fields_of(*kept)) {
      const std::string words = field.name.empty() ? words_beside(*kept, field) : field.name;
      if (is_search(*kept, field) || !asks_for_proof(words) ||
          !known.insert(address_of(step.url)).second)
        continue;
      findings.push_back(describe(recording, step, *kept, words, field.type != "checkbox"));
      show_fields(findings.back(), recording, step, *kept, {field.node});
    }
    for (const int frame : kept->elements("iframe")) {
      const auto* address = kept->attribute(frame, "src");
      if (address == nullptr || is_hidden(*kept, frame)) continue;
      const std::string maker = maker_of_puzzle(*address);
      if (!maker.empty() && known.insert(address_of(step.url)).second)
        findings.push_back(describe(recording, step, *kept, maker, false));
    }
  }
  return pages.verdict(std::move(findings), any_page, "no page of this walk was kept");
}

}  // namespace firsthand
