#pragma once
// The table of rules, and the guarded run: a rule that breaks says so, it is not "no findings".

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analyzers/finding.h"
#include "journeys/recording_folder.h"

namespace firsthand {

// The rule does not apply to this recording (no form in it, say).
struct NotApplicable {
  std::string because{};
};
// The rule could not do its work.
struct Failed {
  std::string because{};
};
// The rule did its work, but for a part of the recording that it could not read.
struct Partly {
  std::vector<Finding> findings{};
  std::string because{};  // what was left out, and why
};
using Verdict = std::variant<std::vector<Finding>, NotApplicable, Failed, Partly>;

// Whose fault a finding tells of. Site: the same one whichever journey, visitor and step met it.
enum class FaultOf { kStep, kSite };
// What Finding::count counts: how often it was met, or boxes, pictures, lines, ….
enum class CountOf { kTimes, kThings };

struct Analyzer {
  std::string_view id;              // "slow-step"; stable across releases
  std::string_view title;           // what it looks for, as a person would say it
  std::string_view why_it_matters;  // with its source
  Verdict (*run)(const Recording&);
  FaultOf fault_of = FaultOf::kStep;
  CountOf count_of = CountOf::kTimes;
};

// Every rule; the order is that of rules.h.
std::span<const Analyzer> all_analyzers();
// Null: no rule of this version has this id.
const Analyzer* analyzer_for(std::string_view rule);

// run(), with every exception turned into Failed.
Verdict run_guarded(const Analyzer& analyzer, const Recording& recording);

}  // namespace firsthand
