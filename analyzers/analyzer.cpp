#include "analyzers/analyzer.h"

#include <fmt/format.h>

#include <array>
#include <exception>

#include "analyzers/rules/rules.h"

namespace firsthand {
namespace {

constexpr std::array<Analyzer, 11> kAnalyzers{{
    {"gave-up", "Journeys that ended without their goal",
     "Whoever gives up rarely says so (arXiv 2501.08869: 71 % leave silently).", gave_up},
    {"slow-step", "Steps that kept the customer waiting",
     "2.5 s for a view is good, 4 s is poor (Core Web Vitals); at 10 s attention is lost "
     "(Nielsen).",
     slow_step},
    {"waited-for-control", "Controls that were there but could not be used",
     "A control that can be seen but not used breaks the flow of thought after 1 s (Nielsen).",
     waited_for_control},
    {"dead-click", "Clicks that nothing answered",
     "Without an answer within 1 s people doubt that they were heard (Nielsen).", dead_click},
    {"blank-screen", "Screens that showed nothing",
     "An empty screen tells neither that something is coming nor that something broke.",
     blank_screen},
    {"error-words-in-pixels", "Error messages that only the pixels show",
     "What is drawn into a picture can be neither read aloud, translated nor searched, and no "
     "monitoring sees it.",
     error_words_in_pixels},
    {"error-words-in-page", "Error messages the customer met",
     "A message that something went wrong is where journeys end.", error_words_in_page},
    {"failed-document", "Pages that did not load",
     "The customer asked for a page and got an error in its place.", failed_document},
    {"failed-request", "Parts of pages that did not load",
     "Missing scripts, styles and data leave buttons dead, mostly without a word.", failed_request},
    {"console-exception", "Scripts that broke",
     "After an uncaught exception the rest of that script does not run.", console_exception},
    {"nameless-field", "Fields that do not say what they want",
     "A box without a name cannot be filled in by ear or by guess (WCAG 1.3.1, 3.3.2, 4.1.2).",
     nameless_field},
}};

}  // namespace

std::span<const Analyzer> all_analyzers() { return kAnalyzers; }

Verdict run_guarded(const Analyzer& analyzer, const Recording& recording) try {
  return analyzer.run(recording);
} catch (const std::exception& error) {
  return Failed{fmt::format("{} could not finish: {}", analyzer.id, error.what())};
} catch (...) {
  return Failed{fmt::format("{} could not finish, for an unknown reason", analyzer.id)};
}

}  // namespace firsthand
