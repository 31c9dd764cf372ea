#pragma once
// $name, $env.NAME, $today, $today+3d (dates.h), $$ in the texts of a journey.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/result.h"

namespace firsthand {

struct Journey;

struct Variables {
  std::map<std::string, std::string> values{};  // by name, without the dollar; "env.NAME" too
  std::set<std::string> secret{};               // names whose values must never reach disk
};

// The names that `raw` uses ("order", "env.CUSTOMER_EMAIL", "today"), in order, "$$" left out;
// of "$today+3d", "today".
std::vector<std::string> names_in(std::string_view raw);

// `raw` with its variables replaced; "$$" becomes "$". An unknown name is an error that names it.
Result<std::string> expand(std::string_view raw, const Variables& variables);

// As expand, but secret values are shown as "•••": for logs, reports and step texts.
std::string expand_for_people(std::string_view raw, const Variables& variables);

// Letters, digits and underscores, no digit first.
bool is_variable_name(std::string_view name);

// The journey's `let` with its values filled in, in the order of the file, beside `given`: the
// variables of the command line (which win over `let`), "env.NAME" and "today". What is made from a
// secret, and what a secret is made from, is secret too. A name without a value is an error with
// its line.
Result<Variables> resolve_variables(const Journey& journey, const Variables& given);

}  // namespace firsthand
