#include "analyzers/error_phrases.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "journeys/text.h"

namespace firsthand {

extern const std::string_view kErrorVocabulary;
extern const std::string_view kScreenVocabulary;

namespace {

constexpr std::size_t kFields = 6;
constexpr std::size_t kTogether = 24;

std::optional<PhraseScope> scope_from(std::string_view word) {
  if (word == "title") return PhraseScope::kTitle;
  if (word == "alert") return PhraseScope::kAlert;
  if (word == "field") return PhraseScope::kField;
  if (word == "any") return PhraseScope::kAny;
  if (word == "hint") return PhraseScope::kHint;
  if (word == "line") return PhraseScope::kLine;
  return std::nullopt;
}

RE2::Options options() {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(64 << 20);
  return options;
}

}  // namespace

struct ErrorVocabulary::State {
  std::vector<ErrorPattern> patterns{};
  std::vector<std::unique_ptr<RE2>> compiled{};
  std::vector<std::unique_ptr<RE2::Set>> sets{};  // of kTogether patterns each, in order

  std::vector<std::size_t> matching(const re2::StringPiece& text) const;
};

// An automaton of many patterns may grow beyond its memory; then each is asked by itself.
std::vector<std::size_t> ErrorVocabulary::State::matching(const re2::StringPiece& text) const {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const std::size_t first = i * kTogether;
    std::vector<int> hits;
    RE2::Set::ErrorInfo trouble{RE2::Set::kNoError};
    if (sets[i]->Match(text, &hits, &trouble)) {
      for (const int hit : hits) all.push_back(first + static_cast<std::size_t>(hit));
    } else if (trouble.kind != RE2::Set::kNoError) {
      for (std::size_t j = first; j < std::min(first + kTogether, compiled.size()); ++j)
        if (RE2::PartialMatch(text, *compiled[j])) all.push_back(j);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

ErrorVocabulary::ErrorVocabulary(std::unique_ptr<State> state) : state_(std::move(state)) {}
ErrorVocabulary::~ErrorVocabulary() = default;
ErrorVocabulary::ErrorVocabulary(ErrorVocabulary&&) noexcept = default;
ErrorVocabulary& ErrorVocabulary::operator=(ErrorVocabulary&&) noexcept = default;

Result<ErrorVocabulary> ErrorVocabulary::from_tsv(std::string_view tsv) {
  auto state = std::make_unique<State>();
  int number = 0;
  for (std::string_view line : split(tsv, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || number == 1) continue;  // the first line names the columns
    const auto fields = split(line, '\t');
    const auto wrong = [&](std::string_view what) {
      return Error{Errc::kUnreadable, fmt::format("error_vocab.tsv:{}: {}", number, what)};
    };
    if (fields.size() != kFields) return wrong("not six fields separated by tabs");
    const auto scope = scope_from(fields[3]);
    if (!scope) return wrong("the scope is not title, alert, field, any, hint or line");
    if (fields[1].size() != 1 || fields[1][0] < '1' || fields[1][0] > '4')
      return wrong("the severity is not 1 to 4");
    auto regex = std::make_unique<RE2>(std::string(fields[4]), options());
    if (!regex->ok()) return wrong(regex->error());
    std::string error;
    if (state->compiled.size() % kTogether == 0)
      state->sets.push_back(std::make_unique<RE2::Set>(options(), RE2::UNANCHORED));
    if (state->sets.back()->Add(std::string(fields[4]), &error) < 0) return wrong(error);
    state->compiled.push_back(std::move(regex));
    state->patterns.push_back({std::string(fields[0]), static_cast<Severity>(fields[1][0] - '0'),
                               std::string(fields[2]), *scope, std::string(fields[4])});
  }
  for (auto& set : state->sets)
    if (!set->Compile()) return Error{Errc::kUnreadable, "error_vocab.tsv is too large"};
  return ErrorVocabulary(std::move(state));
}

namespace {
ErrorVocabulary compiled_in(std::string_view tsv) {
  auto read = ErrorVocabulary::from_tsv(tsv);
  if (!read) throw std::runtime_error(read.error().text());
  return std::move(*read);
}
}  // namespace

const ErrorVocabulary& ErrorVocabulary::built_in() {
  static const ErrorVocabulary vocabulary = compiled_in(kErrorVocabulary);
  return vocabulary;
}

const ErrorVocabulary& ErrorVocabulary::for_screens() {
  static const ErrorVocabulary vocabulary =
      compiled_in(std::string(kErrorVocabulary) +
                  std::string(kScreenVocabulary.substr(kScreenVocabulary.find('\n') + 1)));
  return vocabulary;
}

const std::vector<ErrorPattern>& ErrorVocabulary::patterns() const { return state_->patterns; }

std::vector<PhraseMatch> ErrorVocabulary::find(std::string_view folded) const {
  std::vector<PhraseMatch> matches;
  const re2::StringPiece text(folded.data(), folded.size());
  for (const std::size_t index : state_->matching(text)) {
    re2::StringPiece where;
    if (!state_->compiled[index]->Match(text, 0, text.size(), RE2::UNANCHORED, &where, 1)) continue;
    const auto begin = static_cast<std::size_t>(where.data() - text.data());
    const std::size_t end = begin + where.size();
    // No clean text says so, quoted or not.
    const bool unmistakable = state_->patterns[index].category == "stacktrace" &&
                              state_->patterns[index].scope == PhraseScope::kAny;
    if (unmistakable || !is_hypothetical(folded, begin, end))
      matches.push_back({&state_->patterns[index], begin, end});
  }
  return matches;
}

bool is_hypothetical(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kNear = 25, kEnding = 5;
  constexpr std::array<std::string_view, 12> kIfs{"if",     "when",   "why",   "wenn",
                                                  "falls",  "warum",  "quand", "si",
                                                  "cuando", "quando", "se",    "als"};
  const std::size_t stop = text.find_first_of("?.!", end);
  if (stop != std::string_view::npos && text[stop] == '?' && stop - end <= kEnding) return true;
  std::string_view before = text.substr(0, begin);
  if (before.size() > kNear) before.remove_prefix(before.size() - kNear);
  // What was opened need not close: the quote may go on in the next sentence.
  const auto opened =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '"');
  if (opened % 2 == 1) return true;
  const std::size_t sentence = before.find_last_of("?.!:");
  if (sentence != std::string_view::npos) before.remove_prefix(sentence + 1);
  const auto words = split(before, ' ');
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return std::find(kIfs.begin(), kIfs.end(), word) != kIfs.end();
  });
}

