#pragma once
// Text as people compare it, and page text made safe to show. UTF-8 throughout; bytes that are not
// UTF-8 become U+FFFD.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace firsthand {

// Case folded, NFKC, white space (also no-break) collapsed to one space, trimmed: what two people
// would call the same words.
std::string fold(std::string_view text);
// fold, then NFKD without diacritics: what error_vocab.tsv is matched on.
std::string fold_hard(std::string_view text);
// White space runs (also no-break) become one space; trimmed.
std::string collapse_space(std::string_view text);
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
// "1 walk", "3 walks"
std::string counted(std::int64_t n, std::string_view one, std::string_view many);
// “Help”, “Contact”: each printable and at most `limit` characters.
std::string listed(const std::vector<std::string>& texts, std::size_t limit);

// A sentence that ends in what a page or browser said: closed by a full stop, unless that closed it
// itself (. ! ? …, also within quotes); a comma, colon or semicolon at its end goes.
std::string as_sentence(std::string words);

// For names that machines gave (headers, tags, hosts): A to Z become a to z, the rest stays.
std::string lower_ascii(std::string_view text);
// The characters of a text, one by one.
std::vector<std::string> characters_of(std::string_view text);
// What stands between separators; one part more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator);
// A web address without the place on the page.
std::string_view without_fragment(std::string_view url);

}  // namespace firsthand
