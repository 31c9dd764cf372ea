#include "recorder/finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "journeys/text.h"
#include "recorder/deeds/kinds.h"
#include "recorder/queries.h"

namespace firsthand {
namespace {

constexpr int kMostClicks = 5;  // two more than the rule hard-to-find allows: to tell 4 from never
constexpr double kGlanceMs = 3000;  // on a page that is there; one that is still takes one second
constexpr int kLookId = 40, kClickOffset = 0;
// Where what is on no page's surface is looked for.
constexpr std::array<const char*, 2> kDeeper{"help", "contact"};

bool is_address(const std::string& href) {
  return href.starts_with("mailto:") || href.starts_with("tel:");
}

}  // namespace

Searching::Searching(WalkState& state, const Step& step, int index, const WaitOrder& order)
    : state_(state),
      doing_(state, step, index, order.id, {}, order),
      order_(order),
      wanted_(link_to(std::get<Find>(step.action).thing)) {
  search_.thing = std::get<Find>(step.action).thing;
}

Result<StepDone> Searching::go(const WaitResult& here) {
  began_ms_ = state_.clock.now_ms();
  if (here.sighting.state == "covered") covered_by_ = here.sighting.by;
  visited_.emplace(without_fragment(present_url()));
  WaitResult seen = here;
  while (true) {
    if (seen.found) {
      if (auto taken = take(wanted_, seen.sighting); !taken) return std::move(taken).error();
      break;
    }
    if (over()) break;
    auto on = go_on();
    if (!on) return std::move(on).error();
    if (!*on || stopped()) break;
    auto again = look_for(wanted_);
    if (!again) return std::move(again).error();
    seen = std::move(*again);
    if (seen.sighting.state == "covered") covered_by_ = seen.sighting.by;
  }
  if (!search_.found && !stopped() && !covered_by_.empty() && !doing_.done.error)
    doing_.done.error =
        StepError{"covered", fmt::format("A link to “{}” was there, but covered by “{}”.",
                                         printable(wanted_.text, 80), printable(covered_by_, 60))};
  search_.clicks = doing_.done.clicks;
  if (search_.followed) search_.ms = std::max(0.0, state_.clock.now_ms() - began_ms_);
  // The boxes of what was clicked on later pages are not on the picture of this one.
  for (std::size_t which = 1; which < doing_.done.targets.size(); ++which)
    doing_.done.targets[which].box = {};
  return std::move(doing_.done);
}

Result<WaitResult> Searching::look_for(const Query& query) {
  return wait_for_it(query, std::min(order_.patience_ms, kGlanceMs));
}

Result<WaitResult> Searching::wait_for_it(const Query& query, double patience_ms) {
  auto order = order_;
  order.patience_ms = patience_ms;
  order.id = order_.id + kLookId;
  order.query = query;
  order.from_ms = state_.clock.now_ms();
  order.optional = true;
  state_.page.agent().arm(order.id, query);
  auto seen = wait_for(state_, order);
  state_.page.agent().disarm(order.id);
  return seen;
}

Result<> Searching::take(const Query& query, const Sighting& link) {
  const bool written_out = is_address(link.href);
  if (written_out || !state_.page.guard().may_visit(link.href)) {
    if (!written_out)
      state_.observe({.kind = "left_hosts",
                      .step = doing_.index,
                      .text = printable(link.name, 80) + " leads to " + printable(link.href, 120) +
                              ", which was not followed",
                      .box = link.box});
    search_.way.push_back(link.name);
    search_.url = link.href;
    search_.found = true;
    search_.followed = false;
    return Done{};
  }
  auto clicked = click(query);
  if (!clicked) return std::move(clicked).error();
  search_.found = *clicked && !stopped();
  if (search_.found) search_.url = present_url();
  return Done{};
}

Result<bool> Searching::click(const Query& query) {
  auto reached = doing_.reach_other(kClickOffset, query);
  if (!reached) return std::move(reached).error();
  if (!*reached) {
    // What cannot be clicked is not found; why it could not is no failure of the journey.
    if (!doing_.done.held) doing_.done.error.reset();
    return false;
  }
  search_.way.push_back(doing_.done.targets.back().name);
  state_.page.agent().expect_reaction();
  if (auto tapped = doing_.tap(**reached, query.text); !tapped) return std::move(tapped).error();
  // The page that comes, or the same one with its menu open.
  auto arrived =
      wait_for_it({.word = "see", .text = "body", .by = TargetBy::kCss}, order_.patience_ms);
  if (!arrived) return std::move(arrived).error();
  doing_.done.held = arrived->held;
  doing_.done.error = arrived->failure ? arrived->failure : error_page();
  if (stopped()) return false;
  visited_.emplace(without_fragment(present_url()));
  return true;
}

// A page that only says that there is none is not what was looked for.
std::optional<StepError> Searching::error_page() const {
  const auto* document = state_.page.network().main_document();
  if (document == nullptr || document->status.value_or(200) < 400) return std::nullopt;
  return StepError{fmt::format("http_{}", *document->status),
                   fmt::format("“{}” led to an error page (HTTP {}).",
                               printable(search_.way.back(), 80), *document->status)};
}

Result<bool> Searching::go_on() {
  for (const auto way : {&Searching::to_the_end, &Searching::open_menu, &Searching::go_deeper}) {
    auto gone = (this->*way)();
    if (!gone || *gone || stopped()) return gone;
  }
  return false;
}

// Some pages bring their end only when it is come near to.
Result<bool> Searching::to_the_end() {
  if (scrolled_) return false;
  scrolled_ = true;
  if (auto scrolled = deeds::scroll(doing_, Scroll{.to = ScrollTo::kEnd}); !scrolled)
    return std::move(scrolled).error();
  return true;
}

// Once: the menu of the pages below is the same.
Result<bool> Searching::open_menu() {
  if (menu_opened_) return false;
  menu_opened_ = true;
  const auto query = query_of_words("menu", "menu");
  auto seen = look_for(query);
  if (!seen) return std::move(seen).error();
  return seen->found ? click(query) : Result<bool>(false);
}

Result<bool> Searching::go_deeper() {
  for (const std::string thing : kDeeper) {
    if (thing == search_.thing) continue;
    const auto query = link_to(thing);
    auto seen = look_for(query);
    if (!seen) return std::move(seen).error();
    const auto& href = seen->sighting.href;
    if (!seen->found || is_address(href) || !state_.page.guard().may_visit(href) ||
        visited_.contains(std::string(without_fragment(href))))
      continue;
    auto clicked = click(query);
    if (!clicked || stopped()) return clicked;
    if (*clicked) return true;
  }
  return false;
}

bool Searching::over() const {
  return doing_.done.clicks >= kMostClicks ||
         state_.clock.now_ms() - began_ms_ >= std::max(order_.limit_ms, order_.patience_ms);
}

std::string Searching::present_url() const {
  const auto* root = state_.page.frames().find(state_.page.frames().root_frame());
  return root == nullptr ? std::string() : root->url;
}

}  // namespace firsthand
