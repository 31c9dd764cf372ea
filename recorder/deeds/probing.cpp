#include <fmt/format.h>

#include <optional>
#include <string>

#include "journeys/text.h"
#include "recorder/deeds/kinds.h"
#include "recorder/json_fields.h"

namespace firsthand::deeds {
namespace {

// A page that puts in what was pasted itself, tidied, may do so a moment later.
constexpr double kAnswerMs = 800;
constexpr const char* kAddress = "paste.check@example.com";
constexpr const char* kNumber = "4081972635";

class BoxProbe {
 public:
  BoxProbe(Doing& doing, const Spot& spot, std::size_t which)
      : doing_(doing), state_(doing.state), spot_(spot), which_(which) {}

  Result<> run() {
    auto text = fitting_text();
    if (!text) return std::move(text).error();
    if (text->empty()) return Done{};
    auto why_not = probe(*text);
    if (!why_not) return std::move(why_not).error();
    if (!why_not->empty())
      state_.observe({.kind = "not_probed",
                      .step = doing_.index,
                      .text = fmt::format("{}: {}", name(), *why_not)});
    return put_back();
  }

 private:
  std::string name() const { return doing_.target_text(which_); }
  Result<nlohmann::json> ask(const char* what) {
    return doing_.ask(spot_.frame, fmt::format("{}({})", what, doing_.id_of(which_)));
  }

  // Empty: not a box to be probed.
  Result<std::string> fitting_text() {
    auto box = ask("textBox");
    if (!box) return std::move(box).error();
    if (!box->is_object()) return std::string();
    const auto type = text_in(*box, "type");
    const std::string text = type == "email"                     ? kAddress
                             : type == "number" || type == "tel" ? kNumber
                                                                 : "";
    const auto max = box->find("max");
    // Codes in boxes of one digit each send the focus on.
    if (max != box->end() && max->is_number() && max->get<double>() >= 0 &&
        max->get<double>() < static_cast<double>(text.size()))
      return std::string();
    return text;
  }

  Result<> key(const char* chord) {
    const double sent = state_.clock.now_ms();
    state_.hands.press(*chord_from(chord));
    if (auto arrived = doing_.await_input({"keydown"}, sent); !arrived) return arrived;
    return doing_.after_input();
  }

  // Whether the box becomes empty, or not empty, in the time that a page may take.
  Result<bool> becomes(bool empty) {
    const double from = state_.clock.now_ms();
    for (;;) {
      auto value = ask("value");
      if (!value) return std::move(value).error();
      if (value->is_string() && value->get<std::string>().empty() == empty) return true;
      if (doing_.is_over() || state_.clock.now_ms() - from >= kAnswerMs) return false;
      if (auto pumped = state_.pump(kBetweenLooks); !pumped) return std::move(pumped).error();
    }
  }

  Result<bool> has_focus() {
    auto focused = ask("focused");
    if (!focused) return std::move(focused).error();
    return focused->is_boolean() && focused->get<bool>();
  }

  // Empty: it was probed; else why not.
  Result<std::string> probe(const std::string& text) {
    // The clipboard of a visible browser is that of whoever watches.
    if (state_.options.watch) return std::string("the browser is a visible one");
    auto value = ask("value");
    if (!value) return std::move(value).error();
    if (!value->is_string() || !value->get<std::string>().empty())
      return std::string("something stood in it already");
    state_.page.guard().typed(text);
    const double sent = state_.clock.now_ms();
    doing_.log_input(sent, "probe", {{"text", text}});
    state_.hands.type(text);
    if (auto arrived = doing_.await_input({"keydown"}, sent); !arrived)
      return std::move(arrived).error();
    auto typed = becomes(false);
    if (!typed) return std::move(typed).error();
    if (!*typed) return std::string("it did not take what was typed");
    for (const char* chord : {"Control+A", "Control+X"})
      if (auto pressed = key(chord); !pressed) return std::move(pressed).error();
    auto cut = becomes(true);
    if (!cut) return std::move(cut).error();
    if (!*cut) return std::string("it kept what was cut from it");
    return paste();
  }

  Result<std::string> paste() {
    if (auto watched = doing_.ask(spot_.frame, "awaitPaste()"); !watched)
      return std::move(watched).error();
    if (auto pressed = key("Control+V"); !pressed) return std::move(pressed).error();
    auto took = becomes(false);
    if (!took) return std::move(took).error();
    if (*took) return std::string();
    auto came = doing_.ask(spot_.frame, "pasted()");
    if (!came) return std::move(came).error();
    auto focused = has_focus();
    if (!focused) return std::move(focused).error();
    if (doing_.is_over()) return std::string("the page went away");
    if (!*focused) return std::string("it lost the focus");
    // Without it, the clipboard may be to blame.
    if (!came->is_boolean() || !came->get<bool>())
      return std::string("nothing was pasted into the page");
    state_.observe(
        {.kind = "paste_refused", .step = doing_.index, .text = name(), .box = box_of_target()});
    return std::string();
  }

  std::optional<Box> box_of_target() const {
    if (doing_.done.targets.empty()) return std::nullopt;
    return doing_.done.targets.back().box;
  }

  // The step goes on as if nothing had been.
  Result<> put_back() {
    if (doing_.is_over()) return Done{};
    for (const char* chord : {"Control+A", "Delete"})
      if (auto pressed = key(chord); !pressed) return pressed;
    auto focused = has_focus();
    if (!focused) return std::move(focused).error();
    if (*focused || doing_.is_over()) return Done{};
    const int clicks = doing_.done.clicks;
    auto tapped = doing_.tap(spot_, doing_.queries[which_].text);
    doing_.done.clicks = clicks;
    return tapped;
  }

  Doing& doing_;
  WalkState& state_;
  const Spot& spot_;
  std::size_t which_;
};

}  // namespace

Result<> probe_box(Doing& doing, const Spot& spot, std::size_t which) {
  return BoxProbe(doing, spot, which).run();
}

}  // namespace firsthand::deeds
