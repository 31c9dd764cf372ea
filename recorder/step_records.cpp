#include "recorder/step_records.h"

#include <algorithm>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr auto kGlance = std::chrono::seconds(1);  // a wait goes on meanwhile
constexpr auto kFilmBegins = std::chrono::milliseconds(200);

Vitals vitals_from(const Json& told) {
  const auto number = [&](const char* key) -> OptMs {
    const auto found = told.find(key);
    if (found == told.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
  };
  return {.ttfb_ms = number("ttfb_ms"),
          .fcp_ms = number("fcp_ms"),
          .lcp_ms = number("lcp_ms"),
          .inp_ms = number("inp_ms"),
          .cls = number("cls")};
}

// Whose input the page itself is asked to answer.
bool is_by_hand(const StepRecord& record) {
  constexpr std::string_view kOthers[] = {"open", "back", "reload", "script"};
  return std::ranges::find(kOthers, record.word) == std::end(kOthers);
}

}  // namespace

StepRecords::StepRecords(WalkState& state)
    : state_(state), evidence_(state), accessibility_(state) {
  state_.picture = [this](const std::string& name) -> Result<std::optional<std::string>> {
    if (auto settled = settle(); !settled) return std::move(settled).error();
    return evidence_.screen(state_.step, "during", kGlance, name);
  };
  state_.settle = [this] { return settle(); };
}

double StepRecords::waiting_since() const {
  if (open_ && open_->input_at_ms) return *open_->input_at_ms;
  return current_ && current_->started_at_ms ? *current_->started_at_ms : state_.clock.now_ms();
}

void StepRecords::begin(int index, const Step& step, double patience_ms, double limit_ms) {
  state_.step = index;
  StepRecord record;
  record.index = index;
  record.line = step.at.line;
  if (!step.file.empty()) record.file = step.file;
  record.word = step.word;
  record.says = expand_for_people(step.says, state_.variables);
  record.started_at_ms = state_.clock.now_ms();
  record.should_take_ms = step.should_take_ms;
  record.patience_ms = patience_ms;
  record.limit_ms = limit_ms;
  record.submits = step.submits;
  state_.log.add("step_started", {{"index", index}, {"at_ms", *record.started_at_ms}});
  current_ = std::move(record);
}

void StepRecords::done(StepOutcome outcome) {
  current_->outcome = outcome;
  write(*current_);
  current_.reset();
}

void StepRecords::leave_open() {
  current_->outcome = StepOutcome::kDone;
  open_ = std::move(current_);
  current_.reset();
}

Result<> StepRecords::take_over() {
  if (auto begun = begin_closing(); !begun) return begun;
  state_.step_starts.push_back({state_.clock.now_ms(), current_->index});
  return Done{};
}

Result<> StepRecords::begin_closing() {
  if (!open_ || closing_) return Done{};
  open_->ended_at_ms = state_.clock.now_ms();
  closing_ = true;
  return read_page(*open_);
}

void StepRecords::foresee_end() {
  if (open_ && !closing_) evidence_.begin_screen();
}

Result<> StepRecords::close_open() {
  if (auto begun = begin_closing(); !begun) return begun;
  return settle();
}

Result<> StepRecords::settle() {
  if (std::exchange(closing_, false)) {
    if (auto shown = take_picture_after(*open_); !shown) return shown;
    react(*open_);
    if (auto looked = look_with_axe(*open_); !looked) return looked;
    write(*open_);
    open_.reset();
  }
  if (!std::exchange(wants_before_, false)) return Done{};
  return take_picture_before();
}

void StepRecords::took(StepRecord& record, double began_ms) {
  const double ms = state_.clock.now_ms() - began_ms;
  record.timing.tool_ms += ms;
  keeping_ms_ += ms;
}

void StepRecords::abandon(const StepError& why) {
  closing_ = wants_before_ = false;
  if (open_) {
    react(*open_);
    write(*open_);
    open_.reset();
  }
  if (!current_) return;
  current_->error = why;
  done(StepOutcome::kUnmeasured);
}

