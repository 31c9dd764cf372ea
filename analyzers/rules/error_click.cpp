#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "analyzers/page_answer.h"
#include "analyzers/page_phrases.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/rules/sent_requests.h"
#include "analyzers/rules/told_trouble.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// What breaks later has many causes (our own number; Datadog: right after the click).
constexpr double kRightAfterMs = 2000;
constexpr double kBeforeInputMs = 50;
constexpr double kWatchedLongEnoughMs = 1000;
// A focus ring, a button that stays pressed.
constexpr double kHardlyChanged = 0.02;
constexpr double kAroundControl = 16;  // CSS pixels: its ring and shadow

struct BrokenBy {
  const ConsoleLine* line = nullptr;
  const Request* request = nullptr;
  bool severe = false;  // and no plain "there is none"
};

bool is_right_after(double at_ms, const StepRecord& step) {
  return at_ms >= *step.input_at_ms - kBeforeInputMs && at_ms <= *step.input_at_ms + kRightAfterMs;
}

// "shop.example" of "https://static.shop.example:8443/a.js".
std::string_view site_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  const std::size_t last = host.rfind('.');
  const std::size_t before = last == std::string_view::npos || last == 0
                                 ? std::string_view::npos
                                 : host.rfind('.', last - 1);
  return before == std::string_view::npos ? host : host.substr(before + 1);
}

// What broke before the click breaks without it, too.
const ConsoleLine* exception_after(const Recording& recording, const StepRecord& step) {
  const ConsoleLine* found = nullptr;
  for (const auto& line : recording.console) {
    if (line.level != "exception") continue;
    const bool ours = line.url.empty() || site_of(line.url) == site_of(step.url);
    if (found == nullptr && ours && line.step == step.index && is_right_after(line.at_ms, step))
      found = &line;
  }
  if (found == nullptr) return nullptr;
  const bool known =
      std::any_of(recording.console.begin(), recording.console.end(), [&](const ConsoleLine& each) {
        return each.text == found->text && each.at_ms < *step.input_at_ms - kBeforeInputMs;
      });
  return known ? nullptr : found;
}

bool is_asked_in_vain(const Request& request) {
  const std::string type = lower_ascii(request.type);
  return request.first_party && (type == "fetch" || type == "xhr") && has_failed(request) &&
         !answers_a_form(request) && request.status != 401 && !only_measures(request);
}

const Request* failure_after(const Recording& recording, const StepRecord& step) {
  for (const auto& request : recording.requests) {
    if (request.step != step.index || !is_asked_in_vain(request) ||
        !is_right_after(request.at_ms, step))
      continue;
    const bool known =
        std::any_of(recording.requests.begin(), recording.requests.end(), [&](const Request& each) {
          return address_of(each.url) == address_of(request.url) && has_failed(each) &&
                 each.at_ms < *step.input_at_ms - kBeforeInputMs;
        });
    if (!known) return &request;
  }
  return nullptr;
}

std::optional<BrokenBy> broken_by(const Recording& recording, const StepRecord& step) {
  const auto* line = exception_after(recording, step);
  const auto* request = failure_after(recording, step);
  if (line == nullptr && request == nullptr) return std::nullopt;
  return BrokenBy{line, request, line != nullptr || request->status.value_or(500) >= 500};
}

bool lies_in(const Box& box, const Box& control) {
  return box.x >= control.x - kAroundControl && box.y >= control.y - kAroundControl &&
         box.x + box.w <= control.x + control.w + kAroundControl &&
         box.y + box.h <= control.y + control.h + kAroundControl;
}

// Nothing but the control itself looks otherwise.
bool only_the_control_changed(const Recording& recording, const StepRecord& step) {
  const auto share = share_changed(recording, step);
  if (!share) return false;
  if (*share < kHardlyChanged) return true;
  const Seen* seen = step.after ? seen_of(recording, *step.after) : nullptr;
  return seen != nullptr && !seen->changed_boxes.empty() &&
         std::all_of(seen->changed_boxes.begin(), seen->changed_boxes.end(),
                     [&](const Box& box) { return lies_in(box, step.targets.back().box); });
}

bool was_in_vain(const Recording& recording, const StepRecord& step, const HtmlTree& before,
                 const HtmlTree& after) {
  const Reaction& reaction = *step.reaction;
  return !reaction.url_ms && !reaction.dialog_ms && !reaction.scroll_ms &&
         reads_the_same(before, after) && only_the_control_changed(recording, step) &&
         announced(recording.walk, step.index, step.index, folded_blocks(before)).empty();
}

std::string told_as(const BrokenBy& broken) {
  if (broken.line != nullptr) {
    const std::string& text = broken.line->text;
    return fmt::format("a script broke ({})", printable(text.substr(0, text.find('\n')), 100));
  }
  const Request& request = *broken.request;
  return request.status
             ? fmt::format("{} was answered with HTTP {}", short_url(request.url), *request.status)
             : fmt::format("{} did not answer ({})", short_url(request.url),
                           printable(request.error, 60));
}

Finding describe(const Recording& recording, const StepRecord& step, const BrokenBy& broken,
                 bool in_vain) {
  Finding finding = finding_at(recording, "error-click", &step);
  finding.severity = in_vain ? Severity::kAnnoying : Severity::kSerious;
  finding.owner = Owner::kEngineering;
  finding.title = as_sentence(
      fmt::format("{} {}: {}", quoted_step(step),
                  in_vain ? "did nothing that can be seen" : "failed before the customer's eyes",
                  told_as(broken)));
  finding.why = in_vain
                    ? "Whoever gets no answer presses again, and in the end believes that it was "
                      "their own mistake (Datadog calls it an error click)."
                    : "The customer did everything right and got an error for it (Datadog calls it "
                      "an error click).";
  finding.fix = "Mend what breaks, and say at the control when it could not be done.";
  if (broken.request != nullptr) {
    finding.evidence.url = broken.request->url;
    finding.evidence.status = broken.request->status;
  }
  if (broken.line != nullptr) finding.evidence.text = broken.line->text;
  finding.evidence.box = step.targets.back().box;
  finding.evidence.selector = step.targets.back().selector;
  return finding;
}

}  // namespace

Verdict error_click(const Recording& recording) {
  std::vector<Finding> findings;
  std::optional<HtmlTree> before;
  KeptPages pages(recording);
  for (const auto& step : recording.walk.steps) {
    auto kept = pages.after(step);
    if (!kept) continue;
    const auto last = std::exchange(before, std::move(kept));
    if (!last || (step.word != "click" && step.word != "press") || step.targets.empty() ||
        !step.input_at_ms || !step.reaction || step.reaction->watched_ms < kWatchedLongEnoughMs)
      continue;
    const auto broken = broken_by(recording, step);
    if (!broken) continue;
    const bool in_vain = was_in_vain(recording, step, *last, *before);
    const bool told =
        broken->severe && tells_of_trouble(recording, step, &*before, folded_blocks(*last));
    if (in_vain || told) findings.push_back(describe(recording, step, *broken, !told));
  }
  return pages.verdict(std::move(findings));
}

}  // namespace firsthand
