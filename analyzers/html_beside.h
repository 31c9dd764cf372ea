#pragma once
// The words that stand beside a field on the page without being tied to it: what whoever sees the
// page takes for its label.

#include <string>

#include "analyzers/html_fields.h"

namespace firsthand {

// Words before the field in the same line, cell or row, or in the one above it; after a box to
// tick, too. Not those of headings, links and other controls, and no more than a label has (80
// bytes). Empty: none.
std::string words_beside(const HtmlTree& page, const Field& field);

}  // namespace firsthand
