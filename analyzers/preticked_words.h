#pragma once
// What a box to tick would sign the customer up for, by its words: preticked_words.tsv, in English,
// German, French and Spanish.

#include <string_view>

namespace firsthand {

enum class Ticked {
  kNothing,  // also what was said no to, terms, messages about an order, what is free, and filters
  kNews,     // newsletters, offers, data for partners
  kPaid      // insurance, longer warranties, donations and the like, added or with their price
};
Ticked ticked_for(std::string_view label);

}  // namespace firsthand
