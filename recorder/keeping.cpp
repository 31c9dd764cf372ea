#include "recorder/keeping.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include "journeys/text.h"

namespace firsthand {
namespace {

// The next word of a text, without the punctuation around it.
std::string next_word(std::string text) {
  const auto start = text.find_first_not_of(" \t:#-–—");
  text = start == std::string::npos ? "" : text.substr(start);
  text = text.substr(0, text.find(' '));
  while (!text.empty() &&
         std::string_view(".,;:!?)”\"").find(text.back()) != std::string_view::npos)
    text.pop_back();
  return text;
}

}  // namespace

void learn(WalkState& state, int step, const std::string& name, const std::string& value) {
  state.variables.values[name] = value;
  const bool secret = state.variables.secret.contains(name);
  if (secret) {
    state.log.hide(value);
    state.page.hide(value);
  }
  state.observe({.kind = "kept",
                 .step = step,
                 .text = name + " = " + (secret ? "•••" : printable(value, 120))});
}

Keeping::Keeping(WalkState& state, const Keep& keep, int id) : state_(state), keep_(keep), id_(id) {
  if (keep.matching) pattern_ = std::make_shared<re2::RE2>(*keep.matching, RE2::Quiet);
}

Presence Keeping::presence() {
  if (!pattern_) return {};
  return [this] { return matched(); };
}

std::optional<std::pair<FrameId, Sighting>> Keeping::matched() {
  Sighting seen;
  seen.since_ms = state_.clock.now_ms();
  bool told = false;
  for (const auto& [frame, shown] : state_.page.agent().texts(id_)) {
    if (!state_.page.frames().in_front(frame)) continue;
    told = true;
    const auto& text = shown.text;
    std::string captured;
    const bool group = pattern_->NumberOfCapturingGroups() > 0;
    re2::StringPiece whole;
    if (group ? !RE2::PartialMatch(text, *pattern_, &captured)
              : !pattern_->Match(text, 0, text.size(), RE2::UNANCHORED, &whole, 1))
      continue;
    captured_ = group ? captured : std::string(whole.data(), whole.size());
    if (since_ms_ == 0) since_ms_ = shown.at_ms;
    seen.state = "ready";
    seen.since_ms = since_ms_;
    return std::pair(frame, seen);
  }
  since_ms_ = 0;
  if (!told) return std::nullopt;
  return std::pair(FrameId(), seen);
}

Result<> Keeping::take(int step, const WaitResult& wait) {
  std::string value = captured_;
  if (keep_.after) {
    value = next_word(wait.sighting.after);
  } else if (keep_.from) {
    auto text = state_.ask(wait.frame, fmt::format("value({})", id_));
    if (!text && ends_walk(text.error())) return std::move(text).error();
    if (text && text->is_string()) value = text->get<std::string>();
  }
  learn(state_, step, keep_.name, value);
  return Done{};
}

}  // namespace firsthand