std::string fold_phrase(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 12> kPlain{{{"\u2018", '\''},
                                                                      {"\u00ab", '"'},
                                                                      {"\u00bb", '"'},
                                                                      {"\u201e", '"'},
                                                                      {"\u2019", '\''},
                                                                      {"\u201b", '\''},
                                                                      {"\u02bc", '\''},
                                                                      {"\u201c", '"'},
                                                                      {"\u201d", '"'},
                                                                      {"\u2010", '-'},
                                                                      {"\u2013", '-'},
                                                                      {"\u2014", '-'}}};
  const std::string folded = fold_hard(text);
  std::string out;
  out.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size();) {
    const std::string_view rest = std::string_view(folded).substr(i);
    const auto* plain = std::find_if(kPlain.begin(), kPlain.end(), [&](const auto& pair) {
      return rest.substr(0, pair.first.size()) == pair.first;
    });
    if (plain == kPlain.end()) {
      out += folded[i++];
    } else {
      out += plain->second;
      i += plain->first.size();
    }
  }
  return out;
}

bool language_fits(const ErrorPattern& pattern, std::string_view page_language,
                   std::string_view locale) {
  if (pattern.language == "*" || pattern.language == "en" || page_language.empty()) return true;
  return pattern.language == page_language || pattern.language == locale.substr(0, 2);
}

}  // namespace firsthand
