#pragma once
// Who can do something about an error message, and what.

#include <optional>
#include <string_view>

#include "analyzers/error_phrases.h"

namespace firsthand {

struct ErrorAdvice {
  Owner owner = Owner::kEngineering;
  std::string_view fix{};  // one sentence
};

ErrorAdvice advice_for(const ErrorPattern& pattern);
// Of a category that a screen shows, see screen_errors.h.
ErrorAdvice advice_for_seen(std::string_view category);

// A phrase's severity: that of its pattern; a note when the goal was reached, or all of the way to
// it that was allowed, and nothing else was wrong with the page.
Severity severity_of(const ErrorPattern& pattern, Outcome outcome, std::optional<int> status);
Severity severity_for(Severity severity, Outcome outcome, std::optional<int> status);

}  // namespace firsthand
