#pragma once
// Text as people compare it, and page text made safe to show. UTF-8 throughout; bytes that are not
// UTF-8 become U+FFFD.

#include <string>
#include <string_view>

namespace firsthand {

// Case folded, NFKC, white space (also no-break) collapsed to one space, trimmed: what two people
// would call the same words.
std::string fold(std::string_view text);
// fold, then NFKD without diacritics: what error_vocab.tsv is matched on.
std::string fold_hard(std::string_view text);
// Control characters (also bidi controls, ANSI escapes, line breaks) become visible or a space; at
// most `limit` characters, cut with an ellipsis. For terminals, logs and one-line messages.
std::string printable(std::string_view text, std::size_t limit = 300);
// Valid UTF-8, whatever came in.
std::string valid_utf8(std::string_view text);
// Lower-case letters, digits and hyphens only, at most 60: safe as a file name. "Returns & refunds"
// -> "returns-refunds"; nothing usable -> "untitled".
std::string slug(std::string_view text);
// "1.2 s", "340 ms", "2 min 5 s"
std::string duration_text(double ms);

}  // namespace firsthand
