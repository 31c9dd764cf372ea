#include "recorder/waiting.h"

#include <fmt/format.h>

#include <algorithm>

#include "journeys/diagnostic.h"
#include "journeys/text.h"
#include "recorder/explaining.h"
#include "recorder/interruptions.h"
#include "recorder/json_fields.h"
#include "recorder/net_errors.h"
#include "recorder/pixels.h"
#include "recorder/queries.h"
#include "recorder/scroll_search.h"
#include "recorder/stretches.h"

namespace firsthand {
namespace {

constexpr double kSettledQuietMs = 1000;  // a page is settled at its first quiet second
// Or one second after it is usable, and the frames in which that is painted: without them a page
// that is ready and at rest at once would be left a moment before its quiet second is over.
constexpr double kPaceAfterReadyMs = 1100;
constexpr double kNeverStillMs = 3000;  // a page that keeps moving is judged after this long
constexpr double kHopelessMs = 1000;    // an error page that is loaded and quiet stays one
constexpr double kFirstPierceMs = 400;
constexpr double kNextPierceMs = 2000;
constexpr double kLongPierceMs = 2400;  // of a page so large that it takes a second
constexpr int kPlainTextRank = 72;      // see scanText in find.js
constexpr double kLongWaitMs = 1000;    // from here on it is worth a picture
constexpr double kCoveredPauseMs = 250, kMissingPauseMs = 1000;  // between looks for interruptions
constexpr double kScrollPauseMs = 1000;  // between looks whether there is something to scroll
constexpr double kRestAfterLook = 8;     // times as long as the look itself took
constexpr int kMostDealings = 8;         // what comes again and again is dealt with no further
constexpr auto kSlice = std::chrono::milliseconds(50);
constexpr double kProofOfLifeMs =
    100;  // nothing is given up while the browser itself does not answer
constexpr auto kCatchingUp = std::chrono::seconds(1);

class Waiting {
 public:
  Waiting(WalkState& state, const WaitOrder& order) : state_(state), order_(order) {
    result_.stood_ms = order.stood_ms;
  }

  Result<WaitResult> run() {
    while (true) {
      auto pumped = state_.pump(std::chrono::duration_cast<std::chrono::milliseconds>(kSlice),
                                [&] { return somebody_was_away() || over(); });
      if (!pumped) return std::move(pumped).error();
      if (somebody_was_away()) {
        if (auto known = leave_out_absences(); !known) return std::move(known).error();
        continue;
      }
      const bool ends = over();
      if (ends && !(result_.found && may_deal())) break;
      if (ends || interruption_due()) {
        auto dealt = deal();
        if (!dealt) return std::move(dealt).error();
        if (ends && !*dealt) break;
      }
      if (auto taken = take_pictures(); !taken) return std::move(taken).error();
      if (auto looked = scroll_and_look(); !looked) return std::move(looked).error();
      pierce();
      const bool missing = !result_.found && result_.sighting.state == "missing";
      if (missing && !order_.presence && !order_.optional && !order_.absence)
        pixels_.look(state_, order_.id, order_.query, order_.from_ms,
                     order_.from_ms + std::max(order_.limit_ms, order_.patience_ms));
    }
    if (auto looked = look_once_more(); !looked) return std::move(looked).error();
    settle_interruption(state_, result_.found);
    result_.until_ms = state_.clock.now_ms();
    result_.patient = !result_.found || came_in_patience();
    account();
    return std::move(result_);
  }

 private:
  bool in_patience(double at_ms) const {
    return state_.awaited_ms(order_.from_ms, at_ms) <= order_.patience_ms;
  }

  // Of what was found.
  bool came_in_patience() const { return in_patience(result_.stood_ms.value_or(result_.ready_ms)); }

  bool somebody_was_away() const {
    return state_.page.pulse().absences().size() > state_.absences_known;
  }

