#include "recorder/browser/pulse.h"

#include <fmt/format.h>

#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr double kDeafMs = 300;  // busy with something else, we hear no answers

}  // namespace

void Pulse::start() {
  listened_ms_ = clock_.now_ms();
  client_.set_ticking([this](double overslept_ms) { return tick(overslept_ms); });
}

bool Pulse::browser_is_still() const {
  return asked_ && listened_ms_ - asked_ms_ >= times_.still_ms;
}

Result<> Pulse::tick(double overslept_ms) {
  const double now = clock_.now_ms();
  if (overslept_ms >= times_.overslept_ms)
    absences_.push_back({Absence::Whose::kOurs, now - overslept_ms, now});
  // What came while we did not listen has still to be heard.
  if (now - listened_ms_ >= kDeafMs) asked_ms_ = now;
  listened_ms_ = now;
  if (!asked_ && now - asked_ms_ >= times_.ask_every_ms) ask(now);
  if (asked_ && now - asked_ms_ >= times_.gone_ms)
    return Error{Errc::kBrowserGone, fmt::format("the browser did not answer for {:.0f} s",
                                                 (now - asked_ms_) / 1000)};
  return Done{};
}

void Pulse::ask(double now_ms) {
  asked_ = true;
  asked_ms_ = now_ms;
  client_.ask("", "Browser.getVersion", Json::object(), [this](const Result<Json>&) {
    const double now = clock_.now_ms();
    if (now - asked_ms_ >= times_.still_ms)
      absences_.push_back({Absence::Whose::kBrowser, asked_ms_, now});
    asked_ = false;
    asked_ms_ = now;
  });
}

}  // namespace firsthand
