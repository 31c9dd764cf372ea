#include "recorder/endings.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/text.h"
#include "recorder/browser/emulation.h"
#include "recorder/browser/guard.h"
#include "recorder/channels/http_probe.h"
#include "recorder/explaining.h"
#include "recorder/net_errors.h"
#include "recorder/robot_checks.h"

namespace firsthand {
namespace {

constexpr auto kSecondLook = std::chrono::seconds(5);

}  // namespace

Next Endings::give_up(const WaitOrder& order, const WaitResult& wait) {
  if (wait.ours) return end_with(StepOutcome::kUnmeasured, Outcome::kUnmeasured, *wait.failure);
  // What the site answered with is the fault of no one who looked for something in it.
  if (wait.failure) {
    records_.reopen();
    second_look(*wait.failure);
  }
  const double began = state_.clock.now_ms(), keeping = records_.keeping_ms();
  StepError error;
  if (wait.failure) {
    error = *wait.failure;
  } else {
    auto explained = explain(state_, order, wait);
    if (!explained) return std::move(explained).error();
    error = *explained;
    if (wait.sighting.box) {
      // What is brought into view for its picture is not what the step before left.
      if (auto closed = records_.close_open(); !closed) return std::move(closed).error();
      if (auto shown = show_target(order, wait); !shown) return std::move(shown).error();
    }
  }
  // Explaining is our time, not the customer's.
  records_.current().timing.tool_ms +=
      state_.clock.now_ms() - began - (records_.keeping_ms() - keeping);
  if (wait.failure && is_no_ones_answer(wait.failure->code, ever_answered()))
    return end_with(StepOutcome::kUnmeasured, Outcome::kUnmeasured, error);
  const bool failed = wait.failure.has_value();
  if (wait.found)  // too late, but it came: nobody was turned away
    return end_with(StepOutcome::kGaveUp, Outcome::kGaveUp, error);
  awaited_ = failed ? nullptr : &order;
  auto ending =
      stopped_by_site(failed ? StepOutcome::kFailed : StepOutcome::kGaveUp,
                      failed ? Outcome::kFailed : Outcome::kGaveUp, error,
                      wait.sighting.state == "covered" || wait.sighting.state == "disabled");
  if (ending && *ending) (*ending)->censored = !failed && (*ending)->outcome == Outcome::kGaveUp;
  return ending;
}

Result<> Endings::show_target(const WaitOrder& order, const WaitResult& wait) {
  Sighting seen = wait.sighting;
  const bool in_view = wait.frame == state_.page.frames().root_frame() && seen.box->y >= 0 &&
                       seen.box->y + seen.box->h <= state_.options.visitor.height;
  auto located = state_.ask(wait.frame, fmt::format("locate({}, true, 0, {})", order.id, !in_view));
  if (!located && ends_walk(located.error())) return std::move(located).error();
  if (located && located->is_object()) {
    const auto now = sighting_from(*located);
    // Of several things that were looked for, another may stand under this id.
    if (now.box && now.state == seen.state) seen = now;
  }
  auto offset = state_.page.offset_of(wait.frame, Deadline::after(kCommand));
  if (!offset && ends_walk(offset.error())) return std::move(offset).error();
  if (offset) records_.add_target(order.query.called(), seen, *offset);
  return Done{};
}

Next Endings::stopped_by_site(StepOutcome step_outcome, Outcome outcome, const StepError& error,
                              bool in_the_way) {
  if (state_.network_lost())
    return end_with(StepOutcome::kUnmeasured, Outcome::kUnmeasured,
                    {"network_lost",
                     "The browser's own network process ended; what the page was sent is lost."});
  const bool no_page = error.code.starts_with("net::") || error.code.starts_with("page_") ||
                       error.code == "still_there";
  if (!no_page) {
    auto away = turned_away(in_the_way);
    if (!away || *away) return away;
  }
  return end_with(step_outcome, outcome, error);
}

Next Endings::turned_away(bool in_the_way) {
  // A page that does not answer shows nobody a robot check.
  if (state_.page.silent()) {
    const auto view = state_.page.view(Deadline::after(kCommand));
    if (!view && ends_walk(view.error())) return view.error();
    if (state_.page.silent()) return std::optional<Ending>();
  }
  auto signs = signs_on_page(state_, in_the_way);
  if (!signs) return std::move(signs).error();
  const auto check = robot_check_in(*signs);
  if (!check) return std::optional<Ending>();
  return end_with(StepOutcome::kUnmeasured, Outcome::kUnmeasured,
                  {"robot_check", turned_away_by(*check, state_.options.marked)}, "robot_check");
}

void Endings::second_look(const StepError& failure) {
  const auto* document = state_.page.network().main_document();
  if (!failure.code.starts_with("net::") || document == nullptr) return;
  const auto probe =
      probe_http(document->url, user_agent_of(state_.page.device()), Deadline::after(kSecondLook));
  state_.page.pulse().listen_again();
  state_.observe({.kind = "second_look",
                  .step = records_.current().index,
                  .text = "asked again outside the browser: " + probe_text(probe)});
}

Next Endings::held() {
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

Next Endings::end_with(StepOutcome step_outcome, Outcome outcome, const StepError& error,
                       const std::string& reason) {
  if (auto closed = records_.take_over(); !closed) return std::move(closed).error();
  auto& record = records_.current();
  record.error = error;
  if (auto shown = records_.picture_after(record); !shown) return std::move(shown).error();
  record.error->what += came_after_all();
  const auto what = record.error->what;
  records_.done(step_outcome);
  const bool ours = outcome == Outcome::kUnmeasured;
  return std::optional(Ending{outcome, ours ? reason : error.code, what, false});
}

std::string Endings::came_after_all() const {
  if (awaited_ == nullptr || state_.page.frames().navigating()) return {};
  const auto seen = sighting_for(state_, *awaited_);
  if (!seen || seen->second.state != "ready") return {};
  const double after = state_.awaited_ms(awaited_->from_ms, seen->second.since_ms);
  if (after < awaited_->patience_ms) return {};
  return fmt::format(" It came after {}, when nobody waited any more; the last picture shows it.",
                     duration_text(after));
}

bool Endings::ever_answered() const {
  return std::ranges::any_of(state_.page.network().entries(),
                             [](const NetworkEntry& entry) { return entry.status.has_value(); });
}

}  // namespace firsthand