  // A browser that stood still shows nothing, and nobody waited for the site meanwhile. When we
  // ourselves stood still the page may have gone on: if it was ready before we came back, we know
  // how long that took; if not, the whole machine may have slept.
  Result<> leave_out_absences() {
    if (auto heard = state_.page.client().catch_up(Deadline::after(kCatchingUp)); !heard)
      return heard;
    const auto& absences = state_.page.pulse().absences();
    for (; state_.absences_known < absences.size(); ++state_.absences_known) {
      const auto& absence = absences[state_.absences_known];
      look(absence.until_ms);
      const bool page_went_on = absence.whose == Absence::Whose::kOurs && result_.found &&
                                result_.ready_ms < absence.until_ms;
      if (!page_went_on) state_.add_pause(absence.from_ms, absence.until_ms);
    }
    state_.page.agent().wake();
    return Done{};
  }

  bool over() {
    const double now = state_.clock.now_ms();
    foretell();
    look(now);
    if (result_.held || result_.failure) return true;
    if (!result_.found && state_.page.pulse().unanswered_ms() >= kProofOfLifeMs) return false;
    if (state_.awaited_ms(order_.from_ms, now) >= std::max(order_.limit_ms, order_.patience_ms))
      return true;
    if (!result_.found) {
      note_settled(now);
      return order_.optional && (settled(now) || !in_patience(now));
    }
    if (order_.absence) return settled(now);
    if (!order_.paced || state_.options.pace == Pace::kQuick) return true;
    // A visitor who gave up does not go on; there is nothing to settle for.
    if (!came_in_patience()) return true;
    const double since = std::max(result_.ready_ms, order_.from_ms);
    if (state_.options.pace == Pace::kHuman) return now >= since + order_.aim_ms;
    return now >= since + kPaceAfterReadyMs || now >= quiet_since() + kSettledQuietMs;
  }

  // Something may lie over what is wanted, or be asked for before anything else comes.
  bool interruption_due() const {
    const auto& state = result_.sighting.state;
    // A large page must not be kept busy by our looking.
    const double pause = std::max(state == "covered" ? kCoveredPauseMs : kMissingPauseMs,
                                  kRestAfterLook * looking_over_took_ms_);
    if (result_.found || !(state == "covered" || state == "missing")) return false;
    const double since = std::max(looked_over_ms_, order_.from_ms);
    return state_.clock.now_ms() - since >= pause && may_deal();
  }

  // On a page that leaves us no time to look, what is there may not have been found.
  Result<> look_once_more() {
    if (result_.found || result_.failure || result_.held || order_.presence || order_.absence ||
        order_.optional || order_.query.pattern || result_.sighting.state != "missing" ||
        state_.page.frames().navigating() || state_.page.silent())
      return Done{};
    const auto frame = state_.page.frames().root_frame();
    if (!state_.page.agent().may_hold(order_.id, frame)) return Done{};
    auto told = state_.ask(frame, fmt::format("lastLook({})", order_.id), kCatchingUp);
    if (!told && ends_walk(told.error())) return std::move(told).error();
    if (!told || text_in(*told, "state") != "ready") return Done{};
    result_.found = true;
    result_.frame = frame;
    result_.sighting = sighting_from(*told);
    result_.ready_ms = std::max(order_.from_ms, state_.clock.now_ms() - number_in(*told, "age"));
    result_.sighting.since_ms = result_.ready_ms;
    if (!stretches_.empty()) stretches_.note(result_.ready_ms, "ready");
    return Done{};
  }

