#pragma once
// What people call the words of the language who know other tools, or who speak plainly.

#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

// What may be unknown. Messages name it so.
enum class Sort {
  kWord,         // "word"
  kOption,       // "option"
  kTarget,       // "kind of target"
  kLook,         // "kind of look"
  kEntry,        // "key of an entry"
  kDrag,         // "key of 'drag'"
  kRow,          // "key of a variable from a file"
  kFileKey,      // "key"
  kVisitor,      // "visitor"
  kVisitorKey,   // "key of 'visitor'"
  kNetwork,      // "network"
  kDialog,       // "answer to a dialog"
  kConsent,      // "answer to consent banners"
  kVerdictsKey,  // "key of a file of verdicts"
  kStrikeKey,    // "key of a strike"
  kRule,         // "rule"
  kVariable,     // "variable"
};
std::string_view name_of(Sort sort);

// The advice for an unknown name: what was meant, by another name for it or by a slip of the pen,
// or else which names there are. "did you mean 'open'?"
std::string advice_for(Sort sort, std::string_view unknown,
                       const std::vector<std::string>& candidates);

// The word of a step that `theirs` means, as it is or by another name; empty: none, or one that
// needs more than another name.
std::string_view word_meant(std::string_view theirs);

}  // namespace firsthand
