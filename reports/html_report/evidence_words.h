#pragma once
// What the words kept with a finding are: what a page said, what the customer looked for, a way, a
// list of fields. Each rule keeps something else.

#include <string_view>

namespace firsthand::report {

struct EvidenceWords {
  std::string_view label;  // "Looked for"
  bool quoted = true;      // words as they were read; not a list, a way or an address
};
// For a rule that this version does not know: words that claim nothing.
EvidenceWords evidence_words(std::string_view rule);
// False: the rule has no line of its own here.
bool has_evidence_words(std::string_view rule);

}  // namespace firsthand::report
