#include "reports/html_report/lost_time.h"

#include <fmt/format.h>

#include <optional>

#include "analyzers/waits.h"
#include "journeys/text.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {
namespace {

// The wait that the walk ended on, when the finding's cost is a part of it that the customer did
// not stay for.
std::optional<EndingWait> outlived_by(const Finding& finding, const Place& place) {
  if (place.walk == nullptr || place.walk->outcome != Outcome::kGaveUp ||
      finding.cost->kind != CostKind::kMeasured)
    return std::nullopt;
  auto wait = wait_that_ended(place.walk->steps);
  if (!wait || wait->patience_ms <= 0 || finding.cost->ms <= wait->patience_ms) return std::nullopt;
  return wait;
}

// A rule that a wait is only part of says how long its own part lasted.
bool is_whole_wait(const Finding& finding, const EndingWait& wait) {
  return finding.rule == "gave-up" || finding.cost->ms >= wait.ms;
}

// A wait that patience is compared with counts from where patience does.
std::string took_text(const Finding& finding, const std::optional<EndingWait>& wait) {
  return duration_text(wait && is_whole_wait(finding, *wait) ? wait->since_input_ms
                                                             : finding.cost->ms);
}

bool is_doubtful(const Place& place) {
  return place.walk != nullptr && !place.walk->timing.reliable;
}

}  // namespace

std::string lost_in_short(const Finding& finding, const Place& place) {
  if (!finding.cost) return "";
  const std::string doubt = is_doubtful(place) ? " (times not reliable)" : "";
  const auto wait = outlived_by(finding, place);
  const std::string took = took_text(finding, wait);
  if (!wait)
    return fmt::format("{}{} lost{}", finding.cost->kind == CostKind::kEstimated ? "About " : "",
                       took, doubt);
  const std::string truth = !is_whole_wait(finding, *wait) ? "it lasted " + took
                            : wait->censored               ? "not there after " + took
                                                           : "true wait " + took;
  return fmt::format("Gave up after {}, {}{}", limit_text(wait->patience_ms), truth, doubt);
}

std::string lost_in_full(const Finding& finding, const Place& place) {
  if (!finding.cost) return "no time was measured";
  const std::string doubt = is_doubtful(place) ? ". The times of this walk are not reliable" : "";
  const bool measured = finding.cost->kind == CostKind::kMeasured;
  const auto wait = outlived_by(finding, place);
  const std::string took = took_text(finding, wait);
  if (!wait)
    return fmt::format("{}{} of the customer’s time, {}{}", measured ? "" : "about ", took,
                       measured ? "measured" : "estimated", doubt);
  const std::string truth =
      !is_whole_wait(finding, *wait) ? fmt::format("It lasted {}", took)
      : wait->censored
          ? fmt::format("It was still not there after {}, when we stopped watching", took)
          : fmt::format("The true wait was {}", took);
  return fmt::format("{} of the customer’s time, measured, until they gave up. {}{}.",
                     limit_text(wait->patience_ms), truth, doubt);
}

}  // namespace firsthand::report
