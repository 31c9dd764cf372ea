#pragma once
// What a box asks for, by its label or name, and how a page lets a browser help with it: the keys
// that a phone shows, and what it can fill in by itself. Words: field_purposes.tsv, in English,
// German, French and Spanish.

#include <optional>
#include <string_view>

#include "analyzers/html_fields.h"

namespace firsthand {

struct FieldPurpose {
  std::string_view id;        // "email"
  std::string_view keyboard;  // what keys are missed without it; empty: the usual ones do
  std::string_view types;     // types and input modes, either of which brings those keys
  std::string_view tokens;    // autocomplete tokens that fit; empty: nothing is filled in
};

// Null: none of those that are known, or more than one ("E-mail or phone").
const FieldPurpose* purpose_of(const HtmlTree& page, const Field& field);

// The box brings the keys that its purpose needs. Also true where none are typed: a picker of the
// page's own (read-only, or with a pop-up).
bool has_keyboard(const HtmlTree& page, const Field& field, const FieldPurpose& purpose);
// Its autocomplete attribute has a token that fits.
bool has_token(const HtmlTree& page, const Field& field, const FieldPurpose& purpose);

}  // namespace firsthand
