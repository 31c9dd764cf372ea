#pragma once
// What a page asks the customer to fill in, and what each box is called.

#include <string>
#include <string_view>
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
  int nth = 1;             // of the page's fields with this selector
  bool in_form = false;
  // What it held when the page was kept; a box to tick: "on" when ticked. Empty for passwords,
  // which are never kept.
  std::string value{};
};

// The visible fields of the page, buttons left out, in document order.
std::vector<Field> fields_of(const HtmlTree& page);

// A box for searching the site, by its type or the role of what it stands in.
bool is_search(const HtmlTree& page, const Field& field);

// The CSS path of a FoundTarget leads to this element of the page.
bool stands_at(const HtmlTree& page, int node, std::string_view path);

}  // namespace firsthand
