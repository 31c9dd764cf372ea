#pragma once
// What a journey asked for that the customer had already given it (WCAG 3.3.7).

#include <string>
#include <vector>

#include "analyzers/html_fields.h"
#include "analyzers/rules/rule_kit.h"

namespace firsthand {

struct AskedAgain {
  Field field{};       // on the page as it was after the step that filled it in again
  std::string what{};  // its name, or what it asks for
  int given = 0;       // the step that had given it
  int again = 0;       // the step that gave it again
};

// In the order of the steps. Asked again is a box that was empty when the visitor came to it, on
// another page than the first or where the first is gone, of the same name or purpose
// (field_purposes.h), into which they typed the same value once more. Not one beside a box for a
// password: who logs in says who they are. Neither passwords, codes, searches and quantities, nor
// values that are masked or shorter than three letters. What stands before an address that the
// journey itself opens is another matter.
struct Asked {
  std::vector<AskedAgain> again{};
  bool anything = false;  // some box was filled in
};
Asked asked_again(const Recording& recording, KeptPages& pages);

}  // namespace firsthand
