#pragma once
// Audits built by hand, for tests of the reports.

#include <string>
#include <vector>

#include "analyzers/audit.h"

namespace firsthand::test {

// A step that was done, with the wait after it.
StepRecord step(int index, const std::string& says, double waited_ms);
// The step with its screens ("home" is screens/home.png; empty: none) and the page it led to.
StepRecord shown(StepRecord record, const std::string& before, const std::string& after,
                 const std::string& title, const std::string& path);
// The step with the control that was worked.
StepRecord worked(StepRecord record, const std::string& name, const std::string& role, Box box);
StepRecord not_reached(int index, const std::string& says);
// A finding of the journey's first walk.
Finding finding(const std::string& rule, Severity severity, Owner owner, const std::string& title,
                const std::string& journey, int step);
// A screen of a phone, or of a laptop when wide.
Screen screen(const std::string& file, int step, bool wide = false);
// A walk with those steps; its screens are those that the steps name.
WalkSummary walk(const std::string& recording, Outcome outcome, std::vector<StepRecord> steps);
JourneySummary journey(const std::string& id, const std::string& title,
                       std::vector<WalkSummary> walks);

// An audit of these journeys, their attempts added up; not yet judged.
Audit framed(std::vector<JourneySummary> journeys);
// Nothing was walked.
Audit empty_audit();
// One journey of two steps, one finding: small enough to read its report as HTML.
Audit small_audit();
// What a night's audit of a shop looks like: three journeys with waits, give-ups and findings, one
// unmeasured walk, one broken rule. Its screens are named home, help, form, waiting, … .png.
Audit shop_audit();
// Only walks that could not be measured.
Audit unmeasured_audit();
// One journey, walked that often.
Audit long_audit(int walks);
// small_audit with `text` wherever a page or an author could have put text.
Audit audit_saying(const std::string& text);

}  // namespace firsthand::test
