#include "recorder/history.h"

#include <fmt/format.h>

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr auto kLeaves = std::chrono::milliseconds(1000);

// The old document must not be taken for the new one; but its coming is not a precondition.
Result<StepDone> leave(WalkState& state, const std::string& method, Json parameters) {
  StepDone done;
  const auto& frames = state.page.frames();
  const auto address = [&] {
    const auto* root = frames.find(frames.root_frame());
    return root == nullptr ? std::string() : root->url;
  };
  const auto asked = [&] {
    const auto* document = state.page.network().main_document();
    return document == nullptr ? -1 : document->at_ms;
  };
  const int documents = frames.documents();
  const auto from = address();
  const double last = asked();
  done.input_at_ms = state.clock.now_ms();
  state.page.client().tell(frames.root_session(), method, std::move(parameters));
  auto pumped = state.pump(kLeaves, [&] {
    return frames.documents() > documents || frames.navigating() || asked() > last ||
           address() != from;
  });
  if (!pumped) return std::move(pumped).error();
  return done;
}

StepDone refused(const std::string& code, const std::string& what, bool held = false) {
  StepDone done;
  done.error = StepError{code, what};
  done.held = held;
  return done;
}

Result<StepDone> close_tab(WalkState& state, const Tab& tab) {
  StepDone done;
  const auto frame = tab.frame;
  done.input_at_ms = state.clock.now_ms();
  state.page.client().tell("", "Target.closeTarget", {{"targetId", frame}});
  auto pumped = state.pump(kLeaves, [&] { return state.page.frames().root_frame() != frame; });
  if (!pumped) return std::move(pumped).error();
  state.observe({.kind = "tab", .step = state.step, .text = "closed; back where it was opened"});
  return done;
}

}  // namespace

Result<StepDone> go_back(WalkState& state) {
  auto history =
      state.page.client().call(state.page.frames().root_session(), "Page.getNavigationHistory",
                               Json::object(), Deadline::after(kCommand));
  if (!history && ends_walk(history.error())) return std::move(history).error();
  if (!history) return refused("page_gone", history.error().text());
  const auto& entries = part_in(*history, "entries");
  const int before = whole_in(*history, "currentIndex") - 1;
  const auto& entry =
      entries.is_array() && before >= 0 && static_cast<std::size_t>(before) < entries.size()
          ? entries[static_cast<std::size_t>(before)]
          : Json();
  const auto url = text_in(entry, "url");
  // Nothing to go back to in a tab that was opened: whoever wants to go back closes it.
  if (const auto& tab = state.page.frames().front();
      (url.empty() || url == "about:blank") && !tab.opener.empty())
    return close_tab(state, tab);
  if (url.empty() || url == "about:blank")
    return refused("nowhere_back", "There is no page before this one to go back to.");
  if (!state.page.guard().may_visit(url))
    return refused("left_hosts",
                   fmt::format("{} is not in this journey's hosts.", printable(url, 120)), true);
  return leave(state, "Page.navigateToHistoryEntry", {{"entryId", whole_in(entry, "id")}});
}

Result<StepDone> reload(WalkState& state) { return leave(state, "Page.reload", Json::object()); }

}  // namespace firsthand
