#include "analyzers/preticked_words.h"

#include <re2/re2.h>

#include <stdexcept>
#include <string>

#include "analyzers/error_phrases.h"
#include "journeys/text.h"

namespace firsthand {

extern const std::string_view kPretickedWords;

namespace {

constexpr std::size_t kLongestLabel = 400;  // bytes; what is longer is a contract

std::string patterns_of(std::string_view kind) {
  std::string all;
  for (const auto line : split(kPretickedWords, '\n')) {
    const auto columns = split(line, '\t');
    if (columns.size() != 3 || columns[0] != kind) continue;
    all += (all.empty() ? "" : "|") + std::string(columns[2]);
  }
  return all;
}

struct TickWords {
  RE2 news{patterns_of("news"), RE2::Quiet};
  RE2 paid{patterns_of("paid"), RE2::Quiet};
  RE2 adds{patterns_of("adds"), RE2::Quiet};
  RE2 amount{patterns_of("amount"), RE2::Quiet};
  RE2 innocent{patterns_of("innocent"), RE2::Quiet};

  static const TickWords& built_in() {
    static const TickWords words;
    for (const auto* each : {&words.news, &words.paid, &words.adds, &words.amount, &words.innocent})
      if (!each->ok()) throw std::runtime_error("preticked_words.tsv: " + each->error());
    return words;
  }
};

}  // namespace

Ticked ticked_for(std::string_view label) {
  if (label.empty() || label.size() > kLongestLabel) return Ticked::kNothing;
  const auto& words = TickWords::built_in();
  const std::string folded = fold_phrase(label);
  if (RE2::PartialMatch(folded, words.innocent)) return Ticked::kNothing;
  if (RE2::PartialMatch(folded, words.paid) &&
      (RE2::PartialMatch(folded, words.adds) || RE2::PartialMatch(folded, words.amount)))
    return Ticked::kPaid;
  return RE2::PartialMatch(folded, words.news) ? Ticked::kNews : Ticked::kNothing;
}

}  // namespace firsthand
