#include <fmt/format.h>

#include <algorithm>

#include "analyzers/blank.h"
#include "analyzers/page_answer.h"
#include "analyzers/rules/rule_kit.h"
#include "analyzers/rules/rules.h"
#include "analyzers/waits.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

// " after 10 s; it would have taken 23.4 s"; what stood there and could not be used had come.
std::string how_long(const EndingWait& wait, const StepRecord& step) {
  if (could_not_be_used(step)) return " after " + duration_text(wait.patience_ms);
  return fmt::format(" after {}; it {} {}", duration_text(wait.patience_ms),
                     wait.censored ? "had not come after" : "would have taken",
                     duration_text(wait.since_input_ms));
}

// What stood in the way, beyond that it was not there.
std::string what_stopped_them(const StepRecord& step, bool waited) {
  if (!step.error || step.error->what.empty()) return {};
  // For what came late or was only looked for there is no more to say.
  const auto& code = step.error->code;
  if (waited &&
      (code == "too_slow" || code == "loading" || (!sends_input(step) && code == "not_found")))
    return {};
  return ": " + printable(in_short(*step.error), 160);
}

// A server that refuses a form says so on a page of its own: what ended the errand is not a wait.
bool was_refused(const StepRecord& step) {
  return step.error && step.error->code == "not_found" && step.status.value_or(0) >= 400;
}

// What was sent led to a page, but not to the one that the journey looks for: its name may say why.
// Empty: nothing came instead.
std::string page_instead(const Walk& walk, const StepRecord& step) {
  if (was_refused(step))
    return fmt::format("Instead came {} (HTTP {})",
                       step.title.empty() ? short_url(step.url) : in_quotes(step.title),
                       *step.status);
  const StepRecord* sent = previous_step(walk.steps, step.index);
  const StepRecord* from = sent == nullptr ? nullptr : previous_step(walk.steps, sent->index);
  if (from == nullptr || !sent->submits || sent->url == from->url || sent->title.empty() ||
      !step.error || step.error->code != "not_found")
    return {};
  return "Instead came " + in_quotes(sent->title);
}

// The same with what that page answered, as one or two sentences.
std::string what_came_instead(const Walk& walk, const StepRecord& step, const std::string& answer) {
  const std::string instead = page_instead(walk, step);
  if (instead.empty())
    return answer.empty() ? "" : as_sentence(" The page said " + in_quotes(answer, 120));
  if (answer.empty() || fold(instead).find(fold(answer)) != std::string::npos)
    return " " + instead + ".";
  return as_sentence(" " + instead + ", which said " + in_quotes(answer, 120));
}

// A box that asked before the end was answered with "no", which no customer had said. Empty: none
// asked.
std::string what_was_cancelled(const Walk& walk, const StepRecord& step) {
  const StepRecord* acted = previous_step(walk.steps, step.index);
  for (const auto& each : walk.observations) {
    const bool near = each.step == step.index || (acted != nullptr && each.step == acted->index);
    const bool asked = each.text.rfind("confirm: ", 0) == 0 || each.text.rfind("prompt: ", 0) == 0;
    if (each.kind == "dialog" && near && asked)
      return fmt::format(
          " Before that a box asked {}; it was cancelled, for the journey does not say how to "
          "answer it (dialog: ok).",
          in_quotes(each.text.substr(each.text.find(' ') + 1)));
  }
  return {};
}

// A control that is missing is none of those that were found before it.
bool is_missing(const StepRecord& step) {
  return step.error && step.error->code == "not_found" && !step.error->target.empty();
}

std::string what_was_looked_for(const StepRecord& step) {
  if (is_missing(step)) return step.error->target;
  if (!step.targets.empty() && !step.targets.back().says.empty()) return step.targets.back().says;
  return step.says;
}

// Nothing that could be read or used: the page was empty, or none came.
bool came_to_nothing(const Recording& recording, const StepRecord& step) {
  if (shows_browser_error(step)) return true;
  const Seen* seen = step.after ? seen_of(recording, *step.after) : nullptr;
  return seen != nullptr && is_blank(*seen);
}

// The customer stood before something that was coming.
bool was_a_queue(const StepRecord& step, const std::optional<EndingWait>& wait) {
  if (!wait) return false;
  const std::string code = step.error ? step.error->code : std::string("too_slow");
  return code == "too_slow" || code == "loading";
}

