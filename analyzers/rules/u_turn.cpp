#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// A way to another page, what was looked for there in vain, and the way back.
struct UTurn {
  const StepRecord* there = nullptr;
  const StepRecord* looked = nullptr;
};

// Nothing was worked between the two, and nothing was found: only then did nobody need the page.
std::optional<UTurn> u_turn_before(const Walk& walk, std::size_t back) {
  UTurn turn;
  for (std::size_t i = back; i-- > 0;) {
    const StepRecord& step = walk.steps[i];
    if (step.outcome == StepOutcome::kPassedOver) {
      if (step.word == "see") turn.looked = &step;
      continue;
    }
    if (is_aside(step) || step.word == "scroll") continue;
    if (!sends_input(step)) return std::nullopt;
    if ((step.word != "click" && step.word != "press") || step.targets.empty()) return std::nullopt;
    turn.there = &step;
    break;
  }
  if (turn.there == nullptr || turn.looked == nullptr) return std::nullopt;
  const std::string from = url_before(walk, *turn.there);
  if (from.empty() || address_of(from) == address_of(turn.there->url)) return std::nullopt;
  return turn;
}

Finding describe(const Recording& recording, const UTurn& turn, const std::string& page) {
  Finding finding = finding_at(recording, "u-turn", turn.there);
  finding.severity = Severity::kAnnoying;
  finding.owner = Owner::kContent;
  finding.title = fmt::format("{} led to {}, where {} found nothing: the customer had to go back.",
                              quoted_step(*turn.there), page, quoted_step(*turn.looked));
  finding.why =
      "A name that promises something else than what comes costs two ways and the trust in the "
      "next "
      "name (WCAG 2.4.4; analytics call it a U-turn).";
  finding.fix = "Name what it leads to, or lead to what it names.";
  finding.evidence.text = turn.there->targets.back().name;
  finding.evidence.selector = turn.there->targets.back().selector;
  return finding;
}

}  // namespace

Verdict u_turn(const Recording& recording) {
  const Walk& walk = recording.walk;
  std::vector<Finding> findings;
  bool any_back = false;
  KeptPages pages(recording);
  for (std::size_t i = 0; i < walk.steps.size(); ++i) {
    const StepRecord& step = walk.steps[i];
    if (step.word != "back" || step.outcome != StepOutcome::kDone) continue;
    any_back = true;
    const auto turn = u_turn_before(walk, i);
    if (!turn) continue;
    const auto page = pages.after(*turn->there);
    findings.push_back(describe(
        recording, *turn, page ? page_name(*page, *turn->there) : short_url(turn->there->url)));
  }
  return pages.verdict(std::move(findings), any_back, "this walk never went back");
}

}  // namespace firsthand
