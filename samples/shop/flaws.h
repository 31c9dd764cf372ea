#pragma once
// What can be wrong with the shop, by name. The pages know nothing of it: a flaw changes a sound
// answer on its way out, at its own address only.

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "samples/shop/web.h"

namespace firsthand::shop {

struct Flaw {
  std::string_view name;
  std::string_view rule;         // the friction that it shows; empty: none, customers do not mind
  std::string_view description;  // one sentence: what the customer meets, and where
  std::string_view method;       // GET or POST
  std::string_view address;      // what it spoils; a * stands for one part of the path
  void (*spoil)(Answer& answer);
  std::string_view also = {};  // a second address, same method; empty: none
};

std::span<const Flaw> all_flaws();

class FlawSet {
 public:
  // "all" that customers mind, "none", or names with commas between. Otherwise a message: which
  // name is unknown, what was meant, and what there is.
  static std::variant<FlawSet, std::string> parse(std::string_view text);

  void spoil(const Visit& visit, Answer& answer) const;
  bool empty() const { return flaws_.empty(); }

 private:
  std::vector<const Flaw*> flaws_{};  // in the table's order
};

// The table as text, one flaw a paragraph.
std::string flaw_list();

}  // namespace firsthand::shop
