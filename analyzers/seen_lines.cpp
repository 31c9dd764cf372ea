#include "analyzers/seen_lines.h"

#include <algorithm>

#include "analyzers/error_phrases.h"

namespace firsthand {
namespace {

constexpr double kNoise = 20;
// Lines belong together when the gap is at most a line and the letters are about equally tall.
constexpr double kGap = 1.0;
constexpr double kAlike = 1.6;

struct Line {
  std::vector<std::size_t> words{};
  Box box{};
};

std::vector<Line> lines_of(const Seen& seen) {
  std::vector<Line> lines;
  int last = 0;
  for (std::size_t i = 0; i < seen.words.size(); ++i) {
    const SeenWord& word = seen.words[i];
    if (word.confidence < kNoise) continue;
    if (lines.empty() || word.line != last) lines.emplace_back();
    last = word.line;
    lines.back().words.push_back(i);
    lines.back().box = lines.back().box.with(word.box);
  }
  return lines;
}

bool belong_together(const Line& above, const Line& below) {
  const Box &a = above.box, &b = below.box;
  const double tall = std::max(a.h, b.h);
  const double low = std::min(a.h, b.h);
  const double gap = b.y - (a.y + a.h);
  const bool overlap = a.x < b.x + b.w && b.x < a.x + a.w;
  return overlap && low > 0 && tall / low <= kAlike && gap <= kGap * tall && gap > -tall;
}

void append(const Seen& seen, const Line& line, SeenText& text) {
  for (const std::size_t index : line.words) {
    const std::string word = fold_phrase(seen.words[index].text);
    if (word.empty()) continue;
    if (!text.folded.empty()) text.folded += ' ';
    text.spans.push_back({text.folded.size(), text.folded.size() + word.size(), index});
    text.folded += word;
    text.line_height = std::max(text.line_height, seen.words[index].box.h);
  }
}

}  // namespace

std::vector<SeenText> texts_of(const Seen& seen) {
  std::vector<SeenText> texts;
  const std::vector<Line> lines = lines_of(seen);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || !belong_together(lines[i - 1], lines[i])) texts.emplace_back();
    append(seen, lines[i], texts.back());
  }
  texts.erase(std::remove_if(texts.begin(), texts.end(),
                             [](const SeenText& text) { return text.spans.empty(); }),
              texts.end());
  return texts;
}

std::string shown_between(const Seen& seen, const SeenText& text, std::size_t begin,
                          std::size_t end) {
  std::string shown;
  for (const auto& span : text.spans) {
    if (span.end <= begin || span.begin >= end) continue;
    shown += (shown.empty() ? "" : " ") + seen.words[span.word].text;
  }
  return shown;
}

Box box_between(const Seen& seen, const SeenText& text, std::size_t begin, std::size_t end) {
  Box box;
  for (const auto& span : text.spans)
    if (span.end > begin && span.begin < end) box = box.with(seen.words[span.word].box);
  return box;
}

}  // namespace firsthand
