#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "analyzers/rules/link_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// A server that answers so many links alike means whoever asks, not the links.
constexpr int kTurnedAwayFrom = 4;

bool is_gone(const LinkOutcome& link) { return link.status == 404 || link.status == 410; }
bool is_server_error(const LinkOutcome& link) {
  // 503 is how a server says that it is busy, and how walls against robots answer.
  return link.status.value_or(0) >= 500 && link.status != 503 && link.tries >= 2;
}
std::string host_in(const std::string& url) {
  const auto from = std::min(url.find("://"), url.size());
  return url.substr(0, url.find_first_of("/?", std::min(from + 3, url.size())));
}

// Where the browser got an answer in the walk, or where nothing at all answered us, it may be our
// own line.
bool is_unreachable(const Recording& recording, const LinkOutcome& link) {
  if ((link.error != "dns" && link.error != "refused") || link.tries < 2) return false;
  const auto& links = recording.links->links;
  const bool any_answer =
      std::any_of(links.begin(), links.end(), [](const LinkOutcome& each) { return each.status; });
  const auto host = host_in(link.last_url.empty() ? link.url : link.last_url);
  return any_answer && std::none_of(recording.requests.begin(), recording.requests.end(),
                                    [&](const Request& request) {
                                      return request.status && host_in(request.url) == host;
                                    });
}

// Who had sent something may be shown what a stranger is told is not there.
bool is_private_page(const LinkOutcome& link) {
  return is_gone(link) && std::all_of(link.places.begin(), link.places.end(),
                                      [](const LinkPlace& place) { return place.after_sending; });
}

bool is_broken(const Recording& recording, const LinkOutcome& link) {
  if (link.method != "GET" || is_private_page(link) || loaded_well(recording, link)) return false;
  return is_gone(link) || is_server_error(link) || is_unreachable(recording, link);
}

std::string answer_of(const LinkOutcome& link) {
  if (link.status) return fmt::format("HTTP {}", *link.status);
  return link.error == "dns" ? "the name of its server is not known"
                             : "nothing answers at its address";
}

// By host and answer: how many links of how many.
class HostAnswers {
 public:
  explicit HostAnswers(const std::vector<const LinkOutcome*>& links) {
    for (const auto* link : links) {
      ++asked_[host_in(link->url)];
      ++alike_[host_in(link->url) + answer_of(*link)];
    }
  }
  // Most of what the host was asked for it answered as it did this; not of what is not there.
  bool turned_away(const LinkOutcome& link) const {
    if (is_gone(link)) return false;
    const int asked = asked_.at(host_in(link.url));
    const int alike = alike_.at(host_in(link.url) + answer_of(link));
    return asked >= kTurnedAwayFrom && alike * 2 > asked;
  }

 private:
  std::map<std::string, int> asked_{}, alike_{};
};

Finding describe(const Recording& recording, const LinkOutcome& link) {
  Finding finding = link_finding(recording, "broken-link", link);
  finding.severity =
      link.first_party && in_frame_of_site(link) ? Severity::kAnnoying : Severity::kMinor;
  if (!is_gone(link)) finding.owner = Owner::kEngineering;
  finding.title = fmt::format("{} leads nowhere: {}, {}.", link_named(link),
                              link.first_party ? short_url(link.url) : printable(link.url, 80),
                              answer_of(link));
  finding.why = fmt::format(
      "Who follows it gets an error in place of what it promised, and most do not look for another "
      "way. It was asked for {} from outside the browser, after the walk.",
      link.tries > 1 ? "twice" : "with GET");
  finding.fix = is_gone(link)
                    ? "Link to where it is now, or take the link away; send the old address on."
                    : "Look into the server's log for this address, or take the link away.";
  return finding;
}

}  // namespace

Verdict broken_link(const Recording& recording) {
  const auto links = asked_links(recording);
  // Partly: that the links were left out is nothing that keeps a run from its verdict.
  if (!links) return Partly{{}, std::string(kLinksNotLookedAt)};
  if (links->empty()) return NotApplicable{"no link of this walk's pages was asked for"};
  const HostAnswers answers(*links);
  std::vector<Finding> findings;
  int turned_away = 0;
  for (const auto* link : *links) {
    if (!is_broken(recording, *link)) continue;
    if (answers.turned_away(*link))
      ++turned_away;
    else
      findings.push_back(describe(recording, *link));
  }
  if (turned_away > 0)
    return Partly{std::move(findings),
                  fmt::format("{} answered like most of their server's, which may mean whoever "
                              "asks so: nothing is said of them",
                              counted(turned_away, "link was", "links were"))};
  return findings;
}

}  // namespace firsthand
