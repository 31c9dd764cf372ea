#include "recorder/walker.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include <algorithm>
#include <memory>
#include <system_error>
#include <thread>

#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "recorder/browser/guard.h"
#include "recorder/deeds.h"
#include "recorder/evidence.h"
#include "recorder/har.h"
#include "recorder/pressure.h"
#include "recorder/queries.h"
#include "recorder/waiting.h"
#include "recorder/walk_log.h"
#include "recorder/walk_state.h"

namespace firsthand {
namespace {

using nlohmann::json;

constexpr auto kStart = std::chrono::seconds(30);
constexpr auto kCommand = std::chrono::seconds(5);
constexpr int kIdsAStep = 100;

MachineInfo this_machine() {
  utsname name{};
  ::uname(&name);
  struct sysinfo info {};
  ::sysinfo(&info);
  return {.os = std::string(name.sysname) + " " + name.release + " " + name.machine,
          .cpus = static_cast<int>(std::thread::hardware_concurrency()),
          .memory_gb = std::round(static_cast<double>(info.totalram) * info.mem_unit / 1e8) / 10};
}

std::vector<std::string> secret_values(const Variables& variables) {
  std::vector<std::string> out;
  for (const auto& name : variables.secret)
    if (const auto found = variables.values.find(name); found != variables.values.end())
      out.push_back(found->second);
  return out;
}

// How the walk ended, in the words of a recording.
struct Ending {
  Outcome outcome = Outcome::kCompleted;
  std::string reason{}, text{};
  bool censored = false;
};

// Goes through the steps. A step's felt wait is known when the next one's target is there, so each
// record is written one step late.
class Steps {
 public:
  Steps(WalkState& state) : state_(state), evidence_(state) {}

  Result<Ending> walk() {
    const auto& steps = state_.journey.steps;
    for (std::size_t index = 0; index < steps.size(); ++index) {
      auto ending = step(static_cast<int>(index), steps[index]);
      if (!ending) return std::move(ending).error();
      if (*ending) return std::move(**ending);
      if (state_.log.trouble()) return *state_.log.trouble();
    }
    if (auto closed = close_open(); !closed) return std::move(closed).error();
    return Ending{};
  }

  // Writes what is known of a step that was under way when the walk had to end.
  void abandon(const std::string& code, const std::string& what) {
    if (!current_) return;
    current_->outcome = StepOutcome::kUnmeasured;
    current_->error = StepError{code, what};
    write(*current_);
    current_.reset();
  }

  Evidence& evidence() { return evidence_; }

 private:
  Result<std::optional<Ending>> step(int index, const Step& step) {
    const std::optional<Ending> goes_on;
    begin(index, step);
    if (is_silent(step)) {
      done();
      return goes_on;
    }
    auto queries = queries_for(step, state_.variables);
    if (!queries) return std::move(queries).error();
    const int id = index * kIdsAStep;
    if (!queries->empty() && armed_ != id) state_.page.agent().arm(id, queries->front());
    if (step.submits && !state_.options.allow_submit && strict())
      return finish_with(StepOutcome::kStopped, Outcome::kStopped,
                         {"not_allowed",
                          "This step would send something for real; it runs only "
                          "with --allow-submit."});
    std::optional<re2::RE2> matching;
    if (const auto* keep = std::get_if<Keep>(&step.action); keep != nullptr && keep->matching)
      matching.emplace(*keep->matching, RE2::Quiet);
    WaitOrder order{
        .id = id,
        .query = queries->empty() ? Query{} : queries->front(),
        .matching = matching ? &*matching : nullptr,
        .from_ms = open_ && open_->input_at_ms ? *open_->input_at_ms : *current_->started_at_ms,
        .patience_ms = patience_of(step),
        .limit_ms = limit_of(step),
        // Nothing is done with what is kept; the next step settles.
        .paced = !std::holds_alternative<Keep>(step.action)};
    current_->patience_ms = order.patience_ms;
    current_->limit_ms = order.limit_ms;
    if (!queries->empty()) {
      auto wait = wait_for(state_, order);
      if (!wait) return std::move(wait).error();
      charge(order, *wait);
      evidence_.notice(index);
      if (wait->held) return held();
      if (!wait->found || !wait->patient) return give_up(order, *wait);
      if (auto kept = keep(step, *wait); !kept) return std::move(kept).error();
      current_->timing.pace_ms =
          std::max(0.0, wait->until_ms - std::max(wait->ready_ms, order.from_ms));
      if (only_looks(step)) return look(step, order, *wait);
    } else if (open_ && state_.options.pace == Pace::kSteady) {
      // Nothing to wait for: the visitor still lets the page come to rest.
      if (auto rested = rest(); !rested) return std::move(rested).error();
    }
    return act(index, step, order, std::move(*queries));
  }

