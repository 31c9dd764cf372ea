#pragma once
// What kinds of errors there are, as the vocabulary calls them and as they are told.

#include <string_view>

#include "analyzers/finding.h"

namespace firsthand {

struct ErrorKind {
  std::string_view category{};  // of error_vocab.tsv and screen_vocab.tsv: "ratelimit"
  std::string_view name{};      // as in screen_errors.h: "rate_limited"
  int rank = 0;                 // of several in one message, the highest says most about what it is
};

// Of a vocabulary's category; null for what is no error ("innocent", "noresult").
const ErrorKind* kind_of(std::string_view category);
// The first of that name, of which patterns are most certain; null: there is none.
const ErrorKind* kind_named(std::string_view name);
// Where no pattern tells.
Severity severity_of(const ErrorKind& kind);

}  // namespace firsthand
