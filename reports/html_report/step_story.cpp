// One step of a story: what the customer did, saw and waited for, with pictures.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzers/interruption_words.h"
#include "analyzers/waits.h"
#include "journeys/text.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"
#include "reports/lookup.h"

namespace firsthand::report {
namespace {

std::vector<std::size_t> findings_at(const Report& report, std::size_t journey, int step) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < report.places.size(); ++i) {
    const Place& place = report.places[i];
    if (place.journey != nullptr && place.journey_number == journey &&
        report.audit.findings[i].step == step)
      found.push_back(i);
  }
  return found;
}

std::string_view class_of(const StepRecord& step) {
  switch (step.outcome) {
    case StepOutcome::kDone:
      return "step";
    case StepOutcome::kPassedOver:
      return "step passed";
    case StepOutcome::kGaveUp:
    case StepOutcome::kFailed:
      return "step ended";
    case StepOutcome::kStopped:
    case StepOutcome::kUnmeasured:
    case StepOutcome::kNotReached:
      break;
  }
  return "step halted";
}

// The walk ended on a wait in vain: on the page that this step brought, as far as it brought one.
bool led_nowhere(const WalkSummary& walk, const StepRecord& step,
                 const std::optional<EndingWait>& ending) {
  if (!ending || ending->since_input_ms <= ending->ms) return false;
  const StepRecord* before = previous_step(walk.steps, ending->held_by);
  return before != nullptr && before->index == step.index;
}

void write_wait(HtmlWriter& html, const WalkSummary& walk, const StepRecord& step) {
  if (!step.timing.felt_ms()) return;
  const auto ending = wait_that_ended(walk.steps);
  const bool ended_here = ending && ending->held_by == step.index;
  const double wait = ended_here ? ending->since_input_ms : *step.timing.felt_ms();
  const auto line = html.in("p", {{"class", "felt"}});
  if (led_nowhere(walk, step, ending)) {
    html.text(is_at_once(wait)
                  ? "The page was at rest at once; what"
                  : fmt::format("The page was at rest after {}; what", duration_text(wait)));
    html.text(" the customer looked for next did not come.");
  } else if (step.timing.censored) {
    html.text("Was still waiting after ");
    html.element("strong", {}, duration_text(wait)).text(", when we stopped watching.");
  } else if (is_at_once(wait) && step.outcome == StepOutcome::kDone) {
    html.text("Could go on at once.");
  } else {
    html.text("Waited ");
    html.element("strong", {}, duration_text(wait))
        .text(step.outcome == StepOutcome::kDone ? " before they could go on." : ".");
  }
  if (step.should_take_ms && wait > *step.should_take_ms)
    html.text(fmt::format(" It should take {}.", limit_text(*step.should_take_ms)));
  if (step.patience_ms > 0 && wait > step.patience_ms)
    html.text(fmt::format(" Patience ended after {}.", limit_text(step.patience_ms)));
}

void write_causes(HtmlWriter& html, const StepRecord& step) {
  const auto causes = noticed_causes(step);
  if (causes.empty()) return;
  const auto list = html.in("ul", {{"class", "causes"}});
  for (const auto& cause : causes) {
    const auto item = html.in("li");
    html.text(duration_text(cause.ms) + ": ").text(PageText{wait_cause(cause), 160});
  }
}

// How the picture filled, where an eye can tell.
void write_visual(HtmlWriter& html, const StepRecord& step) {
  constexpr double kTellsMs = 500;
  const auto& visual = step.timing.visual;
  if (!visual || visual->last_change_ms < kTellsMs) return;
  const auto line = html.in("p", {{"class", "taken"}});
  html.text(
      fmt::format("The picture first changed after {}, was 85 % there after {}, and changed "
                  "last after {} (Speed Index {:.0f} ms).",
                  duration_text(visual->first_change_ms), duration_text(visual->complete_85_ms),
                  duration_text(visual->last_change_ms), visual->speed_index_all));
}

// Whoever wrote the journey may have meant another of them.
void write_ambiguities(HtmlWriter& html, const StepRecord& step) {
  for (const auto& target : step.targets) {
    if (target.matches < 2) continue;
    const auto line = html.in("p", {{"class", "caution"}});
    html.text(fmt::format("{} things on the page answered to “", target.matches))
        .text(PageText{target.says, 60})
        .text("”; “")
        .text(PageText{target.name, 60})
        .text("” was taken.");
  }
}

// Words that are no control's name; nothing is named by a part of them.
bool is_plain_text(const FoundTarget& target) {
  constexpr std::array<std::string_view, 5> kText{"", "generic", "paragraph", "StaticText",
                                                  "heading"};
  return target.how == "text" && std::ranges::find(kText, target.role) != kText.end();
}

// Where many words stood for a target, or only a part of them was written, which they were.
void write_taken(HtmlWriter& html, const StepRecord& step) {
  for (const auto& target : step.targets) {
    const bool by_its_name = target.how != "css" && target.how != "xpath" && target.how != "testid";
    const auto name = fold(target.name), says = fold(target.says);
    const bool plain = is_plain_text(target);
    if (!by_its_name || target.matches > 1 || name.empty() ||
        (plain ? name == says : name.find(says) != std::string::npos))
      continue;
    const auto line = html.in("p", {{"class", "taken"}});
    if (plain) html.text(target.role == "heading" ? "The heading " : "The text ");
    html.text("“").text(PageText{target.name, 60}).text("” was taken for “");
    html.text(PageText{target.says, 60}).text("”.");
  }
}

