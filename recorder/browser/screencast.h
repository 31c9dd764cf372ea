#pragma once
// The film of the walk: frames as the compositor presents them, only those that differ. At most 960
// pixels wide, so that a frame's pixels are not the page's.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "recorder/browser/devtools_client.h"
#include "recorder/walk_clock.h"

namespace firsthand {

struct FilmFrame {
  double at_ms = 0;     // presentation, walk clock
  std::string bytes{};  // JPEG
};

class Screencast {
 public:
  // `most_bytes` are held until they are taken; what comes after that is dropped.
  Screencast(DevToolsClient& client, const WalkClock& clock,
             std::size_t most_bytes = std::size_t{200} << 20U);

  // width x height: the viewport in CSS pixels.
  void start(const SessionId& session, int width, int height);
  void stop();

  // When the newest frame that differs from its predecessor was presented; negative: none yet.
  double last_change_ms() const { return last_change_ms_; }
  // When a frame that looks like that one was presented last; negative: none was.
  double last_repeat_ms() const { return last_repeat_ms_; }
  // When frames since the last take began to be dropped, because there were too many; told once.
  std::optional<double> take_full_ms() { return std::exchange(full_ms_, {}); }
  // The frames since the last take, as they came: a later one may come first.
  std::vector<FilmFrame> take();

 private:
  void frame(const SessionId& session, const Json& event);

  DevToolsClient& client_;
  const WalkClock& clock_;
  const std::size_t most_bytes_;
  SessionId session_;
  std::vector<FilmFrame> frames_;
  std::size_t held_bytes_ = 0;
  std::optional<double> full_ms_;
  std::size_t last_hash_ = 0;
  double last_change_ms_ = std::numeric_limits<double>::lowest();
  double last_repeat_ms_ = std::numeric_limits<double>::lowest();
  Subscription listening_;
};

}  // namespace firsthand
