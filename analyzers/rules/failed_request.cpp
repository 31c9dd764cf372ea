#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// What the page does not work without; images, fonts and media are missed, not fatal.
constexpr std::array<std::string_view, 5> kWorkings{"fetch", "xhr", "script", "stylesheet",
                                                    "document"};
constexpr std::array<std::string_view, 4> kUnfelt{"ping", "preflight", "cspviolationreport",
                                                  "other"};

template <typename List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string_view without_query(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

bool is_icon(std::string_view url) {
  const std::string_view path = without_query(url);
  constexpr std::string_view kIcon = "/favicon.ico";
  return path.size() >= kIcon.size() && path.substr(path.size() - kIcon.size()) == kIcon;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool failed(const Request& request) {
  return request.first_party && !request.main_document && !request.canceled &&
         (!request.error.empty() || request.status.value_or(0) >= 400) && !is_icon(request.url);
}

Finding describe(const Recording& recording, const Request& request, const std::string& type) {
  const StepRecord* step = step_at(recording.walk.steps, request.step);
  Finding finding = finding_at(recording, "failed-request", step);
  const bool works = among(kWorkings, type);
  finding.severity = !works                                   ? Severity::kMinor
                     : ended_at(recording.walk, request.step) ? Severity::kSerious
                                                              : Severity::kAnnoying;
  finding.owner = Owner::kEngineering;
  const std::string answer = request.error.empty()
                                 ? fmt::format("was answered with HTTP {}", *request.status)
                                 : fmt::format("did not load ({})", printable(request.error, 60));
  finding.title = fmt::format("A part of the page ({}) {} {}.", printable(type, 20),
                              short_url(request.url), answer);
  finding.why = works
                    ? "Scripts, styles and data that do not arrive leave buttons dead and content "
                      "missing, mostly without a word to the customer."
                    : "A missing picture or font makes a shop look neglected.";
  finding.fix = "Make this address answer, or stop asking for it.";
  finding.evidence.url = request.url;
  finding.evidence.status = request.status;
  finding.evidence.text = request.error;
  return finding;
}

}  // namespace

Verdict failed_request(const Recording& recording) {
  std::vector<Finding> findings;
  std::map<std::pair<std::string, int>, std::size_t> known;  // address and status -> finding
  for (const auto& request : recording.requests) {
    const std::string type = lower(request.type);
    if (!failed(request) || among(kUnfelt, type)) continue;
    const auto [place, added] = known.try_emplace(
        {std::string(without_query(request.url)), request.status.value_or(0)}, findings.size());
    if (added) {
      findings.push_back(describe(recording, request, type));
      continue;
    }
    Finding again = describe(recording, request, type);
    Finding& first = findings[place->second];
    again.count = first.count + 1;
    if (again.severity > first.severity) {
      first = std::move(again);
    } else {
      first.count = again.count;
    }
  }
  return findings;
}

}  // namespace firsthand
