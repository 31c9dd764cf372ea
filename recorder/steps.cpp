#include "recorder/steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/keystroke_level.h"
#include "journeys/text.h"
#include "recorder/browser/guard.h"
#include "recorder/deeds.h"
#include "recorder/history.h"
#include "recorder/queries.h"
#include "recorder/scripts.h"

namespace firsthand {
namespace {

using std::chrono::milliseconds;
constexpr auto kRest = milliseconds(1000);  // at pace steady

milliseconds whole_ms(double ms) { return milliseconds(static_cast<std::int64_t>(ms)); }

bool looks_about(const Step& step) {
  return std::holds_alternative<See>(step.action) || std::holds_alternative<NotSee>(step.action);
}

bool does_nothing(const Step& step) {
  return is_silent(step) || std::holds_alternative<Wait>(step.action) ||
         std::holds_alternative<Human>(step.action);
}

}  // namespace

Result<Ending> Steps::walk() {
  const auto& steps = state_.journey.steps;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const int index = static_cast<int>(at);
    auto ending = step(index, steps[at]);
    if (ending && !*ending && state_.options.until == index + 1) ending = until_here(index);
    if (!ending) return std::move(ending).error();
    if (*ending) return std::move(**ending);
    if (state_.log.trouble()) return *state_.log.trouble();
  }
  if (auto closed = records_.close_open(); !closed) return std::move(closed).error();
  return Ending{};
}

void Steps::abandon(const Error& why) {
  const char* code = why.code == Errc::kInterrupted   ? "interrupted"
                     : why.code == Errc::kBrowserGone ? "browser_gone"
                     : why.code == Errc::kNoSpace     ? "no_space"
                                                      : "our_rig";
  records_.abandon({code, why.what});
}

Next Steps::until_here(int index) {
  if (records_.open() != nullptr)
    if (auto rested = rest(); !rested) return std::move(rested).error();
  if (auto closed = records_.close_open(); !closed) return std::move(closed).error();
  return std::optional(
      Ending{Outcome::kStopped, "until",
             fmt::format("We stopped after step {}, as --until asked for.", index + 1), false});
}

Next Steps::step(int index, const Step& step) {
  records_.begin(index, step, patience_of(step), limit_of(step));
  tell(Progress::What::kStepSought, records_.current());
  if (const auto* wait = std::get_if<Wait>(&step.action)) return pause(*wait);
  if (const auto* human = std::get_if<Human>(&step.action)) return by_hand(index, *human);
  if (is_silent(step)) {
    tell(Progress::What::kStepDone, records_.current());
    records_.done(StepOutcome::kDone);
    return std::optional<Ending>();
  }
  if (step.tab) {
    bool passed = false;
    auto ended = follow_tab(index, step, passed);
    if (!ended || *ended || passed) return ended;
  }
  auto seeking = seek(index, step);
  if (!seeking) return std::move(seeking).error();
  auto& sought = **seeking;
  const auto& order = sought.order;
  std::optional<WaitResult> wait;
  if (sought.any()) {
    sought.order.foretold = [this] { records_.foresee_end(); };
    if (!order.optional)
      sought.order.picture = [this](bool there) { return records_.picture_during(there); };
    auto waited = wait_for(state_, order);
    if (!waited) return std::move(waited).error();
    wait = std::move(*waited);
    if (wait->found || !(step.optional || wait->failure))
      tell(Progress::What::kStepStarted, records_.current(),
           state_.awaited_ms(order.from_ms, wait->waited_until_ms));
    if (std::holds_alternative<Find>(step.action)) return find(step, sought, *wait);
    // A page that did not come has nothing that a visitor could do without.
    if (step.optional && !wait->found && !wait->failure && !wait->held) {
      if (sought.looking) sought.looking->disarm();
      return pass_over(index);
    }
    records_.notice();
    if (wait->held) return endings_.held();
    records_.charge(order, *wait);
    if (!wait->found || !wait->patient) return endings_.give_up(order, *wait);
    records_.pace(order, *wait);
  } else if (records_.open() != nullptr && state_.options.pace != Pace::kQuick) {
    // Nothing to wait for: the visitor still lets the page come to rest, or makes up their mind.
    auto rested = state_.options.pace == Pace::kHuman ? think(step) : rest();
    if (!rested) return std::move(rested).error();
  }
  if (!wait) tell(Progress::What::kStepStarted, records_.current());
  if (auto told = caption(); !told) return std::move(told).error();
  if (sought.keeping)
    if (auto kept = sought.keeping->take(index, *wait); !kept) return std::move(kept).error();
  if (only_looks(step)) return look(sought, *wait);
  if (step.submits && !state_.options.allow_submit && strict())
    return endings_.end_with(
        StepOutcome::kStopped, Outcome::kStopped,
        {"not_allowed", state_.options.send_nothing
                            ? "This step would send something for real, and "
                              "--send-nothing was given."
                            : "This step would send something for real; it runs only "
                              "with --allow-submit."});
  return act(step, sought, wait);
}

