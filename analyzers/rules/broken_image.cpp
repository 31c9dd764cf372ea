#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "analyzers/broken_images.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kNamedInEvidence = 5;
// CSS pixels; a picture that is part of what is looked at, not an icon beside it.
constexpr double kLargeArea = 100 * 100;

const Request* asked_for(const Recording& recording, const std::string& url) {
  const auto request = std::find_if(recording.requests.rbegin(), recording.requests.rend(),
                                    [&](const Request& each) { return each.url == url; });
  return request == recording.requests.rend() ? nullptr : &*request;
}

// The last of the redirects that the address led to; else the address itself.
const Request* answered_for(const Recording& recording, const std::string& url) {
  constexpr int kMostRedirects = 20;  // as many as Chromium follows
  const Request* request = asked_for(recording, url);
  for (int i = 0; i < kMostRedirects && request != nullptr && !request->redirected_to.empty();
       ++i) {
    const Request* next = asked_for(recording, request->redirected_to);
    if (next == nullptr) break;
    request = next;
  }
  return request;
}

// "/kettle.jpg"; of another site "/kettle.jpg (of pictures.example)".
std::string name_of(const std::string& url, const Request* request) {
  if (request == nullptr || request->first_party) return short_url(url);
  const auto start = request->url.find("://");
  const auto host = start == std::string::npos ? std::string() : request->url.substr(start + 3);
  return fmt::format("{} (of {})", short_url(url),
                     printable(host.substr(0, host.find_first_of("/?#")), 60));
}

std::string answer_to(const Request* request) {
  if (request != nullptr && request->status.value_or(0) >= 400)
    return fmt::format("was answered with HTTP {}", *request->status);
  if (request != nullptr && !request->error.empty())
    return fmt::format("did not load ({})", printable(request->error, 60));
  return "is not a picture that the browser can show";
}

Finding describe(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 std::vector<BrokenImage> images) {
  std::stable_sort(images.begin(), images.end(),
                   [](const BrokenImage& a, const BrokenImage& b) { return a.area > b.area; });
  const BrokenImage& largest = images.front();
  const Request* request = answered_for(recording, largest.url);
  Finding finding = finding_at(recording, "broken-image", &step);
  finding.severity = largest.area >= kLargeArea ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kContent;
  finding.count = static_cast<int>(images.size());
  finding.title =
      fmt::format("{} on {} stayed empty: {} {}.", counted(finding.count, "picture", "pictures"),
                  page_name(page, step), name_of(largest.url, request), answer_to(request));
  finding.why =
      "An empty frame where a picture should be hides what the customer came to look at, and makes "
      "a shop look neglected.";
  finding.fix = "Put the picture back, or take its frame away.";
  if (largest.box && shows_some_of(screen_named(recording.walk.screens, step.after), *largest.box))
    finding.evidence.box = largest.box;
  finding.evidence.url = largest.url;
  if (request != nullptr) finding.evidence.status = request->status;
  for (std::size_t i = 0; i < images.size() && i < kNamedInEvidence; ++i) {
    const std::string& shown = images[i].alt.empty() ? short_url(images[i].url) : images[i].alt;
    finding.evidence.text += (i == 0 ? "" : ", ") + shown;
  }
  return finding;
}

}  // namespace

Verdict broken_image(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> known;  // addresses of pictures
  bool any_page = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!was_reached(step)) continue;
    const auto kept = pages.after(step);
    if (!kept) continue;
    any_page = true;
    std::vector<BrokenImage> images;
    for (auto& image : broken_images(*kept))
      if (known.insert(image.url).second) images.push_back(std::move(image));
    if (!images.empty()) findings.push_back(describe(recording, step, *kept, std::move(images)));
  }
  return pages.verdict(std::move(findings), any_page, "no page of this walk was kept");
}

}  // namespace firsthand
