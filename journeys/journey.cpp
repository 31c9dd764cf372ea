#include "journeys/journey.h"

#include <algorithm>

namespace firsthand {

namespace {

const std::vector<std::string> kConsentWords{"accept", "refuse", "ignore", "steps"};

}  // namespace

std::string_view to_word(Consent consent) {
  return kConsentWords[static_cast<std::size_t>(consent)];
}

std::optional<Consent> consent_from(std::string_view word) {
  const auto at = std::find(kConsentWords.begin(), kConsentWords.end(), word);
  if (at == kConsentWords.end()) return std::nullopt;
  return static_cast<Consent>(at - kConsentWords.begin());
}

const std::vector<std::string>& consent_words() { return kConsentWords; }

bool is_silent(const Step& step) { return std::holds_alternative<Note>(step.action); }

const Step* begins_without_page(const Journey& journey) {
  const auto first = std::find_if_not(journey.steps.begin(), journey.steps.end(), is_silent);
  const bool begins = first == journey.steps.end() || std::holds_alternative<Open>(first->action) ||
                      std::holds_alternative<Use>(first->action);
  return begins ? nullptr : &*first;
}

bool only_looks(const Step& step) {
  return std::holds_alternative<See>(step.action) || std::holds_alternative<NotSee>(step.action) ||
         std::holds_alternative<Keep>(step.action);
}

}  // namespace firsthand