Result<std::unique_ptr<Steps::Sought>> Steps::seek(int index, const Step& step) {
  auto sought = std::make_unique<Sought>();
  const int id = index * kIdsAStep;
  auto& order = sought->order;
  order.id = id;
  order.from_ms = records_.waiting_since();
  order.patience_ms = patience_of(step);
  order.limit_ms = limit_of(step);
  order.optional = step.optional;
  order.aim_ms = klm::before_doing_ms(step);
  const bool armed = armed_.contains(index);
  if (looks_about(step)) {
    auto looking = Looking::of(state_, step, id, acted_ms_);
    if (!looking) return std::move(looking).error();
    auto& eyes = sought->looking.emplace(std::move(*looking));
    if (!armed) eyes.arm();
    order.query = {.word = "see", .text = eyes.plainly()};
    order.what = eyes.what();
    order.presence = [&eyes] { return eyes.now(); };
    order.instead = [&eyes] { return eyes.instead(); };
    order.absence = std::holds_alternative<NotSee>(step.action);
    order.glance = !order.absence;
    order.scrolls = !order.absence && !order.optional && eyes.on_the_page();
    return sought;
  }
  auto queries = queries_for(step, state_.variables);
  if (!queries) return std::move(queries).error();
  sought->queries = std::move(*queries);
  if (!sought->queries.empty()) {
    order.query = sought->queries.front();
    // Nobody waits for a link that a page has not got.
    order.optional = order.optional || std::holds_alternative<Find>(step.action);
    order.scrolls = !order.optional;
    if (!armed) state_.page.agent().arm(id, order.query);
  }
  if (const auto* keep = std::get_if<Keep>(&step.action)) {
    auto& keeping = sought->keeping.emplace(state_, *keep, id);
    order.presence = keeping.presence();
    order.instead = [&keeping] { return keeping.instead(); };
    // Nothing is done with what is kept; the next step settles.
    order.paced = false;
  }
  return sought;
}

Next Steps::act(const Step& step, Sought& sought, const std::optional<WaitResult>& wait) {
  if (auto closed = records_.take_over(); !closed) return std::move(closed).error();
  auto& record = records_.current();
  const int id = sought.order.id;
  // The picture of what is done shows where it is done.
  if (wait && (wait->sighting.offscreen || wait->sighting.edge)) {
    if (auto settled = records_.settle(); !settled) return std::move(settled).error();
    auto seen = bring_into_view(wait->frame, id);
    if (!seen) return std::move(seen).error();
  }
  records_.picture_before();
  arm_next(record.index);
  const double began = acted_ms_ = state_.clock.now_ms();
  const double keeping = records_.keeping_ms();
  state_.page.guard().allow_sending(step.submits && state_.options.allow_submit);
  if (auto told = answer_dialogs(step); !told) return std::move(told).error();
  if (wait) {
    sought.order.accounted_ms = wait->until_ms;
    sought.order.stood_ms = wait->stood_ms;
  }
  const int targets = static_cast<int>(sought.queries.size());
  auto done = perform(step, sought);
  // What is done with is not looked for any more: on a large page that takes its time.
  for (int which = 0; which < targets; ++which) state_.page.agent().disarm(id + which);
  if (!done) return std::move(done).error();
  if (auto settled = records_.settle(); !settled) return std::move(settled).error();
  records_.note_jumps(id, id + targets);
  take_down(*done);
  time_deeds(*done, began + records_.keeping_ms() - keeping);
  records_.notice();
  if (state_.page.guard().held()) return endings_.held();
  if (done->error && done->held)
    return endings_.end_with(StepOutcome::kStopped, Outcome::kStopped, *done->error);
  if (done->error && done->ours)
    return endings_.end_with(StepOutcome::kUnmeasured, Outcome::kUnmeasured, *done->error);
  if (done->error && done->gave_up) return give_up_within(*done);
  if (done->error) return endings_.end_with(StepOutcome::kFailed, Outcome::kFailed, *done->error);
  if (!record.input_at_ms) record.input_at_ms = began;
  tell(Progress::What::kStepDone, record);
  records_.leave_open();
  input_patience_ = step.patience_ms;
  input_limit_ = step.limit_ms;
  return std::optional<Ending>();
}

