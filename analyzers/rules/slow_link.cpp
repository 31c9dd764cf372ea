#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "analyzers/rules/link_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// A view is good within 2.5 s (Core Web Vitals); here its first byte alone took longer.
constexpr double kLateMs = 2500;

// Late twice, one after the other: once is anybody's bad moment.
bool is_late(const LinkOutcome& link) {
  return link.first_party && link.status.value_or(0) >= 200 && link.status.value_or(0) < 300 &&
         link.ms.value_or(0) > kLateMs && link.again_ms.value_or(0) > kLateMs;
}

}  // namespace

Verdict slow_link(const Recording& recording) {
  const auto links = asked_links(recording);
  if (!links) return NotApplicable{std::string(kLinksNotLookedAt)};
  std::vector<Finding> findings;
  for (const auto* link : *links) {
    if (!is_late(*link)) continue;
    const double ms = std::min(*link->ms, *link->again_ms);
    Finding finding = link_finding(recording, "slow-link", *link);
    finding.severity = Severity::kMinor;
    finding.owner = Owner::kEngineering;
    finding.title = fmt::format("{} takes {} to begin to answer: {}.", link_named(*link),
                                duration_text(ms), short_url(link->url));
    finding.why =
        "2.5 s for a whole view is what Core Web Vitals calls good; here they are gone before the "
        "first byte. It was asked for twice from outside the browser, so that no customer is known "
        "to have waited.";
    finding.fix = "Find out what the server does before it answers, and do it ahead or later.";
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
