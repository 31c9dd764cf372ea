#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "analyzers/find_on_screen.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/error_advice.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

Finding describe(const Recording& recording, const StepRecord& step, const PagePhrase& phrase) {
  Finding finding = finding_at(recording, "error-words-in-page", &step);
  const ErrorAdvice advice = advice_for(*phrase.pattern);
  finding.severity = severity_of(*phrase.pattern, recording.walk.outcome, step.status);
  finding.owner = advice.owner;
  finding.title =
      fmt::format("The page said {} after {}.", in_quotes(phrase.text, 120), quoted_step(step));
  std::string proofs;
  for (const auto& proof : phrase.proofs) proofs += (proofs.empty() ? "" : ", ") + proof;
  finding.why = fmt::format(
      "Taken for an error because {}. A message that something went wrong is "
      "where journeys end.",
      proofs);
  finding.fix = advice.fix;
  finding.evidence.text = phrase.text;
  finding.evidence.status = step.status;
  if (step.after)
    if (const Seen* seen = seen_of(recording, *step.after))
      finding.evidence.box = find_on_screen(*seen, phrase.folded);
  return finding;
}

}  // namespace

Verdict error_words_in_page(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::pair<std::string, std::string>> known;  // category, message
  std::optional<std::set<std::string>> before;
  std::string url_before;
  bool any_page = false;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!was_reached(step)) continue;
    const auto kept = pages.after(step);
    if (!kept) continue;
    const HtmlTree& page = *kept;
    any_page = true;
    PageMoment moment;
    moment.status = step.status;
    moment.url = step.url;
    moment.locale = recording.walk.visitor.locale;
    moment.ended_here = ended_at(recording.walk, step.index);
    moment.answers = answers_input(step, url_before);
    moment.before = std::move(before);
    for (const auto& phrase : phrases_on(page, moment)) {
      if (phrase.proofs.empty()) continue;
      if (!known.emplace(phrase.pattern->category, phrase.text).second) continue;
      findings.push_back(describe(recording, step, phrase));
    }
    before = folded_blocks(page);
    url_before = step.url;
  }
  return pages.verdict(std::move(findings), any_page, "no page of this walk was kept");
}

}  // namespace firsthand
