#pragma once
// From a step, as written, to what the agent looks for.

#include <optional>
#include <vector>

#include "journeys/journey.h"
#include "journeys/variables.h"
#include "recorder/visitor/agent.h"

namespace firsthand {

// How many things one step may look for; their queries have the ids from its first one on.
constexpr int kMostLooks = 20;

// The targets of a step in the order they are worked, values expanded; none for open, press, note
// and plain scrolling.
Result<std::vector<Query>> queries_for(const Step& step, const Variables& variables);

// A query of `word` for whatever answers to one of the words for `thing` (see wordings.h).
Query query_of_words(const char* word, const std::string& thing);
// A link to `thing`, as find looks for it.
inline Query link_to(const std::string& thing) { return query_of_words("find", thing); }

// "link or button", "field", "text": what a query looks for, for people.
std::string kind_for_people(const Query& query);

}  // namespace firsthand
