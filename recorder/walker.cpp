#include "recorder/walker.h"

#include <fmt/format.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include <algorithm>
#include <memory>
#include <system_error>
#include <thread>

#include "journeys/keystroke_level.h"
#include "journeys/recording_folder.h"
#include "journeys/text.h"
#include "recorder/browser/guard.h"
#include "recorder/browser/wire_log.h"
#include "recorder/extra_headers.h"
#include "recorder/har.h"
#include "recorder/pressure.h"
#include "recorder/steps.h"
#include "recorder/walk_log.h"
#include "recorder/walk_state.h"

namespace firsthand {
namespace {

constexpr auto kStart = std::chrono::seconds(30);
constexpr auto kGlance = std::chrono::milliseconds(1);

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

Redactor redactor_for(const WalkOptions& options, const ExtraHeaders& headers) {
  Redactor redactor(secret_values(options.variables));
  for (const auto& value : headers.secrets) redactor.add(value);
  const auto credentials = credentials_in(options.site);
  redactor.add(credentials);
  if (const auto word = credentials.find(':'); word != std::string::npos)
    redactor.add(credentials.substr(word + 1));
  return redactor;
}

Walk walk_before(const Journey& journey, const WalkOptions& options) {
  Walk walk;
  walk.tool_version = options.tool_version;
  walk.started = rfc3339(
      std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count());
  walk.journey = journey_info(journey, options);
  walk.visitor = options.visitor;
  walk.visit = options.visit;
  walk.pace = to_word(options.pace);
  walk.browser = {.engine = options.browser.engine,
                  .product = "",
                  .sandbox = options.browser.sandbox,
                  .marked = options.marked};
  walk.machine = this_machine();
  if (!options.accessibility.empty()) walk.accessibility = options.accessibility;
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
    if (!step.file.empty()) walk.steps.back().file = step.file;
  }
  return walk;
}

void write_network_and_console(WalkState& state, const Walk& start) {
  const HarContext context{.version = state.options.tool_version,
                           .browser = state.page.product(),
                           .started = start.started,
                           .site_host = host_of(state.options.site),
                           .step_starts = state.step_starts,
                           .hidden_headers = state.options.visitor.headers};
  const auto har = har_from(state.page.network().entries(), context);
  state.log.save_json("network.har", har);
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
                            {"timing", nlohmann::json(trust)}});
  return log.finish();
}

// A browser with its page. What is declared later needs what stands before it.
struct Started {
  std::unique_ptr<BrowserProcess> browser;
  std::unique_ptr<WalkClock> clock;  // the journey starts when the browser runs
  std::unique_ptr<WireLog> wire;
  std::unique_ptr<Page> page;
};

Error did_not_start(const BrowserProcess& browser, const Error& why) {
  if (browser.found_no_sandbox())
    return {Errc::kNoBrowser, "the browser's sandbox cannot be used on this machine",
            "Install chromium-sandbox, or allow unprivileged user namespaces; --unsandboxed walks "
            "without one."};
  Error error{Errc::kNoBrowser, "the browser did not start: " + why.text(),
              "Run firsthand doctor."};
  const auto words = browser.last_words();
  if (!words.empty())
    error.advice += " The browser's last words: " +
                    printable(words.substr(words.size() > 400 ? words.size() - 400 : 0), 400);
  return error;
}

Result<Started> start(const Journey& journey, const WalkOptions& options,
                      const ExtraHeaders& headers, const Redactor& redactor) {
  Started started;
  auto browser =
      BrowserProcess::launch(options.browser, options.profile ? options.profile->take() : nullptr);
  if (!browser) return std::move(browser).error();
  started.browser = std::move(*browser);
  started.clock = std::make_unique<WalkClock>();
  const auto host = host_of(options.site);
  auto secrets = secret_values(options.variables);
  secrets.insert(secrets.end(), headers.secrets.begin(), headers.secrets.end());
  if (!options.wire_log.empty()) {
    auto wire = WireLog::open(started.browser->transport(), options.wire_log, redactor,
                              options.visitor.headers);
    if (!wire) return std::move(wire).error();
    started.wire = std::move(*wire);
  }
  Transport& transport = started.wire ? *started.wire : started.browser->transport();
  auto page = Page::open(transport, *started.clock,
                         {.visitor = options.visitor,
                          .marked = options.marked,
                          .headers = headers.values,
                          .secrets = secrets,
                          .masked = !options.variables.secret.empty(),
                          .guard = {.site_host = host,
                                    .hosts = journey.hosts,
                                    .strict = options.send_nothing || !is_loopback(host)},
                          .downloads = started.browser->folder() / "downloads",
                          .filmed = options.evidence},
                         options.interrupted, Deadline::after(kStart));
  if (!page)
    return page.error().code == Errc::kInterrupted ? std::move(page).error()
                                                   : did_not_start(*started.browser, page.error());
  started.page = std::move(*page);
  return started;
}

