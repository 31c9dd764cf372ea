#pragma once
// How pages tell what must be filled in from what may stay empty: field_marks.tsv, in English,
// German, French and Spanish.

#include <string_view>

#include "analyzers/html_fields.h"

namespace firsthand {

// A star, or a word for either: "Order number (optional)".
bool marks_need(std::string_view text);
// A sentence that tells it of all boxes: "Fields with * are required".
bool marks_all(std::string_view text);

// The field says which it is: its label, what stands beside it, its hint, or how its parts are
// called in the page's code, from which a style may draw a star that no text holds.
bool is_marked(const HtmlTree& page, const Field& field);

}  // namespace firsthand
