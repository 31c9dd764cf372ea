#include "recorder/evidence.h"

#include <fmt/format.h>

#include <cmath>

#include "journeys/content_hash.h"
#include "journeys/text.h"

namespace firsthand {
namespace {

constexpr double kFreshMs = 500;  // what was begun before that is not of now
constexpr auto kPageTime = std::chrono::seconds(5);
constexpr auto kMaskTime = std::chrono::seconds(10);

std::vector<Box> scaled(std::vector<Box> boxes, double scale) {
  for (auto& box : boxes) box = box.scaled(scale);
  return boxes;
}

void append(std::vector<Box>& boxes, const std::vector<Box>& more) {
  boxes.insert(boxes.end(), more.begin(), more.end());
}

}  // namespace

bool EvidenceKeeper::same_as_last() const {
  return last_screen_ && last_screen_->at_ms > state_.page.agent().last_busy_ms() &&
         last_screen_holds_ms_ > state_.page.film().last_change_ms();
}

void EvidenceKeeper::begin_screen() {
  const auto& page = state_.page;
  if (!state_.options.evidence || page.masked() || page.silent() ||
      state_.page.frames().navigating() || same_as_last())
    return;
  if (begun_ && state_.clock.now_ms() - begun_->at_ms <= kFreshMs) return;
  begun_ = Begun{.picture = state_.page.begin_screenshot(), .at_ms = state_.clock.now_ms()};
  if (!begun_->picture) begun_.reset();
}

bool EvidenceKeeper::holds(const Begun& begun, const View& view) const {
  const auto& pressed = state_.interrupted.dealt_ms;
  return begun.view.url == view.url && begun.view.scroll_x == view.scroll_x &&
         begun.view.scroll_y == view.scroll_y && begun.view.zoom == view.zoom &&
         state_.clock.now_ms() - begun.at_ms <= kFreshMs &&
         (pressed.empty() || pressed.back() < begun.at_ms);
}

Result<std::optional<std::string>> EvidenceKeeper::screen(int step, const char* when,
                                                          std::chrono::milliseconds time,
                                                          const std::string& name) {
  const std::optional<std::string> none;
  if (!state_.options.evidence) return none;
  auto begun = std::exchange(begun_, std::nullopt);
  auto view = state_.page.view(Deadline::after(time));
  if (!view) {
    if (ends_walk(view.error())) return std::move(view).error();
    return none;
  }
  if (begun && !holds(*begun, *view)) begun.reset();
  if (!begun && same_as_last() && last_screen_->scroll_x == view->scroll_x &&
      last_screen_->scroll_y == view->scroll_y && last_screen_->url == view->url)
    return std::optional(last_screen_->file);
  const double at_ms = begun ? begun->at_ms : state_.clock.now_ms();
  auto png = painted_screenshot(step, view->zoom, time, begun ? begun->picture : nullptr);
  if (!png) return std::move(png).error();
  if (!*png) return none;
  const auto& visitor = state_.options.visitor;
  const auto page_pixels = [&](int pixels) {
    return static_cast<int>(std::lround(pixels / view->zoom));
  };
  Screen screen{.file = fmt::format("screens/{:03}-{}.png", step, name.empty() ? when : name),
                .at_ms = at_ms,
                .step = step,
                .when = when,
                .width = page_pixels(visitor.width),
                .height = page_pixels(visitor.height),
                .scale = visitor.scale * view->zoom,
                .scroll_x = view->scroll_x,
                .scroll_y = view->scroll_y,
                .url = view->url};
  if (!state_.log.save_bytes(screen.file, **png)) return none;
  state_.log.add("screen", {{"screen", nlohmann::json(screen)}});
  last_screen_ = screen;
  // The picture is made of a frame that was presented for it. When that looked like the one before,
  // it holds that one, too, although it came while the picture was being taken.
  const auto& film = state_.page.film();
  last_screen_holds_ms_ =
      std::max(begun ? begun->holds_ms : at_ms,
               film.last_repeat_ms() > film.last_change_ms() ? film.last_repeat_ms() : at_ms);
  return std::optional(screen.file);
}

Result<std::optional<std::string>> EvidenceKeeper::painted_screenshot(
    int step, double zoom, std::chrono::milliseconds time, std::shared_ptr<Page::Picture> begun) {
  const std::optional<std::string> none;
  const auto left_out = [&](const Error& error) -> Result<std::optional<std::string>> {
    if (ends_walk(error)) return error;
    return none;
  };
  // What shows a secret may move while the picture is taken.
  auto boxes = state_.page.mask_boxes(Deadline::after(time));
  if (!boxes) return left_out(boxes.error());
  auto png = state_.page.screenshot(Deadline::after(time), std::move(begun));
  if (!png) return left_out(png.error());
  auto after = state_.page.mask_boxes(Deadline::after(time));
  if (!after) return left_out(after.error());
  append(*boxes, *after);
  if (boxes->empty()) return std::optional(std::move(*png));
  auto covered = painted(*png, scaled(*boxes, zoom * state_.options.visitor.scale), "png", 0);
  if (!covered) {
    state_.observe({.kind = "screen_dropped", .step = step, .text = covered.error().text()});
    return none;
  }
  return std::optional(std::move(*covered));
}

Result<std::string> EvidenceKeeper::painted(const std::string& picture,
                                            const std::vector<Box>& boxes, const char* format,
                                            int across) {
  if (!eyes_) eyes_ = std::make_unique<Eyes>(find_eyes());
  auto covered = eyes_->mask(picture, boxes, format, Deadline::after(kMaskTime), across);
  state_.page.pulse().listen_again();
  return covered;
}

std::optional<std::string> EvidenceKeeper::page(int step, const Page::Moment& moment) {
  if (begun_ && (moment.changed_ms > begun_->at_ms ||
                 begun_->picture->session != state_.page.frames().root_session())) {
    begun_.reset();
    begin_screen();
  }
  if (begun_) {
    begun_->view = moment.view;
    begun_->holds_ms = moment.at_ms;
  }
  auto name = fmt::format("pages/{:03}.html", step);
  if (!state_.log.save_text(name, moment.html)) return std::nullopt;
  return name;
}

void EvidenceKeeper::film(int step) {
  const auto frames = state_.page.film().take();
  const auto masks = state_.page.agent().take_mask_boxes();
  if (const auto full_ms = state_.page.film().take_full_ms())
    state_.observe({.kind = "film_full",
                    .at_ms = *full_ms,
                    .step = step,
                    .text = "it was longer than we hold"});
  if (frames.empty()) return;
  if (masks.empty()) return write_frames(step, frames, {});
  const auto boxes = state_.page.in_root_view(masks, Deadline::after(kMaskTime));
  const auto view = state_.page.view(Deadline::after(kPageTime));
  if (boxes && view) {
    // Before the page was shown in another size, its frames were, too.
    auto painted_over = scaled(*boxes, view->zoom);
    if (last_screen_) {
      const double before = last_screen_->scale / state_.options.visitor.scale;
      if (before != view->zoom) append(painted_over, scaled(*boxes, before));
    }
    return write_frames(step, frames, painted_over);
  }
  state_.observe({.kind = "frames_masked", .step = step, .text = "secrets were painted over"});
  state_.observe({.kind = "frame_dropped",
                  .step = step,
                  .text = "where a secret showed is not known: " +
                          (boxes ? view.error() : boxes.error()).text()});
}

void EvidenceKeeper::write_frames(int step, const std::vector<FilmFrame>& frames,
                                  const std::vector<Box>& masks) {
  if (!masks.empty())
    state_.observe({.kind = "frames_masked", .step = step, .text = "secrets were painted over"});
  auto listed = nlohmann::json::array();
  for (const auto& frame : frames) {
    std::string bytes = frame.bytes;
    if (!masks.empty()) {
      auto covered = painted(bytes, masks, "jpeg", state_.options.visitor.width);
      if (!covered) {
        // A frame that cannot be painted over is not kept.
        state_.observe({.kind = "frame_dropped", .step = step, .text = covered.error().text()});
        continue;
      }
      bytes = std::move(*covered);
    }
    Frame entry{
        .file = "frames/" + content_hash(bytes) + ".jpg", .at_ms = frame.at_ms, .step = step};
    if (state_.log.save_bytes(entry.file, bytes)) listed.push_back(entry);
  }
  if (!listed.empty()) state_.log.add("frames", {{"frames", listed}});
}

void EvidenceKeeper::notice(int step) {
  const auto& dialogs = state_.page.dialogs().dialogs();
  for (; dialogs_told_ < dialogs.size(); ++dialogs_told_) {
    const auto& dialog = dialogs[dialogs_told_];
    if (!dialog.closed_ms) break;
    state_.observe(
        {.kind = "dialog", .step = step, .text = dialog.type + ": " + printable(dialog.text)});
    state_.note_native({.kind = dialog.type,
                        .text = printable(dialog.text),
                        .answer = dialog.ok ? "ok" : "cancel",
                        .as_told = dialog.as_told,
                        .step = step,
                        .shown_at_ms = dialog.at_ms,
                        .closed_at_ms = *dialog.closed_ms});
  }
  for (const auto& shown : state_.page.agent().take_natives()) {
    const bool told = shown.text == "location" && state_.options.visitor.location.has_value();
    state_.note_native({.kind = shown.kind,
                        .text = printable(shown.text),
                        .answer = shown.kind != "permission" ? ""
                                  : told                     ? "allowed"
                                                             : "denied",
                        .as_told = told,
                        .asked_for = shown.asked_for,
                        .step = step_at(state_.step_starts, shown.at_ms),
                        .shown_at_ms = shown.at_ms,
                        .closed_at_ms = shown.at_ms});
  }
  for (const auto& said : state_.page.agent().take_announcements())
    state_.observe({.kind = "said",
                    .at_ms = said.at_ms,
                    .step = step_at(state_.step_starts, said.at_ms),
                    .text = printable(said.text, 200)});
  const auto& windows = state_.page.frames().windows();
  for (; windows_told_ < windows.size(); ++windows_told_)
    state_.observe({.kind = "new_window", .step = step, .text = printable(windows[windows_told_])});
  const auto& stopped = state_.page.guard().stopped();
  for (; stopped_told_ < stopped.size(); ++stopped_told_)
    state_.observe({.kind = "not_sent",
                    .step = step,
                    .text = fmt::format("{} {}: this would have carried what was typed to another "
                                        "site; it was not sent",
                                        printable(stopped[stopped_told_].method, 10),
                                        printable(stopped[stopped_told_].url, 120))});
  collecting_.collect(step);
}

}  // namespace firsthand
