#pragma once
// One line of a journey file, taken apart by eye: indentation, dashes, key, value. Byte offsets.

#include <cstddef>
#include <string_view>

namespace firsthand {

inline constexpr auto kNowhere = std::string_view::npos;

struct LineParts {
  std::size_t line_indent = 0;  // spaces before anything
  std::size_t start = 0;        // of the key, or of the text when there is no key; behind "- "
  std::size_t indent = 0;       // what a value on the lines below must exceed
  bool has_key = false;
  std::string_view key{};  // as written, with its quotes
  std::size_t value = 0;   // start of the value; the line's size: none on this line
};

LineParts parts_of(std::string_view line);

// The value without a comment behind it and without white space at its end.
std::string_view value_of(std::string_view line, const LineParts& parts);

std::size_t indent_of(std::string_view line);
bool is_blank(std::string_view line);
bool is_blank_or_comment(std::string_view line);

// Where the text that was opened with `mark` before `from` closes; npos: not on this line.
std::size_t closing_quote(std::string_view line, std::size_t from, char mark);

// Follows [..] and {..} over lines.
class FlowScanner {
 public:
  // The byte behind the bracket that closes the outermost one; npos: still open.
  std::size_t scan(std::string_view line, std::size_t from);
  // Where a '#' glued to a word made a comment of the rest; npos: nowhere.
  std::size_t swallowed() const { return swallowed_; }

 private:
  int depth_ = 0;
  char quote_ = 0;
  std::size_t swallowed_ = std::string_view::npos;
};

}  // namespace firsthand
