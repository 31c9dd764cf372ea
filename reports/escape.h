#pragma once
// Text made safe to stand inside HTML and XML 1.0, in content and in quoted attributes.

#include <string>
#include <string_view>

namespace firsthand {

// Escapes & < > " ' and drops what may not or should not stand there: bytes that are not UTF-8
// (U+FFFD instead), NUL and other control characters except tab and line break, bidi controls that
// could reorder the report, U+FFFE and U+FFFF. Line breaks stay.
std::string escaped(std::string_view text);

}  // namespace firsthand
