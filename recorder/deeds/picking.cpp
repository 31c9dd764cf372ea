#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "journeys/text.h"
#include "recorder/deeds/kinds.h"
#include "recorder/json_fields.h"

namespace firsthand::deeds {
namespace {

using std::chrono::milliseconds;
constexpr auto kBetweenPages = milliseconds(60);
constexpr auto kCalendarOpens = milliseconds(3000);
constexpr auto kPageTurns = milliseconds(2000);
const std::string kHidden = "•••";
constexpr int kMostTurns = 36;  // three years of months: nobody turns further

struct Date {
  int year = 0, month = 0, day = 0;
  std::string text() const { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }
  std::string json() const { return fmt::format("{{y:{},m:{},d:{}}}", year, month, day); }
};

std::optional<Date> date_from(std::string_view text) {
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    const auto* end = text.data() + from + count;
    return std::from_chars(text.data() + from, end, value).ptr == end ? value : 0;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const Date date{number(0, 4), number(5, 2), number(8, 2)};
  const std::chrono::year_month_day day{
      std::chrono::year(date.year),
      std::chrono::month(static_cast<unsigned>(std::max(0, date.month))),
      std::chrono::day(static_cast<unsigned>(std::max(0, date.day)))};
  return day.ok() ? std::optional(date) : std::nullopt;
}

class Picking {
 public:
  Picking(Doing& doing, std::size_t which, const Spot& spot, Date date, bool secret)
      : doing_(doing), which_(which), spot_(spot), date_(date), secret_(secret) {}

  Result<> run() {
    auto plan = look();
    if (!plan) return std::move(plan).error();
    doing_.done.input_at_ms = doing_.state.clock.now_ms();
    if (flag_in(*plan, "done")) return Done{};
    const auto how = text_in(*plan, "how");
    if (how == "native") return in_own_field(*plan);
    if (how == "parts") return in_parts(*plan);
    if (how == "type") {
      bool taken = false;
      if (auto typed = by_typing(text_in(*plan, "text"), taken); !typed || taken) return typed;
    }
    return in_calendar(how == "type");
  }

 private:
  Result<nlohmann::json> look() {
    auto plan = doing_.ask(spot_.frame,
                           fmt::format("datePlan({}, {})", doing_.id_of(which_), date_.json()));
    if (plan && !plan->is_object()) return Error{Errc::kPageGone, "the date field went away"};
    return plan;
  }

  std::string says() const { return secret_ ? kHidden : date_.text(); }

  // A point that the agent named, in its own frame.
  Spot spot_at(const nlohmann::json& told) const {
    Spot spot = spot_;
    spot.x += number_in(told, "x") - spot_.sighting.x;
    spot.y += number_in(told, "y") - spot_.sighting.y;
    return spot;
  }

  Result<> unpicked(const std::string& shown) {
    return doing_.fail("not_picked", fmt::format("“{}” shows “{}” after {} was picked.",
                                                 doing_.target_text(which_),
                                                 secret_ ? kHidden : printable(shown, 40), says()));
  }
  Result<> out_of_reach(const std::string& why) {
    return doing_.fail("out_of_reach", fmt::format("{} cannot be picked in “{}”: {}.", says(),
                                                   doing_.target_text(which_), why));
  }

  void type(const std::string& text) {
    doing_.log_input(doing_.state.clock.now_ms(), "type", {{"text", secret_ ? kHidden : text}});
    doing_.state.hands.type(text);
    doing_.done.keystrokes += static_cast<int>(text.size());
  }