  Result<std::optional<Ending>> act(int index, const Step& step, const WaitOrder& order,
                                    std::vector<Query> queries) {
    if (auto shown = picture_before(); !shown) return std::move(shown).error();
    if (auto closed = close_open(); !closed) return std::move(closed).error();
    arm_next(index);
    const double began = state_.clock.now_ms();
    state_.page.guard().allow_sending(step.submits && state_.options.allow_submit);
    const int targets = static_cast<int>(queries.size());
    auto done_now = Deeds(state_, step, index, index * kIdsAStep, std::move(queries), order)
                        .perform(state_.options.site);
    // What is done with is not looked for any more: on a large page that takes its time.
    for (int which = 0; which < targets; ++which)
      state_.page.agent().disarm(index * kIdsAStep + which);
    if (!done_now) return std::move(done_now).error();
    current_->input_at_ms = done_now->input_at_ms;
    current_->targets = std::move(done_now->targets);
    current_->clicks = done_now->clicks;
    current_->keystrokes = done_now->keystrokes;
    current_->fields = done_now->fields;
    current_->submits = step.submits;
    for (auto& cause : done_now->waited_for) current_->waited_for.push_back(cause);
    current_->timing.tool_ms += state_.clock.now_ms() - began;
    evidence_.notice(index);
    if (state_.page.guard().held()) return held();
    if (done_now->error) {
      const bool gave_up = done_now->gave_up;
      return finish_with(gave_up ? StepOutcome::kGaveUp : StepOutcome::kFailed,
                         done_now->held ? Outcome::kStopped
                         : gave_up      ? Outcome::kGaveUp
                                        : Outcome::kFailed,
                         *done_now->error);
    }
    if (!current_->input_at_ms) current_->input_at_ms = began;
    current_->outcome = StepOutcome::kDone;
    open_ = std::move(current_);
    current_.reset();
    input_patience_ = step.patience_ms;
    input_limit_ = step.limit_ms;
    tell(Progress::What::kStepDone);
    return std::optional<Ending>();
  }

  // see and keep: the eyes go there, nothing is touched.
  Result<std::optional<Ending>> look(const Step& step, const WaitOrder& order,
                                     const WaitResult& wait) {
    if (auto closed = close_open(); !closed) return std::move(closed).error();
    if (!order.query.pattern) {
      auto located = AgentLink::value_of(state_.page.client().wait(
          state_.page.agent().evaluate(wait.frame, fmt::format("locate({}, true, 0)", order.id)),
          Deadline::after(kCommand)));
      if (!located && ends_walk(located.error())) return std::move(located).error();
      auto offset = state_.page.offset_of(wait.frame, Deadline::after(kCommand));
      if (!offset && ends_walk(offset.error())) return std::move(offset).error();
      if (located && located->is_object()) {
        const auto seen = sighting_from(*located);
        Box box = seen.box.value_or(Box{});
        box.x += offset ? offset->x : 0;
        box.y += offset ? offset->y : 0;
        current_->targets.push_back({.says = order.query.text,
                                     .name = seen.name,
                                     .role = seen.role,
                                     .how = seen.how,
                                     .selector = seen.selector,
                                     .box = box,
                                     .matches = std::max(1, seen.matches)});
      }
    }
    (void)step;
    state_.page.agent().disarm(order.id);
    arm_next(current_->index);
    current_->outcome = StepOutcome::kDone;
    if (auto shown = picture_after(*current_); !shown) return std::move(shown).error();
    done();
    return std::optional<Ending>();
  }