  Result<> scroll_and_look() {
    if (!order_.scrolls || scrolled_ || result_.found || !result_.settled_ms ||
        result_.sighting.state != "missing" || !in_patience(state_.clock.now_ms()) ||
        quiet_since() <= scroll_tried_ms_ ||
        state_.clock.now_ms() - scroll_tried_ms_ < kScrollPauseMs)
      return Done{};
    const bool first = scroll_tried_ms_ < 0;
    scroll_tried_ms_ = state_.clock.now_ms();
    if (auto looked = look_once_more(); !looked || result_.found) return looked;
    const auto left = std::chrono::milliseconds(static_cast<std::int64_t>(order_.patience_ms));
    const double rested =
        first ? std::max(came_to_rest(state_.clock.now_ms()), order_.from_ms) : quiet_since();
    auto scrolled = scroll_for(
        state_,
        [&] {
          const auto seen = sighting_for(state_, order_);
          return seen && seen->second.state != "missing";
        },
        Deadline::after(left));
    if (!scrolled) return std::move(scrolled).error();
    // What there is to scroll may still be coming.
    scrolled_ = scrolled->turns > 0;
    // That it was to be scrolled for, a visitor sees as soon as the page has come to rest.
    if (scrolled->found) state_.add_pause(rested, state_.scrolled_ms);
    if (scrolled->turns > 0)
      state_.observe({.kind = scrolled->found ? "scrolled_for" : "scrolled_in_vain",
                      .at_ms = state_.scrolled_ms,
                      .step = state_.step,
                      .text = fmt::format("{}, {}", printable(order_.query.called(), 80),
                                          counted(scrolled->turns, "turn", "turns"))});
    return Done{};
  }

  bool may_deal() const {
    const double now = result_.found ? result_.ready_ms : state_.clock.now_ms();
    return !order_.absence && !result_.failure && !result_.held && in_patience(now) &&
           dealt_ < kMostDealings && state_.page.agent().parsed_ms() &&
           !state_.page.frames().navigating();
  }

  // Before the visitor goes on, and while they cannot.
  Result<bool> deal() {
    const double began = state_.clock.now_ms();
    auto dealt = deal_with_interruptions(state_, order_, result_);
    looking_over_took_ms_ = state_.clock.now_ms() - began;
    looked_over_ms_ = state_.clock.now_ms();
    if (dealt && *dealt) ++dealt_;
    if (dealt && *dealt && !result_.found) leave_out_lingering();
    return dealt;
  }

  // What came over a target that was usable already came while the visitor took their time.
  void leave_out_lingering() {
    if (const auto ready = stretches_.before_since_ms("ready"))
      state_.add_pause(std::max(*ready, order_.from_ms), stretches_.since_ms());
  }

  double quiet_since() const {
    return std::max(
        {state_.page.film().last_change_ms(), state_.page.agent().last_busy_ms(), order_.from_ms});
  }

  bool settled(double now) const {
    const auto loaded = state_.page.agent().loaded_ms();
    if (!loaded || state_.page.frames().navigating()) return false;
    double still = std::max(*loaded, order_.from_ms);
    if (result_.found) still = std::max(still, result_.ready_ms);
    return now >= std::max(quiet_since(), *loaded) + kSettledQuietMs ||
           now >= still + kNeverStillMs;
  }

  // From when on a page that shows no trace of it has nothing more to come.
  void note_settled(double now) {
    if (stretches_.cause() != "missing")
      result_.settled_ms.reset();
    else if (!result_.settled_ms && settled(now))
      result_.settled_ms = std::max({stretches_.since_ms(), order_.from_ms, came_to_rest(now)});
  }

  // Of a page that has settled; one that never stands still had done so when it was loaded.
  double came_to_rest(double now) const {
    const double loaded = state_.page.agent().loaded_ms().value_or(now);
    const double quiet = std::max(quiet_since(), loaded);
    return now >= quiet + kSettledQuietMs ? quiet : loaded;
  }

  // Words on a page are clicked only for want of a control of that name, which may still be coming.
  bool may_be_named_better(const Sighting& words, double now) const {
    const auto& word = order_.query.word;
    return words.rank == kPlainTextRank && (word == "click" || word == "hover" || word == "drag") &&
           order_.accounted_ms == 0 && !settled(now) && in_patience(now) &&
           now < std::max(words.since_ms, order_.from_ms) + kNeverStillMs;
  }

