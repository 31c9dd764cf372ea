#pragma once
// $name, $env.NAME, $words.NAME, $today, $today+3d (dates.h), $$ in the texts of a journey.

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

// `raw` with its variables replaced; "$$" becomes "$", and $words.NAME the most usual of those
// words (where a target stands, all of them are looked for: see wordings.h). An unknown name is an
// error that names it.
Result<std::string> expand(std::string_view raw, const Variables& variables);

// A text that expands to `text`: every dollar twice.
std::string with_dollars(std::string_view text);

// As expand, but secret values are shown as "•••": for logs, reports and step texts.
std::string expand_for_people(std::string_view raw, const Variables& variables);

// `raw` with the names in `names` replaced by the texts they stand for, which may hold variables
// themselves; its other variables stay.
std::string renamed(std::string_view raw, const std::map<std::string, std::string>& names);

// Letters, digits and underscores, no digit first.
bool is_variable_name(std::string_view name);

// The journey's `let` with its values filled in, each once those it uses are, beside `given`: the
// variables of the command line (which win over `let`), "env.NAME" and "today". What is made from a
// secret, and what a secret is made from, is secret too. A name without a value is an error with
// its line.
Result<Variables> resolve_variables(const Journey& journey, const Variables& given);

}  // namespace firsthand
