#pragma once
// The report's parts, in the order in which they stand. Each writes one or more whole elements.

#include <string>
#include <vector>

#include "analyzers/audit.h"
#include "reports/html_report/pictures.h"
#include "reports/html_writer.h"
#include "reports/lookup.h"

namespace firsthand::report {

struct Report {
  const Audit& audit;
  const std::vector<Place>& places;  // of each finding
  Pictures& pictures;
  HtmlWriter& html;
};

void write_summary(Report& report);                      // the first screen
void write_grade(Report& report);                        // its card
void write_worst(Report& report);                        // three worst frictions
void write_overview(Report& report);                     // all journeys in one table
void write_journey(Report& report, std::size_t number);  // its story
void write_time_axis(Report& report, std::size_t journey, const WalkSummary& walk);  // felt waits
void write_step(Report& report, std::size_t journey, const WalkSummary& walk,
                const StepRecord& step);  // one step of the story
// What it would ask of a person beside waiting; nothing when nothing was done.
void write_effort(HtmlWriter& html, const JourneySummary& journey);
// What its find steps looked for; nothing when it has none.
void write_searches(HtmlWriter& html, std::size_t journey, const WalkSummary& walk);
// Drawn: the browser's own interface in that step, which no picture shows.
void write_native_ui(HtmlWriter& html, const WalkSummary& walk, int step);
bool has_native_ui(const WalkSummary& walk, int step);
// What came between; nothing when nothing did.
void write_interruptions(Report& report, std::size_t journey, const WalkSummary& walk);
// Those of that step, as the customer saw them, that have a picture.
std::vector<const Interruption*> pictured_interruptions(const Report& report,
                                                        const WalkSummary& walk, int step);
void write_findings(Report& report);
void write_struck(Report& report);   // what people say is wrong; nothing when nobody says so
void write_score(Report& report);    // how the grade came about
void write_honesty(Report& report);  // what the report does not know

// Ids of places in the report; numbers count from 0.
std::string journey_id(std::size_t journey);
std::string step_id(std::size_t journey, int step);
std::string finding_id(std::size_t finding);
// The journey's story tells this step: step_id leads there.
bool is_told(const JourneySummary& journey, int step);
// The place in Audit::findings of that id; its size when there is none.
std::size_t finding_numbered(const Audit& audit, const std::string& id);

// Small pieces that several parts use.
void write_severity(HtmlWriter& html, Severity severity);
void write_outcome(HtmlWriter& html, Outcome outcome);
// "at least 60 s" when censored.
std::string wait_text(double ms, bool censored);
// A link to the page when it is one that may be linked, else its text.
void write_address(HtmlWriter& html, const std::string& address);
// What there is to see on a screen. A white picture must say that it is one, and of what: where a
// page did not load, customers see their own browser's words about it, which are not on it.
enum class Sight { kSomething, kEmpty, kNotLoaded };
Sight sight_of(const WalkSummary& walk, const std::string& screen_file);
std::string_view sight_words(Sight sight);  // "an empty page"; kSomething: empty
// The finding's picture with its box, or nothing when it has none.
void write_evidence_picture(Report& report, std::size_t finding);

}  // namespace firsthand::report
