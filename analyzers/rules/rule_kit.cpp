#include "analyzers/rules/rule_kit.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyzers/html_fields.h"
#include "analyzers/page_phrases.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

std::multimap<std::string, std::string> values_by_box(const HtmlTree& page) {
  std::multimap<std::string, std::string> values;
  for (const auto& field : fields_of(page)) values.emplace(field.selector, field.value);
  return values;
}

}  // namespace

const StepRecord* step_at(const std::vector<StepRecord>& steps, int index) {
  const auto step = std::find_if(steps.begin(), steps.end(),
                                 [&](const StepRecord& each) { return each.index == index; });
  return step == steps.end() ? nullptr : &*step;
}

const StepRecord* ending_step(const Walk& walk) {
  if (walk.outcome != Outcome::kGaveUp && walk.outcome != Outcome::kFailed) return nullptr;
  for (const auto& step : walk.steps)
    if (step.outcome == StepOutcome::kGaveUp || step.outcome == StepOutcome::kFailed) return &step;
  return nullptr;
}

bool ended_at(const Walk& walk, int index) {
  const StepRecord* ending = ending_step(walk);
  if (ending == nullptr || ended_in_doubt(walk)) return false;
  const StepRecord* before = previous_step(walk.steps, ending->index);
  return ending->index == index || (before != nullptr && before->index == index);
}

bool was_reached(const StepRecord& step) { return step.outcome != StepOutcome::kNotReached; }

bool sends_input(const StepRecord& step) {
  return step.word != "see" && step.word != "not_see" && step.word != "keep" && !is_aside(step);
}

bool answers_input(const StepRecord& step, std::string_view url_before) {
  return sends_input(step) &&
         (step.submits || without_fragment(step.url) == without_fragment(url_before));
}

Finding finding_at(const Recording& recording, std::string_view rule, const StepRecord* step) {
  Finding finding;
  finding.rule = rule;
  finding.journey = recording.walk.journey.id;
  finding.walk = recording.name;
  if (step == nullptr) return finding;
  finding.step = step->index;
  finding.evidence.screen = step->after ? step->after : step->before;
  finding.evidence.url = step->url;
  return finding;
}

std::string url_before(const Walk& walk, const StepRecord& step) {
  const Screen* screen = screen_named(walk.screens, step.before);
  if (screen != nullptr && !screen->url.empty()) return screen->url;
  const StepRecord* before = previous_step(walk.steps, step.index);
  return before == nullptr ? std::string() : before->url;
}

void show_before(Finding& finding, const Walk& walk, const StepRecord& step) {
  if (step.before) finding.evidence.screen = step.before;
  if (std::string url = url_before(walk, step); !url.empty()) finding.evidence.url = std::move(url);
}

void show_interruption(Finding& finding, const Walk& walk, const Interruption& met) {
  if (!met.screen) return;
  finding.evidence.screen = met.screen;
  finding.evidence.box = met.box;
  if (const Screen* screen = screen_named(walk.screens, met.screen);
      screen != nullptr && !screen->url.empty())
    finding.evidence.url = screen->url;
}

std::string quoted_step(const StepRecord& step) { return in_quotes(step.says, 80); }

std::string in_quotes(std::string_view text, std::size_t limit) {
  return fmt::format("'{}'", printable(text, limit));
}

std::string first_few(const std::vector<std::string>& names, std::size_t most) {
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most));
  return fmt::format("{}{}", fmt::join(names.begin(), end, ", "), end == names.end() ? "" : ", …");
}

std::string short_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path =
      scheme == std::string_view::npos ? std::string_view::npos : url.find('/', scheme + 3);
  return printable(path == std::string_view::npos ? url : url.substr(path), 80);
}

std::string address_of(std::string_view url) {
  return std::string(url.substr(0, url.find_first_of("?#")));
}

std::optional<HtmlTree> KeptPages::after(const StepRecord& step) {
  if (!step.page || shows_browser_error(step)) return std::nullopt;
  const auto leave_out = [&](std::string_view why) {
    left_out_.push_back(fmt::format("{}{}", printable(*step.page, 80), why));
    return std::nullopt;
  };
  const auto html = recording_.pages.find(*step.page);
  if (html == recording_.pages.end()) return leave_out(" is missing");
  auto page = HtmlTree::parse(html->second);
  if (!page) return leave_out(": " + page.error().what);
  ++read_;
  return std::move(*page);
}

