#include "analyzers/rules/told_trouble.h"

#include <algorithm>

#include "analyzers/page_phrases.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/screen_errors.h"

namespace firsthand {

bool tells_of_trouble(const Recording& recording, const StepRecord& step, const HtmlTree* page,
                      const std::set<std::string>& before) {
  const Seen* seen = step.after ? seen_of(recording, *step.after) : nullptr;
  if (seen != nullptr && !errors_on(*seen).empty()) return true;
  if (page == nullptr) return false;
  PageMoment moment;
  moment.url = step.url;
  moment.locale = recording.walk.visitor.locale;
  moment.answers = true;
  moment.before = before;
  const auto phrases = phrases_on(*page, moment);
  return std::any_of(phrases.begin(), phrases.end(),
                     [](const PagePhrase& phrase) { return !phrase.proofs.empty(); });
}

}  // namespace firsthand
