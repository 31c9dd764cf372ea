#include "analyzers/rules/error_advice.h"

#include <algorithm>
#include <array>

#include "analyzers/error_kinds.h"

namespace firsthand {
namespace {

struct Row {
  std::string_view category;
  ErrorAdvice advice;
};

constexpr std::array<Row, 16> kRows{{
    {"http5xx",
     {Owner::kEngineering, "Find the cause in the server's log for this address and time."}},
    {"http4xx",
     {Owner::kContent, "Correct the link, put the page back, or redirect it to what replaced it."}},
    {"not_found",
     {Owner::kContent, "Correct the link, put the page back, or redirect it to what replaced it."}},
    {"blocked",
     {Owner::kEngineering, "Check the rules of the firewall that turned this customer away."}},
    {"challenge", {Owner::kEngineering, "Check for robots without making people solve puzzles."}},
    {"ratelimit",
     {Owner::kEngineering, "Raise the limit: a single customer at a customer's speed reached it."}},
    {"stacktrace", {Owner::kEngineering, "Fix the error, and never show its inside to customers."}},
    {"template",
     {Owner::kEngineering, "Fill in the value; customers see the placeholder as it is."}},
    {"maintenance",
     {Owner::kService, "Say when the service is back and how to reach a person until then."}},
    {"session",
     {Owner::kEngineering,
      "Keep the session, and what was typed, for as long as a customer needs."}},
    {"generic",
     {Owner::kEngineering,
      "Fix the cause, and say what happened and what the customer can do now."}},
    {"payment", {Owner::kService, "Say why the payment was refused and offer another way to pay."}},
    {"validation", {Owner::kDesign, "Say which box is wrong and how to fix it, beside the box."}},
    {"stock", {Owner::kService, "Say when it is back, and offer what is like it."}},
    {"network", {Owner::kEngineering, "Make the address reachable, with a valid certificate."}},
    {"noresult", {Owner::kContent, "Offer what is nearest to what was looked for."}},
}};

template <typename Fits>
ErrorAdvice first_that(Fits fits) {
  const auto* row = std::find_if(kRows.begin(), kRows.end(), fits);
  if (row == kRows.end()) return {Owner::kEngineering, "Find out why this message is shown."};
  return row->advice;
}

}  // namespace

ErrorAdvice advice_for(const ErrorPattern& pattern) {
  return first_that([&](const Row& row) { return row.category == pattern.category; });
}

ErrorAdvice advice_for_seen(std::string_view category) {
  return first_that([&](const Row& row) {
    const ErrorKind* kind = kind_of(row.category);
    return kind != nullptr && kind->name == category;
  });
}

Severity severity_of(const ErrorPattern& pattern, Outcome outcome, std::optional<int> status) {
  return severity_for(pattern.severity, outcome, status);
}

Severity severity_for(Severity severity, Outcome outcome, std::optional<int> status) {
  const bool got_on = outcome == Outcome::kCompleted || outcome == Outcome::kStopped;
  return got_on && status.value_or(200) < 400 ? Severity::kMinor : severity;
}

}  // namespace firsthand
