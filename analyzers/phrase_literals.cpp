#include "analyzers/phrase_literals.h"

#include <algorithm>
#include <array>

namespace firsthand {
namespace {

constexpr std::size_t kMostLiterals = 500;

using Strings = std::vector<std::string>;

// A reader of the part of RE2's grammar that can be spelled out: letters, escapes, groups,
// alternatives, short classes and "?". Whatever is open-ended makes its alternative spell nothing.
class Speller {
 public:
  explicit Speller(std::string_view regex) : regex_(regex) {}

  Strings alternatives() {
    Strings all;
    while (true) {
      const Strings one = sequence();
      all.insert(all.end(), one.begin(), one.end());
      if (!at('|')) break;
      ++next_;
    }
    if (all.size() > kMostLiterals) all.resize(kMostLiterals);
    return all;
  }

 private:
  bool at(char c) const { return next_ < regex_.size() && regex_[next_] == c; }

  Strings sequence() {
    Strings so_far{""};
    while (next_ < regex_.size() && !at('|') && !at(')')) {
      Strings atom = this->atom();
      if (at('?')) {
        ++next_;
        atom.emplace_back();
      } else if (at('*') || at('+') || at('{')) {
        skip_quantifier();
        atom.clear();
      }
      Strings longer;
      for (const auto& front : so_far)
        for (const auto& back : atom)
          if (longer.size() < kMostLiterals) longer.push_back(front + back);
      so_far = std::move(longer);
    }
    return so_far;
  }

  Strings atom() {
    const char c = regex_[next_++];
    if (c == '^' || c == '$') return {""};
    if (c == '.') return {};
    if (c == '[') return char_class();
    if (c == '(') {
      if (regex_.substr(next_, 2) == "?:") next_ += 2;
      Strings inside = alternatives();
      if (at(')')) ++next_;
      return inside;
    }
    if (c == '\\' && next_ < regex_.size()) {
      const char escaped = regex_[next_++];
      if (escaped == 'b') return {""};
      const bool letter = (escaped >= 'a' && escaped <= 'z') || (escaped >= 'A' && escaped <= 'Z');
      if (letter) return {};
      return {std::string(1, escaped)};
    }
    return {std::string(1, c)};
  }

  Strings char_class() {
    Strings letters;
    bool range = false;
    while (next_ < regex_.size() && !at(']')) {
      range = range || at('-') || at('^') || at('\\');
      letters.emplace_back(1, regex_[next_++]);
    }
    if (next_ < regex_.size()) ++next_;
    if (range) letters.clear();
    return letters;
  }

  void skip_quantifier() {
    const bool braces = at('{');
    ++next_;
    if (!braces) return;
    next_ = std::min(regex_.find('}', next_), regex_.size() - 1) + 1;
  }

  std::string_view regex_;
  std::size_t next_ = 0;
};

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

std::vector<std::string> literals_of(std::string_view regex) {
  Strings literals = Speller(regex).alternatives();
  literals.erase(std::remove_if(literals.begin(), literals.end(),
                                [](const std::string& each) { return each.size() < kForgiven; }),
                 literals.end());
  return literals;
}

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

}  // namespace firsthand
