#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzers/page_words.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/screen_errors.h"
#include "analyzers/seen_lines.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Our own numbers, on the side of silence: a line counts when it was read with certainty, has at
// least three words of three letters, and three in four of them are nowhere on the page.
constexpr double kSureOfWord = 80;
constexpr std::size_t kShortestWord = 3;
constexpr int kFewestWords = 3;
constexpr double kMostMissing = 0.75;
constexpr int kMuchText = 8;  // words: a message, not a label
// Below that the reader, which knows Latin letters, reads noise.
constexpr double kLatinPage = 0.5;

struct Line {
  std::string text{};
  Box box{};
  int words = 0, missing = 0;
};

bool inside(const Box& word, const Box& box) {
  const double x = word.x + word.w / 2, y = word.y + word.h / 2;
  return x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h;
}

// Part of the page may be missing from what was kept, or move too fast for it.
bool cannot_be_compared(const HtmlTree& page) {
  std::size_t shown = 0;
  for (const char* tag : {"iframe", "frame", "object", "embed"})
    for (const int node : page.elements(tag))
      if (page.attribute(node, "data-firsthand-hidden") == nullptr) ++shown;
  return shown > page.elements("firsthand-frame").size() || !page.elements("video").empty();
}

// Errors that only the pixels show have a rule of their own: which words are of a text with one.
std::set<std::size_t> words_of_errors(const Seen& seen) {
  std::set<std::size_t> words;
  const auto errors = errors_on(seen);
  for (const auto& text : texts_of(seen)) {
    const bool wrong = std::any_of(text.spans.begin(), text.spans.end(), [&](const SeenSpan& span) {
      return std::any_of(errors.begin(), errors.end(), [&](const ScreenError& error) {
        return inside(seen.words[span.word].box, error.box);
      });
    });
    if (!wrong) continue;
    for (const auto& span : text.spans) words.insert(span.word);
  }
  return words;
}

std::vector<Line> lines_missing(const Seen& seen, const HtmlTree& page) {
  const PageWords known(page);
  if (known.latin() < kLatinPage) return {};
  const auto errors = words_of_errors(seen);
  std::vector<Line> lines;
  std::optional<int> number;
  bool of_error = false;
  const auto close = [&] {
    if (lines.empty()) return;
    const Line& line = lines.back();
    if (of_error || line.words < kFewestWords || line.missing < kFewestWords ||
        line.missing < kMostMissing * line.words)
      lines.pop_back();
  };
  for (std::size_t i = 0; i < seen.words.size(); ++i) {
    const SeenWord& word = seen.words[i];
    if (number != word.line) {
      close();
      lines.emplace_back();
      number = word.line;
      of_error = false;
    }
    Line& line = lines.back();
    of_error = of_error || errors.count(i) > 0;
    if (word.confidence < kSureOfWord) continue;
    line.text += (line.text.empty() ? "" : " ") + word.text;
    line.box = line.box.with(word.box);
    if (squeeze(word.text).size() < kShortestWord) continue;
    ++line.words;
    if (!known.hold(word.text)) ++line.missing;
  }
  close();
  return lines;
}

Finding describe(const Recording& recording, const StepRecord& step,
                 const std::vector<Line>& lines) {
  int words = 0;
  for (const auto& line : lines) words += line.missing;
  const int count = static_cast<int>(lines.size());
  Finding finding = finding_at(recording, "unreadable-text", &step);
  finding.severity = words >= kMuchText ? Severity::kAnnoying : Severity::kMinor;
  finding.owner = Owner::kContent;
  finding.title = fmt::format("{} ({} in all) can be seen, but is not in the page's text.",
                              in_quotes(lines.front().text), counted(count, "line", "lines"));
  finding.why =
      "Words that are drawn into a picture cannot be read aloud, translated, searched or enlarged "
      "(WCAG 1.4.5, 1.1.1); who cannot see them does not get them.";
  finding.fix = "Write it as text, or say the same in the picture's alternative text.";
  finding.evidence.box = lines.front().box;
  for (const auto& line : lines)
    finding.evidence.text += (finding.evidence.text.empty() ? "" : "\n") + line.text;
  return finding;
}

}  // namespace

Verdict unreadable_text(const Recording& recording) {
  if (auto reason = why_not_read(recording); !reason.empty()) return Failed{std::move(reason)};
  std::vector<Finding> findings;
  std::set<std::string> told;  // lines, squeezed
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!step.after || !was_reached(step)) continue;
    const auto kept = pages.after(step);
    if (!kept || cannot_be_compared(*kept)) continue;
    std::vector<Line> lines;
    for (auto& line : lines_missing(*seen_of(recording, *step.after), *kept))
      if (told.insert(squeeze(line.text)).second) lines.push_back(std::move(line));
    if (!lines.empty()) findings.push_back(describe(recording, step, lines));
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
