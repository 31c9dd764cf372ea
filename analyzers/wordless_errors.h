#pragma once
// Trouble that a screen shows without saying so: it is blank, it only turns, what it should show
// did not load.

#include <vector>

#include "analyzers/screen_errors.h"
#include "analyzers/screen_layout.h"

namespace firsthand {

// From the marks of the screen and where its words stand. At most one a kind.
std::vector<ScreenError> wordless_errors(const Seen& seen, const ScreenLayout& layout);

// "Loading…", "Bitte warten": who is asked to wait has nothing to read yet. `folded` as
// fold_phrase() makes it.
bool asks_to_wait(const std::string& folded);
// One word of such a line: "wait", "einen", "…".
bool is_word_of_waiting(const std::string& folded);

}  // namespace firsthand
