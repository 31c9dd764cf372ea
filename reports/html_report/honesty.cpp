// What the report does not know, and how what it knows was measured.

#include <fmt/format.h>

#include "analyzers/waits.h"
#include "journeys/text.h"
#include "reports/html_report/parts.h"
#include "reports/html_report/wording.h"

namespace firsthand::report {
namespace {

// A row for each limit: what it is about, and what it means.
class Limits {
 public:
  explicit Limits(HtmlWriter& html) : html_(html) {}
  void add(PageText about, PageText meaning) {
    const auto item = html_.in("li");
    html_.element("strong", {}, about).text(": ").text(meaning);
    ++count_;
  }
  int count() const { return count_; }

 private:
  HtmlWriter& html_;
  int count_ = 0;
};

std::string gap_text(const EvidenceGap& gap) {
  std::string steps = gap.steps.size() == 1 ? "step " : "steps ";
  for (std::size_t i = 0; i < gap.steps.size(); ++i)
    steps += (i == 0 ? "" : ", ") + std::to_string(gap.steps[i] + 1);
  const auto& why = gap.because;
  if (gap.kind == "frames_masked")
    return fmt::format(
        "the film of {} had a secret painted over, so it does not tell when something first "
        "happened or when the page came to rest.",
        steps);
  if (gap.kind == "frame_dropped")
    return as_sentence(fmt::format("film of {} was not kept: {}", steps, why));
  if (gap.kind == "screen_dropped")
    return as_sentence(
        fmt::format("a picture of {} was not kept, and nothing was read from it: {}", steps, why));
  if (gap.kind == "film_full")
    return as_sentence(fmt::format("the film of {} ends early: {}", steps, why));
  if (gap.kind == "clocks_disagree")
    return as_sentence(
               fmt::format("our two clocks disagree about the wait of {}: {}", steps, why)) +
           (gap.steps.size() > 1
                ? " The waits told are the page’s; those that were felt may differ "
                  "from them by as much, and by no more."
                : " The wait told is the page’s; the one that was felt may differ "
                  "from it by as much, and by no more.");
  return as_sentence(fmt::format(
      "our own script broke on the page of {}; something may have gone unnoticed: {}", steps, why));
}

void add_walk(Limits& limits, const JourneySummary& journey, const WalkSummary& walk,
              std::size_t number) {
  const std::string name = journey.walks.size() > 1
                               ? fmt::format("{}, walk {}", journey.title, number + 1)
                               : journey.title;
  const auto say = [&](const std::string& meaning) { limits.add({name, 160}, {meaning, 600}); };
  if (walk.outcome == Outcome::kUnmeasured)
    say("could not be measured: " + unmeasured_in_full(walk.reason, walk.reason_text));
  if (walk.outcome == Outcome::kStopped && !is_about_sending(walk.reason))
    say("we stopped on purpose. " + walk.reason_text + " What follows is unknown.");
  else if (walk.outcome == Outcome::kStopped)
    say("we stopped before sending, because sending was not allowed. What follows, and whether "
        "it works, is unknown.");
  if (!walk.timing.reliable) {
    std::string reasons;
    for (const auto& reason : walk.timing.reasons)
      reasons += (reasons.empty() ? "" : "; ") + reason;
    say("its times are not reliable" + (reasons.empty() ? "" : ": " + reasons) +
        (ended_in_doubt(walk.outcome, walk.timing, walk.steps)
             ? ". What was awaited did come; whether the site or this machine kept it back is in "
               "doubt, so giving up is not held against the site."
             : ". What happened is not in doubt, how long it took is."));
  }
  if (walk.censored)
    say("something awaited never came while we watched, so the true wait is longer than shown.");
  for (const auto& gap : walk.gaps) say(gap_text(gap));
}

void write_limits(HtmlWriter& html, const Audit& audit) {
  const auto list = html.in("ul", {{"class", "limits"}});
  Limits limits(html);
  for (const auto& journey : audit.journeys)
    for (std::size_t i = 0; i < journey.walks.size(); ++i)
      add_walk(limits, journey, journey.walks[i], i);
  for (const auto& failed : audit.failed_analyzers)
    limits.add({"Not looked at: " + failed.analyzer, 80},
               {failed.because + (failed.walk.empty() ? "" : " (" + failed.walk + ")"), 400});
  if (!audit.browser.sandbox)
    limits.add({"Unsandboxed"},
               {"the browser ran without its sandbox, as asked for with --unsandboxed."});
  if (!audit.browser.marked)
    limits.add({"Unmarked"},
               {"the browser did not name itself as a synthetic visitor; the site’s own statistics "
                "may count these walks as customers."});
  limits.add({"Only what was walked"},
             {"the report knows the paths above, taken by a first-time visitor on one machine. "
              "Other paths, devices, networks and returning customers may fare differently."});
}

OptMs own_time(const Audit& audit) {
  OptMs sum;
  for (const auto& journey : audit.journeys)
    for (const auto& walk : journey.walks)
      if (walk.tool_ms) sum = sum.value_or(0) + *walk.tool_ms;
  return sum;
}

void write_fact(HtmlWriter& html, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  html.element("dt", {}, name);
  html.element("dd", {}, PageText{value, 200});
}

std::string machine_text(const MachineInfo& machine) {
  std::string text = machine.os;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (machine.cpus > 0) add(counted(machine.cpus, "processor", "processors"));
  if (machine.memory_gb > 0) add(fmt::format("{} GB of memory", points_text(machine.memory_gb)));
  return text;
}

void write_method(HtmlWriter& html, const Audit& audit) {
  const auto facts = html.in("dl", {{"class", "method"}});
  write_fact(html, "Site", audit.site);
  write_fact(html, "Started", date_text(audit.started));
  write_fact(html, "Finished", date_text(audit.finished));
  std::string visitors = visitors_text(audit);
  if (!visitors.empty()) visitors += "; first visit, empty profile, cold cache";
  if (has_second_visits(audit))
    visitors += "; second visits with the cookies and the cache of the first, browser started anew";
  write_fact(html, "Visitor", visitors);
  write_fact(html, "Browser", audit.browser.product);
  write_fact(html, "Machine", machine_text(audit.machine));
  if (const auto own = own_time(audit))
    write_fact(html, "Our own time", duration_text(*own) + ", never counted as the customer’s");
  write_fact(html, "Felt wait",
             "from the customer’s click or key until the next thing they need is there, still, "
             "enabled and not covered");
}

}  // namespace

void write_honesty(Report& report) {
  HtmlWriter& html = report.html;
  const auto section = html.in("section", {{"class", "honesty"}, {"aria-labelledby", "limits"}});
  html.element("h2", {{"id", "limits"}}, "What this report does not know");
  write_limits(html, report.audit);
  html.element("h3", {}, "How it was measured");
  write_method(html, report.audit);
}

}  // namespace firsthand::report
