#include "recorder/steps.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "journeys/text.h"
#include "recorder/browser/emulation.h"
#include "recorder/browser/guard.h"
#include "recorder/channels/http_probe.h"
#include "recorder/deeds.h"
#include "recorder/net_errors.h"
#include "recorder/queries.h"

namespace firsthand {
namespace {

constexpr auto kCommand = std::chrono::seconds(5);
constexpr auto kRest = std::chrono::milliseconds(1000);  // DESIGN.md, pace steady
constexpr auto kSecondLook = std::chrono::seconds(5);
constexpr int kIdsAStep = 100;  // a step may look for that many things

// The next word of a text, without the punctuation around it.
std::string next_word(std::string text) {
  const auto start = text.find_first_not_of(" \t:#-–—");
  text = start == std::string::npos ? "" : text.substr(start);
  text = text.substr(0, text.find(' '));
  while (!text.empty() &&
         std::string_view(".,;:!?)”\"").find(text.back()) != std::string_view::npos)
    text.pop_back();
  return text;
}

}  // namespace

Result<Ending> Steps::walk() {
  const auto& steps = state_.journey.steps;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    auto ending = step(static_cast<int>(index), steps[index]);
    if (!ending) return std::move(ending).error();
    if (*ending) return std::move(**ending);
    if (state_.log.trouble()) return *state_.log.trouble();
  }
  if (auto closed = records_.close_open(); !closed) return std::move(closed).error();
  return Ending{};
}

void Steps::abandon(const std::string& code, const std::string& what) {
  if (!records_.under_way()) return;
  records_.current().error = StepError{code, what};
  records_.done(StepOutcome::kUnmeasured);
}

Steps::Next Steps::step(int index, const Step& step) {
  records_.begin(index, step, patience_of(step), limit_of(step));
  tell(Progress::What::kStepStarted, records_.current());
  if (is_silent(step)) {
    tell(Progress::What::kStepDone, records_.current());
    records_.done(StepOutcome::kDone);
    return std::optional<Ending>();
  }
  auto queries = queries_for(step, state_.variables);
  if (!queries) return std::move(queries).error();
  const int id = index * kIdsAStep;
  if (!queries->empty() && armed_ != id) state_.page.agent().arm(id, queries->front());
  std::optional<re2::RE2> matching;
  const auto* to_keep = std::get_if<Keep>(&step.action);
  if (to_keep != nullptr && to_keep->matching) matching.emplace(*to_keep->matching, RE2::Quiet);
  const WaitOrder order{.id = id,
                        .query = queries->empty() ? Query{} : queries->front(),
                        .matching = matching ? &*matching : nullptr,
                        .from_ms = records_.waiting_since(),
                        .patience_ms = patience_of(step),
                        .limit_ms = limit_of(step),
                        // Nothing is done with what is kept; the next step settles.
                        .paced = to_keep == nullptr};
  std::optional<WaitResult> wait;
  if (!queries->empty()) {
    auto waited = wait_for(state_, order);
    if (!waited) return std::move(waited).error();
    wait = std::move(*waited);
    records_.charge(order, *wait);
    records_.notice();
    if (wait->held) return held();
    if (!wait->found || !wait->patient) return give_up(order, *wait);
    records_.current().timing.pace_ms =
        std::max(0.0, wait->until_ms - std::max(wait->ready_ms, order.from_ms));
  } else if (records_.open() != nullptr && state_.options.pace == Pace::kSteady) {
    // Nothing to wait for: the visitor still lets the page come to rest.
    if (auto rested = rest(); !rested) return std::move(rested).error();
  }
  if (to_keep != nullptr)
    if (auto kept = keep(*to_keep, *wait); !kept) return std::move(kept).error();
  if (only_looks(step)) return look(order, *wait);
  if (step.submits && !state_.options.allow_submit && strict())
    return end_with(StepOutcome::kStopped, Outcome::kStopped,
                    {"not_allowed", state_.options.send_nothing
                                        ? "This step would send something for real, and "
                                          "--send-nothing was given."
                                        : "This step would send something for real; it runs only "
                                          "with --allow-submit."});
  return act(step, order, std::move(*queries), wait);
}

