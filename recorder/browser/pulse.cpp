#include "recorder/browser/pulse.h"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>

#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr double kDeafMs = 300;   // busy with something else, we hear no answers
constexpr double kSliceMs = 100;  // for which the client listens at a time

double cpu_ms() {
  timespec spent{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

}  // namespace

void Pulse::start() {
  listen_again();
  client_.set_ticking([this] { return tick(); });
}

void Pulse::listen_again() {
  listened(clock_.now_ms());
  asked_ms_ = std::max(asked_ms_, listened_ms_);
}

void Pulse::listened(double now_ms) {
  listened_ms_ = now_ms;
  worked_ms_ = cpu_ms();
}

double Pulse::unanswered_ms() const { return asked_ ? listened_ms_ - asked_ms_ : 0; }

Result<> Pulse::tick() {
  const double now = clock_.now_ms();
  const double away = now - listened_ms_ - (cpu_ms() - worked_ms_) - kSliceMs;
  if (away >= times_.overslept_ms) absences_.push_back({Absence::Whose::kOurs, now - away, now});
  // What came while we did not listen has still to be heard.
  if (now - listened_ms_ >= kDeafMs) asked_ms_ = now;
  listened(now);
  if (!asked_ && now - asked_ms_ >= times_.ask_every_ms) ask(now);
  if (asked_ && now - asked_ms_ >= times_.gone_ms)
    return Error{Errc::kBrowserGone,
                 fmt::format("the browser did not answer for {:.0f} s", (now - asked_ms_) / 1000)};
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