  Result<> take_pictures() {
    if (!order_.picture || state_.page.frames().navigating()) return Done{};
    const bool there = result_.found && order_.glance;
    const double waited = state_.awaited_ms(order_.from_ms, state_.clock.now_ms());
    const bool usable = stretches_.cause() == "ready";
    const bool now = there || (!result_.found && !usable && waited >= kLongWaitMs);
    if (!now || (there ? pictured_there_ : pictured_)) return Done{};
    (there ? pictured_there_ : pictured_) = true;
    return order_.picture(there);
  }

  void foretell() {
    if (!order_.foretold || foretold_ || state_.page.frames().navigating()) return;
    const double at = state_.page.agent().foretold_ms(order_.id);
    const auto began = state_.page.agent().hello_ms();
    if (at <= order_.from_ms || !began || at < *began) return;
    foretold_ = true;
    order_.foretold();
  }

  void look(double now) {
    if (state_.page.guard().held()) {
      result_.held = true;
      return;
    }
    if (const auto trouble =
            state_.page.agent().selector_trouble(order_.id, order_.id + kMostLooks);
        !trouble.empty()) {
      result_.ours = true;
      result_.failure = StepError{
          "bad_selector", fmt::format("The journey's own selector “{}” does not read: {}",
                                      printable(order_.query.text, 80), printable(trouble, 200))};
      return;
    }
    if (result_.failure || (result_.found && order_.glance)) return;
    result_.found = false;
    auto& frames = state_.page.frames();
    const auto* document = state_.page.network().main_document();
    if (frames.crashed() || frames.closed()) {
      result_.failure = why_gone(frames);
      return;
    }
    if (document != nullptr && !document->error.empty() && !document->canceled &&
        document->error != "net::ERR_ABORTED") {
      result_.failure =
          StepError{document->error, fmt::format("The page did not come: {} ({}, {}).",
                                                 net_error_for_people(document->error),
                                                 document->error, printable(document->url, 120))};
      return;
    }
    std::string cause = "loading", by;
    double since = now;
    if (const auto seen = sighting_for(state_, order_); seen && !frames.navigating()) {
      result_.frame = seen->first;
      result_.sighting = seen->second;
      cause = seen->second.state;
      by = seen->second.by;
      since = seen->second.since_ms;
      if (cause == "ready") {
        result_.found = !may_be_named_better(seen->second, now);
        result_.ready_ms = since;
        if (result_.found && !result_.stood_ms) result_.stood_ms = since;
      } else if (cause == "missing") {
        const auto loaded = state_.page.agent().loaded_ms();
        if (!loaded) cause = "loading";
        since = std::max(since, loaded.value_or(since));
      }
      if ((cause == "missing" || order_.absence) && hopeless(now, document)) {
        result_.found = false;
        result_.failure = error_page(*document);
        return;
      }
    }
    if (cause != "ready" && cause != "moving") result_.stood_ms.reset();
    stretches_.note(since, cause, by);
  }

  StepError error_page(const NetworkEntry& document) {
    const auto code = fmt::format("http_{}", *document.status);
    if (const auto asks = header_of(document, "www-authenticate");
        *document.status == 401 && !asks.empty()) {
      state_.note_native({.kind = "sign_in",
                          .text = printable(asks, 120),
                          .answer = "cancel",
                          .as_told = false,
                          .step = state_.step});
      return {code,
              "The site asks for a name and password in a window of the browser's own (HTTP 401). "
              "For a site of your own, give them in its address: --site https://NAME:PASSWORD@…"};
    }
    return {code, fmt::format("The site answered with an error page (HTTP {}).", *document.status)};
  }

  // A page that stands for nothing else. 400, 409, 422 and their like are how servers answer a form
  // that was filled in wrongly, with a page that says so.
  static bool is_error_page(int status) {
    constexpr int kDeadEnds[] = {401, 403, 404, 405, 407, 410, 429, 451};
    return status >= 500 || std::ranges::find(kDeadEnds, status) != std::end(kDeadEnds);
  }