Steps::Next Steps::act(const Step& step, const WaitOrder& order, std::vector<Query> queries,
                       const std::optional<WaitResult>& wait) {
  if (auto closed = records_.take_over(); !closed) return std::move(closed).error();
  auto& record = records_.current();
  // The picture of what is done shows where it is done.
  if (wait && wait->sighting.offscreen) {
    auto seen = bring_into_view(wait->frame, order.id);
    if (!seen) return std::move(seen).error();
  }
  if (auto shown = records_.picture_before(); !shown) return std::move(shown).error();
  arm_next(record.index);
  const double began = state_.clock.now_ms();
  state_.page.guard().allow_sending(step.submits && state_.options.allow_submit);
  const int targets = static_cast<int>(queries.size());
  auto done = Deeds(state_, step, record.index, order.id, std::move(queries), order)
                  .perform(state_.options.site);
  // What is done with is not looked for any more: on a large page that takes its time.
  for (int which = 0; which < targets; ++which) state_.page.agent().disarm(order.id + which);
  if (!done) return std::move(done).error();
  record.input_at_ms = done->input_at_ms;
  record.targets = std::move(done->targets);
  record.clicks = done->clicks;
  record.keystrokes = done->keystrokes;
  record.fields = done->fields;
  for (auto& cause : done->waited_for) record.waited_for.push_back(cause);
  record.timing.tool_ms += state_.clock.now_ms() - began;
  records_.notice();
  if (state_.page.guard().held()) return held();
  if (done->error)
    return end_with(done->held      ? StepOutcome::kStopped
                    : done->gave_up ? StepOutcome::kGaveUp
                                    : StepOutcome::kFailed,
                    done->held      ? Outcome::kStopped
                    : done->gave_up ? Outcome::kGaveUp
                                    : Outcome::kFailed,
                    *done->error);
  if (!record.input_at_ms) record.input_at_ms = began;
  tell(Progress::What::kStepDone, record);
  records_.leave_open();
  input_patience_ = step.patience_ms;
  input_limit_ = step.limit_ms;
  return std::optional<Ending>();
}

Steps::Next Steps::look(const WaitOrder& order, const WaitResult& wait) {
  if (auto closed = records_.take_over(); !closed) return std::move(closed).error();
  auto& record = records_.current();
  if (!order.query.pattern) {
    auto seen = bring_into_view(wait.frame, order.id);
    if (!seen) return std::move(seen).error();
    auto offset = state_.page.offset_of(wait.frame, Deadline::after(kCommand));
    if (!offset && ends_walk(offset.error())) return std::move(offset).error();
    if (*seen) records_.add_target(order.query.text, **seen, offset ? *offset : Box{});
  }
  state_.page.agent().disarm(order.id);
  arm_next(record.index);
  if (auto shown = records_.picture_after(record); !shown) return std::move(shown).error();
  tell(Progress::What::kStepDone, record);
  records_.done(StepOutcome::kDone);
  return std::optional<Ending>();
}

Result<> Steps::keep(const Keep& keep, const WaitResult& wait) {
  std::string value = wait.captured;
  if (keep.after) {
    value = next_word(wait.sighting.after);
  } else if (keep.from) {
    auto text =
        state_.ask(wait.frame, fmt::format("value({})", records_.current().index * kIdsAStep));
    if (!text && ends_walk(text.error())) return std::move(text).error();
    if (text && text->is_string()) value = text->get<std::string>();
  }
  state_.variables.values[keep.name] = value;
  state_.observe({.kind = "kept",
                  .step = records_.current().index,
                  .text = keep.name + " = " + printable(value, 120)});
  return Done{};
}

Result<std::optional<Sighting>> Steps::bring_into_view(const FrameId& frame, int id) {
  auto located = state_.ask(frame, fmt::format("locate({}, true, 0)", id));
  if (!located && ends_walk(located.error())) return std::move(located).error();
  if (!located || !located->is_object()) return std::optional<Sighting>();
  return std::optional(sighting_from(*located));
}

Result<> Steps::rest() {
  auto& open = *records_.open();
  const double began = state_.clock.now_ms();
  const double from = open.input_at_ms.value_or(began);
  auto pumped = state_.pump(kRest, [&] {
    const double quiet =
        std::max({state_.page.film().last_change_ms(), state_.page.agent().last_busy_ms(), from});
    return state_.clock.now_ms() >= quiet + static_cast<double>(kRest.count());
  });
  if (!pumped) return std::move(pumped).error();
  open.timing.pace_ms += state_.clock.now_ms() - began;
  return Done{};
}

