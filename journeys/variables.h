#pragma once
// $name, $env.NAME, $today, $$ in the texts of a journey.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/result.h"

namespace firsthand {

struct Variables {
  std::map<std::string, std::string> values{};  // by name, without the dollar; "env.NAME" too
  std::set<std::string> secret{};               // names whose values must never reach disk
};

// The names that `raw` uses ("order", "env.CUSTOMER_EMAIL", "today"), in order, "$$" left out.
std::vector<std::string> names_in(std::string_view raw);

// `raw` with its variables replaced; "$$" becomes "$". An unknown name is an error that names it.
Result<std::string> expand(std::string_view raw, const Variables& variables);

// As expand, but secret values are shown as "•••": for logs, reports and step texts.
std::string expand_for_people(std::string_view raw, const Variables& variables);

}  // namespace firsthand
