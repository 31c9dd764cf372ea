#include "analyzers/find_on_screen.h"

#include <algorithm>

namespace firsthand {
namespace {

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

// Letters that are taken for one another in pixels. Any other wrong letter counts twice: "what went
// wrong" is not "that went wrong" misread.
bool look_alike(char a, char b) {
  constexpr std::array<std::string_view, 6> kAlike{"ilj1|!tf", "oceagqd0", "nmhurkb",
                                                   "vwyx",     "s5z2$",    "b8h6"};
  return std::any_of(kAlike.begin(), kAlike.end(), [&](std::string_view group) {
    return group.find(a) != std::string_view::npos && group.find(b) != std::string_view::npos;
  });
}

std::size_t mistaken(char a, char b) {
  if (a == b) return 0;
  return look_alike(a, b) ? 1 : 2;
}

bool within(std::string_view a, std::string_view b, std::size_t most) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    std::size_t least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + mistaken(a[i - 1], b[j - 1])});
      diagonal = above;
      least = std::min(least, row[j]);
    }
    if (least > most) return false;
  }
  return row.back() <= most;
}

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> find_nearly(const SeenText& text,
                                                               std::string_view phrase) {
  if (phrase.size() < kForgiven) return std::nullopt;
  const std::size_t most = phrase.size() / kLettersAMistake;
  const std::string digits = digits_of(phrase);
  for (std::size_t first = 0; first < text.spans.size(); ++first) {
    for (std::size_t last = first; last < text.spans.size(); ++last) {
      const std::size_t begin = text.spans[first].begin;
      const std::size_t length = text.spans[last].end - begin;
      if (length + most < phrase.size()) continue;
      if (length > phrase.size() + most) break;
      const std::string_view window = std::string_view(text.folded).substr(begin, length);
      if (within(window, phrase, most) && digits_of(window) == digits)
        return std::pair{begin, begin + length};
    }
  }
  return std::nullopt;
}

std::optional<Box> find_on_screen(const Seen& seen, std::string_view folded) {
  if (folded.empty()) return std::nullopt;
  for (const auto& text : texts_of(seen)) {
    if (const std::size_t at = text.folded.find(folded); at != std::string::npos)
      return box_between(seen, text, at, at + folded.size());
    if (const auto where = find_nearly(text, folded))
      return box_between(seen, text, where->first, where->second);
  }
  return std::nullopt;
}

}  // namespace firsthand
