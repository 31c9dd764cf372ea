#pragma once
// The words in which sites say that something was done, in English, German, French and Spanish:
// "Thank you. We have your message.", "your return is registered".

#include <optional>
#include <string_view>

#include "analyzers/html_tree.h"

namespace firsthand {

// Whether a text claims that what was sent arrived. `folded` is fold_phrase()d. Not when it only
// may come to that ("once your order has been placed"), nor thanks for patience.
bool claims_success(std::string_view folded);

// Whether a block says it to the customer: not in a control, a quotation or long prose.
bool is_claim_of_success(const HtmlTree& page, const TextBlock& block);

}  // namespace firsthand
