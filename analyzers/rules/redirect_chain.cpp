#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Two are what a customer who types the bare name meets (to https, to www).
constexpr int kTooMany = 3;
// Nielsen: after one second the flow of thought breaks.
constexpr double kTooLongMs = 1000;
// A redirect that the browser follows is followed at once.
constexpr double kAtOnceMs = 250;

constexpr std::array<int, 5> kRedirects{301, 302, 303, 307, 308};

bool redirects(const Request& request) {
  return request.status &&
         std::find(kRedirects.begin(), kRedirects.end(), *request.status) != kRedirects.end();
}

double end_of(const Request& request) { return request.at_ms + request.duration_ms.value_or(0); }

struct Way {
  std::vector<const Request*> detours{};
  double ms = 0;  // spent in them
};

// A form that is answered with the address of its result makes no detour, and the time is that of
// the answer.
void add(Way& way, const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return;
  way.detours.push_back(&request);
  way.ms += request.duration_ms.value_or(0);
}

Finding describe(const Recording& recording, const Way& way, const Request& document,
                 bool too_long) {
  const StepRecord* step = step_at(recording.walk.steps, document.step);
  const int count = static_cast<int>(way.detours.size());
  Finding finding = finding_at(recording, "redirect-chain", step);
  // Times that the machine itself does not trust are no more than a note.
  finding.severity =
      too_long && recording.walk.timing.reliable ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kEngineering;
  finding.title =
      fmt::format("The way to {} led over {} first{}.", short_url(document.url),
                  counted(count, "other address", "other addresses"),
                  too_long ? fmt::format(", which took {}", duration_text(way.ms)) : "");
  finding.why = too_long ? why_doubtful(recording.walk.timing) : std::string();
  finding.why +=
      "Every redirect is a round trip before the page can even begin (Lighthouse flags two); on a "
      "phone each costs a good part of a second, and nothing shows meanwhile.";
  finding.fix = "Link to the last address, and redirect old ones straight to it.";
  finding.cost = Cost{way.ms, CostKind::kMeasured};
  finding.evidence.url = way.detours.front()->url;
  for (const auto* detour : way.detours) finding.evidence.text += short_url(detour->url) + " → ";
  finding.evidence.text += short_url(document.url);
  return finding;
}

}  // namespace

Verdict redirect_chain(const Recording& recording) {
  std::vector<Finding> findings;
  Way way;
  const Request* last = nullptr;
  for (const auto& request : recording.requests) {
    if (!request.main_document) continue;
    const bool follows =
        last != nullptr && redirects(*last) && request.at_ms - end_of(*last) <= kAtOnceMs;
    if (!follows) way = {};
    last = &request;
    if (redirects(request)) {
      add(way, request);
      continue;
    }
    const bool too_long = way.ms > kTooLongMs;
    if (static_cast<int>(way.detours.size()) >= kTooMany || too_long)
      findings.push_back(describe(recording, way, request, too_long));
    way = {};
  }
  return findings;
}

}  // namespace firsthand
