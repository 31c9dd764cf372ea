#include "analyzers/field_purposes.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/error_phrases.h"
#include "journeys/text.h"

namespace firsthand {

extern const std::string_view kFieldPurposes;

namespace {

// Types: GOV.UK (numbers: inputmode=numeric; type=number is accepted, it brings the same keys).
// Tokens: HTML, autofill.
constexpr std::string_view kDigits = "numeric decimal tel number range";
constexpr std::string_view kDates = "date datetime-local month week time numeric tel";
constexpr std::array<FieldPurpose, 13> kPurposes{{
    {"email", "the keys for an e-mail address", "email", "email username"},
    {"tel", "the number pad", kDigits,
     "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix"},
    {"postcode", "", "", "postal-code"},
    {"card-number", "the number pad", kDigits, "cc-number"},
    {"card-code", "the number pad", kDigits, "cc-csc"},
    {"one-time-code", "the number pad", kDigits, "one-time-code"},
    {"quantity", "the number pad", kDigits, ""},
    {"date", "a calendar or the number pad", kDates, ""},
    {"birthday", "a calendar or the number pad", kDates, "bday"},
    {"name", "", "", "name username nickname"},
    {"given-name", "", "", "given-name name"},
    {"family-name", "", "", "family-name name"},
    {"street", "", "", "street-address address-line1 address-line2 address-line3"},
}};

struct Word {
  const FieldPurpose* purpose = nullptr;
  std::string_view how{};  // name: of the element; whole: the label; part: of the label
  std::string_view words{};
};

const std::vector<Word>& all_words() {
  static const std::vector<Word> all = [] {
    std::vector<Word> words;
    for (const auto line : split(kFieldPurposes, '\n')) {
      const auto columns = split(line, '\t');
      if (columns.size() != 4) continue;
      const auto* purpose =
          std::find_if(kPurposes.begin(), kPurposes.end(),
                       [&](const FieldPurpose& each) { return each.id == columns[0]; });
      if (purpose == kPurposes.end()) continue;  // the line that names the columns
      for (const auto each : split(columns[3], '|')) words.push_back({purpose, columns[2], each});
    }
    return words;
  }();
  return all;
}

// Folded words with one space between, without what stands in brackets and without politeness.
std::string plain(std::string_view text) {
  static const std::set<std::string_view> kPolite{
      "your",     "my",       "ihre",  "ihr",    "votre",      "su",         "tu",      "the",
      "optional", "required", "enter", "please", "fakultatif", "facultatif", "opcional"};
  std::string out, word;
  int depth = 0;
  const auto end_word = [&] {
    if (!word.empty() && kPolite.count(word) == 0) out += (out.empty() ? "" : " ") + word;
    word.clear();
  };
  for (const char c : fold_phrase(text)) {
    if (c == '(') ++depth;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                        (static_cast<unsigned char>(c) & 0x80U) != 0;
    if (letter && depth == 0) {
      word += c;
    } else {
      end_word();
    }
    if (c == ')' && depth > 0) --depth;
  }
  end_word();
  return out;
}

bool has_words(std::string_view text, std::string_view words) {
  return (' ' + std::string(text) + ' ').find(' ' + std::string(words) + ' ') != std::string::npos;
}

bool asks_for_either(std::string_view label) {
  constexpr std::array<std::string_view, 4> kOr{"or", "oder", "ou", "o"};
  return std::any_of(kOr.begin(), kOr.end(),
                     [&](std::string_view word) { return has_words(label, word); });
}

std::string lower_attribute(const HtmlTree& page, const Field& field, std::string_view name) {
  const auto* value = page.attribute(field.node, name);
  return value == nullptr ? "" : fold_phrase(*value);
}

}  // namespace

const FieldPurpose* purpose_of(const HtmlTree& page, const Field& field) {
  const std::string label = plain(field.name);
  const FieldPurpose* found = nullptr;
  const auto take = [&](const FieldPurpose* purpose) {
    const bool other = found != nullptr && found != purpose;
    found = purpose;
    return !other;
  };
  for (const auto& word : all_words()) {
    const bool fits = (word.how == "whole" && label == word.words) ||
                      (word.how == "part" && has_words(label, word.words));
    if (fits && !take(word.purpose)) return nullptr;
  }
  if (found != nullptr) return asks_for_either(label) ? nullptr : found;
  // Without words of its own a box is what its makers call it.
  if (!label.empty()) return nullptr;
  const auto* name = page.attribute(field.node, "name");
  if (name == nullptr) return nullptr;
  const std::string called = plain(*name);
  for (const auto& word : all_words())
    if (word.how == "name" && called == word.words) return word.purpose;
  return nullptr;
}

bool has_keyboard(const HtmlTree& page, const Field& field, const FieldPurpose& purpose) {
  if (purpose.types.empty() || page.attribute(field.node, "readonly") != nullptr ||
      page.attribute(field.node, "aria-haspopup") != nullptr)
    return true;
  return has_words(purpose.types, field.type) ||
         has_words(purpose.types, lower_attribute(page, field, "inputmode"));
}

bool has_token(const HtmlTree& page, const Field& field, const FieldPurpose& purpose) {
  if (purpose.tokens.empty()) return true;
  const std::string given = lower_attribute(page, field, "autocomplete");
  const auto tokens = split(given, ' ');
  return std::any_of(tokens.begin(), tokens.end(), [&](std::string_view token) {
    return !token.empty() && (has_words(purpose.tokens, token) || token.starts_with("bday") ||
                              token == "one-time-code");
  });
}

}  // namespace firsthand
