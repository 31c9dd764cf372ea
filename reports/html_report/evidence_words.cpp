#include "reports/html_report/evidence_words.h"

#include <algorithm>

namespace firsthand::report {
namespace {

struct Entry {
  std::string_view rule;
  EvidenceWords words;
};

constexpr EvidenceWords kUnknown{"Noted", false};

constexpr Entry kEntries[] = {
    {"gave-up", {"Looked for", false}},  // or the step, in the journey's words
    {"slow-step", kUnknown},             // keeps none
    {"waited-for-control", {"Covered by"}},
    {"dead-click", {"Control"}},
    {"error-click", {"Script’s error", false}},
    {"silent-submit", {"Control"}},
    {"false-success", {"It said"}},
    {"layout-jump", {"What jumped"}},
    {"ambiguous-target", {"Seen", false}},
    {"only-in-pixels", {"Painted words"}},
    {"keyboard-unreachable", {"Out of reach", false}},
    {"blank-screen", kUnknown},  // keeps none
    {"unreadable-text", {"It said"}},
    {"low-contrast", {"Words", false}},
    {"small-letters", {"It says"}},
    {"small-target", {"Control", false}},
    {"hidden-text", {"Out of sight"}},
    {"confirmation-out-of-view", {"Out of view"}},
    {"error-words-in-pixels", {"It said"}},
    {"error-words-in-page", {"It said"}},
    {"vague-error", {"It said"}},
    {"flash-of-error", {"It said"}},
    {"failed-document", {"Browser’s error", false}},
    {"failed-request", {"Browser’s error", false}},
    {"broken-image", {"Pictures", false}},
    {"blurred-image", {"Pictures", false}},
    {"redirect-chain", {"Addresses", false}},
    {"mixed-content", {"Addresses", false}},
    {"console-exception", {"It said"}},
    {"hard-to-find", {"Way", false}},
    {"interruption", {"It offered", false}},
    {"consent-choice", {"It offered", false}},
    {"browser-dialog", {"It asked"}},
    {"permission-unasked", {"It asked for", false}},
    {"nameless-field", {"Boxes", false}},
    {"field-type", {"Boxes", false}},
    {"too-many-fields", {"Boxes", false}},
    {"required-unclear", {"Boxes", false}},
    {"preticked-box", {"It says"}},
    {"paste-blocked", {"Boxes", false}},
    {"robot-puzzle", {"It says"}},
    {"lost-input", {"Boxes", false}},
    {"asked-again", {"Boxes", false}},
    {"u-turn", {"Its name", false}},
    {"back-breakage", {"Boxes", false}},
    {"page-without-title", {"Its title"}},
    {"broken-link", {"Leads to", false}},
    {"link-redirects", {"Addresses", false}},
    {"insecure-link", {"Leads to", false}},
    {"slow-link", {"Leads to", false}},
    {"accessibility", {"Elements", false}},
};

const Entry* entry_for(std::string_view rule) {
  const auto found = std::find_if(std::begin(kEntries), std::end(kEntries),
                                  [&](const Entry& entry) { return entry.rule == rule; });
  return found == std::end(kEntries) ? nullptr : found;
}

}  // namespace

EvidenceWords evidence_words(std::string_view rule) {
  const Entry* entry = entry_for(rule);
  return entry == nullptr ? kUnknown : entry->words;
}

bool has_evidence_words(std::string_view rule) { return entry_for(rule) != nullptr; }

}  // namespace firsthand::report
