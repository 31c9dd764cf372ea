#pragma once
// Whether the customer was told that something went wrong.

#include <set>
#include <string>

#include "analyzers/html_tree.h"
#include "journeys/recording_folder.h"

namespace firsthand {

// By the page after the step, in words that are taken for an error (page_phrases.h), or by its
// picture (screen_errors.h). `page`: null when it was not kept. `before`: folded_blocks of the page
// before.
bool tells_of_trouble(const Recording& recording, const StepRecord& step, const HtmlTree* page,
                      const std::set<std::string>& before);

}  // namespace firsthand
