// Small pieces that several parts of the report use.

#include <fmt/format.h>

#include <algorithm>

#include "journeys/text.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {

std::string journey_id(std::size_t journey) { return "journey-" + std::to_string(journey + 1); }

std::string step_id(std::size_t journey, int step) {
  return journey_id(journey) + "-step-" + std::to_string(step + 1);
}

std::string finding_id(std::size_t finding) { return "finding-" + std::to_string(finding + 1); }

std::size_t finding_numbered(const Audit& audit, const std::string& id) {
  std::size_t number = 0;
  while (number < audit.findings.size() && audit.findings[number].id != id) ++number;
  return number;
}

bool is_told(const JourneySummary& journey, int step) {
  const WalkSummary* told = told_walk(journey);
  return told != nullptr &&
         std::any_of(told->steps.begin(), told->steps.end(), [&](const StepRecord& each) {
           return each.index == step && each.outcome != StepOutcome::kNotReached;
         });
}

void write_severity(HtmlWriter& html, Severity severity) {
  const std::string kind = "chip severity-" + std::to_string(static_cast<int>(severity));
  html.element("span", {{"class", kind}}, severity_label(severity));
}

void write_outcome(HtmlWriter& html, Outcome outcome) {
  html.element("span", {{"class", "chip outcome-" + std::string(outcome_tone(outcome))}},
               outcome_label(outcome));
}

std::string wait_text(double ms, bool censored) {
  return (censored ? "at least " : "") + duration_text(ms);
}

void write_address(HtmlWriter& html, const std::string& address) {
  const auto url = Url::page(address);
  if (!url) {
    html.element("span", {{"class", "address"}}, PageText{address, 200});
    return;
  }
  html.element("a", {*url, {"class", "address"}, {"rel", "noopener noreferrer nofollow"}},
               PageText{address, 200});
}

Sight sight_of(const WalkSummary& walk, const std::string& file) {
  const Screen* screen = screen_named(walk.screens, file);
  const auto after = std::find_if(walk.steps.begin(), walk.steps.end(),
                                  [&](const StepRecord& step) { return step.after == file; });
  const bool known = after != walk.steps.end();
  const bool blank = std::ranges::find(walk.blank_screens, file) != walk.blank_screens.end();
  constexpr std::string_view kErrorPage = "chrome-error:";
  if ((screen != nullptr && screen->url.starts_with(kErrorPage)) ||
      (known && after->url.starts_with(kErrorPage)) ||
      (known && blank && after->error && after->error->code.starts_with("net::")))
    return Sight::kNotLoaded;
  return blank ? Sight::kEmpty : Sight::kSomething;
}

std::string_view sight_words(Sight sight) {
  switch (sight) {
    case Sight::kNotLoaded:
      return "the page did not load";
    case Sight::kEmpty:
      return "an empty page";
    case Sight::kSomething:
      break;
  }
  return "";
}

namespace {

bool show_the_same_place(const WalkSummary& walk, const std::string& one,
                         const std::string& other) {
  if (one == other) return true;
  const Screen* a = screen_named(walk.screens, one);
  const Screen* b = screen_named(walk.screens, other);
  return a != nullptr && b != nullptr && a->url == b->url && a->scroll_x == b->scroll_x &&
         a->scroll_y == b->scroll_y;
}

// Where the control that was last worked stands on the finding's screen: its box belongs to the
// picture before it was.
std::optional<Box> last_worked(const WalkSummary& walk, const Finding& finding) {
  if (!finding.step) return std::nullopt;
  // A rule may show a later step's picture, on which more can be seen.
  int last = *finding.step;
  for (const auto& step : walk.steps)
    if (step.before == finding.evidence.screen) last = std::max(last, step.index);
  std::optional<Box> box;
  for (const auto& step : walk.steps) {
    if (step.index > last || step.targets.empty() || step.targets.back().box.empty()) continue;
    const auto& screen = step.before ? step.before : step.after;
    box.reset();
    if (screen && show_the_same_place(walk, *screen, *finding.evidence.screen))
      box = step.targets.back().box;
  }
  return box;
}

}  // namespace

void write_evidence_picture(Report& report, std::size_t number) {
  const Finding& finding = report.audit.findings[number];
  const Place& place = report.places[number];
  if (place.walk == nullptr || !finding.evidence.screen) return;
  const Sight sight = sight_of(*place.walk, *finding.evidence.screen);
  Shown how;
  how.crop = Crop::kDetail;
  if (finding.evidence.box)
    how.marks.push_back({*finding.evidence.box, MarkKind::kEvidence});
  else
    how.focus = last_worked(*place.walk, finding);
  how.alt = sight != Sight::kSomething
                ? fmt::format("Screenshot, {}: {}", sight_words(sight), finding.title)
            : finding.evidence.box ? "Screenshot, boxed where it happened: " + finding.title
                                   : "Screenshot: " + finding.title;
  const auto figure = report.html.in("figure", {{"class", "evidence"}});
  report.pictures.show(report.html, *place.walk, *finding.evidence.screen, how);
  if (sight == Sight::kNotLoaded) report.html.element("figcaption", {}, "The page did not load.");
  if (sight == Sight::kEmpty)
    report.html.element("figcaption", {}, "An empty page is all the customer saw.");
}

}  // namespace firsthand::report
