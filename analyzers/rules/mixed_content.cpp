#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kNamedInEvidence = 5;

// What browsers upgrade or let through with a warning; everything else they block.
constexpr std::array<std::string_view, 2> kLetThrough{"image", "media"};

// The machine itself counts as safe.
bool is_open_line(std::string_view url) {
  if (!url.starts_with("http://")) return false;
  const std::string_view host = url.substr(7);
  return !host.starts_with("localhost") && !host.starts_with("127.") && !host.starts_with("[::1]");
}

struct Parts {
  std::vector<const Request*> blocked{}, let_through{};
};

Finding describe(const Recording& recording, const Request& document,
                 const std::vector<const Request*>& parts, bool blocked) {
  const StepRecord* step = step_at(recording.walk.steps, parts.front()->step);
  Finding finding = finding_at(recording, "mixed-content", step);
  finding.severity = !blocked                                        ? Severity::kMinor
                     : ended_at(recording.walk, parts.front()->step) ? Severity::kSerious
                                                                     : Severity::kAnnoying;
  finding.owner = Owner::kEngineering;
  finding.count = static_cast<int>(parts.size());
  finding.title = fmt::format(
      "The secure page {} asked for {} over an unprotected line, {}.", short_url(document.url),
      blocked ? counted(finding.count, "part", "parts")
              : counted(finding.count, "picture or sound", "pictures or sounds"),
      printable(parts.front()->url, 120));
  finding.why = blocked
                    ? "Browsers block scripts, styles, data and frames that come unprotected: what "
                      "they do is missing, without a word to the customer."
                    : "Browsers ask for it over a protected line instead, and show nothing where "
                      "there is none, or take the sign of safety off the page.";
  finding.fix = "Ask for it over https.";
  finding.evidence.url = parts.front()->url;
  finding.evidence.status = parts.front()->status;
  for (std::size_t i = 0; i < parts.size() && i < kNamedInEvidence; ++i)
    finding.evidence.text += (i == 0 ? "" : ", ") + printable(parts[i]->url, 120);
  return finding;
}

}  // namespace

Verdict mixed_content(const Recording& recording) {
  std::vector<Finding> findings;
  const Request* document = nullptr;
  Parts parts;
  bool any_secure = false;
  const auto tell = [&] {
    if (document == nullptr) return;
    if (!parts.blocked.empty())
      findings.push_back(describe(recording, *document, parts.blocked, true));
    if (!parts.let_through.empty())
      findings.push_back(describe(recording, *document, parts.let_through, false));
    parts = {};
  };
  for (const auto& request : recording.requests) {
    if (request.main_document) {
      tell();
      document = &request;
      any_secure = any_secure || request.url.starts_with("https://");
    } else if (document != nullptr && document->url.starts_with("https://") &&
               is_open_line(request.url)) {
      const bool passes =
          std::find(kLetThrough.begin(), kLetThrough.end(), request.type) != kLetThrough.end();
      (passes ? parts.let_through : parts.blocked).push_back(&request);
    }
  }
  tell();
  if (!any_secure) return NotApplicable{"no page of this walk came over https"};
  return findings;
}

}  // namespace firsthand
