#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "analyzers/broken_images.h"
#include "analyzers/html_fields.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/error_advice.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/screen_errors.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::size_t kShortestWord = 3;
constexpr double kSaidByThePage = 0.7;  // of the message's words: letters may be misread
constexpr double kStandsOut = 5;        // points, see screen_errors.h

std::set<std::string> words_in(std::string_view folded) {
  std::set<std::string> words;
  for (const auto word : split(folded, ' ')) {
    std::string letters;
    for (const char c : word)
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80)
        letters += c;
    if (letters.size() >= kShortestWord) words.insert(std::move(letters));
  }
  return words;
}

// What the page says in its visible text and its title, what stands in its boxes, and in place of
// its pictures that did not come.
std::set<std::string> words_of(const HtmlTree& page) {
  auto words = words_in(fold_phrase(page.title()));
  const auto add = [&](std::string_view text) { words.merge(words_in(fold_phrase(text))); };
  for (const auto& block : folded_blocks(page)) words.merge(words_in(block));
  for (const auto& field : fields_of(page)) {
    add(field.value);
    if (const auto* hint = page.attribute(field.node, "placeholder")) add(*hint);
  }
  for (const auto& image : broken_images(page)) add(image.alt);
  return words;
}

bool holds(const std::set<std::string>& page, const ScreenError& error) {
  const auto words = words_in(fold_phrase(error.text));
  const auto there = std::count_if(words.begin(), words.end(),
                                   [&](const std::string& word) { return page.contains(word); });
  return static_cast<double>(there) >= kSaidByThePage * static_cast<double>(words.size());
}

std::vector<std::string> proofs_for(const Recording& recording, const StepRecord& step,
                                    const ScreenError& error,
                                    const std::set<std::string>* words_before) {
  std::vector<std::string> proofs;
  if (step.status.value_or(0) >= 400)
    proofs.push_back(fmt::format("the page was answered with HTTP {}", *step.status));
  if (words_before != nullptr && !holds(*words_before, error))
    proofs.emplace_back("it was not on the screen before this step");
  if (is_about_errors(step.url, "")) return proofs;
  if (error.points >= kStandsOut) proofs.emplace_back("it stands out on the screen");
  if (ended_at(recording.walk, step.index)) proofs.emplace_back("the journey ended here");
  return proofs;
}

Finding describe(const Recording& recording, const StepRecord& step, const Seen& seen,
                 const ScreenError& error, const std::vector<std::string>& proofs,
                 bool page_known) {
  Finding finding = finding_at(recording, "error-words-in-pixels", &step);
  const ErrorAdvice advice = advice_for_seen(error.category);
  finding.severity = severity_for(error.severity, recording.walk.outcome, step.status);
  finding.owner = advice.owner;
  finding.title = fmt::format("The screen said {} after {}{}.", in_quotes(error.text, 120),
                              quoted_step(step), page_known ? "; only the pixels show it" : "");
  std::string because;
  for (const auto& proof : proofs) because += (because.empty() ? "" : ", ") + proof;
  finding.why = fmt::format(
      "Taken for an error because {}. What is drawn into a picture cannot be "
      "read aloud, translated or searched, and no monitoring sees it.",
      because);
  finding.fix = advice.fix;
  finding.evidence.screen = seen.screen;
  finding.evidence.box = error.box;
  finding.evidence.text = error.text;
  finding.evidence.status = step.status;
  return finding;
}

std::set<std::string> words_of(const Seen& seen) {
  std::set<std::string> words;
  for (const auto& word : seen.words) words.merge(words_in(fold_phrase(word.text)));
  return words;
}

}  // namespace

Verdict error_words_in_pixels(const Recording& recording) {
  if (auto reason = why_not_read(recording); !reason.empty()) return Failed{std::move(reason)};
  std::vector<Finding> findings;
  std::set<std::string> known;  // messages, folded
  std::set<std::string> words_before;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    if (!step.after || !was_reached(step) || shows_browser_error(step)) continue;
    const Seen* seen = seen_of(recording, *step.after);
    if (seen == nullptr) continue;
    const auto page = pages.after(step);
    for (const auto& error : errors_on(*seen)) {
      // What shows without a word is blank-screen's and broken-image's.
      if (error.text.empty() || (page && holds(words_of(*page), error))) continue;
      const auto proofs =
          proofs_for(recording, step, error, words_before.empty() ? nullptr : &words_before);
      if (proofs.empty() || !known.insert(fold_phrase(error.text)).second) continue;
      findings.push_back(describe(recording, step, *seen, error, proofs, page.has_value()));
    }
    words_before = words_of(*seen);
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