enum class Ending {
  kFailed,
  kRefused,
  kNothing,
  kQueue,
  kAnswered,
  kUnanswered,
  kUnheard,
  kNotThere,
  kCovered,
  kStillThere,
  kStuck
};

std::string_view why_for(Ending ending) {
  switch (ending) {
    case Ending::kFailed:
      return "However patient, no customer gets past this: their errand ends here, and they leave "
             "or ask for help.";
    case Ending::kRefused:
      return "The site refused, and went no further: who does not learn here how to go on leaves "
             "or calls.";
    case Ending::kNothing:
      return "There was nothing to read and nothing to use: nobody can tell whether something is "
             "still coming, and whoever cannot tell leaves.";
    case Ending::kQueue:
      return "Whoever gives up waiting does not come back to say so: at one company 71 % of those "
             "who left a queue left silently (arXiv 2501.08869).";
    case Ending::kAnswered:
      return "What came back is not what the customer came for: who does not learn from it how to "
             "go on leaves or calls.";
    case Ending::kUnanswered:
      return "What was sent was not answered where the customer could see it: nobody can know "
             "whether it arrived, so people send it twice, or leave and never learn.";
    case Ending::kUnheard:
      return "Nothing was sent, and nothing said why: people press again, and then leave.";
    case Ending::kNotThere:
      return "What a customer cannot find does not exist for them, and hardly anyone reports it: "
             "they leave.";
    case Ending::kStillThere:
      return "What should have gone was still there: nobody can tell whether it is over.";
    case Ending::kCovered:
      return "What lies over the way on comes first, like it or not: whoever cannot see how to be "
             "rid of it leaves.";
    case Ending::kStuck:
      break;
  }
  return "The way on is closed, and nothing says how to open it: customers leave, and hardly "
         "anyone reports it.";
}

// The step before sent something and stayed on its page; what should tell how it went was not
// there.
bool went_unanswered(const Walk& walk, const StepRecord& step) {
  const StepRecord* sent = previous_step(walk.steps, step.index);
  return sent != nullptr && sent->submits && !sends_input(step) && step.error &&
         step.error->code == "not_found" && page_instead(walk, step).empty();
}

// The network record has nothing of it, nor has the page.
bool was_never_sent(const Recording& recording, const StepRecord& step) {
  const StepRecord* sent = previous_step(recording.walk.steps, step.index);
  if (sent == nullptr || recording.requests.empty() || !sent->reaction) return false;
  const Reaction& reaction = *sent->reaction;
  return !reaction.request_ms && !reaction.dom_ms && !reaction.url_ms && !reaction.dialog_ms &&
         std::none_of(recording.requests.begin(), recording.requests.end(),
                      [&](const Request& each) { return each.step == sent->index; });
}

Ending ending_of(const Recording& recording, const StepRecord& step,
                 const std::optional<EndingWait>& wait, const std::string& answer) {
  if (recording.walk.outcome == Outcome::kFailed) return Ending::kFailed;
  if (was_refused(step)) return Ending::kRefused;
  const std::string code = step.error ? step.error->code : "";
  if (code == "covered") return Ending::kCovered;
  if (came_to_nothing(recording, step)) return Ending::kNothing;
  if (was_a_queue(step, wait)) return Ending::kQueue;
  if (code == "still_there") return Ending::kStillThere;
  if (!answer.empty()) return Ending::kAnswered;
  if (went_unanswered(recording.walk, step))
    return was_never_sent(recording, step) ? Ending::kUnheard : Ending::kUnanswered;
  // Text that is in the page and nowhere to be seen is as good as not there.
  const bool unseen = code == "hidden" && !sends_input(step);
  return unseen || was_not_there(step) ? Ending::kNotThere : Ending::kStuck;
}

