#pragma once
// All walks of one run, judged. Serialised as "firsthand.audit/1" (reports/schema/audit-1.json),
// the one result that every report is made from.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/effort.h"
#include "analyzers/finding.h"
#include "analyzers/strike_out.h"
#include "journeys/recording_folder.h"

namespace firsthand {

enum class AuditVerdict { kGo, kNoGo, kCannotSay };
std::string_view to_word(AuditVerdict verdict);  // "no_go"

// Attempts add up: total = completed + gave_up + failed + stopped + unmeasured. A walk that gave up
// on a wait that our machine may have made itself counts as our_rig.
struct Attempts {
  int total = 0, completed = 0, gave_up = 0, failed = 0, stopped = 0;
  int robot_check = 0, our_rig = 0, out_of_data = 0, lost = 0;
  int unmeasured() const { return robot_check + our_rig + out_of_data + lost; }
  int measured() const { return completed + gave_up + failed; }
};

struct Waiting {
  OptMs median_ms{}, worst_ms{};
  int censored = 0;
  int n = 0;
};

struct ScoreLine {  // one entry of the patience ledger: where points went
  double penalty = 0;
  std::string because{};      // a sentence
  std::string finding{};      // its id; empty: a slow step or fields, without one
  std::optional<int> step{};  // of the worst walk, where it was met
};

// What the evidence of a walk lacks: an Observation of the kind frames_masked, frame_dropped,
// screen_dropped, film_full, clocks_disagree or agent_trouble.
struct EvidenceGap {
  std::string kind{};
  std::vector<int> steps{};  // where it was noticed, ascending
  std::string because{};     // the first time
};

// What a step brought that no picture tells, by the kind of Observation: kept ("rma = R-1042"),
// value_differs, download, scrolled_for, tab, new_window. A secret is •••.
struct StepNote {
  int step = 0;
  std::string kind{}, text{};
};

struct WalkSummary {
  std::string recording{};  // folder, relative to the audit file
  Outcome outcome = Outcome::kUnmeasured;
  std::string reason{};
  std::string reason_text{};
  std::string answer{};  // what the page said to what was sent last; see page_answer.h
  bool censored = false;
  OptMs waiting_ms{}, tool_ms{}, total_ms{};
  TimingTrust timing{};
  std::vector<StepRecord> steps{};
  std::vector<Screen> screens{};
  std::vector<std::string> blank_screens{};  // those with nothing to be seen on them, by file
  std::vector<EvidenceGap> gaps{};           // one of a kind
  std::vector<NativeUi> native_ui{};         // which no screen shows
  std::vector<StepNote> notes{};             // in the order of the walk
};

// Of one journey, visitor and visit.
struct JourneySummary {
  std::string id{}, title{}, why{};  // title: "Return a kettle", "Return a kettle (second visit)"
  bool critical = false;
  std::string visitor{};                   // the name
  Visitor walked_by{};                     // all of them
  int visit = 1;                           // 2: they came back
  Outcome outcome = Outcome::kUnmeasured;  // the worst measured
  std::string worst_walk{};
  std::optional<double> score{};
  std::optional<char> grade{};
  std::string grade_status{};  // final | provisional | incomplete
  Attempts attempts{};
  Waiting waiting{};
  int clicks = 0, fields = 0, keystrokes = 0;  // of the longest walk
  std::optional<Effort> effort{};              // estimated, of the same; empty: nothing was done
  std::vector<ScoreLine> ledger{};             // of the worst walk
  std::vector<WalkSummary> walks{};
};

// As their author counts them: a journey that somebody walked twice, or two visitors once, is one.
int different_journeys(const std::vector<JourneySummary>& journeys);

// What came between the customer and the journey: a consent banner, a pop-up, a chat bubble.
struct InterruptionSummary {
  std::string journey{};
  std::string walk{};  // Recording::name
  Interruption met{};
};

// A rule that could not judge a walk, or a part of it.
struct FailedAnalyzer {
  std::string analyzer{}, walk{}, because{};
  bool partly = false;  // the rest was judged; not written to the audit's file
};

struct Audit {
  std::string schema = "firsthand.audit/1";
  std::string tool_version{};
  std::string started{}, finished{};  // RFC 3339
  std::string site{};
  MachineInfo machine{};
  BrowserInfo browser{};
  AuditVerdict verdict = AuditVerdict::kCannotSay;
  Severity fail_on = Severity::kSerious;  // a finding this severe or worse made it no_go
  std::string headline{};  // one plain sentence with the numbers that hurt; measured time only
  std::optional<double> score{};
  std::optional<char> grade{};
  std::string grade_status{};
  std::string grade_reason{};
  Attempts attempts{};
  std::vector<JourneySummary> journeys{};
  std::vector<Finding> findings{};  // blocked outcomes first, then severity, then cost
  // What people who know the site say is wrong: neither scored nor held against it. In the same
  // order; not among `findings`.
  std::vector<Finding> struck{};
  std::vector<StaleStrike> stale_strikes{};
  std::vector<InterruptionSummary> interruptions{};
  std::vector<FailedAnalyzer> failed_analyzers{};
};

// A rule that could not judge a single one of the walks that could be judged: nobody can say GO.
// Empty: there is none.
std::string rule_that_judged_nothing(const Audit& audit);

struct AuditContext {
  std::string tool_version{};
  std::string finished{};
  // Path of a recording's folder as the audit file will name it.
  std::string recordings_prefix = "walks/";
  // A finding this severe or worse makes the verdict no_go.
  Severity fail_on = Severity::kSerious;
  // Of the walks that the run set out for: those that left nothing to judge.
  int missing = 0;
  // Files of the run that are there and cannot be read.
  int unreadable = 0;
  std::vector<Strike> strikes{};  // those that have not ended on the day of `finished` hold
};

// Runs every rule on every recording, merges what is the same finding, scores. Pure: the same
// recordings give the same audit.
Audit judge(const std::vector<Recording>& recordings, const AuditContext& context);

}  // namespace firsthand
