#include "reports/html_report/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <vector>

#include "analyzers/summaries.h"
#include "journeys/text.h"

namespace firsthand::report {

std::string_view verdict_word(AuditVerdict verdict) {
  switch (verdict) {
    case AuditVerdict::kGo:
      return "GO";
    case AuditVerdict::kNoGo:
      return "NO-GO";
    case AuditVerdict::kCannotSay:
      break;
  }
  return "CANNOT SAY";
}

namespace {

bool found_everything(const Audit& audit) {
  return std::all_of(audit.journeys.begin(), audit.journeys.end(), [](const auto& journey) {
    const auto sought = sought_in(journey);
    return sought.found == sought.things;
  });
}

}  // namespace

std::string_view verdict_meaning(const Audit& audit) {
  switch (audit.verdict) {
    case AuditVerdict::kGo:
      return found_everything(audit)
                 ? "Customers reached what they came for."
                 : "The visitor got through, but did not find everything they looked for.";
    case AuditVerdict::kNoGo:
      return "Customers met trouble that should be fixed first.";
    case AuditVerdict::kCannotSay:
      break;
  }
  return "Too little could be measured to judge.";
}

std::string_view grade_meaning(char grade, AuditVerdict verdict) {
  if (verdict == AuditVerdict::kNoGo && (grade == 'A' || grade == 'B'))
    return "Little friction on the whole; what speaks against it is told below.";
  switch (grade) {
    case 'A':
      return "Almost nothing gets in the customer’s way.";
    case 'B':
      return "Small delays, nothing that should lose a customer.";
    case 'C':
      return "Noticeable friction: patient customers get there.";
    case 'D':
      return "Hard going: this takes patience that not every customer has.";
    default:
      return "Too much stands in the customer’s way.";
  }
}

std::string_view outcome_word(Outcome outcome) {
  switch (outcome) {
    case Outcome::kCompleted:
      return "completed";
    case Outcome::kGaveUp:
      return "gave up";
    case Outcome::kFailed:
      return "was stopped by the site";
    case Outcome::kStopped:
      return "we stopped on purpose";
    case Outcome::kUnmeasured:
      break;
  }
  return "could not be measured";
}

std::string_view outcome_label(Outcome outcome) {
  switch (outcome) {
    case Outcome::kCompleted:
      return "Completed";
    case Outcome::kGaveUp:
      return "Gave up";
    case Outcome::kFailed:
      return "Stopped by the site";
    case Outcome::kStopped:
      return "We stopped on purpose";
    case Outcome::kUnmeasured:
      break;
  }
  return "Could not be measured";
}

std::string_view outcome_tone(Outcome outcome) {
  switch (outcome) {
    case Outcome::kCompleted:
      return "good";
    case Outcome::kGaveUp:
    case Outcome::kFailed:
      return "bad";
    case Outcome::kStopped:
    case Outcome::kUnmeasured:
      break;
  }
  return "unknown";
}

std::string_view step_outcome_label(StepOutcome outcome) {
  switch (outcome) {
    case StepOutcome::kDone:
      return "Done";
    case StepOutcome::kGaveUp:
      return "The customer gave up here";
    case StepOutcome::kFailed:
      return "The site stopped the customer here";
    case StepOutcome::kStopped:
      return "We stopped here, on purpose";
    case StepOutcome::kUnmeasured:
      return "Could not be measured";
    case StepOutcome::kPassedOver:
      return "Passed over: it was not there, and did not have to be";
    case StepOutcome::kNotReached:
      break;
  }
  return "Not reached";
}

std::string_view severity_label(Severity severity) {
  switch (severity) {
    case Severity::kBlocker:
      return "Blocker";
    case Severity::kSerious:
      return "Serious";
    case Severity::kAnnoying:
      return "Annoying";
    case Severity::kMinor:
      break;
  }
  return "Minor";
}

std::string_view owner_label(Owner owner) {
  switch (owner) {
    case Owner::kContent:
      return "Content";
    case Owner::kDesign:
      return "Design";
    case Owner::kService:
      return "Service";
    case Owner::kEngineering:
      break;
  }
  return "Engineering";
}

bool is_about_sending(std::string_view reason) {
  return reason != "until" && reason != "left_hosts";
}

std::string unmeasured_because(std::string_view reason) {
  if (reason == "robot_check")
    return "a robot check turned us away; whether customers meet it is unknown";
  if (reason == "our_rig") return "our own equipment or the journey itself failed";
  if (reason == "out_of_data") return "the test data ran out";
  if (reason == "lost") return "the walk was cut off before it ended";
  if (reason == "not_begun") return "the run ended before it";
  return "no reason was recorded";
}

std::string unmeasured_in_full(std::string_view reason, std::string_view reason_text) {
  std::string because = unmeasured_because(reason) + ".";
  if (reason_text.empty() || fold(reason_text) == fold(because)) return because;
  return because + " " + std::string(reason_text);
}

std::string_view ended_label(std::string_view ended) {
  if (ended == "accepted") return "accepted it";
  if (ended == "refused") return "refused it";
  if (ended == "closed") return "closed it";
  if (ended == "left") return "left it there, as asked for";
  if (ended == "journey") return "dealt with it in the journey’s own steps";
  if (ended == "page_left") return "could not close it; it went with its page";
  if (ended == "went") return "waited until it went by itself";
  return "could not close it";
}

std::string wait_cause(const WaitedFor& wait) {
  if (wait.cause == "loading") return "the page was loading";
  if (wait.cause == "missing") return "what they looked for was not there yet";
  if (wait.cause == "hidden") return "what they needed was hidden";
  if (wait.cause == "disabled") return "what they needed was disabled";
  if (wait.cause == "busy") return "the page was busy and did not answer";
  if (wait.cause == "still_there") return "what should have gone was still there";
  if (wait.cause == "moving") return "what they needed kept moving";
  if (wait.cause == "covered")
    return wait.by.empty() ? "what they needed was covered"
                           : "what they needed was covered by " + wait.by;
  return wait.cause;
}

bool is_at_once(double wait_ms) { return wait_ms < 100; }

std::vector<WaitedFor> noticed_causes(const StepRecord& step) {
  std::vector<WaitedFor> causes;
  for (const auto& wait : step.waited_for) {
    const auto same = std::find_if(causes.begin(), causes.end(), [&](const WaitedFor& known) {
      return wait_cause(known) == wait_cause(wait);
    });
    if (same == causes.end())
      causes.push_back(wait);
    else
      same->ms += wait.ms;
  }
  std::erase_if(causes, [](const WaitedFor& wait) { return is_at_once(wait.ms); });
  return causes;
}

std::string day_text(const std::string& rfc3339) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  if (rfc3339.size() < 10 || rfc3339[4] != '-' || rfc3339[7] != '-') return rfc3339;
  const auto digits = [&](std::size_t at, std::size_t n) {
    int value = 0;
    for (std::size_t i = at; i < at + n; ++i) {
      if (rfc3339[i] < '0' || rfc3339[i] > '9') return -1;
      value = value * 10 + (rfc3339[i] - '0');
    }
    return value;
  };
  const int year = digits(0, 4), month = digits(5, 2), day = digits(8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1) return rfc3339;
  return fmt::format("{} {} {}", day, kMonths[static_cast<std::size_t>(month - 1)], year);
}

