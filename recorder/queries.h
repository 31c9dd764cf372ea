#pragma once
// From a step, as written, to what the agent looks for.

#include <optional>
#include <vector>

#include "journeys/journey.h"
#include "journeys/variables.h"
#include "recorder/visitor/agent.h"

namespace firsthand {

// The targets of a step in the order they are worked, values expanded; none for open, press, note
// and plain scrolling.
Result<std::vector<Query>> queries_for(const Step& step, const Variables& variables);

// "link or button", "field", "text": what a query looks for, for people.
std::string kind_for_people(const Query& query);

}  // namespace firsthand
