#include "analyzers/screen_layout.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

#include "analyzers/error_phrases.h"

namespace firsthand {
namespace {

constexpr double kNoiseWord = 20, kClearLine = 65;  // of 100
// Lines are one paragraph when the gap is at most a line and the letters are about equally tall.
constexpr double kParagraphGap = 0.95;  // of the size of the letters
constexpr double kSizesAlike = 1.25;
constexpr int kSameColour = 48;  // of 255: letters are soft at their edges

struct Hsv {
  double hue = 0, saturation = 0, value = 0;  // degrees, 0 to 1, 0 to 1
};

Hsv hsv_of(const ScreenColour& colour) {
  const int most = std::max({colour.red, colour.green, colour.blue});
  const int least = std::min({colour.red, colour.green, colour.blue});
  const double span = most - least;
  Hsv hsv{0, most == 0 ? 0 : span / most, most / 255.0};
  if (span == 0) return hsv;
  if (most == colour.red)
    hsv.hue = 60 * (colour.green - colour.blue) / span;
  else if (most == colour.green)
    hsv.hue = 120 + 60 * (colour.blue - colour.red) / span;
  else
    hsv.hue = 240 + 60 * (colour.red - colour.green) / span;
  if (hsv.hue < 0) hsv.hue += 360;
  return hsv;
}

bool are_one_paragraph(const ScreenLine& above, const ScreenLine& below) {
  const Box &a = above.box, &b = below.box;
  const double large = std::max(above.size, below.size), small = std::min(above.size, below.size);
  const double gap = b.y - (a.y + a.h);
  const bool overlap = a.x < b.x + b.w && b.x < a.x + a.w;
  if (!overlap || small <= 0 || large / small > kSizesAlike || gap > kParagraphGap * large ||
      gap < -large / 2)
    return false;
  if (!above.letters || !below.letters) return true;
  return is_like(*above.letters, *below.letters, kSameColour) &&
         is_like(*above.ground, *below.ground, kSameColour);
}

// How tall letters are says little: "some" is half as tall as "(Hg)". Shares of the font's size.
double font_size(const std::string& text, double height) {
  constexpr double kWhole = 0.95, kUpper = 0.73, kLower = 0.72, kMiddle = 0.53;
  const bool upper = std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("bdfhklt!?€£$%").find(c) != std::string_view::npos;
  });
  const bool lower = text.find_first_of("gjpqy,;()") != std::string::npos;
  return height / (upper && lower ? kWhole : upper ? kUpper : lower ? kLower : kMiddle);
}

bool is_sign(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

// An icon before or behind a line is read as some sign.
bool is_icon(const SeenWord& word) {
  return is_sign(word.text) && word.text.find_first_of("$%{}<>[]") == std::string::npos &&
         word.text.find("€") == std::string::npos && word.text.find("£") == std::string::npos;
}

// A word that was hard to read among others that were not is still a word.
void drop_noise(std::vector<const SeenWord*>& words) {
  double sum = 0;
  for (const auto* word : words) sum += word->confidence;
  const bool clear = sum >= kClearLine * static_cast<double>(words.size());
  std::erase_if(words, [&](const SeenWord* word) {
    return word->confidence < kNoiseWord && !(clear && !is_sign(word->text));
  });
}

void finish(ScreenLine& line, std::vector<const SeenWord*> words) {
  drop_noise(words);
  while (words.size() > 1 && is_icon(*words.front())) words.erase(words.begin());
  while (words.size() > 1 && is_icon(*words.back())) words.pop_back();
  for (const auto* word : words) {
    line.text += (line.text.empty() ? "" : " ") + word->text;
    line.box = line.box.with(word->box);
  }
  line.words = words.size();
  line.folded = fold_phrase(line.text);
  line.size = font_size(line.text, line.box.h);
}

bool tells_something(const ScreenLine& line) {
  // Of two bytes and more only the accented letters: signs are what icons are read as.
  int letters = 0;
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    const auto c = static_cast<unsigned char>(line.text[i]);
    letters += std::isalnum(c) != 0 || c == 0xC3 || c == 0xC5 ? 1 : 0;
  }
  return letters >= 2;
}

