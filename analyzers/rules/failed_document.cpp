#include <fmt/format.h>

#include <algorithm>

#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

bool document_failed(const Request& request) {
  if (!request.main_document || request.canceled) return false;
  return !request.error.empty() || (request.status.value_or(0) >= 400 && !answers_a_form(request));
}

// The server never heard of it: its log has nothing to tell.
bool is_out_of_reach(std::string_view error) {
  constexpr std::string_view kErrors[] = {"net::ERR_CONNECTION_REFUSED",
                                          "net::ERR_CONNECTION_TIMED_OUT",
                                          "net::ERR_ADDRESS_",
                                          "net::ERR_NAME_NOT_RESOLVED",
                                          "net::ERR_UNSAFE_PORT",
                                          "net::ERR_CERT_",
                                          "net::ERR_SSL_"};
  return std::ranges::any_of(kErrors,
                             [&](std::string_view name) { return error.starts_with(name); });
}

}  // namespace

Verdict failed_document(const Recording& recording) {
  std::vector<Finding> findings;
  for (const auto& request : recording.requests) {
    if (!document_failed(request)) continue;
    const StepRecord* step = step_at(recording.walk.steps, request.step);
    Finding finding = finding_at(recording, "failed-document", step);
    const bool server = !request.error.empty() || *request.status >= 500;
    finding.severity =
        server && ended_at(recording.walk, request.step) ? Severity::kBlocker : Severity::kSerious;
    finding.owner = server ? Owner::kEngineering : Owner::kContent;
    // The browser shows what came before it broke off.
    const bool in_part = !request.error.empty() && request.status.value_or(0) == 200;
    const std::string answer =
        request.error.empty()
            ? fmt::format("was answered with HTTP {}", *request.status)
            : fmt::format("{} ({})", in_part ? "came only in part" : "did not load",
                          printable(request.error, 60));
    finding.title = fmt::format("The page {} {}.", short_url(request.url), answer);
    finding.why =
        in_part ? "What comes behind the place where it broke off, the customer never sees."
                : "The customer asked for a page and got an error in its place; the journey leads "
                  "into a dead end (Nielsen severity 3 to 4).";
    finding.fix =
        is_out_of_reach(request.error)
            ? "Make the address reachable; if another was meant, correct the link, or the "
              "journey's site."
        : server ? "Find the cause in the server's log for this address and time."
                 : "Correct the link, or put the page back, or redirect it to what replaced it.";
    finding.evidence.url = request.url;
    finding.evidence.status = request.status;
    finding.evidence.text = request.error;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace firsthand
