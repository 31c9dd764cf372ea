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

namespace {

constexpr std::size_t kFields = 6;

std::optional<PhraseScope> scope_from(std::string_view word) {
  if (word == "title") return PhraseScope::kTitle;
  if (word == "alert") return PhraseScope::kAlert;
  if (word == "field") return PhraseScope::kField;
  if (word == "any") return PhraseScope::kAny;
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
  RE2::Set set{options(), RE2::UNANCHORED};
};

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
    if (!scope) return wrong("the scope is not title, alert, field or any");
    if (fields[1].size() != 1 || fields[1][0] < '1' || fields[1][0] > '4')
      return wrong("the severity is not 1 to 4");
    auto regex = std::make_unique<RE2>(std::string(fields[4]), options());
    if (!regex->ok()) return wrong(regex->error());
    std::string error;
    if (state->set.Add(std::string(fields[4]), &error) < 0) return wrong(error);
    state->compiled.push_back(std::move(regex));
    state->patterns.push_back({std::string(fields[0]), static_cast<Severity>(fields[1][0] - '0'),
                               std::string(fields[2]), *scope, std::string(fields[4])});
  }
  if (!state->set.Compile()) return Error{Errc::kUnreadable, "error_vocab.tsv is too large"};
  return ErrorVocabulary(std::move(state));
}

const ErrorVocabulary& ErrorVocabulary::built_in() {
  static const ErrorVocabulary vocabulary = [] {
    auto read = from_tsv(kErrorVocabulary);
    if (!read) throw std::runtime_error(read.error().text());
    return std::move(*read);
  }();
  return vocabulary;
}

const std::vector<ErrorPattern>& ErrorVocabulary::patterns() const { return state_->patterns; }

std::vector<PhraseMatch> ErrorVocabulary::find(std::string_view folded) const {
  std::vector<PhraseMatch> matches;
  std::vector<int> hits;
  const re2::StringPiece text(folded.data(), folded.size());
  if (!state_->set.Match(text, &hits)) return matches;
  std::sort(hits.begin(), hits.end());
  for (const int hit : hits) {
    const auto index = static_cast<std::size_t>(hit);
    re2::StringPiece where;
    if (!state_->compiled[index]->Match(text, 0, text.size(), RE2::UNANCHORED, &where, 1)) continue;
    const auto begin = static_cast<std::size_t>(where.data() - text.data());
    const std::size_t end = begin + where.size();
    if (!is_hypothetical(folded, begin, end))
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
  if (end < text.size() && text[end] == '"' && before.find('"') != std::string_view::npos)
    return true;
  const std::size_t sentence = before.find_last_of("?.!:");
  if (sentence != std::string_view::npos) before.remove_prefix(sentence + 1);
  const auto words = split(before, ' ');
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return std::find(kIfs.begin(), kIfs.end(), word) != kIfs.end();
  });
}

std::string fold_phrase(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 9> kPlain{{{"\u2018", '\''},
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
