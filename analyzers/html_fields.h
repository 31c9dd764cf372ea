#pragma once
// What a page asks the customer to fill in, and what each box is called.

#include <string>
#include <vector>

#include "analyzers/html_tree.h"

namespace firsthand {

// Where a field's name comes from, best first.
enum class FieldName { kLabel, kAria, kTitle, kPlaceholder, kNone };

struct Field {
  int node = 0;
  std::string type{};  // "text", "email", …, "select", "textarea"
  FieldName named_by = FieldName::kNone;
  std::string name{};      // empty with kNone
  std::string selector{};  // short, for engineers: "input#order", "select[name=\"reason\"]"
  bool in_form = false;
};

// The visible fields of the page, buttons left out, in document order.
std::vector<Field> fields_of(const HtmlTree& page);

}  // namespace firsthand
