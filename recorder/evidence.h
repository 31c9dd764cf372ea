#pragma once
// What is kept of a walk while it goes on: screens, film, pages, dialogs.

#include <memory>
#include <optional>
#include <string>

#include "recorder/collecting.h"
#include "recorder/eyes.h"
#include "recorder/walk_state.h"

namespace firsthand {

class EvidenceKeeper {
 public:
  explicit EvidenceKeeper(WalkState& state) : state_(state), collecting_(state) {}

  // Asks for the picture that the next screen() keeps if the page still stands there then, and
  // awaits nothing.
  void begin_screen();
  // A picture of what the customer sees now: "screens/003-before.png". When nothing changed since
  // the last one, that one. Empty: the page gives no picture (crashed, hung, leaving).
  // `time`: what view and picture may take, each; `name`: of the file, empty: `when`.
  Result<std::optional<std::string>> screen(
      int step, const char* when, std::chrono::milliseconds time = std::chrono::seconds(5),
      const std::string& name = {});
  // The page as it was: "pages/003.html". Empty: it could not be written.
  std::optional<std::string> page(int step, const Page::Moment& moment);
  // Writes the frames since the last call; secrets that show in them are painted over first, and a
  // picture of which nobody knows where to paint is not kept.
  void film(int step);
  // Dialogs, windows, downloads and requests that were not sent since the last call, as
  // observations.
  void notice(int step);

 private:
  struct Begun {
    std::shared_ptr<Page::Picture> picture{};
    double at_ms = 0;
    View view{};
    double holds_ms = 0;  // until then the page was what the picture was begun of
  };
  void write_frames(int step, const std::vector<FilmFrame>& frames, const std::vector<Box>& masks);
  // Nothing that shows has changed since the last screen.
  bool same_as_last() const;
  // The picture that was begun, or one of now, painted over. Empty: none, or none that can be kept.
  Result<std::optional<std::string>> painted_screenshot(int step, double zoom,
                                                        std::chrono::milliseconds time,
                                                        std::shared_ptr<Page::Picture> begun);
  // Nothing was done to the page since the picture was begun.
  bool holds(const Begun& begun, const View& view) const;
  // `across`: see Eyes::mask.
  Result<std::string> painted(const std::string& picture, const std::vector<Box>& boxes,
                              const char* format, int across);

  WalkState& state_;
  Collecting collecting_;
  std::optional<Screen> last_screen_;
  double last_screen_holds_ms_ = 0;  // what was presented until then is in it
  std::optional<Begun> begun_;
  std::size_t dialogs_told_ = 0, windows_told_ = 0, stopped_told_ = 0;
  std::unique_ptr<Eyes> eyes_;  // only when there is something to paint over
};

}  // namespace firsthand
