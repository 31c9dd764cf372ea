#include "analyzers/rules/link_kit.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/text.h"

namespace firsthand {

std::optional<std::vector<const LinkOutcome*>> asked_links(const Recording& recording) {
  if (!recording.links) return std::nullopt;
  std::vector<const LinkOutcome*> asked;
  for (const auto& link : recording.links->links)
    if (link.skipped.empty() && !link.places.empty()) asked.push_back(&link);
  return asked;
}

bool loaded_well(const Recording& recording, const LinkOutcome& link) {
  return std::any_of(recording.requests.begin(), recording.requests.end(),
                     [&](const Request& request) {
                       return request.main_document && request.error.empty() && request.status &&
                              *request.status < 400 && masked_address(request.url) == link.url;
                     });
}

const LinkPlace& told_place(const LinkOutcome& link) {
  const auto framed = std::find_if(link.places.begin(), link.places.end(),
                                   [](const LinkPlace& place) { return !place.part.empty(); });
  return framed == link.places.end() ? link.places.front() : *framed;
}

bool in_frame_of_site(const LinkOutcome& link) { return !told_place(link).part.empty(); }

Finding link_finding(const Recording& recording, std::string_view rule, const LinkOutcome& link) {
  const auto& place = told_place(link);
  Finding finding = finding_at(recording, rule, step_at(recording.walk.steps, place.step));
  finding.owner = Owner::kContent;
  finding.evidence.url = place.page;
  finding.evidence.text = printable(link.url, 200);
  finding.evidence.status = link.status;
  return finding;
}

std::string link_named(const LinkOutcome& link) {
  const auto& place = told_place(link);
  const std::string where = place.part == "nav"      ? " in the menu"
                            : place.part == "header" ? " at the head of the page"
                            : place.part == "footer" ? " in the footer"
                                                     : "";
  return place.text.empty() ? fmt::format("A link{}", where)
                            : fmt::format("The link {}{}", in_quotes(place.text, 60), where);
}

}  // namespace firsthand
