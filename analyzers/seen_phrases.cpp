#include "analyzers/seen_phrases.h"

#include <algorithm>

#include "analyzers/phrase_literals.h"
#include "analyzers/seen_lines.h"

namespace firsthand {
namespace {

constexpr double kHeadingTimes = 1.25;
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

  void add(const ErrorPattern& pattern, const SeenText& text, std::size_t begin, std::size_t end) {
    for (const auto& each : found_)
      if (each.phrase.pattern->category == pattern.category) return;
    Found made{
        &text,
        {&pattern, shown_between(seen_, text, begin, end), text.folded.substr(begin, end - begin),
         box_between(seen_, text, begin, end), is_heading(pattern, text)}};
    const auto same = std::find_if(found_.begin(), found_.end(),
                                   [&](const Found& each) { return each.text == &text; });
    if (same == found_.end())
      found_.push_back(std::move(made));
    else if (pattern.severity > same->phrase.pattern->severity)
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
    SeenPhrase phrase;
  };

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
        collector.add(*match.pattern, text, match.begin, match.end);
  for (const auto& text : texts)
    for (const auto& [pattern, literals] : spelled_out()) {
      if (!collector.wants(*pattern, text)) continue;
      for (const auto& literal : literals)
        if (const auto where = find_nearly(text, literal);
            where && !is_hypothetical(text.folded, where->first, where->second))
          collector.add(*pattern, text, where->first, where->second);
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
