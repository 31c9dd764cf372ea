#pragma once
// What the visitor does with hands: one deed a word, with real input, sent and then observed.

#include <string>
#include <vector>

#include "recorder/deeds/doing.h"

namespace firsthand {

class Deeds {
 public:
  // As Doing.
  Deeds(WalkState& state, const Step& step, int index, int first_id, std::vector<Query> queries,
        WaitOrder patience)
      : doing_(state, step, index, first_id, std::move(queries), std::move(patience)) {}

  // Does the step. Errors only for what ends the walk.
  Result<StepDone> perform(const std::string& base_url);

 private:
  Doing doing_;
};

}  // namespace firsthand
