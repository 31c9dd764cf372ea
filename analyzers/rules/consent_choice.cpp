#include <fmt/format.h>

#include <algorithm>

#include "analyzers/interruption_words.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

const Offer* offer_to(const Interruption& met, std::string_view does) {
  const auto found = std::ranges::find(met.offers, does, &Offer::does);
  return found == met.offers.end() ? nullptr : &*found;
}

// What it takes to say no, where yes is one click; empty: no more than that.
std::string harder_how(const Interruption& met) {
  const bool tried = met.ended == "refused";
  // A press that had to be made again is no choice of the banner's.
  auto pressed = met.pressed;
  pressed.erase(std::unique(pressed.begin(), pressed.end()), pressed.end());
  if (tried && pressed.size() > 1) {
    std::string way;
    for (const auto& name : pressed) way += (way.empty() ? "" : ", then ") + in_quotes(name, 40);
    return fmt::format("refusing takes {}: {}.",
                       counted(static_cast<int>(pressed.size()), "click", "clicks"), way);
  }
  if (tried || offer_to(met, "refuse") != nullptr) return {};
  if (const Offer* more = offer_to(met, "settings"))
    return fmt::format("refusing takes at least 2: it has no button for that, only {}.",
                       in_quotes(more->name, 40));
  return "it has no button to refuse.";
}

}  // namespace

Verdict consent_choice(const Recording& recording) {
  std::vector<Finding> findings;
  const Walk& walk = recording.walk;
  for (const auto& met : walk.interruptions) {
    const Offer* accept = offer_to(met, "accept");
    if (met.kind != "consent" || accept == nullptr) continue;
    const auto how = harder_how(met);
    if (how.empty()) continue;
    Finding finding = finding_at(recording, "consent-choice", step_at(walk.steps, met.step));
    finding.severity = Severity::kAnnoying;
    finding.owner = Owner::kDesign;
    finding.title = fmt::format("Accepting the consent banner takes 1 click ({}), {}",
                                in_quotes(accept->name, 40), how);
    finding.why =
        "Making \"no\" harder than \"yes\" is a dark pattern (Mathur et al. 2019, on 11,000 "
        "shops), "
        "and the first thing a visitor learns about the site.";
    finding.fix = fmt::format("Put a button to refuse beside {}, as large and as plain.",
                              in_quotes(accept->name, 40));
    finding.evidence.text = offers_in_words(met);
    show_interruption(finding, walk, met);
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
