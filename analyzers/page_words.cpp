#include "analyzers/page_words.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "analyzers/error_phrases.h"
#include "journeys/edit_distance.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostText = 400'000;  // bytes; a longer page holds everything for us
constexpr std::size_t kMostWords = 20'000;
constexpr std::size_t kLongestWord = 40;
constexpr std::size_t kLettersAMisreading = 4;

constexpr std::array<std::string_view, 9> kSpoken{
    "alt",   "aria-label",           "title",          "placeholder",         "value",
    "label", "aria-roledescription", "aria-valuetext", "data-firsthand-value"};
// What the browser itself writes on a box for files.
constexpr std::string_view kFileBox =
    " choose file choose files no file chosen datei auswahlen dateien auswahlen keine ausgewahlt "
    "keine datei ausgewahlt choisir un fichier aucun fichier choisi n'a ete selectionne "
    "seleccionar "
    "archivo ningun archivo seleccionado elegir archivo no se ha seleccionado ningun archivo ";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool is_written(const HtmlTree& page, const HtmlNode& node) {
  if (!node.tag.empty() || node.parent < 0) return false;
  const std::string& around = page.node(node.parent).tag;
  return around != "script" && around != "style" && around != "noscript";
}

std::string all_text(const HtmlTree& page) {
  std::string text;
  for (const auto& node : page.nodes()) {
    if (text.size() > kMostText) break;
    if (is_written(page, node)) text += ' ' + node.text;
    for (const auto& attribute : node.attributes)
      if (std::find(kSpoken.begin(), kSpoken.end(), attribute.name) != kSpoken.end())
        text += ' ' + attribute.value;
    const bool is_file = node.tag == "input" &&
                         std::any_of(node.attributes.begin(), node.attributes.end(),
                                     [](const HtmlAttribute& attribute) {
                                       return attribute.name == "type" && attribute.value == "file";
                                     });
    if (is_file) text += kFileBox;
  }
  return text;
}

bool nearly(std::string_view a, std::string_view b, std::size_t mistakes) {
  const std::size_t longer = std::max(a.size(), b.size());
  // Most words are told apart by their length alone.
  return longer - std::min(a.size(), b.size()) <= mistakes && edit_distance(a, b) <= mistakes;
}

}  // namespace

std::string squeeze(std::string_view text) {
  std::string out;
  for (const char c : fold_phrase(text))
    if (is_letter(c)) out += c;
  return out;
}

PageWords::PageWords(const HtmlTree& page) : PageWords(all_text(page)) {}

PageWords::PageWords(std::string_view text) {
  const std::string folded = fold_phrase(text);
  std::set<std::string> words;
  std::string word;
  std::size_t latin = 0, other = 0;
  for (const char c : folded + ' ') {
    if (is_letter(c)) {
      word += c;
      squeezed_ += c;
      if (c >= 'a' && c <= 'z') ++latin;
      // A letter that is not Latin is two bytes or more, of which the first alone is counted.
      if ((static_cast<unsigned char>(c) & 0xC0U) == 0xC0U) ++other;
      continue;
    }
    if (!word.empty() && word.size() <= kLongestWord && words.size() < kMostWords)
      words.insert(word);
    word.clear();
  }
  words_.assign(words.begin(), words.end());
  if (latin + other > 0) latin_ = static_cast<double>(latin) / static_cast<double>(latin + other);
}

bool PageWords::hold(std::string_view word) const {
  const std::string wanted = squeeze(word);
  if (squeezed_.size() >= kMostText || wanted.size() > kLongestWord) return true;
  if (squeezed_.find(wanted) != std::string::npos) return true;
  const std::size_t mistakes = std::max<std::size_t>(1, wanted.size() / kLettersAMisreading);
  return std::any_of(words_.begin(), words_.end(),
                     [&](const std::string& each) { return nearly(wanted, each, mistakes); });
}

}  // namespace firsthand
