#include "recorder/keeping.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr std::string_view kBefore[] = {" ",  "\t", "\u00a0", ":", "#", "-", "–", "—", "(",
                                        "\"", "'",  "“",      "”", "„", "‘", "«", "»"};
constexpr std::string_view kBehind[] = {".", ",", ";", ":", "!", "?", ")", "\"",
                                        "'", "“", "”", "’", "‘", "«", "»"};

}  // namespace

std::string next_word(std::string_view text) {
  const auto sheds = [&](const auto& signs, auto at_edge, auto remove) {
    for (;;) {
      const auto sign = std::ranges::find_if(signs, at_edge);
      if (sign == std::end(signs)) return;
      remove(sign->size());
    }
  };
  sheds(
      kBefore, [&](auto sign) { return text.starts_with(sign); },
      [&](auto size) { text.remove_prefix(size); });
  text = text.substr(0, std::min(text.find(' '), text.find("\u00a0")));
  sheds(
      kBehind, [&](auto sign) { return text.ends_with(sign); },
      [&](auto size) { text.remove_suffix(size); });
  return std::string(text);
}

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
  if (pattern_) return [this] { return matched(); };
  return [this] {
    auto best = best_sighting(state_, id_);
    // A label comes before what it says is filled in.
    if (best && best->second.state == "ready" && said(best->second).empty())
      best->second.state = "missing";
    return best;
  };
}

std::string Keeping::said(const Sighting& sighting) const {
  return keep_.after ? next_word(sighting.after) : sighting.after;
}

std::string Keeping::instead() const {
  const auto best = best_sighting(state_, id_);
  if (pattern_ || !best || best->second.state != "ready") return "";
  return keep_.after ? " It was there, with nothing behind it." : " It was there, and empty.";
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