void StepRecords::reopen() {
  if (!open_) return;
  if (current_) {
    current_->outcome = StepOutcome::kNotReached;
    current_->started_at_ms.reset();
    state_.log.add("step_finished", {{"step", Json(*current_)}});
  }
  current_ = std::move(open_);
  open_.reset();
  react(*current_);
}

void StepRecords::write(StepRecord& record) {
  if (!record.ended_at_ms) record.ended_at_ms = state_.clock.now_ms();
  // Until the step before is over, what the film shows is its doing.
  evidence_.film(open_ ? open_->index : record.index);
  state_.log.add("step_finished", {{"step", Json(record)}});
}

void StepRecords::react(StepRecord& record) {
  if (!record.input_at_ms || !is_by_hand(record)) return;
  Reaction reaction;
  const double from = *record.input_at_ms;
  // What follows a press of an interruption's button is no answer to the step's input.
  const auto& dealt = state_.interrupted.dealt_ms;
  const auto other = std::ranges::lower_bound(dealt, from);
  const double until = other == dealt.end() ? state_.clock.now_ms() : *other;
  const auto& told = state_.page.agent().reactions();
  const auto after = [&](const char* what) -> OptMs {
    const auto found = told.find(what);
    if (found == told.end() || found->second > until) return std::nullopt;
    return std::max(0.0, found->second - from);
  };
  reaction.dom_ms = after("dom");
  reaction.url_ms = after("url");
  reaction.focus_ms = after("focus");
  reaction.scroll_ms = after("scroll");
  // Who looks further down moves the page without its doing anything.
  if (const double ours = state_.scrolled_ms - from; ours >= 0 && reaction.scroll_ms >= ours)
    reaction.scroll_ms.reset();
  if (const auto request = state_.page.network().first_request_after(from);
      request && *request <= until)
    reaction.request_ms = std::max(0.0, *request - from);
  for (const auto& dialog : state_.page.dialogs().dialogs())
    if (dialog.at_ms >= from && !reaction.dialog_ms) reaction.dialog_ms = dialog.at_ms - from;
  // A new document is the plainest of answers.
  if (const auto hello = state_.page.agent().hello_ms();
      hello && *hello >= from && !reaction.url_ms)
    reaction.url_ms = *hello - from;
  reaction.watched_ms = until - from;
  record.reaction = reaction;
}

void StepRecords::charge(const WaitOrder& order, const WaitResult& wait) {
  auto& owner = open_ && open_->input_at_ms ? *open_ : *current_;
  // Patience was the waiting step's own word, if it had one.
  owner.patience_ms = order.patience_ms;
  owner.limit_ms = order.limit_ms;
  // Nothing became usable, and nobody's patience was tried: there is no wait to tell of.
  if (wait.failure) return;
  owner.waited_for.insert(owner.waited_for.end(), wait.causes.begin(), wait.causes.end());
  // An input is not to blame for what was looked for in vain on the page that it brought.
  const bool in_vain = wait.settled_ms && &owner != &*current_;
  const double end = in_vain ? *wait.settled_ms : wait.waited_until_ms;
  owner.timing.usable_ms = state_.awaited_ms(order.from_ms, end);
  owner.timing.censored = !wait.found && !in_vain;
  if (in_vain) {
    current_->timing.usable_ms = state_.awaited_ms(end, wait.until_ms);
    current_->timing.censored = true;
  }
  auto& waited = in_vain ? current_->waited_for : owner.waited_for;
  waited.insert(waited.end(), wait.in_vain.begin(), wait.in_vain.end());
}

void StepRecords::pace(const WaitOrder& order, const WaitResult& wait) {
  const double ready = std::max(wait.ready_ms, order.from_ms);
  const double until = std::max(ready, wait.until_ms);
  current_->timing.pace_ms += std::max(0.0, ready - std::max(wait.waited_until_ms, order.from_ms));
  // What our search took is neither the site's time nor the visitor's.
  const double told = std::clamp(wait.sighting.told_ms, ready, until);
  current_->timing.tool_ms += told - ready;
  current_->timing.pace_ms += until - told;
}

