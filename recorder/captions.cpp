#include "recorder/captions.h"

#include <algorithm>

#include "journeys/text.h"

namespace firsthand {
namespace {

using std::chrono::milliseconds;
constexpr auto kGone = milliseconds(2000);  // a page that is busy longer is pictured as it is
constexpr auto kBetweenLooks = milliseconds(30);

// About 240 words a minute, and a moment to notice it.
milliseconds reading_time(const std::string& text) {
  return milliseconds(std::clamp<std::int64_t>(700 + 40 * std::ssize(text), 1200, 5000));
}

}  // namespace

Result<> Captions::ask(const std::string& expression) {
  auto asked = state_.ask(state_.page.frames().root_frame(), expression);
  if (!asked && ends_walk(asked.error())) return std::move(asked).error();
  return Done{};
}

Result<> Captions::show(const std::string& text) {
  state_.page.film().stop();
  return ask("caption(" +
             nlohmann::json(printable(text, 300))
                 .dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) +
             ")");
}

Result<> Captions::hide() {
  if (auto asked = ask("uncaption()"); !asked) return asked;
  const auto deadline = Deadline::after(kGone);
  while (!deadline.passed()) {
    auto gone = state_.ask(state_.page.frames().root_frame(), "captionGone()");
    if (!gone && ends_walk(gone.error())) return std::move(gone).error();
    if (!gone || (gone->is_boolean() && gone->get<bool>())) break;
    if (auto pumped = state_.pump(kBetweenLooks); !pumped) return std::move(pumped).error();
  }
  const auto& visitor = state_.options.visitor;
  state_.page.film().start(state_.page.frames().root_session(), visitor.width, visitor.height);
  return Done{};
}

Result<> Captions::tell(const std::string& text) {
  if (!state_.options.watch) return Done{};
  if (auto shown = show(text); !shown) return shown;
  if (auto read = state_.pump(reading_time(text)); !read) return std::move(read).error();
  return hide();
}

}  // namespace firsthand
