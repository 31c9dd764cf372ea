#include "analyzers/page_phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "analyzers/red_or_amber.h"

namespace firsthand {
namespace {

constexpr std::array<std::string_view, 21> kAboutErrors{
    "help",  "faq",     "faqs",    "support", "blog",    "news",   "docs",
    "hilfe", "aide",    "ayuda",   "aiuto",   "ajuda",   "status", "questions",
    "guide", "reviews", "article", "wiki",    "answers", "forum",  "troubleshooting"};
constexpr int kStyleLevels = 3;

struct TextPlace {
  std::string text{}, folded{};
  int node = 0;
  bool main_heading = false;  // the title or an h1
  bool heading = false;       // or a lower one
};

bool is_quote(const HtmlTree& page, int node) {
  for (int i = node; i >= 0; i = page.node(i).parent) {
    const std::string& tag = page.node(i).tag;
    if (tag == "blockquote" || tag == "code" || tag == "samp") return true;
    if (const auto* part = page.attribute(i, "itemprop"))
      if (part->find("review") != std::string::npos) return true;
  }
  return false;
}

bool is_coloured(const HtmlTree& page, int node) {
  const auto says = [&](int index) {
    const auto* style = page.attribute(index, "style");
    return style != nullptr && says_red_or_amber(*style);
  };
  int i = node;
  for (int level = 0; i >= 0 && level < kStyleLevels; ++level, i = page.node(i).parent)
    if (says(i)) return true;
  // Or the words stand in coloured inline elements of the block.
  const int end = std::min(page.node(node).end, node + 20);
  for (i = node + 1; i < end; ++i)
    if (page.node(i).block == node && page.node(i).visible && says(i)) return true;
  return false;
}

bool marks_invalid(const HtmlTree& page) {
  const auto marked = page.elements_with("aria-invalid");
  return std::any_of(marked.begin(), marked.end(), [&](int node) {
    return page.node(node).visible && *page.attribute(node, "aria-invalid") == "true";
  });
}

std::vector<TextPlace> places_on(const HtmlTree& page, const std::vector<TextBlock>& blocks,
                                 bool quotes_too) {
  std::vector<TextPlace> places;
  for (const auto& block : blocks) {
    const std::string& tag = page.node(block.node).tag;
    if (!quotes_too && is_quote(page, block.node)) continue;
    places.push_back({block.text, fold_phrase(block.text), block.node, tag == "h1",
                      tag == "h1" || tag == "h2" || tag == "h3"});
  }
  // Last: what a heading says as well is read there, and a phone shows no title.
  if (std::string title = page.title(); !title.empty())
    places.push_back({title, fold_phrase(title), 0, true, true});
  return places;
}

std::string letters_of(std::string_view folded) {
  std::string letters;
  for (const char c : folded)
    if ((c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0) letters += c;
  return letters;
}

std::vector<std::string> proofs_for(const HtmlTree& page, const TextPlace& place,
                                    const PhraseMatch& match, const PageMoment& moment,
                                    bool short_page, bool about_errors) {
  const ErrorPattern& pattern = *match.pattern;
  std::vector<std::string> proofs;
  const bool in_title = place.node == 0;
  if (moment.status.value_or(0) >= 400)
    proofs.push_back(fmt::format("the page was answered with HTTP {}", *moment.status));
  if (!in_title && page.in_alert(place.node)) proofs.emplace_back("the page marks it as a message");
  if (pattern.scope == PhraseScope::kField && marks_invalid(page))
    proofs.emplace_back("a field is marked as invalid");
  if (!in_title && moment.answers && moment.before && moment.before->count(place.folded) == 0)
    proofs.emplace_back("it appeared in answer to this step");
  // A heading that says nothing else is no title of an article.
  const bool alone = letters_of(place.folded) ==
                     letters_of(place.folded.substr(match.begin, match.end - match.begin));
  if (place.main_heading && short_page && (!about_errors || alone))
    proofs.emplace_back("it is the heading of a page with little else on it");
  if (about_errors) return proofs;
  if (!in_title && is_coloured(page, place.node)) proofs.emplace_back("it is red or amber");
  if (moment.ended_here) proofs.emplace_back("the journey ended here");
  return proofs;
}

std::string main_heading(const HtmlTree& page) {
  for (const int node : page.elements("h1"))
    if (page.node(node).visible) return page.text_of(node);
  return {};
}

// One message is one error, whatever categories its words belong to: the worst confirmed one, and
// of equals one that says what it is about.
std::vector<PagePhrase> one_a_message(const std::vector<PagePhrase>& phrases) {
  const auto rank = [](const PagePhrase& phrase) {
    return std::tuple(!phrase.proofs.empty(), phrase.pattern->severity,
                      phrase.pattern->category != "generic");
  };
  std::vector<PagePhrase> kept;
  for (const auto& phrase : phrases) {
    const auto same = std::find_if(
        kept.begin(), kept.end(), [&](const PagePhrase& each) { return each.text == phrase.text; });
    if (same == kept.end())
      kept.push_back(phrase);
    else if (rank(phrase) > rank(*same))
      *same = phrase;
  }
  return kept;
}

}  // namespace

std::vector<PagePhrase> phrases_on(const HtmlTree& page, const PageMoment& moment) {
  const auto blocks = page.blocks();
  const bool short_page = HtmlTree::length_of(blocks) < kShortPage;
  const bool about_errors = is_about_errors(moment.url, main_heading(page));
  const std::string language = page.language();
  std::vector<PagePhrase> best;
  for (const auto& place : places_on(page, blocks, moment.status.value_or(0) >= 400)) {
    for (const auto& match : ErrorVocabulary::built_in().find(place.folded)) {
      const ErrorPattern& pattern = *match.pattern;
      if (!language_fits(pattern, language, moment.locale)) continue;
      if (pattern.scope == PhraseScope::kTitle && !place.heading && !short_page) continue;
      PagePhrase phrase{&pattern, place.text,
                        place.folded.substr(match.begin, match.end - match.begin),
                        proofs_for(page, place, match, moment, short_page, about_errors)};
      const auto same = std::find_if(best.begin(), best.end(), [&](const PagePhrase& each) {
        return each.pattern->category == pattern.category;
      });
      if (same == best.end()) {
        best.push_back(std::move(phrase));
      } else if (phrase.proofs.size() > same->proofs.size()) {
        *same = std::move(phrase);
      }
    }
  }
  return one_a_message(best);
}

std::set<std::string> folded_blocks(const HtmlTree& page) {
  std::set<std::string> folded;
  for (const auto& block : page.blocks()) folded.insert(fold_phrase(block.text));
  return folded;
}

bool is_about_errors(std::string_view url, std::string_view heading) {
  // What the site is called says nothing about the page.
  const std::size_t scheme = url.find("://");
  const std::size_t path =
      scheme == std::string_view::npos ? 0 : std::min(url.find('/', scheme + 3), url.size());
  const std::string_view rest = url.substr(path);
  const std::string words =
      fold_phrase(rest.substr(0, rest.find_first_of("?#"))) + ' ' + fold_phrase(heading);
  std::string word;
  for (const char c : words + ' ') {
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    if (std::find(kAboutErrors.begin(), kAboutErrors.end(), word) != kAboutErrors.end())
      return true;
    word.clear();
  }
  return false;
}

}  // namespace firsthand