Result<> Steps::answer_dialogs(const Step& step) {
  if (!step.dialog) {
    state_.page.dialogs().answer_with(std::nullopt);
    return Done{};
  }
  DialogTracker::Answer answer{.ok = step.dialog->ok};
  if (step.dialog->text) {
    auto text = expand(step.dialog->text->raw, state_.variables);
    if (!text) return std::move(text).error();
    state_.page.guard().typed(*text);
    answer.text = std::move(*text);
  }
  state_.page.dialogs().answer_with(std::move(answer));
  return Done{};
}

Next Steps::give_up_within(const StepDone& done) {
  const auto& code = done.error->code;
  auto ending = endings_.stopped_by_site(StepOutcome::kGaveUp, Outcome::kGaveUp, *done.error,
                                         code == "covered" || code == "disabled");
  if (ending && *ending && (*ending)->outcome == Outcome::kGaveUp)
    (*ending)->censored = code != "too_slow" && !done.at_once;
  return ending;
}

Result<StepDone> Steps::perform(const Step& step, Sought& sought) {
  const int index = records_.current().index;
  if (sought.queries.empty())
    if (auto settled = records_.settle(); !settled) return std::move(settled).error();
  if (std::holds_alternative<Back>(step.action)) return go_back(state_);
  if (std::holds_alternative<Reload>(step.action)) return reload(state_);
  if (const auto* script = std::get_if<Script>(&step.action))
    return run_script(state_, *script, index, Deadline::after(whole_ms(limit_of(step))));
  return Deeds(state_, step, index, sought.order.id, sought.queries, sought.order)
      .perform(state_.options.site);
}

Next Steps::look(Sought& sought, const WaitResult& wait) {
  if (auto closed = records_.take_over(); !closed) return std::move(closed).error();
  if (auto settled = records_.settle(); !settled) return std::move(settled).error();
  auto& record = records_.current();
  const auto& order = sought.order;
  std::vector<Looking::OnPage> looked;
  if (sought.looking)
    looked = sought.looking->on_page();
  else if (!order.query.pattern)
    looked.push_back({wait.frame, order.id, order.query.text});
  // What has gone again is where it was seen.
  if (looked.empty() && wait.sighting.box) {
    auto offset = state_.page.offset_of(wait.frame, Deadline::after(kCommand));
    if (!offset && ends_walk(offset.error())) return std::move(offset).error();
    records_.add_target(order.query.text, wait.sighting, offset ? *offset : Box{});
  }
  for (const auto& one : looked) {
    if (const auto shown = best_sighting(state_, one.id); shown && shown->first == one.frame)
      records_.note_below(one.says, one.frame, shown->second);
    auto seen = bring_into_view(one.frame, one.id);
    if (!seen) return std::move(seen).error();
    auto offset = state_.page.offset_of(one.frame, Deadline::after(kCommand));
    if (!offset && ends_walk(offset.error())) return std::move(offset).error();
    if (*seen) records_.add_target(one.says, **seen, offset ? *offset : Box{});
  }
  if (sought.looking)
    sought.looking->disarm();
  else
    state_.page.agent().disarm(order.id);
  arm_next(record.index);
  if (auto shown = records_.picture_after(record); !shown) return std::move(shown).error();
  tell(Progress::What::kStepDone, record);
  records_.done(StepOutcome::kDone);
  return std::optional<Ending>();
}

void Steps::take_down(StepDone& done) {
  auto& record = records_.current();
  record.input_at_ms = done.input_at_ms;
  record.targets = std::move(done.targets);
  record.clicks = done.clicks;
  record.keystrokes = done.keystrokes;
  record.fields = done.fields;
  for (auto& cause : done.waited_for) record.waited_for.push_back(cause);
}

void Steps::time_deeds(const StepDone& done, double began_ms) {
  auto& timing = records_.current().timing;
  double within = 0;
  for (const auto& cause : done.waited_for) within += cause.ms;
  if (within >= 1) timing.within_ms = within;
  if (done.gave_up) timing.censored = done.error->code != "too_slow" && !done.at_once;
  const double elapsed = state_.clock.now_ms() - began_ms;
  // What a page takes to answer the last input is in the wait that follows.
  timing.pace_ms += done.pace_ms;
  timing.tool_ms += std::max(0.0, elapsed - within - done.answering_ms - done.pace_ms);
}