std::vector<ScreenLine> screen_lines_of(const Seen& seen) {
  std::vector<ScreenLine> lines;
  std::vector<const SeenWord*> words;
  std::map<int, const SeenInk*> inks;
  for (const auto& ink : seen.inks) inks[ink.line] = &ink;
  for (std::size_t i = 0; i <= seen.words.size(); ++i) {
    const SeenWord* word = i < seen.words.size() ? &seen.words[i] : nullptr;
    if (!words.empty() && (word == nullptr || word->line != words.front()->line)) {
      ScreenLine line;
      if (const auto ink = inks.find(words.front()->line); ink != inks.end()) {
        line.letters = colour_from(ink->second->letters);
        line.ground = colour_from(ink->second->ground);
      }
      finish(line, std::move(words));
      words.clear();
      if (tells_something(line)) lines.push_back(std::move(line));
    }
    if (word != nullptr) words.push_back(word);
  }
  return lines;
}

double middle_size_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::optional<ScreenColour> colour_from(std::string_view hex) {
  if (hex.size() != 7 || hex[0] != '#') return std::nullopt;
  ScreenColour colour;
  int* const parts[] = {&colour.red, &colour.green, &colour.blue};
  for (std::size_t i = 0; i < 3; ++i) {
    const char* begin = hex.data() + 1 + 2 * i;
    if (std::from_chars(begin, begin + 2, *parts[i], 16).ptr != begin + 2) return std::nullopt;
  }
  return colour;
}

bool is_like(const ScreenColour& a, const ScreenColour& b, int most) {
  return std::abs(a.red - b.red) <= most && std::abs(a.green - b.green) <= most &&
         std::abs(a.blue - b.blue) <= most;
}

bool is_red(const ScreenColour& colour) {
  constexpr double kLastRed = 14, kFirstRed = 335;  // degrees
  const Hsv hsv = hsv_of(colour);
  if (hsv.hue > kLastRed && hsv.hue < kFirstRed) return false;
  // Pale boxes have little of it, but all of their light; dark ones little light.
  return (hsv.saturation >= 0.5 && hsv.value >= 0.3) ||
         (hsv.saturation >= 0.35 && hsv.value >= 0.6) ||
         (hsv.saturation >= 0.05 && hsv.value >= 0.94) ||
         (hsv.saturation >= 0.4 && hsv.value >= 0.15 && hsv.value < 0.3);
}

bool is_green(const ScreenColour& colour) {
  constexpr double kFirst = 85, kLast = 170;  // degrees
  const Hsv hsv = hsv_of(colour);
  if (hsv.hue < kFirst || hsv.hue > kLast) return false;
  return (hsv.saturation >= 0.3 && hsv.value >= 0.15) ||
         (hsv.saturation >= 0.06 && hsv.value >= 0.85);
}

ScreenLayout layout_of(const Seen& seen) {
  ScreenLayout layout;
  layout.lines = screen_lines_of(seen);
  std::vector<double> sizes;
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const ScreenLine& line = layout.lines[i];
    sizes.push_back(line.size);
    layout.letters += line.folded.size();
    // Columns stand beside each other: the nearest paragraph above takes it.
    Paragraph* nearest = nullptr;
    double least = 0;
    for (auto& paragraph : layout.paragraphs) {
      const ScreenLine& above = layout.lines[paragraph.lines.back()];
      if (!are_one_paragraph(above, line)) continue;
      const double gap = std::abs(line.box.y - above.box.y - above.box.h);
      if (nearest != nullptr && gap >= least) continue;
      nearest = &paragraph;
      least = gap;
    }
    if (nearest == nullptr) nearest = &layout.paragraphs.emplace_back();
    nearest->lines.push_back(i);
    nearest->box = nearest->box.with(line.box);
  }
  layout.usual_size = middle_size_of(std::move(sizes));
  return layout;
}

}  // namespace firsthand