Result<> StepRecords::take_picture_before() {
  const double began = state_.clock.now_ms();
  if (state_.page.network().main_document() == nullptr) {
    if (!state_.options.evidence) return Done{};
    // Nothing has been opened yet: there is nothing to see, but the film must run, or nobody knows
    // when the first page began to show.
    auto runs = state_.pump(kFilmBegins, [&] { return state_.page.film().last_change_ms() >= 0; });
    if (!runs) return std::move(runs).error();
    took(*current_, began);
    return Done{};
  }
  auto file = evidence_.screen(current_->index, "before");
  if (!file) return std::move(file).error();
  current_->before = *file;
  took(*current_, began);
  return Done{};
}

Result<> StepRecords::picture_during(bool there) {
  if (auto settled = settle(); !settled) return settled;
  auto& record = there || !open_ || !open_->input_at_ms ? *current_ : *open_;
  auto file = evidence_.screen(record.index, "during", kGlance, record.during ? "during-2" : "");
  if (!file) return std::move(file).error();
  record.during = *file;
  return Done{};
}

Result<> StepRecords::picture_after(StepRecord& record) {
  if (auto settled = settle(); !settled) return settled;
  if (auto read = read_page(record); !read) return read;
  if (auto shown = take_picture_after(record); !shown) return shown;
  return look_with_axe(record);
}

Result<> StepRecords::read_page(StepRecord& record) {
  const double began = state_.clock.now_ms();
  // The browser takes the picture while the page is read.
  evidence_.begin_screen();
  auto moment = state_.page.moment(Deadline::after(kCommand));
  if (!moment && ends_walk(moment.error())) return std::move(moment).error();
  if (moment) {
    if (state_.options.evidence) record.page = evidence_.page(record.index, *moment);
    accessibility_.saw(moment->html, moment->view.url);
    record.url = moment->view.url;
    record.title = moment->view.title;
    if (moment->vitals.is_object()) record.vitals = vitals_from(moment->vitals);
  }
  if (const auto* document = state_.page.network().main_document()) {
    record.status = document->status;
    if (record.url.empty()) record.url = document->url;
  }
  took(record, began);
  return Done{};
}

Result<> StepRecords::take_picture_after(StepRecord& record) {
  const double began = state_.clock.now_ms();
  auto file = evidence_.screen(record.index, "after");
  if (!file) return std::move(file).error();
  record.after = *file;
  if (record.during == record.after) record.during.reset();
  took(record, began);
  return Done{};
}

Result<> StepRecords::look_with_axe(StepRecord& record) {
  if (!accessibility_.wants_to_look()) return Done{};
  const double began = state_.clock.now_ms();
  auto file = accessibility_.look(record.index);
  if (!file) return std::move(file).error();
  record.access = std::move(*file);
  state_.add_pause(began, state_.clock.now_ms());
  took(record, began);
  return Done{};
}

void StepRecords::note_jumps(int first, int end) {
  for (auto& jump : state_.page.agent().take_jumps(first, end)) {
    // What was still the step before's to watch was not aimed at yet.
    if (jump.at_ms < current_->started_at_ms.value_or(0)) continue;
    Observation observation{.kind = "layout_jump",
                            .at_ms = jump.at_ms,
                            .step = current_->index,
                            .text = printable(jump.name, 80)};
    if (jump.frame == state_.page.frames().root_frame()) observation.box = jump.box;
    state_.observe(std::move(observation));
  }
}

void StepRecords::note_below(const std::string& says, const FrameId& frame, const Sighting& seen) {
  if (frame != state_.page.frames().root_frame() || !seen.offscreen || !seen.box ||
      seen.box->y < state_.options.visitor.height)
    return;
  state_.observe({.kind = "seen_below",
                  .step = current_->index,
                  .text = printable(says, 80),
                  .box = seen.box});
}

void StepRecords::add_target(const std::string& says, const Sighting& sighting, const Box& offset) {
  Box box = sighting.box.value_or(Box{});
  box.x += offset.x;
  box.y += offset.y;
  current_->targets.push_back({.says = says,
                               .name = sighting.name,
                               .role = sighting.role,
                               .how = sighting.how,
                               .selector = sighting.selector,
                               .box = box,
                               .matches = std::max(1, sighting.matches)});
}

}  // namespace firsthand
