#include "analyzers/seen_phrases.h"

#include <algorithm>

#include "analyzers/phrase_literals.h"
#include "analyzers/seen_lines.h"

namespace firsthand {
namespace {

constexpr double kHeadingTimes = 1.25;
// The same letters are read a little taller or smaller from line to line.
constexpr double kTallerTimes = 1.15;
// With so little on the screen everything is its heading: a bare error page.
constexpr std::size_t kBareScreen = 300;

struct Spelled {
  const ErrorPattern* pattern;
  std::vector<std::string> literals;
};

const std::vector<Spelled>& spelled_out() {
  static const std::vector<Spelled> all = [] {
    std::vector<Spelled> spelled;
    for (const auto& pattern : ErrorVocabulary::built_in().patterns())
      spelled.push_back({&pattern, literals_of(pattern.regex)});
    return spelled;
  }();
  return all;
}

// A quote of half a sentence does not end in its comma.
std::string without_comma(std::string text) {
  while (!text.empty() && std::string_view(",;: ").find(text.back()) != std::string_view::npos)
    text.pop_back();
  return text;
}

double letters_height(const Seen& seen, const SeenText& text, std::size_t begin, std::size_t end) {
  double height = 0;
  for (const auto& span : text.spans)
    if (span.end > begin && span.begin < end)
      height = std::max(height, seen.words[span.word].box.h);
  return height;
}

double usual_height(const Seen& seen) {
  std::vector<double> heights;
  for (const auto& word : seen.words) heights.push_back(word.box.h);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<long>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

// Collects one phrase a category and message.
class Collector {
 public:
  Collector(const Seen& seen, std::string_view page_language, std::string_view locale)
      : seen_(seen),
        language_(page_language),
        locale_(locale),
        heading_height_(kHeadingTimes * usual_height(seen)),
        bare_(folded_words(seen).size() < kBareScreen) {}

  bool wants(const ErrorPattern& pattern, const SeenText& text) const {
    if (!language_fits(pattern, language_, locale_)) return false;
    return pattern.scope != PhraseScope::kTitle || is_heading(pattern, text);
  }

  // `exact`: no letter was misread.
  void add(const ErrorPattern& pattern, const SeenText& text, std::size_t begin, std::size_t end,
           bool exact) {
    Found made{&text,
               begin,
               letters_height(seen_, text, begin, end),
               exact,
               {&pattern, without_comma(shown_between(seen_, text, begin, end)),
                text.folded.substr(begin, end - begin), box_between(seen_, text, begin, end),
                is_heading(pattern, text)}};
    for (const auto& each : found_)
      if (each.text != &text && each.phrase.pattern->category == pattern.category) return;
    const auto same = std::find_if(found_.begin(), found_.end(),
                                   [&](const Found& each) { return each.text == &text; });
    if (same == found_.end())
      found_.push_back(std::move(made));
    else if (tells_more(made, *same))
      *same = std::move(made);
  }

  std::vector<SeenPhrase> take() {
    std::vector<SeenPhrase> phrases;
    for (auto& each : found_) phrases.push_back(std::move(each.phrase));
    return phrases;
  }

 private:
  struct Found {
    const SeenText* text;
    std::size_t begin;  // in the text
    double height;      // of its letters
    bool exact;
    SeenPhrase phrase;
  };

  // Of one text: what is worse, then what was read for certain, then what says what it is
  // about, then what is written larger, then what comes first.
  static bool tells_more(const Found& a, const Found& b) {
    const Severity severity = a.phrase.pattern->severity, other = b.phrase.pattern->severity;
    if (severity != other) return severity > other;
    if (a.exact != b.exact) return a.exact;
    const bool named = a.phrase.pattern->category != "generic";
    if (named != (b.phrase.pattern->category != "generic")) return named;
    if (a.height > kTallerTimes * b.height) return true;
    return a.begin < b.begin && b.height <= kTallerTimes * a.height;
  }

  bool is_heading(const ErrorPattern& pattern, const SeenText& text) const {
    return text.line_height >= heading_height_ || (bare_ && pattern.scope == PhraseScope::kTitle);
  }

  const Seen& seen_;
  std::string_view language_, locale_;
  double heading_height_;
  bool bare_;
  std::vector<Found> found_{};
};

}  // namespace

std::vector<SeenPhrase> phrases_in(const Seen& seen, std::string_view page_language,
                                   std::string_view locale) {
  const auto texts = texts_of(seen);
  Collector collector(seen, page_language, locale);
  for (const auto& text : texts)
    for (const auto& match : ErrorVocabulary::built_in().find(text.folded))
      if (collector.wants(*match.pattern, text))
        collector.add(*match.pattern, text, match.begin, match.end, true);
  for (const auto& text : texts)
    for (const auto& [pattern, literals] : spelled_out()) {
      if (!collector.wants(*pattern, text)) continue;
      for (const auto& literal : literals)
        if (const auto where = find_nearly(text, literal);
            where && !is_hypothetical(text.folded, where->first, where->second))
          collector.add(*pattern, text, where->first, where->second, false);
    }
  return collector.take();
}

std::string folded_words(const Seen& seen) {
  std::string all;
  for (const auto& text : texts_of(seen)) all += (all.empty() ? "" : " ") + text.folded;
  return all;
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
