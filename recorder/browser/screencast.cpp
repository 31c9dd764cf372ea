#include "recorder/browser/screencast.h"

#include <algorithm>
#include <functional>

#include "recorder/base64.h"
#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr int kJpegQuality = 60;  // evidence: 58 KB and 2.7 ms a frame at 1280 x 800
// As wide as anybody sees it in a report. Each frame that is larger takes longer to be copied out
// of the compositor, which keeps the page's own frames and our pictures waiting.
constexpr int kWidest = 960;

}  // namespace

Screencast::Screencast(DevToolsClient& client, const WalkClock& clock, std::size_t most_bytes)
    : client_(client),
      clock_(clock),
      most_bytes_(most_bytes),
      listening_(client.on("Page.screencastFrame", [this](const SessionId& session, const Json& e) {
        frame(session, e);
      })) {}

void Screencast::start(const SessionId& session, int width, int height) {
  session_ = session;
  const int widest = std::min(width, kWidest);
  client_.tell(session, "Page.startScreencast",
               {{"format", "jpeg"},
                {"quality", kJpegQuality},
                {"maxWidth", widest},
                {"maxHeight", (height * widest + width - 1) / width},
                {"everyNthFrame", 1}});
}

void Screencast::stop() {
  if (!session_.empty()) client_.tell(session_, "Page.stopScreencast");
  session_.clear();
}

void Screencast::frame(const SessionId& session, const Json& event) {
  client_.tell(session, "Page.screencastFrameAck", {{"sessionId", whole_in(event, "sessionId")}});
  auto bytes = base64_decode(text_in(event, "data"));
  if (!bytes) return;
  const auto hash = std::hash<std::string>{}(*bytes);
  const auto metadata = part_in(event, "metadata");
  const double at_ms = part_in(metadata, "monotonicTimestamp").is_number()
                           ? clock_.from_monotonic_s(number_in(metadata, "monotonicTimestamp"))
                           : clock_.now_ms();
  // Our own screenshots make the compositor present the same picture again.
  if (hash == last_hash_) {
    last_repeat_ms_ = std::max(last_repeat_ms_, at_ms);
    return;
  }
  last_hash_ = hash;
  last_change_ms_ = std::max(last_change_ms_, at_ms);
  // A gap would look like rest.
  if (full_ms_ || held_bytes_ + bytes->size() > most_bytes_) {
    if (!full_ms_) full_ms_ = at_ms;
    return;
  }
  held_bytes_ += bytes->size();
  frames_.push_back({at_ms, std::move(*bytes)});
}

std::vector<FilmFrame> Screencast::take() {
  held_bytes_ = 0;
  return std::exchange(frames_, {});
}

}  // namespace firsthand
