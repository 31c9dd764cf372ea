#include "analyzers/analyzer.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iterator>

#include "analyzers/rules/rules.h"

namespace firsthand {
namespace {

constexpr Analyzer kAnalyzers[] = {
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
    {"error-click", "Clicks that broke something",
     "An error right after a click is the click's answer, and the customer does not get it "
     "(Datadog: error click).",
     error_click},
    {"silent-submit", "Things sent without an answer",
     "Who cannot see whether it was sent sends it twice, or never learns that it failed.",
     silent_submit},
    {"false-success", "Thanks for what never arrived",
     "Who is thanked does not ask again: what was lost is missed when it is too late (Firsthand's "
     "own reasoning: nothing else on the page tells them).",
     false_success},
    {"layout-jump", "Things that jumped away under the hand",
     "What moves under a finger is missed, and what comes in its place is pressed (Core Web "
     "Vitals: layout shift).",
     layout_jump},
    {"ambiguous-target", "Names that several things share",
     "One name for several things makes people guess, and readers by ear cannot tell them apart "
     "(WCAG 2.4.4).",
     ambiguous_target},
    {"only-in-pixels", "Controls that are only painted",
     "A painted control can be neither reached by keyboard nor read aloud (WCAG 2.1.1, 4.1.2).",
     only_in_pixels, FaultOf::kSite},
    {"keyboard-unreachable", "Controls that the keyboard does not reach",
     "Not everybody has a mouse or a steady finger: what Tab does not reach is closed to them "
     "(WCAG 2.1.1, 2.1.2).",
     keyboard_unreachable},
    {"blank-screen", "Screens that showed nothing",
     "An empty screen tells neither that something is coming nor that something broke.",
     blank_screen},
    {"unreadable-text", "Text that only the pixels show",
     "Words in a picture cannot be read aloud, translated, searched or enlarged (WCAG 1.4.5).",
     unreadable_text, FaultOf::kSite},
    {"low-contrast", "Words that hardly stand out",
     "Pale letters are lost in daylight, on old screens and to old eyes (WCAG 1.4.3).",
     low_contrast, FaultOf::kSite, CountOf::kThings},
    {"small-letters", "Letters too small for a phone",
     "Below 12 pixels many people must pinch before they can read (Lighthouse: font-size).",
     small_letters_shown, FaultOf::kSite},
    {"small-target", "Controls too small to hit",
     "A finger covers more than 24 pixels, and hits what stands beside (WCAG 2.5.8).", small_target,
     FaultOf::kSite, CountOf::kThings},
    {"hidden-text", "Text that nobody can see",
     "What the page shows and the picture does not is lost on whoever looks at it (WCAG 1.4.3).",
     hidden_text, FaultOf::kSite},
    {"confirmation-out-of-view", "Confirmations below the screen",
     "Who sees no answer believes that nothing was sent (Nielsen: visibility of system status).",
     confirmation_out_of_view},
    {"error-words-in-pixels", "Error messages that only the pixels show",
     "What is drawn into a picture can be neither read aloud, translated nor searched, and no "
     "monitoring sees it.",
     error_words_in_pixels},
    {"error-words-in-page", "Error messages the customer met",
     "A message that something went wrong is where journeys end.", error_words_in_page},
    {"vague-error", "Error messages that do not help",
     "A message must say what is wrong and what to do now (GOV.UK; Nielsen).", vague_error},
    {"flash-of-error", "Error messages that went before they could be read",
     "What goes by itself is missed by whoever looks elsewhere or reads slowly (WCAG 2.2.1).",
     flash_of_error},
    {"failed-document", "Pages that did not load",
     "The customer asked for a page and got an error in its place.", failed_document},
    {"failed-request", "Parts of pages that did not load",
     "Missing scripts, styles and data leave buttons dead, mostly without a word.", failed_request,
     FaultOf::kSite},
    {"broken-image", "Pictures that stayed empty",
     "An empty frame hides what the customer came to look at.", broken_image, FaultOf::kSite,
     CountOf::kThings},
    {"blurred-image", "Pictures stretched until blurred",
     "Who cannot see what a thing looks like does not buy it, or sends it back.", blurred_image,
     FaultOf::kSite, CountOf::kThings},
    {"redirect-chain", "Detours before a page",
     "Every redirect is a round trip before the page can begin (Lighthouse flags two).",
     redirect_chain, FaultOf::kSite},
    {"mixed-content", "Unprotected parts of secure pages",
     "Browsers block what comes unprotected: it is missing without a word.", mixed_content,
     FaultOf::kSite, CountOf::kThings},
    {"console-exception", "Scripts that broke",
     "After an uncaught exception the rest of that script does not run.", console_exception,
     FaultOf::kSite},
    {"hard-to-find", "Things a first-time visitor did not find, or not easily",
     "What cannot be found does not exist: Baymard, Nielsen Norman Group, WCAG 3.2.6.",
     hard_to_find},
    {"interruption", "Boxes that came in the way",
     "What comes over a page before it could be used disorients, and is closed unread (Nielsen "
     "Norman Group).",
     interruption},
    {"consent-choice", "Consent that is harder to refuse than to give",
     "Making \"no\" harder than \"yes\" is a dark pattern (Mathur et al. 2019, on 11,000 shops).",
     consent_choice},
    {"browser-dialog", "Questions in the browser's own window",
     "A window of the browser's own stops everything and can show nothing but a sentence (Nielsen "
     "Norman Group on modal dialogs).",
     browser_dialog},
    {"permission-unasked", "Permissions that are asked for before anything was done",
     "Who is asked before knowing why says no, and for good (Lighthouse: geolocation- and "
     "notification-on-start).",
     permission_unasked},
    {"nameless-field", "Fields that do not say what they want",
     "A box without a name cannot be filled in by ear or by guess (WCAG 1.3.1, 3.3.2, 4.1.2).",
     nameless_field, FaultOf::kSite, CountOf::kThings},
    {"field-type", "Fields that do not help with typing",
     "The right keys and what the browser can fill in save typing and mistakes (Baymard; WCAG "
     "1.3.5).",
     field_type, FaultOf::kSite, CountOf::kThings},
    {"too-many-fields", "Forms that ask for too much",
     "A checkout needs no more than 8 boxes, and one customer in five has left one for its length "
     "(Baymard).",
     too_many_fields, FaultOf::kStep, CountOf::kThings},
    {"required-unclear", "Forms that do not say what must be filled in",
     "Who cannot tell what may stay empty fills in everything, or is refused (Baymard).",
     required_unclear, FaultOf::kSite, CountOf::kThings},
    {"preticked-box", "Boxes that were ticked for the customer",
     "A box that was ticked beforehand is no consent (Court of Justice of the EU, C-673/17; Mathur "
     "et al. 2019).",
     preticked_box, FaultOf::kSite, CountOf::kThings},
    {"paste-blocked", "Boxes that refuse what is pasted",
     "Copying is how people with poor memory, unsteady hands or a password manager get it right "
     "(WCAG 3.3.8; Baymard; NCSC).",
     paste_blocked},
    {"robot-puzzle", "Puzzles to prove that one is no robot",
     "They cost people seconds to a minute, and shut some out (Searles et al. 2023).", robot_puzzle,
     FaultOf::kSite},
    {"lost-input", "Forms that lost what was typed",
     "Who has to type everything again often does not (GOV.UK; WCAG 3.3.7).", lost_input,
     FaultOf::kStep, CountOf::kThings},
    {"asked-again", "Questions that were asked twice",
     "What was given once is not asked for again in the same journey (WCAG 3.3.7).",
     questions_asked_again, FaultOf::kStep, CountOf::kThings},
    {"u-turn", "Ways that had to be gone back",
     "A name that promises something else costs two ways, and trust (WCAG 2.4.4).", u_turn},
    {"back-breakage", "Ways back that do not lead back",
     "Back is the way out that everybody knows (Nielsen: user control and freedom; WCAG 3.3.7).",
     back_breakage},
    {"page-without-title", "Pages without a title",
     "Tabs, bookmarks, search results and screen readers call a page by its title (WCAG 2.4.2).",
     page_without_title, FaultOf::kSite},
    {"broken-link", "Links that lead nowhere",
     "An address that worked once should go on working (W3C: Cool URIs don't change): an error in "
     "its place ends the way.",
     broken_link, FaultOf::kSite},
    {"link-redirects", "Links that take detours",
     "Every redirect is a round trip before the page can begin (Lighthouse flags two).",
     link_redirects, FaultOf::kSite},
    {"insecure-link", "Links that leave the protected line",
     "What goes over http can be read and changed on its way (OWASP; browsers say \"not secure\").",
     insecure_link, FaultOf::kSite},
    {"slow-link", "Links that begin to answer late",
     "2.5 s for a view is good, 4 s is poor (Core Web Vitals).", slow_link, FaultOf::kSite},
    {"accessibility", "What keeps people with disabilities out",
     "One person in six lives with a significant disability (WHO); WCAG 2 at level AA is what laws "
     "ask for (EN 301 549). Looked for by axe-core.",
     accessibility, FaultOf::kSite, CountOf::kThings},
};

}  // namespace

std::span<const Analyzer> all_analyzers() { return kAnalyzers; }

const Analyzer* analyzer_for(std::string_view rule) {
  const auto* found = std::find_if(std::begin(kAnalyzers), std::end(kAnalyzers),
                                   [&](const Analyzer& each) { return each.id == rule; });
  return found == std::end(kAnalyzers) ? nullptr : found;
}

Verdict run_guarded(const Analyzer& analyzer, const Recording& recording) try {
  return analyzer.run(recording);
} catch (const std::exception& error) {
  return Failed{fmt::format("{} could not finish: {}", analyzer.id, error.what())};
} catch (...) {
  return Failed{fmt::format("{} could not finish, for an unknown reason", analyzer.id)};
}

}  // namespace firsthand
