#include "cli/links.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyzers/page_links.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "recorder/browser/emulation.h"
#include "recorder/browser/guard.h"
#include "recorder/channels/link_manners.h"
#include "recorder/channels/web_url.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostAsked = 100;
// A link in every footer is seen on every page; a few say where.
constexpr std::size_t kMostPlaces = 20;

// Where a secret stood that was typed.
bool holds_mask(std::string_view href) {
  return href.find("•") != href.npos || lower_ascii(href).find("%e2%80%a2") != std::string::npos;
}

// Where a walk was at home.
struct Home {
  WebUrl site{};
  std::vector<std::string> hosts{};

  bool holds(const WebUrl& url) const {
    // On this machine every port is another's site.
    if (is_loopback(site.host) && url.host == site.host) return url.port == site.port;
    return is_within(url.host, site.host) ||
           std::ranges::any_of(hosts, [&](const auto& host) { return is_within(url.host, host); });
  }
};

class LinkList {
 public:
  explicit LinkList(const LinkRequest& request) : request_(request) {}

  void add(const Recording& recording) {
    const auto& journey = recording.walk.journey;
    const auto site = web_url(journey.site);
    if (!site) return;
    Home home{*site, {}};
    if (const auto hosts = request_.hosts.find(journey.id); hosts != request_.hosts.end())
      home.hosts = hosts->second;
    homes_.push_back(home);
    for (const auto& link : links_shown(recording)) add(link, recording.name, home);
  }

  // The answers come into `look`.
  std::vector<LinkQuestion> questions() const { return questions_; }
  bool may_follow(const std::string& address) const {
    if (request_.scope == LinkScope::kAll) return true;
    const auto url = web_url(address);
    return url && std::ranges::any_of(homes_, [&](const Home& home) { return home.holds(*url); });
  }

  LinkLook look_with(std::vector<LinkOutcome> answers, const std::string& version) {
    for (std::size_t i = 0; i < asked_.size() && i < answers.size(); ++i) {
      auto& link = links_[asked_[i]];
      answers[i].places = std::move(link.places);
      answers[i].first_party = link.first_party;
      link = std::move(answers[i]);
    }
    return {version, request_.scope, std::move(links_)};
  }

 private:
  void add(const PageLink& shown, const std::string& recording, const Home& home) {
    const auto page = web_url(shown.page);
    const auto base = shown.base.empty() ? page : web_url(shown.base, shown.page);
    if (!page || !base) return;
    const auto url = web_url(shown.href, base->text);
    // A place on the page itself, or the page itself.
    if (!url || url->text == page->text) return;
    const LinkPlace place{recording,  shown.step, masked_address(page->text),
                          shown.text, shown.part, shown.after_sending};
    const auto [known, is_new] = by_address_.try_emplace(url->text, links_.size());
    if (!is_new) {
      auto& places = links_[known->second].places;
      if (places.size() < kMostPlaces) places.push_back(place);
      return;
    }
    LinkOutcome link;
    link.url = masked_address(url->text);
    link.first_party = home.holds(*url);
    link.places.push_back(place);
    link.skipped = why_left_out(shown, *url, is_loopback(page->host), link);
    if (link.skipped.empty()) {
      asked_.push_back(links_.size());
      questions_.push_back({url->text, is_loopback(page->host)});
    }
    links_.push_back(std::move(link));
  }

  std::string why_left_out(const PageLink& shown, const WebUrl& url, bool on_loopback,
                           const LinkOutcome& link) const {
    if (is_loopback(url.host) != on_loopback) return "other_host";
    if (!link.first_party && request_.scope != LinkScope::kAll) return "other_host";
    if (url.credentials || link.url != url.text || holds_mask(shown.href)) return "private";
    if (shown.acts || looks_as_if_it_acts(url)) return "acts";
    if (shown.nofollow) return "nofollow";
    return questions_.size() >= kMostAsked ? "limit" : "";
  }

  const LinkRequest& request_;
  std::vector<Home> homes_{};
  std::vector<LinkOutcome> links_{};
  std::map<std::string, std::size_t> by_address_{};
  std::vector<std::size_t> asked_{};  // of links_, in the order of questions_
  std::vector<LinkQuestion> questions_{};
};

}  // namespace

void look_at_links(const std::vector<fs::path>& recordings, const fs::path& run,
                   const LinkRequest& request, const Parts& parts, const Console& console,
                   ProgressLine& progress) {
  if (request.scope == LinkScope::kOff || !parts.ask_links) return;
  progress.work("looking at the links of the pages");
  LinkList list(request);
  for (const auto& folder : recordings)
    if (const auto recording = read_recording(folder)) list.add(*recording);
  LinkProbeOptions options;
  options.marked = request.marked;
  // Unmarked visits are told from others by nothing; whoever asks for links says who they are.
  options.user_agent =
      fmt::format("Mozilla/5.0 (compatible; {}/{}; links of walked pages){}", kLinkProduct,
                  parts.version, request.marked ? kMarkerSuffix : "");
  options.interrupted = parts.interrupted;
  options.deadline = Deadline::after(std::chrono::seconds(60));
  options.may_follow = [&](const std::string& url) { return list.may_follow(url); };
  const auto look = list.look_with(parts.ask_links(list.questions(), options), parts.version);
  progress.clear();
  if (auto written = write_links(run, look); !written) console.complain(written.error());
}

}  // namespace firsthand
