#pragma once
// What a page offers to be clicked or tapped, and how much room there is for the finger.

#include <string>
#include <vector>

#include "analyzers/html_tree.h"
#include "journeys/recording.h"

namespace firsthand {

struct Control {
  int node = 0;
  Box box{};             // viewport CSS pixels; of a box to tick with its label
  std::string name{};    // its words; empty: it has none
  bool in_text = false;  // a link within a sentence: as tall as the line that it stands in
};

// Links, buttons, fields and what a role makes one, where they could be seen; of one within another
// the outer. Disabled ones are left out.
std::vector<Control> controls_of(const HtmlTree& page);

}  // namespace firsthand
