#pragma once
// The patience ledger: what an attempt cost the customer, in points, and the score that follows.
//
//   P = sum over steps of 15 * log2(max(1, t / T))
//     + sum over issues of w * (1 + log2 k)          w = 2, 8, 25, 60 for minor to blocker
//     + 2 * fields beyond 8
//   attempt = 100 * 2^(-P / 100) when the goal was reached, else 0
//
// t is a felt wait and T what may be expected of it (waits.h). Waits are charged by their length
// alone: slow-step and waited-for-control findings have no weight of their own, nor has
// too-many-fields. k counts the instances of one rule in the walk; of instances with different
// weights the worst counts first, so that no instance made worse or added can ever improve a score.
// Fields are charged at the steps that filled them in, those beyond 8. Every charge has its
// finding, its step, or both. The constants are judgement; the property is tested.

#include <optional>
#include <string>
#include <vector>

#include "analyzers/finding.h"
#include "journeys/recording.h"

namespace firsthand {

struct Charge {
  double penalty = 0;
  std::string because{};
  std::optional<std::size_t> finding{};  // index into the walk's findings
  std::optional<int> step{};             // where it was met; empty: on the walk as a whole
};

struct Attempt {
  bool completed = false;
  double penalty = 0;  // the sum of the charges
  double score = 0;    // 0 to 100
  std::vector<Charge> charges{};
};

// `findings` are those of this walk alone. `part_of[i]`, if given: the finding that finding i's
// time is charged to. Times that are not reliable are not charged, nor are waits that a finding
// among `struck` tells of.
Attempt attempt_of(const Walk& walk, const std::vector<Finding>& findings,
                   const std::vector<std::optional<std::size_t>>& part_of = {},
                   const std::vector<Finding>& struck = {});

double score_for(double penalty, bool completed);

// A from 90, B from 80, C from 70, D from 60, else F.
char grade_for(double score);
// The worse of two grades.
char worse_grade(char a, char b);

// Why a journey's grade is provisional. Few: fewer than five attempts. Differ: a 95 % Wilson
// interval of the success rate wider than one half.
enum class Doubt { kNone, kFew, kDiffer };
Doubt doubt_about(int completed, int measured);

}  // namespace firsthand
