#pragma once
// The report's words for people. Nothing here is escaped yet.

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/audit.h"

namespace firsthand::report {

std::string_view verdict_word(AuditVerdict verdict);   // "NO-GO"
std::string_view verdict_meaning(const Audit& audit);  // one sentence
// One sentence; it never contradicts the verdict that stands beside it.
std::string_view grade_meaning(char grade, AuditVerdict verdict);
std::string_view outcome_word(Outcome outcome);   // "was stopped by the site"
std::string_view outcome_label(Outcome outcome);  // "Stopped by the site"
std::string_view outcome_tone(Outcome outcome);   // class: good, bad, unknown
std::string_view step_outcome_label(StepOutcome outcome);
std::string_view severity_label(Severity severity);  // "Blocker"
std::string_view owner_label(Owner owner);           // "Engineering"
// A stopped walk ended because of what it would have sent, not for another reason of ours.
bool is_about_sending(std::string_view reason);
// Why a walk could not be measured, as a sentence without its full stop.
std::string unmeasured_because(std::string_view reason);
// The same with the walk's own sentence about it, which may hold page text; once where both say the
// same.
std::string unmeasured_in_full(std::string_view reason, std::string_view reason_text);
// What became of an interruption: "accepted".
std::string_view ended_label(std::string_view ended);
// "the button was covered by the newsletter box"; hostile text in it.
std::string wait_cause(const WaitedFor& wait);
// What a step's wait was spent on, equal causes added up; without those that nobody notices (under
// 100 ms, the limit of "at once" in Nielsen 1993).
std::vector<WaitedFor> noticed_causes(const StepRecord& step);
// Under 100 ms: not felt as a wait.
bool is_at_once(double wait_ms);
// "22 November 2026, 11:05 UTC" of an RFC 3339 time; other text is given back as it is.
std::string date_text(const std::string& rfc3339);
// "22 November 2026"
std::string day_text(const std::string& rfc3339);
// "2 gave up, 1 was stopped by the site"; only what is not zero.
std::string outcomes_text(const Attempts& attempts);
// What became of a journey's walks that measured the site: "2 of 4" reached the goal; of a
// look-around, "3 of 7" things were found. "not measured" when none did.
struct Reached {
  bool found = false;  // it counts things, not walks
  std::string text{};
};
Reached reached(const JourneySummary& journey);
// Why walks were stopped, in a few words: "stopped before sending".
std::string_view stopped_label(const Audit& audit);
// What became of all walks, as sentences.
std::string reached_in_full(const Audit& audit);
// What a rate of completed walks leaves out; empty: nothing.
std::string left_out_text(const Attempts& attempts);
// A limit or a tick of an axis, which are mostly whole seconds: "10 s", not "10 s".
std::string limit_text(double ms);
// Who walked: "phone over 3G, de-DE".
std::string visitor_text(const JourneySummary& journey);
// All of them, each once.
std::string visitors_text(const Audit& audit);
// Somebody came back.
bool has_second_visits(const Audit& audit);
// A score or points, without needless places: "61", "8.5"
std::string points_text(double points);

}  // namespace firsthand::report