  Result<> keep(const Step& step, const WaitResult& wait) {
    const auto* keep = std::get_if<Keep>(&step.action);
    if (keep == nullptr) return Done{};
    std::string value = wait.captured;
    if (keep->after) {
      // The next word, without the punctuation around it.
      value = wait.sighting.after;
      const auto start = value.find_first_not_of(" \t:#-–—");
      value = start == std::string::npos ? "" : value.substr(start);
      value = value.substr(0, value.find(' '));
      while (!value.empty() &&
             std::string_view(".,;:!?)”\"").find(value.back()) != std::string_view::npos)
        value.pop_back();
    } else if (keep->from) {
      auto text = AgentLink::value_of(state_.page.client().wait(
          state_.page.agent().evaluate(wait.frame,
                                       fmt::format("value({})", current_->index * kIdsAStep)),
          Deadline::after(kCommand)));
      if (!text && ends_walk(text.error())) return std::move(text).error();
      if (text && text->is_string()) value = text->get<std::string>();
    }
    state_.variables.values[keep->name] = value;
    state_.observe({.kind = "kept",
                    .step = current_->index,
                    .text = keep->name + " = " + printable(value, 120)});
    return Done{};
  }

  // --- records ---

  void begin(int index, const Step& step) {
    StepRecord record;
    record.index = index;
    record.line = step.at.line;
    record.word = step.word;
    record.says = expand_for_people(step.says, state_.variables);
    record.started_at_ms = state_.clock.now_ms();
    record.should_take_ms = step.should_take_ms;
    record.patience_ms = patience_of(step);
    record.limit_ms = limit_of(step);
    record.submits = step.submits;
    state_.step_starts.push_back(*record.started_at_ms);
    state_.log.add("step_started", {{"index", index}, {"at_ms", *record.started_at_ms}});
    current_ = std::move(record);
    tell(Progress::What::kStepStarted);
  }

  void done() {
    current_->outcome = StepOutcome::kDone;
    write(*current_);
    current_.reset();
    tell(Progress::What::kStepDone);
  }

  void write(StepRecord& record) {
    if (!record.ended_at_ms) record.ended_at_ms = state_.clock.now_ms();
    evidence_.film(record.index);
    state_.log.add("step_finished", {{"step", json(record)}});
  }

  // The step before, now that its felt wait is known.
  Result<> close_open() {
    if (!open_) return Done{};
    if (auto shown = picture_after(*open_); !shown) return shown;
    react(*open_);
    write(*open_);
    open_.reset();
    return Done{};
  }

  void react(StepRecord& record) {
    if (!record.input_at_ms || record.word == "open") return;
    Reaction reaction;
    const double from = *record.input_at_ms;
    const auto& told = state_.page.agent().reactions();
    const auto after = [&](const char* what) -> OptMs {
      const auto found = told.find(what);
      if (found == told.end()) return std::nullopt;
      return std::max(0.0, found->second - from);
    };
    reaction.dom_ms = after("dom");
    reaction.url_ms = after("url");
    reaction.focus_ms = after("focus");
    reaction.scroll_ms = after("scroll");
    if (const auto request = state_.page.network().first_request_after(from))
      reaction.request_ms = std::max(0.0, *request - from);
    for (const auto& dialog : state_.page.dialogs().dialogs())
      if (dialog.at_ms >= from && !reaction.dialog_ms) reaction.dialog_ms = dialog.at_ms - from;
    // A new document is the plainest of answers.
    if (state_.page.agent().hello_ms().value_or(-1) >= from && !reaction.url_ms)
      reaction.url_ms = *state_.page.agent().hello_ms() - from;
    reaction.watched_ms = state_.clock.now_ms() - from;
    record.reaction = reaction;
  }

