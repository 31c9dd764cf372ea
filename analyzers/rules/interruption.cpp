#include <fmt/format.h>

#include "analyzers/interruption_words.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {

Verdict interruption(const Recording& recording) {
  std::vector<Finding> findings;
  const Walk& walk = recording.walk;
  for (const auto& met : walk.interruptions) {
    // What nobody could be rid of is how the walk ended, and said there.
    if (!met.in_the_way || met.pressed.empty() || met.ended == "stayed") continue;
    Finding finding = finding_at(recording, "interruption", step_at(walk.steps, met.step));
    // The law asks many sites for a banner, though for none that lies over what people came for.
    finding.severity = met.kind == "consent" ? Severity::kMinor : Severity::kAnnoying;
    finding.owner = Owner::kDesign;
    const bool went = met.ended == "went" || met.ended == "page_left";
    const auto clicks = counted(static_cast<int>(met.pressed.size()), "click", "clicks");
    finding.title =
        fmt::format("{} ({}) came in the way, and {}.", a_kind_of_interruption(met.kind),
                    in_quotes(met.name, 60),
                    went ? clicks + " did not close it" : "took " + clicks + " to be rid of");
    finding.why =
        "What comes over a page before it could be used disorients, and is closed unread (Nielsen "
        "Norman Group).";
    finding.fix =
        "Let people do what they came for first; ask later, in a place that covers nothing.";
    if (met.ms) finding.cost = Cost{*met.ms, CostKind::kMeasured};
    finding.evidence.text = offers_in_words(met);
    show_interruption(finding, walk, met);
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
