#pragma once
// Error phrases on a page, confirmed or not. A phrase alone proves nothing ("What to do if your
// payment failed"); it counts when at least one of these speaks for it:
//   the document was answered with a status of 400 or more;
//   it is the title or main heading of a page with fewer than 1,500 visible characters;
//   the page marks it as a message (role=alert or status, aria-live, aria-invalid);
//   it appeared in answer to what the customer did;
//   its text or border is red or amber, where a style attribute tells;
//   the journey ended here without its goal.
// On pages that are about errors (help, questions, blogs) only status, marking and appearance
// count, and a heading that is nothing but the phrase.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/error_phrases.h"
#include "analyzers/html_tree.h"

namespace firsthand {

inline constexpr std::size_t kShortPage = 1500;

// What is known about the moment beside the page itself.
struct PageMoment {
  std::optional<int> status{};
  std::string url{};
  std::string locale{};
  bool ended_here = false;
  // What is new on the page is the answer to what the customer did: the step sent something, or
  // worked a control and stayed on the document.
  bool answers = false;
  // The folded blocks of the page before; empty: there was none.
  std::optional<std::set<std::string>> before{};
};

struct PagePhrase {
  const ErrorPattern* pattern = nullptr;
  std::string text{};                 // the whole message, as shown
  std::string folded{};               // the phrase that was recognised
  std::vector<std::string> proofs{};  // what speaks for it, as half-sentences; empty: a candidate
};

// At most one phrase a category, the one with most proofs, then the first; and one a message, the
// worst category that is confirmed.
std::vector<PagePhrase> phrases_on(const HtmlTree& page, const PageMoment& moment);

// fold_phrase() of every block: what `before` of the next moment holds.
std::set<std::string> folded_blocks(const HtmlTree& page);

// A page about errors, judged by the words of its path or main heading: help, faq, support, …
bool is_about_errors(std::string_view url, std::string_view heading);

}  // namespace firsthand