  // The wait belongs to the input that caused it; a wait after only looking, to the looking.
  void charge(const WaitOrder& order, const WaitResult& wait) {
    auto& owner = open_ && open_->input_at_ms ? *open_ : *current_;
    const double end = wait.found ? wait.ready_ms : wait.until_ms;
    owner.timing.usable_ms = std::max(0.0, end - order.from_ms);
    owner.timing.censored = !wait.found;
    owner.waited_for.insert(owner.waited_for.end(), wait.causes.begin(), wait.causes.end());
    if (&owner == &*current_) return;
    // Patience was the waiting step's own word, if it had one.
    owner.patience_ms = order.patience_ms;
    owner.limit_ms = order.limit_ms;
  }

  Result<> picture_before() {
    const double began = state_.clock.now_ms();
    auto file = evidence_.screen(current_->index, "before");
    if (!file) return std::move(file).error();
    current_->before = *file;
    if (open_) open_->after = *file;
    current_->timing.tool_ms += state_.clock.now_ms() - began;
    return Done{};
  }

  Result<> picture_after(StepRecord& record) {
    const double began = state_.clock.now_ms();
    if (!record.after) {
      auto file = evidence_.screen(record.index, "after");
      if (!file) return std::move(file).error();
      record.after = *file;
    }
    auto page = evidence_.page(record.index);
    if (!page) return std::move(page).error();
    record.page = *page;
    auto view = state_.page.view(Deadline::after(kCommand));
    if (!view && ends_walk(view.error())) return std::move(view).error();
    if (view) {
      record.url = view->url;
      record.title = view->title;
    }
    if (const auto* document = state_.page.network().main_document()) {
      record.status = document->status;
      if (record.url.empty()) record.url = document->url;
    }
    auto vitals = state_.page.vitals(Deadline::after(kCommand));
    if (!vitals && ends_walk(vitals.error())) return std::move(vitals).error();
    if (vitals && vitals->is_object()) {
      const auto number = [&](const char* key) -> OptMs {
        const auto found = vitals->find(key);
        if (found == vitals->end() || !found->is_number()) return std::nullopt;
        return found->get<double>();
      };
      record.vitals = {.ttfb_ms = number("ttfb_ms"),
                       .fcp_ms = number("fcp_ms"),
                       .lcp_ms = number("lcp_ms"),
                       .inp_ms = number("inp_ms"),
                       .cls = number("cls")};
    }
    record.timing.tool_ms += state_.clock.now_ms() - began;
    return Done{};
  }

  Result<> rest() {
    const double began = state_.clock.now_ms();
    const double from = *open_->input_at_ms;
    auto pumped = state_.pump(std::chrono::milliseconds(1000), [&] {
      const double quiet =
          std::max({state_.page.film().last_change_ms(), state_.page.agent().last_busy_ms(), from});
      return state_.clock.now_ms() >= quiet + 1000;
    });
    if (!pumped) return std::move(pumped).error();
    open_->timing.pace_ms += state_.clock.now_ms() - began;
    return Done{};
  }