std::string date_text(const std::string& rfc3339) {
  const std::string day = day_text(rfc3339);
  if (day == rfc3339 || rfc3339.size() < 17 || rfc3339[10] != 'T') return rfc3339;
  const std::string zone =
      rfc3339.back() == 'Z'
          ? "UTC"
          : "UTC" + rfc3339.substr(rfc3339.find_first_of("+-", 16) == std::string::npos
                                       ? rfc3339.size()
                                       : rfc3339.find_first_of("+-", 16));
  return day + ", " + rfc3339.substr(11, 5) + " " + zone;
}

namespace {
std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i)
    out += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return out;
}
}  // namespace

std::string outcomes_text(const Attempts& attempts) {
  std::vector<std::string> parts;
  const auto add = [&](int n, std::string_view one, std::string_view many) {
    if (n > 0) parts.push_back(counted(n, one, many));
  };
  add(attempts.completed, "completed", "completed");
  add(attempts.gave_up, "gave up", "gave up");
  add(attempts.failed, "was stopped by the site", "were stopped by the site");
  add(attempts.stopped, "we stopped on purpose", "we stopped on purpose");
  add(attempts.unmeasured(), "could not be measured", "could not be measured");
  return joined(parts);
}

Reached reached(const JourneySummary& journey) {
  const auto& attempts = journey.attempts;
  const auto sought = sought_in(journey);
  // An errand that begins with one search is no look-around.
  const bool found = sought.things > 1 && attempts.completed == attempts.measured();
  if (attempts.measured() == 0) return {found, "not measured"};
  return {found, found ? fmt::format("{} of {}", sought.found, sought.things)
                       : fmt::format("{} of {}", attempts.completed, attempts.measured())};
}

