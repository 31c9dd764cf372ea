#pragma once
// What fields that a rule found on a page are called, and where they can be seen.

#include <string>
#include <vector>

#include "analyzers/html_fields.h"
#include "analyzers/rules/rule_kit.h"

namespace firsthand {

// Counts the fields, lists them in the evidence by name, or else by selector, and returns the same
// for a title, each printable and at most 40 characters.
std::vector<std::string> name_fields(Finding& finding, const std::vector<Field>& fields);

// `nodes`: fields of the page as it was after the step. Boxes the first of them that a step of the
// walk worked, on the picture it was worked on. Else boxes the first that is in view on the picture
// after the step. Else shows the page as the customer had come to the form when they worked another
// field of it, or at least of that page. Else changes nothing.
void show_fields(Finding& finding, const Recording& recording, const StepRecord& step,
                 const HtmlTree& page, const std::vector<int>& nodes);

}  // namespace firsthand