  bool hopeless(double now, const NetworkEntry* document) {
    const auto loaded = state_.page.agent().loaded_ms();
    return document != nullptr && document->status && is_error_page(*document->status) && loaded &&
           now - *loaded >= kHopelessMs &&
           now - state_.page.agent().last_busy_ms() >= kHopelessMs &&
           now - order_.from_ms >= kHopelessMs;
  }

  void pierce() {
    const double now = state_.clock.now_ms();
    // What covers something may keep its buttons in a closed root, too.
    const auto& seen = result_.sighting.state;
    if (result_.found || (seen != "missing" && seen != "covered") || order_.query.pattern ||
        now - order_.from_ms < kFirstPierceMs || now - pierced_ms_ < kNextPierceMs)
      return;
    const bool long_wait = now - order_.from_ms >= kLongPierceMs;
    const bool parsed = state_.page.agent().parsed_ms().has_value();
    // What is still coming would have to be searched again, and would come later for it.
    if (!parsed && !long_wait) return;
    pierced_ms_ = now;
    state_.page.open_closed_roots(parsed && long_wait);
  }

  double kept_waiting_until() const {
    const auto loaded = state_.page.agent().loaded_ms();
    const bool came_later = loaded && *loaded >= order_.from_ms && *loaded < result_.ready_ms;
    return order_.optional && came_later ? *loaded : result_.ready_ms;
  }

  void account() {
    const double end = result_.waited_until_ms =
        result_.found ? kept_waiting_until() : result_.until_ms;
    const double begin = std::max(order_.from_ms, order_.accounted_ms);
    if (result_.found || result_.failure) result_.settled_ms.reset();
    result_.causes = causes_between(begin, result_.settled_ms.value_or(end));
    if (result_.settled_ms)
      result_.in_vain = causes_between(std::max(begin, *result_.settled_ms), end);
  }

  std::vector<WaitedFor> causes_between(double begin, double end) const {
    auto causes = stretches_.between(
        begin, end, [&](double from, double until) { return state_.awaited_ms(from, until); });
    if (!order_.query.pattern && !order_.absence)
      for (auto& cause : causes) cause.on = order_.query.called();
    return causes;
  }

  WalkState& state_;
  const WaitOrder& order_;
  PixelSearch pixels_;
  WaitResult result_;
  Stretches stretches_;
  double pierced_ms_ = -1e9;
  bool pictured_ = false, pictured_there_ = false;
  double looked_over_ms_ = -1e9;  // when the page was looked over for interruptions
  double looking_over_took_ms_ = 0;
  int dealt_ = 0;
  bool scrolled_ = false, foretold_ = false;
  double scroll_tried_ms_ = -1e9;
};

}  // namespace

std::optional<std::pair<FrameId, Sighting>> best_sighting(WalkState& state, int id) {
  const auto& frames = state.page.frames();
  const PageFrame* root = frames.find(frames.root_frame());
  if (root == nullptr || !root->world) return std::nullopt;
  std::optional<std::pair<FrameId, Sighting>> best;
  const auto order = [&](const FrameId& frame, const Sighting& seen) {
    return std::tuple(seen.state == "missing", seen.state == "hidden", seen.rank,
                      frame != frames.root_frame());
  };
  for (const auto& [frame, seen] : state.page.agent().sightings(id)) {
    const auto* data = frames.find(frame);
    if (data == nullptr || !data->world || !frames.in_front(frame)) continue;
    if (!state.page.agent().may_hold(id, frame)) continue;
    if (!best || order(frame, seen) < order(best->first, best->second)) best = {frame, seen};
  }
  return best;
}

std::optional<std::pair<FrameId, Sighting>> sighting_for(WalkState& state, const WaitOrder& order) {
  if (order.presence) return order.presence();
  auto best = best_sighting(state, order.id);
  const auto read = state.in_pixels.find(order.id);
  if (best && best->second.state == "missing" && read != state.in_pixels.end())
    return std::pair(state.page.frames().root_frame(), read->second);
  return best;
}

Result<WaitResult> wait_for(WalkState& state, const WaitOrder& order) {
  return Waiting(state, order).run();
}

}  // namespace firsthand
