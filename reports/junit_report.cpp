#include "reports/junit_report.h"

#include <fmt/format.h>

#include <string_view>

#include "analyzers/waits.h"
#include "journeys/text.h"
#include "reports/escape.h"
#include "reports/lookup.h"

namespace firsthand {
namespace {

struct Counts {
  int tests = 0, failures = 0, errors = 0, skipped = 0;
};

std::string one_line(std::string_view text) { return escaped(printable(text, 500)); }

std::string seconds(OptMs ms) { return ms ? fmt::format(" time=\"{:.3f}\"", *ms / 1000) : ""; }

std::string why(const StepRecord& step, const WalkSummary& walk) {
  if (step.error) return step.error->what;
  if (!walk.reason_text.empty()) return walk.reason_text;
  return "no reason was recorded";
}

std::string code(const StepRecord& step, const WalkSummary& walk) {
  return step.error ? step.error->code : walk.reason;
}

std::string_view why_not_reached(Outcome outcome, std::string_view reason) {
  if (outcome == Outcome::kStopped && reason == "until") return "the walk was to end before it";
  if (outcome == Outcome::kStopped) return "we stopped on purpose";
  return outcome == Outcome::kUnmeasured ? "the walk could not be measured"
                                         : "previous step failed";
}

// A child element with a message, or nothing for a step that was done.
std::string trouble(const StepRecord& step, const WalkSummary& walk, Counts& counts) {
  const auto child = [&](std::string_view tag) {
    return fmt::format("<{0} type=\"{1}\" message=\"{2}\"/>", tag, one_line(code(step, walk)),
                       one_line(why(step, walk)));
  };
  switch (step.outcome) {
    case StepOutcome::kDone:
      return "";
    case StepOutcome::kGaveUp:
      // Our machine may have made the wait: whatever failed, it was not shown to be the site.
      if (ended_in_doubt(walk.outcome, walk.timing, walk.steps)) {
        ++counts.errors;
        return child("error");
      }
      [[fallthrough]];
    case StepOutcome::kFailed:
      ++counts.failures;
      return child("failure");
    case StepOutcome::kUnmeasured:
      ++counts.errors;
      return child("error");
    case StepOutcome::kStopped:
      ++counts.skipped;
      return "<skipped message=\"we stopped on purpose\"/>";
    case StepOutcome::kPassedOver:
      ++counts.skipped;
      return "<skipped message=\"it was not there, and did not have to be\"/>";
    case StepOutcome::kNotReached:
      ++counts.skipped;
      return fmt::format("<skipped message=\"{}\"/>", why_not_reached(walk.outcome, walk.reason));
  }
  return "";
}

std::string test_case(std::string_view journey, std::string_view name, OptMs wait,
                      const std::string& inside) {
  return fmt::format("    <testcase classname=\"{}\" name=\"{}\"{}{}\n", one_line(journey),
                     one_line(name), seconds(wait),
                     inside.empty() ? "/>" : ">" + inside + "</testcase>");
}

bool says_nothing(const Counts& counts) {
  return counts.failures == 0 && counts.errors == 0 && counts.skipped == 0;
}

// A walk whose steps do not tell why it did not get there must not look green.
std::string whole_walk(const JourneySummary& journey, const WalkSummary& walk, Counts& counts) {
  if (walk.outcome == Outcome::kCompleted || !says_nothing(counts)) return "";
  StepRecord whole;
  whole.outcome = walk.outcome == Outcome::kUnmeasured ? StepOutcome::kUnmeasured
                  : walk.outcome == Outcome::kStopped  ? StepOutcome::kStopped
                  : walk.outcome == Outcome::kGaveUp   ? StepOutcome::kGaveUp
                                                       : StepOutcome::kFailed;
  ++counts.tests;
  return test_case(journey.id, "the whole walk", {}, trouble(whole, walk, counts));
}

std::string line_of(const Finding& finding) {
  return fmt::format("{}: {} [{}]\n", to_word(finding.severity), one_line(finding.title),
                     one_line(finding.id));
}

// Trouble that ended no walk, but made the verdict NO-GO, must not look green either.
std::string findings_case(const Audit& audit, const JourneySummary& journey, Counts& counts) {
  const Attempts& attempts = journey.attempts;
  if (attempts.measured() + attempts.stopped == 0) return "";  // no rule ran
  int bad = 0;
  std::string worst, list;
  for (const auto& finding : audit.findings) {
    if (finding.severity < audit.fail_on || place_of(audit, finding).journey != &journey) continue;
    if (++bad == 1) worst = finding.title;
    list += line_of(finding);
  }
  ++counts.tests;
  if (bad == 0) return test_case(journey.id, "findings", {}, "");
  ++counts.failures;
  return test_case(
      journey.id, "findings", {},
      fmt::format("<failure type=\"findings\" message=\"{} of severity {} or worse: {}\">{}"
                  "</failure>",
                  counted(bad, "finding", "findings"), to_word(audit.fail_on), one_line(worst),
                  list));
}

std::string doubt_of(const TimingTrust& timing) {
  if (timing.reliable) return "";
  std::string reasons;
  for (const auto& reason : timing.reasons)
    reasons += (reasons.empty() ? ": " : "; ") + one_line(reason);
  return "The times of this walk are not reliable" + reasons + "\n";
}

std::string told_of(const Audit& audit, const WalkSummary& walk) {
  std::string out = doubt_of(walk.timing);
  for (const auto& finding : audit.findings)
    if (refers_to(finding.walk, walk)) out += line_of(finding);
  for (const auto& finding : audit.struck)
    if (refers_to(finding.walk, walk) && finding.struck)
      out += fmt::format("struck by {}: {}", one_line(finding.struck->by), line_of(finding));
  return out.empty() ? "" : "    <system-out>" + out + "</system-out>\n";
}

std::string suite(const Audit& audit, const JourneySummary& journey, const WalkSummary& walk,
                  Counts& all) {
  Counts counts;
  std::string cases;
  const auto ended = wait_that_ended(walk.steps);
  for (const auto& step : walk.steps) {
    ++counts.tests;
    const auto inside = trouble(step, walk, counts);
    // The wait that a journey ended on is told where it ended, not where it began.
    const bool ending =
        step.outcome == StepOutcome::kGaveUp || step.outcome == StepOutcome::kFailed;
    OptMs time = step.timing.felt_ms();
    if (ended && ending)
      time = ended->ms;
    else if (ended && ended->held_by == step.index)
      time = step.timing.settled_ms;
    cases += test_case(journey.id, fmt::format("{}. {}", step.index + 1, step.says), time, inside);
  }
  cases += whole_walk(journey, walk, counts);
  if (&walk == told_walk(journey)) cases += findings_case(audit, journey, counts);
  all.tests += counts.tests;
  all.failures += counts.failures;
  all.errors += counts.errors;
  all.skipped += counts.skipped;
  return fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" "
      "timestamp=\"{}\"{}>\n    <properties>\n"
      "      <property name=\"recording\" value=\"{}\"/>\n"
      "      <property name=\"visitor\" value=\"{}\"/>\n"
      "      <property name=\"visit\" value=\"{}\"/>\n"
      "      <property name=\"outcome\" value=\"{}\"/>\n"
      "      <property name=\"timing_reliable\" value=\"{}\"/>\n    </properties>\n{}{}"
      "  </testsuite>\n",
      one_line(journey.title), counts.tests, counts.failures, counts.errors, counts.skipped,
      one_line(audit.started), seconds(walk.total_ms), one_line(walk.recording),
      one_line(journey.visitor), journey.visit, to_word(walk.outcome), walk.timing.reliable, cases,
      told_of(audit, walk));
}

}  // namespace

std::string junit_report(const Audit& audit) {
  Counts all;
  std::string suites;
  for (const auto& journey : audit.journeys)
    for (const auto& walk : journey.walks) suites += suite(audit, journey, walk, all);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"firsthand\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
      "skipped=\"{}\">\n{}</testsuites>\n",
      all.tests, all.failures, all.errors, all.skipped, suites);
}

}  // namespace firsthand