// Armed before the input, so that what comes at once is seen at once.
void Steps::arm_next(int index) {
  const auto& steps = state_.journey.steps;
  for (auto next = static_cast<std::size_t>(index) + 1; next < steps.size(); ++next) {
    if (is_silent(steps[next])) continue;
    auto queries = queries_for(steps[next], state_.variables);
    // A variable that is kept on the way is not known yet; the step arms itself then.
    if (!queries || queries->empty()) return;
    armed_ = static_cast<int>(next) * kIdsAStep;
    state_.page.agent().arm(armed_, queries->front());
    return;
  }
}

Steps::Next Steps::give_up(const WaitOrder& order, const WaitResult& wait) {
  // What the site answered with is the fault of no one who looked for something in it.
  if (wait.failure) {
    records_.reopen();
    second_look(*wait.failure);
  }
  const double began = state_.clock.now_ms();
  StepError error;
  if (wait.failure) {
    error = *wait.failure;
  } else {
    auto explained = explain(state_, order, wait);
    if (!explained) return std::move(explained).error();
    error = *explained;
    // What was there and could not be used is shown where it stood.
    if (wait.sighting.box && wait.frame == state_.page.frames().root_frame())
      records_.add_target(order.query.text, wait.sighting, Box{});
  }
  // Explaining is our time, not the customer's.
  records_.current().timing.tool_ms += state_.clock.now_ms() - began;
  if (wait.failure && is_no_ones_answer(wait.failure->code, ever_answered()))
    return end_with(StepOutcome::kUnmeasured, Outcome::kUnmeasured, error);
  const bool failed = wait.failure.has_value();
  auto ending = end_with(failed ? StepOutcome::kFailed : StepOutcome::kGaveUp,
                         failed ? Outcome::kFailed : Outcome::kGaveUp, std::move(error));
  if (ending && *ending) (*ending)->censored = !wait.found && !failed;
  return ending;
}

void Steps::second_look(const StepError& failure) {
  const auto* document = state_.page.network().main_document();
  if (!failure.code.starts_with("net::") || document == nullptr) return;
  const auto probe =
      probe_http(document->url, user_agent_of(state_.page.device()), Deadline::after(kSecondLook));
  state_.observe({.kind = "second_look",
                  .step = records_.current().index,
                  .text = "asked again outside the browser: " + probe_text(probe)});
}

Steps::Next Steps::held() {
  // What was held was sent by the step that acted last.
  records_.reopen();
  const auto request = state_.page.guard().held();
  const auto& record = records_.current();
  StepError error{"held", "A request was held."};
  if (request && request->why == HeldRequest::Why::kForeignHost)
    error = {"left_hosts", fmt::format("The walk was led to {}, which is not in this journey's "
                                       "hosts; it went no further.",
                                       printable(request->url, 120))};
  else if (request)
    error = {"held_request",
             fmt::format("{}:{}: this step would have sent what was typed to {} ({}); it is not "
                         "marked `submits: true`, so it was held.",
                         printable(record.file.value_or(state_.journey.file), 120), record.line,
                         printable(request->url, 120), request->method)};
  state_.observe({.kind = error.code, .step = record.index, .text = error.what});
  return end_with(StepOutcome::kStopped, Outcome::kStopped, error);
}

Steps::Next Steps::end_with(StepOutcome step_outcome, Outcome outcome, const StepError& error) {
  if (auto closed = records_.take_over(); !closed) return std::move(closed).error();
  auto& record = records_.current();
  record.error = error;
  if (auto shown = records_.picture_after(record); !shown) return std::move(shown).error();
  records_.done(step_outcome);
  const bool ours = outcome == Outcome::kUnmeasured;
  return std::optional(Ending{outcome, ours ? "our_rig" : error.code, error.what, false});
}

bool Steps::ever_answered() const {
  return std::ranges::any_of(state_.page.network().entries(),
                             [](const NetworkEntry& entry) { return entry.status.has_value(); });
}

double Steps::patience_of(const Step& step) const {
  return step.patience_ms.value_or(input_patience_.value_or(state_.journey.patience_ms));
}

double Steps::limit_of(const Step& step) const {
  return step.limit_ms.value_or(input_limit_.value_or(state_.journey.limit_ms));
}

bool Steps::strict() const {
  return state_.options.send_nothing || !is_loopback(host_of(state_.options.site));
}

void Steps::tell(Progress::What what, const StepRecord& record) {
  if (!state_.options.progress) return;
  state_.options.progress({.step = record.index,
                           .steps = static_cast<int>(state_.journey.steps.size()),
                           .says = record.says,
                           .what = what});
}

}  // namespace firsthand
