#include "analyzers/screen_sentences.h"

#include <re2/re2.h>

#include <algorithm>

namespace firsthand {
namespace {

bool ends_sentence(const std::string& text, std::size_t i) {
  if (text[i] != '.' && text[i] != '!' && text[i] != '?') return false;
  // "12. Juli"
  const auto digit = [&](std::size_t at) { return at < i && text[at] >= '0' && text[at] <= '9'; };
  if (text[i] == '.' && digit(i - 1) && !(digit(i - 2) && digit(i - 3)))
    return i + 1 >= text.size();
  return i + 1 >= text.size() || text[i + 1] == ' ';
}

}  // namespace

bool begins_with_a_condition(const std::string& sentence) {
  static const RE2 kIf(
      R"(^(if|when|once|unless|until|wenn|falls|sobald|solange|si|quand|lorsque|cuando|mientras)\b)");
  return RE2::PartialMatch(sentence, kIf);
}

// "DÃ©marches", "ZubehÃ¶r": the bytes of letters shown one by one. What is read of them is not
// always what stands there, but no word of a language looks so.
bool is_mojibake(const std::string& word) {
  static const RE2 kBytes(R"(\p{Ll}[ÀÂÃÄÅ]|[ÂÃ][^\p{L}\s]|\p{L}[©¼½¾¶§¤£€®™¬±‰†‡°¡¢]\p{Ll})");
  return RE2::PartialMatch(word, kBytes);
}

bool is_about_paying(const std::string& folded) {
  static const RE2 kPaying(
      R"(\b(your bank|the bank|your card|card issuer|transaction|payment|purchase|paypal|klarna|)"
      R"((ihre|die) bank|zahlung\w*|bezahl\w*|kreditkarte|lastschrift|)"
      R"(votre banque|la banque|paiement|votre carte|reglement|)"
      R"((el|tu|su) banco|pago|tarjeta|cobr\w+)\b)");
  return RE2::PartialMatch(folded, kPaying);
}

std::vector<Sentence> sentences_of(const ScreenLayout& layout, const Paragraph& paragraph) {
  std::vector<Sentence> sentences(1);
  for (const std::size_t line : paragraph.lines) {
    const std::string& text = layout.lines[line].folded;
    for (std::size_t i = 0; i < text.size(); ++i) {
      Sentence& sentence = sentences.back();
      if (sentence.folded.empty() && text[i] == ' ') continue;
      if (sentence.lines.empty() || sentence.lines.back() != line) {
        if (!sentence.folded.empty()) sentence.folded += ' ';
        sentence.lines.push_back(line);
      }
      sentence.folded += text[i];
      if (ends_sentence(text, i)) sentences.emplace_back();
    }
  }
  if (sentences.back().folded.empty()) sentences.pop_back();
  return sentences;
}

// Customers speak of themselves; a site that speaks to them does not.
bool is_told_by_someone(const std::string& sentence) {
  static const RE2 kMyself(
      R"(\b(i|i'm|i've|my|ich|mein(e[nmrs]?)?|je|j'ai|mon|ma|mes|mi|mis|me)\b)");
  return RE2::PartialMatch(sentence, kMyself);
}

bool has_price(const std::string& sentence) {
  static const RE2 kPrice(R"([0-9][.,][0-9]{2} ?(€|£|\$|eur|usd|gbp|chf)|(€|£|\$) ?[0-9])");
  return RE2::PartialMatch(sentence, kPrice) && sentence.find_last_of(".!") != sentence.size() - 1;
}

// The name of something, with or without its price.
bool is_label(const std::string& sentence) {
  constexpr std::ptrdiff_t kWords = 6;
  return sentence.back() != '.' && sentence.back() != '!' &&
         std::count(sentence.begin(), sentence.end(), ' ') < kWords;
}

}  // namespace firsthand