std::string_view stopped_label(const Audit& audit) {
  bool sending = false, asked = false, led_away = false;
  for (const auto& journey : audit.journeys)
    for (const auto& walk : journey.walks) {
      if (walk.outcome != Outcome::kStopped) continue;
      asked = asked || walk.reason == "until";
      led_away = led_away || walk.reason == "left_hosts";
      sending = sending || is_about_sending(walk.reason);
    }
  if (sending && !asked && !led_away) return "stopped before sending";
  if (asked && !sending && !led_away) return "walked only in part, as asked";
  if (led_away && !asked && !sending) return "led to another site";
  return "we stopped on purpose";
}

std::string reached_in_full(const Audit& audit) {
  const auto& attempts = audit.attempts;
  if (attempts.measured() == 0) {
    if (attempts.stopped == 0) return "No walk measured the site, so nothing is claimed about it.";
    return audit.findings.empty() ? "No walk went to its end: how it would have ended is not known."
                                  : "No walk went to its end: how it would have ended is not "
                                    "known. What was met until "
                                    "then is told below.";
  }
  auto text = fmt::format("{} of {} {}.", attempts.completed,
                          counted(attempts.measured(), "measured walk", "measured walks"),
                          found_everything(audit) ? "reached the goal" : "went to the end");
  if (const auto left_out = left_out_text(attempts); !left_out.empty())
    text += " This leaves out " + left_out + ".";
  return text;
}

std::string left_out_text(const Attempts& attempts) {
  std::vector<std::string> parts;
  if (attempts.stopped > 0)
    parts.push_back(fmt::format("{} that we stopped on purpose", attempts.stopped));
  if (attempts.unmeasured() > 0)
    parts.push_back(fmt::format("{} that could not be measured", attempts.unmeasured()));
  return joined(parts);
}

std::string limit_text(double ms) {
  const double seconds = ms / 1000;
  const bool whole = seconds >= 1 && seconds < 60 && seconds == std::floor(seconds);
  return whole ? fmt::format("{:.0f} s", seconds) : duration_text(ms);
}

std::string points_text(double points) {
  if (std::abs(points - std::round(points)) < 0.05) return fmt::format("{:.0f}", points);
  return fmt::format("{:.1f}", points);
}

std::string visitor_text(const JourneySummary& journey) {
  return journey.walked_by.name.empty() ? journey.visitor : told(journey.walked_by);
}

std::string visitors_text(const Audit& audit) {
  std::set<std::string> all;
  for (const auto& journey : audit.journeys) all.insert(visitor_text(journey));
  all.erase("");
  return fmt::format("{}", fmt::join(all, "; "));
}

bool has_second_visits(const Audit& audit) {
  return std::any_of(audit.journeys.begin(), audit.journeys.end(),
                     [](const JourneySummary& journey) { return journey.visit > 1; });
}

}  // namespace firsthand::report
