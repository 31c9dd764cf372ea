#pragma once
// What a page said in answer to the customer: words that were not there before.

#include <set>
#include <string>
#include <vector>

#include "analyzers/html_tree.h"
#include "journeys/recording_folder.h"

namespace firsthand {

// `before`: folded_blocks of the page before. Of the new words those that a reader takes for the
// answer: what the page marks as a message (role, aria-live) or calls one in its code, a new main
// heading, what stands in or beside a form; of a page that was `refused` (HTTP 400 and above) all
// that is new. Not what controls are called. Empty: none.
std::string answer_on(const HtmlTree& page, const std::set<std::string>& before,
                      bool refused = false);

// Of a walk that gave up because something was not there: the answer to what the customer had sent
// last, a form or a search. Empty: they had sent nothing, or nothing was answered.
std::string last_answer(const Recording& recording);

// What pages announced as messages during those steps, also when it went again, and that is new:
// not among `before`, folded_blocks of the page before, and not that the answer is still to come.
std::vector<std::string> announced(const Walk& walk, int from, int to,
                                   const std::set<std::string>& before);

}  // namespace firsthand