std::string_view fix_for(Ending ending) {
  switch (ending) {
    case Ending::kFailed:
      return "Make this step answer; the evidence names what it answered instead.";
    case Ending::kRefused:
      return "Read on the picture what was refused, and why: mend that, or tell customers how to "
             "put it right.";
    case Ending::kAnswered:
      return "Mend what was answered, or tell customers there how to go on; if that was the "
             "answer they came for, correct what the journey looks for.";
    case Ending::kUnanswered:
      return "Say at once what came of it: that it worked, or what went wrong and what to do.";
    case Ending::kUnheard:
      return "Make the control do what it promises, or say on the spot what is missing.";
    case Ending::kNotThere:
      return "Put what the customer looks for on this page, in the words they use; if it never was "
             "there, correct the journey.";
    case Ending::kStillThere:
      return "Take it away when it is over; if it is to stay, correct the journey.";
    case Ending::kCovered:
      return "Keep it away from the way on, or let one obvious click close it; where customers do "
             "close it there, let the journey close it, too.";
    case Ending::kStuck:
      return "Open the way on, or say on the spot what is missing before it opens.";
    case Ending::kNothing:
    case Ending::kQueue:
      break;
  }
  return "Bring this step below the customer's patience, or say at once how long it will take.";
}

// The machine may have made the wait itself; what came late came.
void do_not_blame(Finding& finding, const TimingTrust& timing) {
  finding.severity = Severity::kMinor;
  while (finding.title.back() == '.') finding.title.pop_back();
  finding.title += ". This machine was too busy to say whether the site is to blame.";
  finding.why = why_doubtful(timing) +
                "What was awaited did come: walk it again on a machine that "
                "has time.";
}

// Where it ended, and for how long the customer had waited.
std::string title_for(const Walk& walk, const StepRecord& step,
                      const std::optional<EndingWait>& wait, bool answered) {
  const bool failed = walk.outcome == Outcome::kFailed;
  const auto late = wait_given_up_on(walk.outcome, walk.steps);
  // Whoever only looks for something waits for it; a step's own words say less to an outsider.
  const std::string where = !sends_input(step) && late && !late->on.empty()
                                ? "waiting for " + in_quotes(late->on)
                                : "at " + quoted_step(step);
  // What was answered is no wait, however long something else was looked for.
  if (answered && !failed) return fmt::format("The customer gave up {}.", where);
  return fmt::format("The customer {} {}{}{}", failed ? "was stopped by the site" : "gave up",
                     where, late ? how_long(*late, step) : "",
                     what_stopped_them(step, wait.has_value()));
}

}  // namespace

Verdict gave_up(const Recording& recording) {
  const Walk& walk = recording.walk;
  if (walk.outcome != Outcome::kGaveUp && walk.outcome != Outcome::kFailed)
    return std::vector<Finding>{};
  const StepRecord* step = ending_step(walk);
  const bool failed = walk.outcome == Outcome::kFailed;
  Finding finding = finding_at(recording, "gave-up", step);
  finding.severity = Severity::kBlocker;
  finding.owner = failed ? Owner::kEngineering : Owner::kDesign;
  if (step == nullptr) {
    const auto ending = failed ? Ending::kFailed : Ending::kStuck;
    finding.title =
        fmt::format("The customer {}: {}", failed ? "was stopped by the site" : "gave up",
                    printable(walk.reason_text, 200));
    finding.why = why_for(ending);
    finding.fix = fix_for(ending);
  } else {
    const auto wait = wait_that_ended(walk.steps);
    const auto answer = last_answer(recording);
    const auto ending = ending_of(recording, *step, wait, answer);
    finding.title = title_for(walk, *step, wait, !answer.empty());
    if (wait) finding.cost = Cost{wait->ms, CostKind::kMeasured};
    finding.evidence.text = what_was_looked_for(*step);
    if (!step->targets.empty() && !is_missing(*step)) {
      const FoundTarget& target = step->targets.back();
      finding.evidence.selector = target.selector;
      // Where it stood is nowhere on the error page that came.
      const bool another_page = failed && step->status.value_or(0) >= 400;
      if (!target.box.empty() && !another_page) finding.evidence.box = target.box;
    }
    finding.why = why_for(ending);
    finding.fix = fix_for(ending);
    if (ending == Ending::kUnanswered || ending == Ending::kUnheard ||
        (step->error && step->error->code == "loading"))
      finding.owner = Owner::kEngineering;
    if (ended_in_doubt(walk)) do_not_blame(finding, walk.timing);
    if (failed || ending == Ending::kRefused) finding.evidence.status = step->status;
    if (finding.title.back() != '.') finding.title += '.';
    if (!failed) finding.title += what_came_instead(walk, *step, answer);
    finding.title += what_was_cancelled(walk, *step);
  }
  if (finding.title.back() != '.') finding.title += '.';
  return std::vector<Finding>{finding};
}

}  // namespace firsthand