// What no picture tells.
void write_notes(HtmlWriter& html, const WalkSummary& walk, int step) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kHeads{
      {{"kept", "Kept: "},
       {"value_differs", "Not as it was typed: "},
       {"download", "Download: "},
       {"scrolled_for", "Scrolled for it: "},
       {"tab", "Another tab: "},
       {"new_window", "Another tab was opened: "}}};
  for (const auto& note : walk.notes) {
    if (note.step != step) continue;
    const auto* head = std::ranges::find(kHeads, note.kind, &decltype(kHeads)::value_type::first);
    if (head == kHeads.end()) continue;
    const auto line = html.in(
        "p", {{"class", note.kind == "value_differs" ? "caution" : std::string_view("taken")}});
    html.text(head->second).text(PageText{note.text, 200});
  }
}

void write_saw(HtmlWriter& html, const StepRecord& step) {
  if (step.title.empty() && step.url.empty()) return;
  const auto line = html.in("p", {{"class", "saw"}});
  html.text("Then on ");
  if (!step.title.empty()) {
    html.element("span", {{"class", "page-title"}}, PageText{step.title, 120});
    html.text(" ");
  }
  write_address(html, step.url);
  if (step.status && *step.status >= 400)
    html.text(fmt::format(" (the server answered {})", *step.status));
}

void write_callouts(Report& report, const std::vector<std::size_t>& findings) {
  if (findings.empty()) return;
  HtmlWriter& html = report.html;
  const auto list = html.in("ul", {{"class", "callouts"}});
  for (const std::size_t number : findings) {
    const auto item = html.in("li");
    write_severity(html, report.audit.findings[number].severity);
    html.element("a", {Url::here(finding_id(number))},
                 PageText{report.audit.findings[number].title, 200});
  }
}

void write_figure(Report& report, const WalkSummary& walk, const std::string& file,
                  std::string caption, Shown how) {
  if (const auto words = sight_words(sight_of(walk, file)); !words.empty()) {
    caption += fmt::format(": {}", words);
    how.alt = fmt::format("{} ({})", how.alt, words);
  }
  const auto figure = report.html.in("figure");
  report.pictures.show(report.html, walk, file, how);
  report.html.element("figcaption", {}, caption);
}

void write_pictures(Report& report, const WalkSummary& walk, const StepRecord& step,
                    const std::vector<std::size_t>& findings) {
  Shown before, after;
  for (const auto& target : step.targets)
    if (!target.box.empty())
      (step.before ? before : after).marks.push_back({target.box, MarkKind::kTarget});
  for (const std::size_t number : findings) {
    const Finding& finding = report.audit.findings[number];
    if (!finding.evidence.box || !refers_to(finding.walk, walk)) continue;
    const Mark mark{*finding.evidence.box, MarkKind::kEvidence};
    if (finding.evidence.screen == step.after)
      after.marks.push_back(mark);
    else if (finding.evidence.screen == step.before)
      before.marks.push_back(mark);
  }
  before.alt = "What the customer saw before: " + step.says;
  after.alt = "What the customer saw after: " + step.says;
  const bool acted = step.before && !before.marks.empty();
  const bool changed = step.after && (step.after != step.before || !acted);
  const auto between = pictured_interruptions(report, walk, step.index);
  if (!acted && !changed && between.empty() && !has_native_ui(walk, step.index)) return;
  const auto pictures = report.html.in("div", {{"class", "pictures"}});
  for (const auto* met : between) {
    const std::string kind(kind_of_interruption(met->kind));
    Shown how{.alt = "What came in between: " + kind};
    if (met->box) how.marks.push_back({*met->box, MarkKind::kEvidence});
    write_figure(report, walk, *met->screen, kind + " that came in between", how);
  }
  if (acted)
    write_figure(report, walk, *step.before, step.targets.empty() ? "Before" : "What they did",
                 before);
  write_native_ui(report.html, walk, step.index);
  if (changed) write_figure(report, walk, *step.after, "What they saw", after);
}

}  // namespace

void write_step(Report& report, std::size_t journey, const WalkSummary& walk,
                const StepRecord& step) {
  HtmlWriter& html = report.html;
  const auto findings = findings_at(report, journey, step.index);
  const auto item = html.in(
      "li",
      {{"class", class_of(step)}, {"id", step_id(journey, step.index)}, {"value", step.index + 1}});
  {
    const auto words = html.in("div", {{"class", "words"}});
    html.element("span", {{"class", "n"}, {"aria-hidden", "true"}}, std::to_string(step.index + 1));
    html.element("h4", {}, PageText{step.says, 200});
    if (step.outcome != StepOutcome::kDone) {
      const auto line = html.in("p", {{"class", "end"}});
      html.element("strong", {},
                   step.search && !step.search->found ? std::string_view("Not found")
                                                      : step_outcome_label(step.outcome));
      html.text(step.error ? ": " : ".");
      if (step.error) html.text(PageText{step.error->what, 400});
    }
    write_wait(html, walk, step);
    write_causes(html, step);
    write_visual(html, step);
    write_ambiguities(html, step);
    write_taken(html, step);
    write_notes(html, walk, step.index);
    write_saw(html, step);
    write_callouts(report, findings);
  }
  write_pictures(report, walk, step, findings);
}

}  // namespace firsthand::report
