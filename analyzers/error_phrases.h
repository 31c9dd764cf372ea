#pragma once
// The words in which sites say that something went wrong: error_vocab.tsv, 82 patterns in seven
// languages. A phrase found is a candidate, never yet an error; page_phrases.h and screen_errors.h
// confirm it.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/finding.h"
#include "journeys/result.h"

namespace firsthand {

// Where a pattern means what it says: in a title or heading, in a message to the customer, beside a
// field, anywhere; where its colour says the same; when it is all that a line says.
enum class PhraseScope { kTitle, kAlert, kField, kAny, kHint, kLine };

struct ErrorPattern {
  std::string category{};  // http5xx, stacktrace, payment, ...
  Severity severity = Severity::kMinor;
  std::string language{};  // "en"; "*": any
  PhraseScope scope = PhraseScope::kAny;
  std::string regex{};
};

// [begin, end) are bytes of the text that was searched. `pattern` points into the vocabulary.
struct PhraseMatch {
  const ErrorPattern* pattern = nullptr;
  std::size_t begin = 0, end = 0;
};

class ErrorVocabulary {
 public:
  // The one compiled in. Throws std::runtime_error if it does not read, which a test rules out.
  static const ErrorVocabulary& built_in();
  // The same and screen_vocab.tsv: how such messages are built in English, German, French and
  // Spanish, whatever they are about. Much more is a candidate then, and category "innocent" marks
  // what only looks like one.
  static const ErrorVocabulary& for_screens();
  // Error: a line that is not six fields, an unknown severity or scope, a pattern RE2 refuses.
  static Result<ErrorVocabulary> from_tsv(std::string_view tsv);
  ~ErrorVocabulary();
  ErrorVocabulary(ErrorVocabulary&&) noexcept;
  ErrorVocabulary& operator=(ErrorVocabulary&&) noexcept;

  const std::vector<ErrorPattern>& patterns() const;
  // The first match of each pattern that matches, unless is_hypothetical(). `folded` is
  // fold_phrase()d text.
  std::vector<PhraseMatch> find(std::string_view folded) const;

 private:
  struct State;
  explicit ErrorVocabulary(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// fold_hard(), with typographic quotes and dashes made plain: what the patterns are matched on.
std::string fold_phrase(std::string_view text);

// "Why was my card declined?", "what to do if your payment failed", “beware of "payment failed"”: a
// question, a condition or quotes right around [begin, end) make it a text about errors.
bool is_hypothetical(std::string_view folded, std::size_t begin, std::size_t end);

// Whether a pattern's language can be meant, on a page of `page_language` ("": unsaid) for a
// visitor of `locale` ("de-AT"). English errors are met everywhere.
bool language_fits(const ErrorPattern& pattern, std::string_view page_language,
                   std::string_view locale);

}  // namespace firsthand