  // Headless does not draw its date picker, and customers type here, too: part after part.
  Result<> in_own_field(const nlohmann::json& plan) {
    doing_.state.note_native({.kind = "date",
                              .text = doing_.target_text(which_),
                              .answer = says(),
                              .step = doing_.index,
                              .box = spot_.sighting.box});
    if (const auto refused = text_in(plan, "refused"); !refused.empty())
      return out_of_reach(printable(refused, 60));
    // At its left edge, where its first part is.
    if (auto tapped = doing_.tap(spot_at(plan), doing_.queries[which_].text);
        !tapped || doing_.done.error)
      return tapped;
    bool waits = false;
    for (const auto& keys : texts_in(part_in(plan, "keys"))) {
      const double sent = doing_.state.clock.now_ms();
      if (waits)
        if (auto pressed = doing_.press(*chord_from("ArrowRight")); !pressed) return pressed;
      type(keys);
      // A year of four digits and a month that is written as a word still wait for more.
      waits = keys.size() == 4 || flag_in(plan, "words");
      if (auto arrived = doing_.await_input({"keydown"}, sent); !arrived) return arrived;
    }
    if (auto settled = doing_.after_input(); !settled) return settled;
    auto after = look();
    if (!after) return std::move(after).error();
    return flag_in(*after, "done") ? Result<>(Done{}) : unpicked(text_in(*after, "shown"));
  }

  // Day, month and year each have a field of their own.
  Result<> in_parts(const nlohmann::json& first_plan) {
    const auto count = part_in(first_plan, "fields").size();
    for (std::size_t index = 0; index < count; ++index) {
      // Choosing one may change or move the next.
      auto plan = look();
      if (!plan) return std::move(plan).error();
      if (part_in(*plan, "fields").size() <= index) break;
      const auto field = part_in(*plan, "fields")[index];
      if (flag_in(field, "done")) continue;
      if (flag_in(field, "missing")) return out_of_reach("its lists do not have it");
      if (text_in(field, "state") != "ready" || !part_in(field, "x").is_number())
        return out_of_reach("a part of it is " + printable(text_in(field, "state"), 20));
      if (auto tapped = doing_.tap(spot_at(field), doing_.queries[which_].text);
          !tapped || doing_.done.error)
        return tapped;
      const double sent = doing_.state.clock.now_ms();
      if (flag_in(field, "select")) {
        const int by = whole_in(field, "by");
        const auto arrow = *chord_from(by < 0 ? "ArrowUp" : "ArrowDown");
        for (int press = 0; press < std::abs(by); ++press) doing_.state.hands.press(arrow);
        doing_.state.hands.press(*chord_from("Enter"));
        doing_.done.keystrokes += std::abs(by) + 1;
      } else {
        doing_.state.hands.press(*chord_from("Control+A"));
        type(text_in(field, "text"));
      }
      if (auto arrived = doing_.await_input({"keydown"}, sent); !arrived) return arrived;
      if (auto settled = doing_.after_input(); !settled) return settled;
    }
    auto after = look();
    if (!after) return std::move(after).error();
    return flag_in(*after, "done") ? Result<>(Done{}) : unpicked(text_in(*after, "shown"));
  }

  Result<> by_typing(const std::string& text, bool& taken) {
    if (auto tapped = doing_.tap(spot_, doing_.queries[which_].text); !tapped || doing_.done.error)
      return tapped;
    doing_.state.hands.press(*chord_from("Control+A"));
    const double sent = doing_.state.clock.now_ms();
    type(text);
    if (auto arrived = doing_.await_input({"keydown"}, sent); !arrived) return arrived;
    if (auto settled = doing_.after_input(); !settled) return settled;
    auto move = next_move(false);
    if (!move) return std::move(move).error();
    // A calendar that opened as well closes when the visitor goes on from the field.
    if (text_in(*move, "move") != "none")
      if (auto left = doing_.press(*chord_from("Tab")); !left) return left;
    auto after = look();
    if (!after) return std::move(after).error();
    taken = flag_in(*after, "done");
    if (taken || text_in(*move, "move") != "none") return Done{};
    taken = true;  // no calendar to fall back on
    return unpicked(text_in(*after, "shown"));
  }

  Result<nlohmann::json> next_move(bool clicked) {
    return doing_.ask(spot_.frame, fmt::format("calendar({}, {})", date_.json(), clicked));
  }

  // Until the calendar is as `done` wants it; the last move otherwise.
  template <typename Done_>
  Result<nlohmann::json> await_move(milliseconds time, Done_ done) {
    const auto deadline = Deadline::after(time);
    const double from = doing_.state.clock.now_ms();
    for (bool waited = false;; waited = true) {
      auto move = next_move(false);
      if (!move || done(*move) || deadline.passed()) {
        if (waited) doing_.waited("missing", doing_.state.clock.now_ms() - from, "the calendar");
        return move;
      }
      if (auto pumped = doing_.state.pump(kBetweenPages); !pumped) return std::move(pumped).error();
    }
  }