Verdict KeptPages::verdict(std::vector<Finding> findings) const {
  if (left_out_.empty()) return findings;
  std::string because = left_out_.front();
  if (left_out_.size() > 1)
    because += fmt::format(
        ", and {}", counted(static_cast<int>(left_out_.size()) - 1, "other page", "other pages"));
  if (read_ == 0 && findings.empty()) return Failed{std::move(because)};
  return Partly{std::move(findings), "left out: " + because};
}

Verdict KeptPages::verdict(std::vector<Finding> findings, bool applies,
                           std::string_view why_not) const {
  if (!applies && left_out_.empty()) return NotApplicable{std::string(why_not)};
  return verdict(std::move(findings));
}

bool shows_browser_error(const StepRecord& step) {
  return step.url.starts_with("chrome-error:") ||
         (step.error && step.error->code.starts_with("net::"));
}

bool answers_a_form(const Request& request) {
  const int status = request.status.value_or(0);
  return request.method != "GET" && (status == 400 || status == 409 || status == 422);
}

std::string why_doubtful(const TimingTrust& timing) {
  if (timing.reliable) return {};
  return fmt::format("No more than a note, because the times of this walk are not reliable ({}). ",
                     timing.reasons.empty() ? std::string("no reason was recorded")
                                            : printable(timing.reasons.front(), 160));
}

std::vector<Field> fields_worked(const HtmlTree& page, const StepRecord& step) {
  constexpr std::size_t kMostLookedAt = 500;
  std::vector<Field> fields = fields_of(page);
  if (fields.size() > kMostLookedAt) fields.resize(kMostLookedAt);
  std::erase_if(fields, [&](const Field& field) {
    return std::none_of(step.targets.begin(), step.targets.end(), [&](const FoundTarget& target) {
      return stands_at(page, field.node, target.selector);
    });
  });
  return fields;
}

bool reads_the_same(const HtmlTree& before, const HtmlTree& after) {
  return folded_blocks(before) == folded_blocks(after) &&
         values_by_box(before) == values_by_box(after);
}

std::string page_name(const HtmlTree& page, const StepRecord& step) {
  const std::string title = page.title();
  return title.empty() ? short_url(step.url) : in_quotes(title);
}

bool shows_some_of(const Screen* screen, const Box& box) {
  return screen != nullptr && !box.empty() && box.x < screen->width && box.y < screen->height &&
         box.x + box.w > 0 && box.y + box.h > 0;
}

bool shows_all_of(const Screen* screen, const Box& box) {
  return screen != nullptr && !box.empty() && box.x >= 0 && box.y >= 0 &&
         box.x + box.w <= screen->width && box.y + box.h <= screen->height;
}

const Seen* seen_of(const Recording& recording, const std::string& screen) {
  const auto seen = std::find_if(recording.seen.begin(), recording.seen.end(),
                                 [&](const Seen& each) { return each.screen == screen; });
  return seen == recording.seen.end() ? nullptr : &*seen;
}

std::optional<double> share_changed(const Recording& recording, const StepRecord& step) {
  if (!step.before || !step.after) return std::nullopt;
  if (*step.before == *step.after) return 0;
  const Screen* last = nullptr;
  for (const auto& screen : recording.walk.screens) {
    if (is_only_during(recording.walk, screen)) continue;
    if (last != nullptr && screen.file == *step.after && last->file == *step.before) {
      const Seen* seen = seen_of(recording, *step.after);
      return seen == nullptr ? std::nullopt : seen->changed;
    }
    last = &screen;
  }
  return std::nullopt;
}

std::string why_not_read(const Recording& recording) {
  if (!recording.seen_error.empty()) return recording.seen_error;
  for (const auto& step : recording.walk.steps)
    if (step.after && seen_of(recording, *step.after) == nullptr)
      return fmt::format("{} was not read", printable(*step.after, 80));
  return {};
}

}  // namespace firsthand
