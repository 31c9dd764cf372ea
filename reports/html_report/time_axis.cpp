// The felt waits of one walk, each a bar on one time axis, against what the customer was told to
// expect and what their patience allowed. Positions are shares of the axis, so that the letters
// keep their size on a phone.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analyzers/waits.h"
#include "journeys/text.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {
namespace {

constexpr double kRow = 20;  // px
constexpr double kBar = 12;

struct Axis {
  double end_ms = 1000;
  double tick_ms = 250;
  std::string at(double ms) const {
    return fmt::format("{:.2f}%", 100 * std::clamp(ms / end_ms, 0.0, 1.0));
  }
};

// Ends at the longest wait or patience, with four to eight ticks at round times.
Axis axis_for(const WalkSummary& walk) {
  double longest = 1000;
  for (const auto& step : walk.steps) {
    if (!step.timing.felt_ms()) continue;
    longest = std::max(
        {longest, *step.timing.felt_ms(), step.patience_ms, step.should_take_ms.value_or(0)});
  }
  constexpr std::array kRound = {250.0,     500.0,     1'000.0,     2'000.0,    5'000.0,
                                 10'000.0,  15'000.0,  30'000.0,    60'000.0,   120'000.0,
                                 300'000.0, 600'000.0, 1'800'000.0, 3'600'000.0};
  Axis axis;
  axis.tick_ms = kRound.back();
  for (const double round : kRound)
    if (longest / round <= 6) {
      axis.tick_ms = round;
      break;
    }
  axis.tick_ms = std::max(axis.tick_ms, longest / 8);
  axis.end_ms = std::ceil(longest / axis.tick_ms) * axis.tick_ms;
  return axis;
}

enum class Tone { kFine, kSlow, kOver };

// The finding may stand with another walk of the journey, where the same step took longest.
bool was_found_slow(const Report& report, const Place& told, const StepRecord& step) {
  for (std::size_t i = 0; i < report.places.size(); ++i)
    if (report.audit.findings[i].rule == "slow-step" &&
        report.audit.findings[i].step == step.index && report.places[i].journey == told.journey)
      return true;
  return false;
}

bool is_longer_than_expected(const WalkSummary& walk, const StepRecord& step) {
  for (const FeltWait& wait : felt_waits(walk.steps))
    if (wait.step == step.index) return wait.ms > wait.expected_ms;
  return false;
}

// Slow: longer than the journey says it should take, or a rule found it too long.
Tone tone_of(const Report& report, const Place& told, const StepRecord& step) {
  const double wait = *step.timing.felt_ms();
  if (step.timing.censored || (step.patience_ms > 0 && wait > step.patience_ms)) return Tone::kOver;
  if (step.should_take_ms) return wait > *step.should_take_ms ? Tone::kSlow : Tone::kFine;
  return was_found_slow(report, told, step) && is_longer_than_expected(*told.walk, step)
             ? Tone::kSlow
             : Tone::kFine;
}

// A step without input, such as a note, makes nobody wait.
bool makes_nobody_wait(const StepRecord& step) {
  return step.outcome == StepOutcome::kDone && !step.timing.felt_ms();
}

struct Row {
  const StepRecord& step;
  Tone tone = Tone::kFine;  // when the wait was measured
};

std::vector<Row> rows_of(const Report& report, const Place& told) {
  std::vector<Row> rows;
  for (const auto& step : told.walk->steps) {
    if (step.outcome == StepOutcome::kNotReached || step.outcome == StepOutcome::kPassedOver ||
        makes_nobody_wait(step))
      continue;
    rows.push_back({step, step.timing.felt_ms() ? tone_of(report, told, step) : Tone::kFine});
  }
  return rows;
}

std::string_view class_of(Tone tone) {
  switch (tone) {
    case Tone::kOver:
      return "wait over";
    case Tone::kSlow:
      return "wait slow";
    case Tone::kFine:
      break;
  }
  return "wait fine";
}

void draw_bar(HtmlWriter& html, const Row& row, const Axis& axis) {
  const StepRecord& step = row.step;
  const double wait = *step.timing.felt_ms();
  const double top = (kRow - kBar) / 2;
  const auto svg = html.in("svg", {{"class", "bar"},
                                   {"width", "100%"},
                                   {"height", kRow},
                                   {"aria-hidden", "true"},
                                   {"focusable", "false"}});
  html.svg_leaf("rect",
                {{"class", "track"}, {"y", kRow / 2 - 0.5}, {"width", "100%"}, {"height", 1}});
  html.svg_leaf("rect", {{"class", class_of(row.tone)},
                         {"y", top},
                         {"width", axis.at(wait)},
                         {"height", kBar},
                         {"rx", 2}});
  double cause_ends = 0;
  for (const auto& cause : noticed_causes(step)) {
    cause_ends += cause.ms;
    if (cause_ends >= wait * 0.98) break;
    html.svg_leaf(
        "rect",
        {{"class", "cut"}, {"x", axis.at(cause_ends)}, {"y", top}, {"width", 2}, {"height", kBar}});
  }
  const auto line = [&](std::string_view kind, double ms) {
    for (const std::string_view layer : {std::string_view("under"), kind})
      html.svg_leaf(
          "line",
          {{"class", layer}, {"x1", axis.at(ms)}, {"x2", axis.at(ms)}, {"y1", 0}, {"y2", kRow}});
  };
  if (step.should_take_ms) line("expected", *step.should_take_ms);
  if (step.patience_ms > 0) line("patience", step.patience_ms);
}

void write_causes_in_line(HtmlWriter& html, const StepRecord& step) {
  const auto causes = noticed_causes(step);
  if (causes.empty()) return;
  const auto line = html.in("p", {{"class", "causes"}});
  if (step.timing.censored && !step.waited_for.empty() && !step.waited_for.back().on.empty()) {
    html.text("in vain, for ").text(PageText{"“" + step.waited_for.back().on + "”", 90});
    html.text(": ");
  }
  bool first = true;
  for (const auto& cause : causes) {
    html.text(first ? "" : "; ").text(duration_text(cause.ms) + ": ");
    html.text(PageText{wait_cause(cause), 140});
    first = false;
  }
}

void write_row(HtmlWriter& html, const Row& row, const Axis& axis) {
  const StepRecord& step = row.step;
  const auto item = html.in("li");
  html.element("span", {{"class", "n"}, {"aria-hidden", "true"}}, std::to_string(step.index + 1));
  html.element("span", {{"class", "says"}}, PageText{step.says, 90});
  if (!step.timing.felt_ms()) {
    html.element("span", {{"class", "took none"}}, "not measured");
    return;
  }
  const bool at_once = step.outcome == StepOutcome::kDone && !step.timing.censored &&
                       is_at_once(*step.timing.felt_ms());
  html.element("span", {{"class", "took"}},
               at_once ? "at once" : wait_text(*step.timing.felt_ms(), step.timing.censored));
  const auto chart = html.in("div", {{"class", "chart"}});
  draw_bar(html, row, axis);
  write_causes_in_line(html, step);
}

void write_ticks(HtmlWriter& html, const Axis& axis) {
  const auto row = html.in("li", {{"class", "ticks"}, {"aria-hidden", "true"}});
  const auto chart = html.in("div", {{"class", "chart"}});
  const auto svg =
      html.in("svg", {{"class", "bar"}, {"width", "100%"}, {"height", 24}, {"focusable", "false"}});
  const int ticks = static_cast<int>(std::lround(axis.end_ms / axis.tick_ms));
  html.svg_leaf("rect", {{"class", "base"}, {"width", "100%"}, {"height", 1}});
  for (int i = 0; i <= ticks; ++i) {
    const double ms = axis.tick_ms * i;
    html.svg_leaf(
        "line",
        {{"class", "tick"}, {"x1", axis.at(ms)}, {"x2", axis.at(ms)}, {"y1", 0}, {"y2", 5}});
    html.element("text",
                 {{"x", axis.at(ms)},
                  {"y", 19},
                  {"class", i % 2 == 0 ? "even" : "odd"},
                  {"text-anchor", i == 0       ? "start"
                                  : i == ticks ? "end"
                                               : "middle"}},
                 i == 0 ? "0" : limit_text(ms));
  }
}

void write_key(HtmlWriter& html, const std::vector<Row>& rows) {
  const auto any = [&](auto holds) { return std::any_of(rows.begin(), rows.end(), holds); };
  const auto list = html.in("ul", {{"class", "legend"}, {"aria-hidden", "true"}});
  const auto key = [&](std::string_view kind, std::string_view words) {
    const auto item = html.in("li");
    html.element("span", {{"class", kind}}, "");
    html.text(words);
  };
  const auto has = [&](Tone tone) { return any([&](const Row& row) { return row.tone == tone; }); };
  if (has(Tone::kFine)) key("key fine", "felt wait");
  if (has(Tone::kSlow)) key("key slow", "longer than it should take");
  if (has(Tone::kOver)) key("key bad", "longer than the customer’s patience");
  if (any([](const Row& row) { return row.step.should_take_ms.has_value(); }))
    key("key-line expected", "should take");
  key("key-line patience", "patience ends");
}

void write_caution(HtmlWriter& html, const TimingTrust& timing) {
  if (timing.reliable) return;
  const auto note = html.in("p", {{"class", "caution"}});
  html.element("strong", {}, "These times are not reliable: ");
  for (std::size_t i = 0; i < timing.reasons.size(); ++i)
    html.text(i == 0 ? "" : "; ").text(PageText{timing.reasons[i], 160});
  html.text(timing.reasons.empty() ? "the machine could not be trusted." : ".");
}

}  // namespace

void write_time_axis(Report& report, std::size_t journey, const WalkSummary& walk) {
  const auto rows = rows_of(report, {&report.audit.journeys[journey], journey, &walk});
  const bool measured = std::any_of(rows.begin(), rows.end(), [](const Row& row) {
    return row.step.timing.felt_ms().has_value();
  });
  if (!measured) return;
  HtmlWriter& html = report.html;
  const Axis axis = axis_for(walk);
  const auto figure = html.in("figure", {{"class", "waits"}});
  {
    const auto caption = html.in("figcaption");
    html.element("h4", {}, "How long the customer waited");
    write_key(html, rows);
  }
  {
    const auto list = html.in("ol");
    for (const auto& row : rows) write_row(html, row, axis);
    write_ticks(html, axis);
  }
  if (std::any_of(walk.steps.begin(), walk.steps.end(), makes_nobody_wait))
    html.element("p", {{"class", "causes"}},
                 "Of steps that are missing here, no wait was measured.");
  write_caution(html, walk.timing);
}

}  // namespace firsthand::report