  Result<> in_calendar(bool tried_typing) {
    const auto shown = [](const nlohmann::json& move) { return text_in(move, "move") != "none"; };
    auto move = next_move(false);
    if (!move) return std::move(move).error();
    if (!shown(*move) || tried_typing) {
      if (auto tapped = doing_.tap(spot_, doing_.queries[which_].text);
          !tapped || doing_.done.error)
        return tapped;
      move = await_move(kCalendarOpens, shown);
      if (!move) return std::move(move).error();
    }
    if (!shown(*move))
      return doing_.fail("no_calendar",
                         fmt::format("“{}” was clicked and showed no calendar that reads as one.",
                                     doing_.target_text(which_)));
    for (int turn = 0; turn <= kMostTurns; ++turn) {
      const auto what = text_in(*move, "move");
      if (what == "stuck" || what == "none") break;
      const auto state = text_in(*move, "state");
      if (state != "ready" || !part_in(*move, "x").is_number()) {
        if (what != "day" && state == "disabled") break;
        return out_of_reach(what == "day" ? "the day is " + printable(state, 20)
                                          : "its button is " + printable(state, 20));
      }
      if (auto tapped = doing_.tap(spot_at(*move), what == "day" ? says() : what);
          !tapped || doing_.done.error)
        return tapped;
      if (what == "day") return confirm();
      const int from = whole_in(*move, "month");
      move = await_move(kPageTurns, [&](const nlohmann::json& now) {
        return text_in(now, "move") == "day" || whole_in(now, "month") != from;
      });
      if (!move) return std::move(move).error();
      if (text_in(*move, "move") != "day" && whole_in(*move, "month") == from) break;
    }
    return out_of_reach("its calendar does not go that far");
  }

  Result<> confirm() {
    auto after = look();
    if (!after) return std::move(after).error();
    if (flag_in(*after, "done")) return Done{};
    auto move = next_move(true);
    if (!move) return std::move(move).error();
    if (text_in(*move, "move") == "confirm" && text_in(*move, "state") == "ready") {
      if (auto tapped = doing_.tap(spot_at(*move), "confirm"); !tapped || doing_.done.error)
        return tapped;
      after = look();
      if (!after) return std::move(after).error();
    }
    // Words over a calendar hold no value of their own.
    return flag_in(*after, "done") || !flag_in(*after, "sure") ? Result<>(Done{})
                                                               : unpicked(text_in(*after, "shown"));
  }

  Doing& doing_;
  std::size_t which_;
  const Spot& spot_;
  Date date_;
  bool secret_;  // typed in many forms: nothing of it is written down
};

}  // namespace

Result<> pick(Doing& doing, const Pick& pick) {
  for (std::size_t which = 0; which < pick.dates.size(); ++which) {
    auto value = doing.value_of(pick.dates[which].value);
    if (!value) return std::move(value).error();
    const auto date = date_from(*value);
    if (!date)
      return doing.refuse("not_a_date",
                          fmt::format("“{}” is not a date: write it as 2026-01-31, or $today+3d.",
                                      printable(expand_for_people(pick.dates[which].value.raw,
                                                                  doing.state.variables),
                                                40)));
    auto reached = doing.reach_target(which);
    if (!reached) return std::move(reached).error();
    if (!*reached) return Done{};
    doing.state.page.guard().typed(*value);
    ++doing.done.fields;
    const bool secret = doing.is_secret(pick.dates[which].value);
    if (secret) {
      auto secured = doing.ask((*reached)->frame, fmt::format("secure({})", doing.id_of(which)));
      if (!secured) return std::move(secured).error();
    }
    auto picked = Picking(doing, which, **reached, *date, secret).run();
    if (!picked) return picked;
    if (doing.done.error) return Done{};
  }
  return Done{};
}

}  // namespace firsthand::deeds
