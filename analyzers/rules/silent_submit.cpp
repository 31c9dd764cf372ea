#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "analyzers/page_answer.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// Beyond the two seconds that an answer may take (Nah 2004), with one in hand.
constexpr double kWatchedMs = 3000;
// A focus ring that goes, a button that stays pressed: less than any answer takes.
constexpr double kStaysTheSame = 0.02;

constexpr std::array<std::string_view, 3> kCarriers{"fetch", "xhr", "document"};

// Whether an address is what a form of the page sends to; `action` is as the page wrote it.
bool is_action(std::string_view action, std::string_view url) {
  const std::string wanted = address_of(action), asked = address_of(url);
  if (wanted.empty()) return false;
  if (wanted.find("://") != std::string::npos) return wanted == asked;
  const std::size_t scheme = asked.find("://");
  const std::size_t path = scheme == std::string::npos ? 0 : asked.find('/', scheme + 3);
  if (path == std::string::npos) return false;
  return wanted.front() == '/' ? asked.substr(path) == wanted : asked.ends_with('/' + wanted);
}

// Something was handed over; not data that a page keeps fetching while it is shown.
bool sends(const Request& request, const HtmlTree& page) {
  if (request.method != "GET" && request.method != "HEAD") return true;
  const auto forms = page.elements("form");
  return std::any_of(forms.begin(), forms.end(), [&](int form) {
    const auto* action = page.attribute(form, "action");
    return action != nullptr && is_action(*action, request.url);
  });
}

const Request* answered(const Recording& recording, const StepRecord& step, const HtmlTree& page) {
  for (const auto& request : recording.requests)
    if (request.step == step.index && request.first_party && request.status &&
        !request.main_document &&
        std::find(kCarriers.begin(), kCarriers.end(), request.type) != kCarriers.end() &&
        sends(request, page))
      return &request;
  return nullptr;
}

bool shows_another_page(const Reaction& reaction) { return reaction.url_ms || reaction.dialog_ms; }

// A message that was gone again when the page was kept.
bool was_announced(const Walk& walk, const StepRecord& step, const HtmlTree& before) {
  const StepRecord* next = next_step(walk.steps, step.index);
  const int last = next == nullptr ? step.index : next->index;
  return !announced(walk, step.index, last, folded_blocks(before)).empty();
}

Finding describe(const Recording& recording, const StepRecord& step, const Request& request) {
  Finding finding = finding_at(recording, "silent-submit", &step);
  finding.severity = ended_at(recording.walk, step.index) ? Severity::kBlocker : Severity::kSerious;
  finding.owner = Owner::kEngineering;
  finding.title =
      fmt::format("{} was sent and answered (HTTP {}), and for {} the page said nothing.",
                  quoted_step(step), *request.status, duration_text(step.reaction->watched_ms));
  finding.why =
      "Neither success nor an error was shown: nobody can know whether it was sent, so people send "
      "it twice, or leave and never learn that it failed.";
  finding.fix = "Say at once what came of it: that it worked, or what went wrong and what to do.";
  finding.evidence.url = request.url;
  finding.evidence.status = request.status;
  if (!step.targets.empty()) {
    finding.evidence.box = step.targets.back().box;
    finding.evidence.selector = step.targets.back().selector;
    finding.evidence.text = step.targets.back().name;
  }
  return finding;
}

}  // namespace

Verdict silent_submit(const Recording& recording) {
  std::vector<Finding> findings;
  std::optional<HtmlTree> before;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    auto kept = pages.after(step);
    if (!kept) continue;
    const auto last = std::exchange(before, std::move(kept));
    if (!last || !step.submits || was_announced(recording.walk, step, *last) || !step.reaction ||
        step.reaction->watched_ms < kWatchedMs || shows_another_page(*step.reaction) ||
        !reads_the_same(*last, *before) ||
        share_changed(recording, step).value_or(0) >= kStaysTheSame)
      continue;
    if (const Request* request = answered(recording, step, *last))
      findings.push_back(describe(recording, step, *request));
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
