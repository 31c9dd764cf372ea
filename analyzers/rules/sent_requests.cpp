#include "analyzers/rules/sent_requests.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "analyzers/rules/rule_kit.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::array<std::string_view, 3> kOfCustomers{"fetch", "xhr", "document"};
constexpr std::array<std::string_view, 17> kMeasures{
    "analytics", "collect", "beacon", "telemetry", "tracking", "track",
    "pixel",     "metrics", "events", "event",     "rum",      "log",
    "logs",      "sentry",  "matomo", "piwik",     "csp"};

// A visit starts before its input; what was asked for by then is not what the input sent.
constexpr double kClockMs = 50;

bool came_of(const Request& request, const StepRecord& step) {
  return request.step == step.index &&
         (!step.input_at_ms || request.at_ms >= *step.input_at_ms - kClockMs);
}

}  // namespace

bool hands_over(const Request& request) {
  const int status = request.status.value_or(0);
  return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS" &&
         status != 307 && status != 308;
}

bool has_failed(const Request& request) {
  return request.status.value_or(0) >= 400 || (!request.error.empty() && !request.canceled);
}

bool only_measures(const Request& request) {
  const std::string address = lower_ascii(address_of(request.url));
  std::string word;
  for (const char c : address + ' ') {
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    if (std::find(kMeasures.begin(), kMeasures.end(), word) != kMeasures.end()) return true;
    word.clear();
  }
  return false;
}

const Request* sent_in_vain(const Recording& recording, const StepRecord& step) {
  const Request* failed = nullptr;
  for (const auto& request : recording.requests) {
    const std::string type = lower_ascii(request.type);
    const bool carries =
        std::find(kOfCustomers.begin(), kOfCustomers.end(), type) != kOfCustomers.end();
    if (!came_of(request, step) || !hands_over(request) || !carries || only_measures(request))
      continue;
    if (!has_failed(request)) return nullptr;
    if (request.first_party) failed = &request;
  }
  return failed;
}

}  // namespace firsthand
