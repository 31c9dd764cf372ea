#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "analyzers/rules/link_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// The first page over https that has it; null: none has. Whoever is on an open page loses nothing.
const LinkPlace* secure_place(const LinkOutcome& link) {
  const auto place =
      std::find_if(link.places.begin(), link.places.end(),
                   [](const LinkPlace& each) { return each.page.starts_with("https://"); });
  return place == link.places.end() ? nullptr : &*place;
}

bool stays_open(const LinkOutcome& link) {
  return !(link.last_url.empty() ? link.url : link.last_url).starts_with("https://");
}

Finding describe(const Recording& recording, const LinkOutcome& link, const LinkPlace& place) {
  Finding finding = link_finding(recording, "insecure-link", link);
  finding.severity = stays_open(link) && link.status ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kContent;
  finding.evidence.url = place.page;
  finding.title = fmt::format("{} leads from a secure page to an unprotected address, {}.",
                              link_named(link), printable(link.url, 120));
  finding.why =
      stays_open(link) && link.status
          ? "Everybody on the way can read and change what comes and goes there, and the browser "
            "says so beside the address."
          : "The first request goes out unprotected, and a round trip is lost before the page "
            "begins.";
  finding.fix = "Link to its https address.";
  return finding;
}

}  // namespace

Verdict insecure_link(const Recording& recording) {
  if (!recording.links) return NotApplicable{std::string(kLinksNotLookedAt)};
  std::vector<Finding> findings;
  for (const auto& link : recording.links->links) {
    const bool asked = link.skipped.empty();
    if (!asked || !link.first_party || !link.url.starts_with("http://")) continue;
    if (const auto* place = secure_place(link))
      findings.push_back(describe(recording, link, *place));
  }
  return findings;
}

}  // namespace firsthand
