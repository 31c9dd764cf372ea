#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "analyzers/page_phrases.h"
#include "analyzers/rules/error_advice.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/seen_phrases.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Whether the page says in its text what the screen shows.
bool page_says(const HtmlTree& page, const SeenPhrase& phrase) {
  const auto same = [&](const std::string& folded) {
    if (folded.find(phrase.folded) != std::string::npos) return true;
    const auto matches = ErrorVocabulary::built_in().find(folded);
    return std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& match) {
      return match.pattern->category == phrase.pattern->category;
    });
  };
  const auto blocks = folded_blocks(page);
  return same(fold_phrase(page.title())) || std::any_of(blocks.begin(), blocks.end(), same);
}

std::vector<std::string> proofs_for(const Recording& recording, const StepRecord& step,
                                    const SeenPhrase& phrase, const Seen& seen,
                                    const std::optional<std::string>& words_before) {
  std::vector<std::string> proofs;
  if (step.status.value_or(0) >= 400)
    proofs.push_back(fmt::format("the page was answered with HTTP {}", *step.status));
  if (words_before && words_before->find(phrase.folded) == std::string::npos)
    proofs.emplace_back("it was not on the screen before this step");
  if (is_about_errors(step.url, "")) return proofs;
  if (phrase.heading && folded_words(seen).size() < kShortPage)
    proofs.emplace_back("it stands out on a screen with little else");
  if (ended_at(recording.walk, step.index)) proofs.emplace_back("the journey ended here");
  return proofs;
}

Finding describe(const Recording& recording, const StepRecord& step, const Seen& seen,
                 const SeenPhrase& phrase, const std::vector<std::string>& proofs,
                 bool page_known) {
  Finding finding = finding_at(recording, "error-words-in-pixels", &step);
  const ErrorAdvice advice = advice_for(*phrase.pattern);
  finding.severity = severity_of(*phrase.pattern, recording.walk.outcome, step.status);
  finding.owner = advice.owner;
  finding.title = fmt::format("The screen said {} after {}{}.", in_quotes(phrase.text, 120),
                              quoted_step(step), page_known ? "; only the pixels show it" : "");
  std::string because;
  for (const auto& proof : proofs) because += (because.empty() ? "" : ", ") + proof;
  finding.why = fmt::format(
      "Taken for an error because {}. What is drawn into a picture cannot be "
      "read aloud, translated or searched, and no monitoring sees it.",
      because);
  finding.fix = advice.fix;
  finding.evidence.screen = seen.screen;
  finding.evidence.box = phrase.box;
  finding.evidence.text = phrase.text;
  finding.evidence.status = step.status;
  return finding;
}

}  // namespace

Verdict error_words_in_pixels(const Recording& recording) {
  if (auto reason = why_not_read(recording); !reason.empty()) return Failed{std::move(reason)};
  std::vector<Finding> findings;
  std::set<std::pair<std::string, std::string>> known;  // category, phrase
  std::optional<std::string> words_before;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!step.after || !was_reached(step) || shows_browser_error(step)) continue;
    const Seen* seen = seen_of(recording, *step.after);
    if (seen == nullptr) continue;
    const auto page = pages.after(step);
    const std::string language = page ? page->language() : "";
    for (const auto& phrase : phrases_in(*seen, language, recording.walk.visitor.locale)) {
      if (page && page_says(*page, phrase)) continue;
      const auto proofs = proofs_for(recording, step, phrase, *seen, words_before);
      if (proofs.empty() || !known.emplace(phrase.pattern->category, phrase.folded).second)
        continue;
      findings.push_back(describe(recording, step, *seen, phrase, proofs, page.has_value()));
    }
    words_before = folded_words(*seen);
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
