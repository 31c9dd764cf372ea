#pragma once
// The forms that a step put something into.

#include <map>
#include <vector>

#include "analyzers/html_fields.h"
#include "journeys/recording.h"

namespace firsthand {

// Their fields in document order, by the node of the form; a box outside of any form stands for
// itself. `page`: as it was after the step. Boxes for searching are left out.
std::map<int, std::vector<Field>> worked_forms(const HtmlTree& page, const StepRecord& step);

}  // namespace firsthand
