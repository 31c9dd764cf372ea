#include "recorder/tabs.h"

#include <fmt/format.h>

#include "journeys/text.h"

namespace firsthand {

NamedTab::NamedTab(WalkState& state, std::string text) : state_(state), text_(fold(text)) {}

std::string NamedTab::address_of(const Tab& tab) const {
  const auto* frame = state_.page.frames().find(tab.frame);
  return frame == nullptr ? "" : frame->url;
}

const Tab* NamedTab::find() const {
  const Tab* found = nullptr;
  for (const auto& tab : state_.page.frames().tabs()) {
    if (tab.closed) continue;
    const auto title = fold(tab.title);
    if (title == text_) return &tab;
    if (title.find(text_) != std::string::npos ||
        fold(address_of(tab)).find(text_) != std::string::npos)
      found = &tab;
  }
  return found;
}

std::optional<std::pair<FrameId, Sighting>> NamedTab::now() {
  Sighting seen;
  seen.since_ms = state_.clock.now_ms();
  const auto* tab = find();
  if (tab == nullptr) return std::pair(state_.page.frames().root_frame(), seen);
  if (since_ms_ == 0) since_ms_ = seen.since_ms;
  seen.state = "ready";
  seen.since_ms = since_ms_;
  return std::pair(tab->frame, seen);
}

std::string NamedTab::instead() const {
  std::string out;
  for (const auto& tab : state_.page.frames().tabs()) {
    if (tab.closed) continue;
    out += fmt::format("{}“{}” ({})", out.empty() ? "" : ", ", printable(tab.title, 60),
                       printable(address_of(tab), 100));
  }
  return " The open tabs are " + out + ".";
}

bool NamedTab::follow(int step) {
  const auto* tab = find();
  if (tab == nullptr || tab->frame == state_.page.frames().root_frame()) return true;
  const auto address = address_of(*tab);
  if (!state_.page.guard().may_visit(address)) return false;
  const auto told = printable(tab->title, 80) + ", " + printable(address, 160);
  state_.page.frames().bring_to_front(tab->frame);
  state_.observe({.kind = "tab", .step = step, .text = told});
  return true;
}

}  // namespace firsthand
