#include <fmt/format.h>

#include <string>

#include "analyzers/rules/link_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// To https and to www are two: what a bare name meets. See redirect-chain.
constexpr std::size_t kTooManyHops = 3;

bool never_ends(const LinkOutcome& link) {
  return link.method == "GET" && (link.error == "loop" || link.error == "too_many");
}

std::string way_of(const LinkOutcome& link) {
  std::string way;
  for (const auto& hop : link.hops) way += printable(hop.url, 120) + " → ";
  return way + printable(link.last_url.empty() ? link.url : link.last_url, 120);
}

Finding describe(const Recording& recording, const LinkOutcome& link) {
  const bool endless = never_ends(link);
  Finding finding = link_finding(recording, "link-redirects", link);
  finding.severity = endless && link.first_party ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kEngineering;
  const auto hops = static_cast<int>(link.hops.size());
  finding.title =
      endless ? fmt::format("{} never arrives: {} is sent on {} times{}.", link_named(link),
                            short_url(link.url), hops,
                            link.error == "loop" ? ", in a circle" : ", and on from there")
              : fmt::format("{} leads over {} before its page: {}.", link_named(link),
                            counted(hops, "other address", "other addresses"), short_url(link.url));
  finding.why = endless ? "A browser gives up on it, and shows a page of its own that says so."
                        : "Every redirect is a round trip before the page can even begin "
                          "(Lighthouse flags two).";
  finding.fix = endless ? "Let the redirects end, and link to where they do."
                        : "Link to the last address, and redirect old ones straight to it.";
  finding.evidence.text = way_of(link);
  return finding;
}

}  // namespace

Verdict link_redirects(const Recording& recording) {
  const auto links = asked_links(recording);
  if (!links) return NotApplicable{std::string(kLinksNotLookedAt)};
  std::vector<Finding> findings;
  for (const auto* link : *links) {
    const bool endless = never_ends(*link) && !loaded_well(recording, *link);
    const bool arrives = link->status.value_or(0) >= 200 && link->status.value_or(0) < 300;
    if (endless || (arrives && link->first_party && link->hops.size() >= kTooManyHops))
      findings.push_back(describe(recording, *link));
  }
  return findings;
}

}  // namespace firsthand
