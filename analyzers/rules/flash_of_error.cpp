#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "analyzers/error_phrases.h"
#include "analyzers/find_on_screen.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/error_advice.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// An empty search or an empty shelf is news, and no error.
const ErrorPattern* error_in(const std::string& folded, const std::string& language,
                             const std::string& locale) {
  for (const auto& match : ErrorVocabulary::built_in().find(folded))
    if (match.pattern->severity >= Severity::kAnnoying &&
        language_fits(*match.pattern, language, locale))
      return match.pattern;
  return nullptr;
}

// Words that come and go while somebody types go because they type.
bool was_typing(const StepRecord& step) { return step.fields > 0 || step.keystrokes > 1; }

bool still_shows(const Recording& recording, const StepRecord& step, const HtmlTree& page,
                 const std::string& folded) {
  const auto blocks = folded_blocks(page);
  const bool written = std::any_of(blocks.begin(), blocks.end(), [&](const std::string& block) {
    return block.find(folded) != std::string::npos ||
           (block.size() >= kForgiven && folded.find(block) != std::string::npos);
  });
  const Seen* seen = step.after ? seen_of(recording, *step.after) : nullptr;
  return written || (seen != nullptr && find_on_screen(*seen, folded));
}

// How long it can have stood there at most, where that is known.
std::string gone_within(const Recording& recording, const StepRecord& step,
                        const Observation& said) {
  const Screen* after = screen_named(recording.walk.screens, step.after);
  if (after == nullptr || after->at_ms <= said.at_ms) return "before the customer's next step";
  return "within " + duration_text(after->at_ms - said.at_ms);
}

Finding describe(const Recording& recording, const StepRecord& step, const Observation& said,
                 const ErrorPattern& pattern) {
  Finding finding = finding_at(recording, "flash-of-error", &step);
  finding.severity = Severity::kAnnoying;
  finding.owner = advice_for(pattern).owner;
  finding.title =
      fmt::format("{} came up after {} and was gone again {}.", in_quotes(said.text, 120),
                  quoted_step(step), gone_within(recording, step, said));
  finding.why =
      "Who was looking elsewhere has missed it, and who saw it cannot read it again (WCAG 2.2.1: "
      "time to read is the reader's to set): did it work or not? Nobody knows.";
  finding.fix =
      "Leave an error where it is until it is put right or closed; what was put right by itself "
      "need not be told.";
  finding.evidence.text = said.text;
  return finding;
}

}  // namespace

Verdict flash_of_error(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> before, told;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    const auto page = pages.after(step);
    if (!page) continue;
    for (const auto& said : recording.walk.observations) {
      if (said.kind != "said" || said.step != step.index || was_typing(step) ||
          ended_at(recording.walk, step.index))
        continue;
      const std::string folded = fold_phrase(said.text);
      const auto* pattern = error_in(folded, page->language(), recording.walk.visitor.locale);
      if (pattern == nullptr || before.contains(folded) ||
          still_shows(recording, step, *page, folded) || !told.insert(folded).second)
        continue;
      findings.push_back(describe(recording, step, said, *pattern));
    }
    before = folded_blocks(*page);
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
