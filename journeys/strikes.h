#pragma once
// verdicts.yaml: what people who know the site say of findings that are wrong.
//
//   strike:
//     - finding: nameless-field@7c31d2ab   # the key that the report prints
//       by: Ann Lee, accessibility
//       reason: The box is named by its table's head, which readers announce.
//       until: 2027-01-31
//     - rule: slow-step
//       page: /search*
//       by: Ann Lee
//       reason: The search of the test site runs on a small machine.
//
// A strike says who says so and why. By `finding` it is about one finding, wherever or, with
// `journey`, there alone; by `rule` about those of that rule for which all of `journey`, `page` and
// `text` hold, of which it needs one.

#include <string>
#include <string_view>
#include <vector>

#include "journeys/diagnostic.h"
#include "journeys/journey.h"

namespace firsthand {

struct Strike {
  std::string finding{};  // its key; empty: told by the rest
  std::string rule{};
  std::string journey{};  // its id or its name
  std::string page{};     // a path, or an address; behind a * at its end anything may follow
  std::string text{};     // a part of what the finding says or shows, case and spaces folded
  std::string by{}, reason{};
  std::string until{};  // the last day that it holds, 2027-01-31; empty: for good
  std::string file{};   // where it is written
  Position at{};
};

struct ReadStrikes {
  std::vector<Strike> strikes{};  // meaningful only without an error among the diagnostics
  std::vector<Diagnostic> diagnostics{};
};

// `rules`: all that there are. Limits against hostile files as for journeys; 1,000 strikes.
ReadStrikes parse_strikes(std::string_view source, std::string_view file,
                          const std::vector<std::string>& rules);

// "nameless-field@7c31d2ab", or "slow-step on /search*": the strike as its author knows it.
std::string told(const Strike& strike);

}  // namespace firsthand