  // Armed before the input, so that what comes at once is seen at once.
  void arm_next(int index) {
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

  // --- endings ---

  Result<std::optional<Ending>> give_up(const WaitOrder& order, const WaitResult& wait) {
    const double began = state_.clock.now_ms();
    StepError error;
    if (wait.failure) {
      error = *wait.failure;
    } else {
      auto explained = explain(state_, order, wait);
      if (!explained) return std::move(explained).error();
      error = *explained;
    }
    // Explaining is our time, not the customer's.
    current_->timing.tool_ms += state_.clock.now_ms() - began;
    const bool failed = wait.failure.has_value();
    auto ending = finish_with(failed ? StepOutcome::kFailed : StepOutcome::kGaveUp,
                              failed ? Outcome::kFailed : Outcome::kGaveUp, std::move(error));
    if (ending && *ending) (*ending)->censored = !wait.found && !failed;
    return ending;
  }

  Result<std::optional<Ending>> held() {
    const auto request = state_.page.guard().held();
    const auto url = request ? printable(request->url, 120) : std::string();
    StepError error{"held", "A request was held."};
    if (request && request->why == HeldRequest::Why::kForeignHost)
      error = {"left_hosts", fmt::format("The walk was led to {}, which is not in this journey's "
                                         "hosts; it went no further.",
                                         url)};
    else if (request)
      error = {
          "held_request",
          fmt::format("{}:{}: this step would have sent what was typed to {} ({}); it is not "
                      "marked `submits: true`, so it was held.",
                      printable(state_.journey.file, 120), current_->line, url, request->method)};
    state_.observe({.kind = error.code, .step = current_->index, .text = error.what});
    return finish_with(StepOutcome::kStopped, Outcome::kStopped, error);
  }

  Result<std::optional<Ending>> finish_with(StepOutcome step_outcome, Outcome outcome,
                                            StepError error) {
    current_->outcome = step_outcome;
    current_->error = error;
    if (auto closed = close_open(); !closed) return std::move(closed).error();
    if (auto shown = picture_after(*current_); !shown) return std::move(shown).error();
    write(*current_);
    current_.reset();
    return std::optional(Ending{outcome, error.code, error.what, false});
  }

  double patience_of(const Step& step) const {
    return step.patience_ms.value_or(input_patience_.value_or(state_.journey.patience_ms));
  }
  double limit_of(const Step& step) const {
    return step.limit_ms.value_or(input_limit_.value_or(state_.journey.limit_ms));
  }
  bool strict() const {
    return state_.options.send_nothing || !is_loopback(host_of(state_.options.site));
  }

  void tell(Progress::What what) {
    if (!state_.options.progress) return;
    Progress progress;
    progress.steps = static_cast<int>(state_.journey.steps.size());
    const auto* record = current_ ? &*current_ : open_ ? &*open_ : nullptr;
    if (record != nullptr) {
      progress.step = record->index;
      progress.says = record->says;
    }
    progress.what = what;
    state_.options.progress(progress);
  }

  WalkState& state_;
  Evidence evidence_;
  std::optional<StepRecord> current_;  // under way
  std::optional<StepRecord> open_;     // done, its felt wait not known yet
  // The words of the last step that did something: the wait it causes is met by the steps after it.
  std::optional<double> input_patience_, input_limit_;
  int armed_ = -1;
};

Walk walk_before(const Journey& journey, const WalkOptions& options) {
  Walk walk;
  walk.tool_version = options.tool_version;
  walk.started = rfc3339(
      std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count());
  walk.journey = {.id = journey.id,
                  .title = journey.title,
                  .why = journey.why,
                  .file = journey.file,
                  .site = options.site,
                  .critical = journey.critical,
                  .patience_ms = journey.patience_ms,
                  .limit_ms = journey.limit_ms};
  walk.visitor = options.visitor;
  walk.pace = options.pace == Pace::kQuick ? "quick" : "steady";
  walk.browser = {.engine = options.browser.engine,
                  .product = "",
                  .sandbox = options.browser.sandbox,
                  .marked = options.marked};
  walk.machine = this_machine();
  for (std::size_t index = 0; index < journey.steps.size(); ++index) {
    const auto& step = journey.steps[index];
    walk.steps.push_back({.index = static_cast<int>(index),
                          .line = step.at.line,
                          .word = step.word,
                          .says = expand_for_people(step.says, options.variables),
                          .should_take_ms = step.should_take_ms,
                          .patience_ms = step.patience_ms.value_or(journey.patience_ms),
                          .limit_ms = step.limit_ms.value_or(journey.limit_ms),
                          .submits = step.submits});
  }
  return walk;
}

void write_network_and_console(WalkState& state, const Walk& start) {
  const HarContext context{.version = state.options.tool_version,
                           .browser = state.page.product(),
                           .started = start.started,
                           .site_host = host_of(state.options.site),
                           .step_starts = state.step_starts};
  auto har = har_from(state.page.network().entries(), context);
  // Redacted as text: a secret may sit in any part of any URL.
  state.log.save_text("network.har", har.dump(1, ' ', false, json::error_handler_t::replace));
  for (auto line : state.page.console().lines()) {
    line.step = step_at(state.step_starts, line.at_ms);
    state.log.append_line("console.jsonl", line);
  }
}

Result<Walk> finish(WalkLog& log, const WalkClock& clock, const Ending& ending,
                    const TimingTrust& trust) {
  log.add("walk_finished", {{"outcome", to_word(ending.outcome)},
                            {"reason", ending.reason},
                            {"reason_text", ending.text},
                            {"censored", ending.censored},
                            {"total_ms", clock.now_ms()},
                            {"timing", json(trust)}});
  return log.finish();
}

}  // namespace

Result<Walk> walk(const Journey& journey, const WalkOptions& options) {
  auto log = WalkLog::create(options.folder, Redactor(secret_values(options.variables)));
  if (!log) return std::move(log).error();
  Walk start = walk_before(journey, options);

  auto browser = BrowserProcess::launch(options.browser);
  if (!browser) return std::move(browser).error();
  const WalkClock clock;
  const auto host = host_of(options.site);
  const PageOptions page_options{.visitor = options.visitor,
                                 .marked = options.marked,
                                 .secrets = secret_values(options.variables),
                                 .guard = {.site_host = host,
                                           .hosts = journey.hosts,
                                           .strict = options.send_nothing || !is_loopback(host)}};
  auto page = Page::open((*browser)->transport(), clock, page_options, options.interrupted,
                         Deadline::after(kStart));
  if (!page) {
    if (page.error().code == Errc::kInterrupted) return std::move(page).error();
    const auto words = (*browser)->last_words();
    Error error{Errc::kNoBrowser, "the browser did not start: " + page.error().text(),
                "Run firsthand doctor."};
    if (words.find("No usable sandbox") != std::string::npos)
      error = {Errc::kNoBrowser, "the browser's sandbox cannot be used on this machine",
               "Install chromium-sandbox, or allow unprivileged user namespaces; --unsandboxed "
               "walks without one."};
    else if (!words.empty())
      error.advice += " The browser's last words: " +
                      printable(words.substr(words.size() > 400 ? words.size() - 400 : 0), 400);
    return error;
  }
  start.browser.product = (*page)->product();
  log->add("walk_started", {{"walk", json(start)}});

  const PressureWatch pressure;
  WalkState state{
      .journey = journey,
      .options = options,
      .clock = clock,
      .log = *log,
      .page = **page,
      .hands = Hands((*page)->client(), (*page)->frames().root_session(), options.visitor.touch),
      .variables = options.variables};
  Steps steps(state);
  auto ended = steps.walk();
  TimingTrust trust = pressure.verdict();
  for (const auto& trouble : (*page)->agent().troubles())
    state.observe({.kind = "agent_trouble", .text = printable(trouble)});

  if (log->trouble()) return *log->trouble();
  if (!ended) {
    auto error = std::move(ended).error();
    steps.abandon(error.code == Errc::kInterrupted ? "interrupted" : "browser_gone", error.what);
    if (error.code == Errc::kBrowserGone) {
      write_network_and_console(state, start);
      return finish(*log, clock,
                    {Outcome::kUnmeasured, "our_rig", "The browser ended unexpectedly.", false},
                    trust);
    }
    if (error.code == Errc::kInterrupted) {
      auto finished = finish(
          *log, clock, {Outcome::kUnmeasured, "lost", "The walk was interrupted.", false}, trust);
      if (!finished) return std::move(finished).error();
    }
    return error;
  }
  write_network_and_console(state, start);
  return finish(*log, clock, *ended, trust);
}

}  // namespace firsthand
