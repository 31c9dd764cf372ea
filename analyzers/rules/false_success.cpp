#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>

#include "analyzers/find_on_screen.h"
#include "analyzers/page_answer.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/sent_requests.h"
#include "analyzers/rules/told_trouble.h"
#include "analyzers/success_words.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// What a page or its picture claimed, and where.
struct Claimed {
  std::string text{};
  std::optional<std::string> screen{};
  std::optional<Box> box{};
};

std::optional<Claimed> claimed_by(const HtmlTree& page, const std::set<std::string>& before,
                                  const Seen* seen) {
  for (const auto& block : page.blocks()) {
    const std::string folded = fold_phrase(block.text);
    if (before.contains(folded) || !is_claim_of_success(page, block)) continue;
    Claimed claimed{block.text, {}, {}};
    if (seen != nullptr) claimed.box = find_on_screen(*seen, folded);
    return claimed;
  }
  return std::nullopt;
}

// Words that only the picture shows.
std::optional<Claimed> claimed_in(const Seen& seen, const Seen* before) {
  for (const auto& text : texts_of(seen)) {
    if (!claims_success(text.folded)) continue;
    if (before != nullptr && find_on_screen(*before, text.folded)) return std::nullopt;
    return Claimed{shown_between(seen, text, 0, text.folded.size()),
                   {},
                   box_between(seen, text, 0, text.folded.size())};
  }
  return std::nullopt;
}

const Seen* read_of(const Recording& recording, const std::optional<std::string>& screen) {
  return screen ? seen_of(recording, *screen) : nullptr;
}

// What the customer was told when they had sent something: after the step itself, or while they
// only looked.
std::optional<Claimed> claimed_after(const Recording& recording, const StepRecord& sent,
                                     const std::set<std::string>& before, KeptPages& pages) {
  const auto& steps = recording.walk.steps;
  const Seen* seen_before = read_of(recording, sent.before);
  for (const StepRecord* step = &sent; step != nullptr; step = next_step(steps, step->index)) {
    if (step != &sent && sends_input(*step)) break;
    const auto page = pages.after(*step);
    const Seen* seen = read_of(recording, step->after);
    // What the page admits beside its thanks deceives nobody.
    if (tells_of_trouble(recording, *step, page ? &*page : nullptr, before)) return std::nullopt;
    auto claimed = page ? claimed_by(*page, before, seen) : std::nullopt;
    if (!claimed && seen != nullptr) claimed = claimed_in(*seen, seen_before);
    if (!claimed) continue;
    claimed->screen = step->after;
    return claimed;
  }
  for (const auto& said : announced(recording.walk, sent.index, sent.index, before))
    if (claims_success(fold_phrase(said))) return Claimed{said, sent.after, {}};
  return std::nullopt;
}

Finding describe(const Recording& recording, const StepRecord& step, const Request& request,
                 Claimed claimed) {
  Finding finding = finding_at(recording, "false-success", &step);
  finding.severity = Severity::kBlocker;
  finding.owner = Owner::kEngineering;
  finding.title = as_sentence(fmt::format(
      "The customer was told {} after {}, but what they sent did not arrive: {} {}",
      in_quotes(claimed.text, 120), quoted_step(step), short_url(request.url),
      request.status ? fmt::format("was answered with HTTP {}", *request.status)
                     : fmt::format("did not answer ({})", printable(request.error, 60))));
  finding.why =
      "They leave content and wait for something that never comes. No dashboard counts it: the "
      "page "
      "reports a success.";
  finding.fix = "Say thank you only when the server has taken it; else say what to do now.";
  finding.evidence.screen = claimed.screen ? std::move(claimed.screen) : finding.evidence.screen;
  finding.evidence.box = claimed.box;
  finding.evidence.text = std::move(claimed.text);
  finding.evidence.url = request.url;
  finding.evidence.status = request.status;
  return finding;
}

}  // namespace

Verdict false_success(const Recording& recording) {
  std::vector<Finding> findings;
  std::set<std::string> before;
  KeptPages pages(recording);
  bool any_sent = false;
  for (const auto& step : recording.walk.steps) {
    if (!was_reached(step)) continue;
    any_sent = any_sent || step.submits;
    const Request* failed = step.submits ? sent_in_vain(recording, step) : nullptr;
    if (failed != nullptr)
      if (auto claimed = claimed_after(recording, step, before, pages))
        findings.push_back(describe(recording, step, *failed, std::move(*claimed)));
    if (const auto page = pages.after(step)) before = folded_blocks(*page);
  }
  return pages.verdict(std::move(findings), any_sent, "nothing was sent on this walk");
}

}  // namespace firsthand