Next Steps::pause(const Wait& wait) {
  auto& record = records_.current();
  tell(Progress::What::kStepStarted, record);
  const double began = state_.clock.now_ms();
  if (auto told = captions_.tell(record.says); !told) return std::move(told).error();
  if (auto pumped = state_.pump(whole_ms(wait.ms)); !pumped) return std::move(pumped).error();
  state_.add_pause(began, state_.clock.now_ms());
  record.timing.pace_ms = state_.clock.now_ms() - began;
  records_.notice();
  tell(Progress::What::kStepDone, record);
  records_.done(StepOutcome::kDone);
  return std::optional<Ending>();
}

Result<> Steps::caption() {
  auto& record = records_.current();
  const double began = state_.clock.now_ms();
  auto told = captions_.tell(fmt::format("{}. {}", record.index + 1, record.says));
  record.timing.pace_ms += state_.clock.now_ms() - began;
  return told;
}

Next Steps::by_hand(int index, const Human& human) {
  const auto what = printable(expand_for_people(human.what.raw, state_.variables));
  const auto unmeasured = [&](const std::string& why) {
    return endings_.end_with(StepOutcome::kUnmeasured, Outcome::kUnmeasured, {"needs_human", why},
                             "robot_check");
  };
  if (!state_.options.watch)
    return unmeasured("Only a person can do this: " + what + ". Walk with --watch to do it.");
  const auto& steps = state_.journey.steps;
  auto next = static_cast<std::size_t>(index) + 1;
  while (next < steps.size() && does_nothing(steps[next])) ++next;
  tell(Progress::What::kStepStarted, records_.current());
  const double began = state_.clock.now_ms();
  if (auto shown = captions_.show("Your turn: " + what); !shown) return std::move(shown).error();
  bool there = true;
  if (next < steps.size()) {
    auto seeking = seek(static_cast<int>(next), steps[next]);
    if (!seeking) return std::move(seeking).error();
    auto& order = (*seeking)->order;
    order.from_ms = began;
    order.patience_ms = order.limit_ms = limit_of(steps[static_cast<std::size_t>(index)]);
    order.paced = order.optional = false;
    if ((*seeking)->any()) {
      auto wait = wait_for(state_, order);
      if (!wait) return std::move(wait).error();
      if (wait->held) return endings_.held();
      there = wait->found;
      armed_.insert(static_cast<int>(next));
    }
  }
  if (auto hidden = captions_.hide(); !hidden) return std::move(hidden).error();
  state_.add_pause(began, state_.clock.now_ms());
  auto& record = records_.current();
  record.timing.pace_ms = state_.clock.now_ms() - began;
  if (!there) return unmeasured("Nobody did this in time: " + what + ".");
  records_.notice();
  tell(Progress::What::kStepDone, record);
  records_.done(StepOutcome::kDone);
  return std::optional<Ending>();
}

Next Steps::pass_over(int index) {
  auto& record = records_.current();
  state_.page.agent().disarm(index * kIdsAStep);
  record.timing.pace_ms = state_.clock.now_ms() - record.started_at_ms.value_or(0);
  tell(Progress::What::kStepDone, record);
  records_.done(StepOutcome::kPassedOver);
  return std::optional<Ending>();
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

Result<> Steps::think(const Step& step) {
  const double began = state_.clock.now_ms();
  if (auto pumped = state_.pump(whole_ms(klm::before_doing_ms(step))); !pumped)
    return std::move(pumped).error();
  records_.open()->timing.pace_ms += state_.clock.now_ms() - began;
  return Done{};
}

// Armed before the input, so that what comes at once is seen at once.
void Steps::arm_next(int index) {
  const auto& steps = state_.journey.steps;
  for (auto next = static_cast<std::size_t>(index) + 1; next < steps.size(); ++next) {
    const auto& step = steps[next];
    if (does_nothing(step)) continue;
    const int at = static_cast<int>(next), id = at * kIdsAStep;
    if (looks_about(step)) {
      auto looking = Looking::of(state_, step, id, acted_ms_);
      if (!looking) return;
      looking->take_as_read();
      looking->arm();
    } else {
      auto queries = queries_for(step, state_.variables);
      // A variable that is kept on the way is not known yet; the step arms itself then.
      if (!queries || queries->empty()) return;
      state_.page.agent().arm(id, queries->front());
    }
    armed_.insert(at);
    // What need not be there does not hide what comes after it.
    if (!step.optional) return;
  }
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

void Steps::tell(Progress::What what, const StepRecord& record, double waited_ms) {
  if (!state_.options.progress) return;
  state_.options.progress({.step = record.index,
                           .steps = static_cast<int>(state_.journey.steps.size()),
                           .says = record.says,
                           .what = what,
                           .waited_ms = waited_ms});
}

}  // namespace firsthand
