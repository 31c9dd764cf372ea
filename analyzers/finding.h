#pragma once
// One friction, with its evidence and what it cost.

#include <optional>
#include <string>
#include <string_view>

#include "journeys/recording.h"

namespace firsthand {

enum class Severity { kMinor = 1, kAnnoying = 2, kSerious = 3, kBlocker = 4 };
std::string_view to_word(Severity severity);
std::optional<Severity> severity_from(std::string_view word);

// Who can fix it.
enum class Owner { kContent, kDesign, kEngineering, kService };
std::string_view to_word(Owner owner);

enum class CostKind { kMeasured, kEstimated };
struct Cost {
  double ms = 0;
  CostKind kind = CostKind::kMeasured;
};

// Everything here is page text or our own words: reports escape it all.
struct Evidence {
  std::optional<std::string> screen{};  // "screens/003-after.png" of the finding's walk
  std::optional<Box> box{};             // in that screen's viewport CSS pixels
  std::string text{};
  std::string selector{};
  std::string url{};
  std::optional<int> status{};
};

// Somebody who knows the site says that the finding is wrong: see journeys/strikes.h.
struct Struck {
  std::string by{}, reason{};
  std::string until{};  // the last day that it holds, 2027-01-31; empty: for good
  std::string at{};     // where it is written: "verdicts.yaml:4"
};

struct Finding {
  std::string id{};    // unique in the audit: "slow-step-1"
  std::string rule{};  // "slow-step"
  Severity severity = Severity::kMinor;
  Owner owner = Owner::kEngineering;
  std::string title{};  // what the customer met, one sentence with the number
  std::string why{};    // why it matters
  std::string fix{};    // one sentence
  std::string journey{};
  std::string walk{};  // Recording::name
  std::optional<int> step{};
  std::optional<Cost> cost{};
  std::optional<std::string> part_of{};  // id of the finding that this one's time is charged to
  int count = 1;                         // instances: in this walk, and over walks once merged
  Evidence evidence{};
  // What a strike names it by: the same in every run that meets it, "nameless-field@7c31d2ab".
  // Empty: it cannot be struck.
  std::string key{};
  std::optional<Struck> struck{};
};

}  // namespace firsthand
