#include "journeys/diagnostic.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <iterator>

#include "journeys/edit_distance.h"
#include "journeys/parsing/source_text.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Longer source lines are shown as a window around the caret.
constexpr int kWindow = 120;

struct Cell {
  std::string shown{};
  int columns = 1;  // on a terminal
};

int terminal_columns(UChar32 c) {
  if (u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_ENCLOSING_MARK) return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// One cell a character, so that columns of the file stay columns of the picture.
std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  const auto* bytes = reinterpret_cast<const uint8_t*>(line.data());
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t start = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, line.size(), c);
    const bool hidden = u_charType(c) == U_CONTROL_CHAR || u_charType(c) == U_FORMAT_CHAR ||
                        c == 0x2028 || c == 0x2029;
    if (c < 0x20)
      cells.push_back({fmt::format("\xE2\x90{}", static_cast<char>(0x80 + c))});  // U+2400 + c
    else if (hidden || c == 0xFFFD)
      cells.push_back({"\uFFFD"});
    else
      cells.push_back({std::string(line.substr(start, i - start)), terminal_columns(c)});
  }
  return cells;
}

std::string_view line_of(std::string_view source, int number) {
  for (int line = 1;; ++line) {
    const auto end = source.find('\n');
    if (line == number) {
      source = source.substr(0, end);
      if (source.ends_with('\r')) source.remove_suffix(1);
      if (line == 1 && source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
      return source;
    }
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
}

void picture(std::string& out, const Diagnostic& diagnostic, std::string_view line) {
  const int count = characters(line);
  const int caret = std::clamp(diagnostic.at.column - 1, 0, count);
  const int first = caret > kWindow * 2 / 3 ? caret - kWindow * 2 / 3 : 0;
  const int last = std::min(count, first + kWindow);
  const auto from = byte_of(line, first + 1);
  const auto cells = cells_of(line.substr(from, byte_of(line, last + 1) - from));
  const auto cell = [&](int i) {
    const auto place = static_cast<std::size_t>(i - first);
    return place < cells.size() ? cells[place] : Cell{};
  };
  const int last_line = diagnostic.also.empty() ? diagnostic.at.line : diagnostic.also.back().line;
  const auto width = fmt::formatted_size("{}", last_line);
  const std::string number = fmt::format("{:>{}}", diagnostic.at.line, width);
  const std::string gutter(number.size() + 2, ' ');
  std::string text = first > 0 ? "…" : "", under = first > 0 ? " " : "";
  for (int i = first; i < last; ++i) text += cell(i).shown;
  for (int i = first; i < caret; ++i) under.append(static_cast<std::size_t>(cell(i).columns), ' ');
  int carets = 0;
  for (int i = caret; i < std::min(last, caret + std::max(1, diagnostic.length)); ++i)
    carets += cell(i).columns;
  under.append(static_cast<std::size_t>(std::max(1, carets)), '^');
  fmt::format_to(std::back_inserter(out), "  {} | {}{}\n", number, text, last < count ? "…" : "");
  fmt::format_to(std::back_inserter(out), "{} | {}{}{}\n", gutter, under,
                 diagnostic.advice.empty() ? "" : " ", printable(diagnostic.advice));
  if (!diagnostic.instead.empty())
    fmt::format_to(std::back_inserter(out), "  {} + {}\n", number,
                   printable(diagnostic.instead, kWindow + 40));
  for (const auto& [line_below, text_below] : diagnostic.also)
    fmt::format_to(std::back_inserter(out), "  {:>{}} + {}\n", line_below, width,
                   printable(text_below, kWindow + 40));
}

}  // namespace

std::string render(const std::vector<Diagnostic>& diagnostics, std::string_view file,
                   std::string_view source) {
  std::string out;
  for (const auto& diagnostic : diagnostics) {
    const auto* gravity = diagnostic.gravity == Gravity::kError ? "error" : "warning";
    if (diagnostic.at.line <= 0) {
      fmt::format_to(std::back_inserter(out), "{}: {}: {}\n", printable(file), gravity,
                     printable(diagnostic.what));
      if (!diagnostic.advice.empty()) out += "  " + printable(diagnostic.advice) + "\n";
      continue;
    }
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {}\n", printable(file),
                   diagnostic.at.line, diagnostic.at.column, gravity, printable(diagnostic.what));
    picture(out, diagnostic, line_of(source, diagnostic.at.line));
  }
  return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongest = 64;  // of what a person may have meant; bounds the work, too
  if (word.empty() || word.size() > kLongest) return {};
  const std::string meant = fold(word);
  std::string best;
  std::size_t least = std::max<std::size_t>(1, meant.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    if (candidate.size() > kLongest) continue;
    const std::string known = fold(candidate);
    const std::size_t distance = edit_distance(meant, known, true);
    // All letters wrong is not a slip of the pen.
    if (distance < least && distance < std::max(meant.size(), known.size())) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace firsthand