// Times are not to be believed when somebody who should have run did not.
TimingTrust trust_in(const PressureWatch& pressure, const std::vector<Absence>& absences,
                     bool network_lost) {
  auto trust = pressure.verdict();
  if (network_lost) {
    trust.reliable = false;
    trust.reasons.emplace_back("the browser's network process ended and was started anew");
  }
  for (const auto whose : {Absence::Whose::kBrowser, Absence::Whose::kOurs}) {
    double away_ms = 0;
    for (const auto& absence : absences)
      if (absence.whose == whose) away_ms += absence.until_ms - absence.from_ms;
    if (away_ms <= 0) continue;
    trust.reliable = false;
    trust.reasons.push_back(fmt::format(
        "{} stood still for {}", whose == Absence::Whose::kBrowser ? "the browser" : "this program",
        duration_text(away_ms)));
  }
  return trust;
}

// Our own reasons for a walk without a result, in the words of a recording.
Ending unmeasured(const Error& error) {
  if (error.code == Errc::kInterrupted)
    return {Outcome::kUnmeasured, "lost", "The walk was interrupted.", false};
  if (error.code == Errc::kBrowserGone)
    return {Outcome::kUnmeasured, "our_rig",
            fmt::format("The walk lost its browser: {}.", error.what), false};
  return {Outcome::kUnmeasured, "our_rig", error.what, false};
}

}  // namespace

std::string_view to_word(Pace pace) {
  switch (pace) {
    case Pace::kQuick:
      return "quick";
    case Pace::kSteady:
      return "steady";
    case Pace::kHuman:
      break;
  }
  return "human";
}

std::optional<Pace> pace_from(std::string_view word) {
  for (const auto pace : {Pace::kQuick, Pace::kSteady, Pace::kHuman})
    if (to_word(pace) == word) return pace;
  return std::nullopt;
}

JourneyInfo journey_info(const Journey& journey, const WalkOptions& options) {
  return {.id = journey.id,
          .title = journey.title,
          .why = journey.why,
          .file = journey.file,
          .site = without_credentials(options.site),
          .critical = journey.critical,
          .consent = std::string(to_word(options.consent.value_or(journey.consent))),
          .patience_ms = journey.patience_ms,
          .limit_ms = journey.limit_ms};
}

Result<Walk> walk(const Journey& journey, const WalkOptions& options) {
  if (options.visit > 1 && options.profile && !options.profile->kept())
    return record_not_walked(journey, options, "our_rig",
                             "The browser of the visit before did not end well: there is nothing "
                             "to come back with.");
  const auto headers = extra_headers(journey, options.variables);
  if (!headers) return headers.error();
  auto log = WalkLog::create(options.folder, redactor_for(options, *headers));
  if (!log) return std::move(log).error();
  Walk before = walk_before(journey, options);

  // Before the browser starts: a walk that is killed on the way must be known by its name.
  log->add("walk_started", {{"walk", nlohmann::json(before)}});
  auto started = start(journey, options, *headers, log->redactor());
  if (!started) {
    (void)finish(*log, WalkClock(), unmeasured(started.error()), {});
    return std::move(started).error();
  }
  const auto& clock = *started->clock;
  auto& page = *started->page;
  before.browser.product = page.product();
  log->add("walk_started", {{"walk", nlohmann::json(before)}});

  const PressureWatch pressure;
  Eyes eyes(find_eyes());  // started when something is only to be read from pixels
  WalkState state{
      .journey = journey,
      .options = options,
      .clock = clock,
      .log = *log,
      .page = page,
      .hands = Hands(page.client(), page.frames().root_session(), options.visitor.touch),
      .variables = options.variables,
      .browser_room = started->browser->folder() / "tmp",
      .network_lost = [&] { return started->browser->lost_network(); },
      .eyes = eyes};
  // Reading takes seconds, in which the page goes on and people press Ctrl-C.
  eyes.while_looking(
      [&] { return !page.client().pump_until([] { return false; }, Deadline::after(kGlance)); });
  if (options.pace == Pace::kHuman)
    page.dialogs().read_for(klm::answering_ms, [&](double from_ms, double until_ms) {
      state.add_pause(from_ms, until_ms);
    });
  Steps steps(state);
  auto ended = steps.walk();
  const TimingTrust trust = trust_in(pressure, page.pulse().absences(), state.network_lost());
  if (!ended) steps.abandon(ended.error());
  for (const auto& trouble : page.agent().troubles())
    state.observe({.kind = "agent_trouble",
                   .at_ms = trouble.at_ms,
                   .step = step_at(state.step_starts, trouble.at_ms),
                   .text = printable(trouble.text)});
  write_network_and_console(state, before);
  auto finished = finish(*log, clock, ended ? *ended : unmeasured(ended.error()), trust);
  if (options.profile && started->browser->close())
    options.profile->keep(std::move(started->browser));
  // A browser that died is an outcome; an interrupt and a fault of ours are for the caller.
  if (!ended && ended.error().code != Errc::kBrowserGone && finished)
    return std::move(ended).error();
  return finished;
}

Result<Walk> record_not_walked(const Journey& journey, const WalkOptions& options,
                               const std::string& reason, const std::string& why) {
  auto log = WalkLog::create(options.folder, redactor_for(options, {}));
  if (!log) return std::move(log).error();
  const Walk before = walk_before(journey, options);
  log->add("walk_started", {{"walk", nlohmann::json(before)}});
  log->save_json("network.har", har_from({}, {.version = options.tool_version,
                                              .started = before.started,
                                              .site_host = host_of(options.site)}));
  log->save_text("console.jsonl", "");
  return finish(*log, WalkClock(), {Outcome::kUnmeasured, reason, why, false}, {});
}

}  // namespace firsthand
