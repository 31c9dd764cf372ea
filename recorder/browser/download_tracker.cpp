#include "recorder/browser/download_tracker.h"

#include <algorithm>

#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostDownloads = 100;  // a page that never stops

// What the browser calls a download: letters, digits and hyphens.
bool is_plain(const std::string& id) {
  return !id.empty() && id.find_first_not_of("0123456789abcdefABCDEF-") == std::string::npos;
}

}  // namespace

DownloadTracker::DownloadTracker(DevToolsClient& client, const WalkClock& clock,
                                 std::filesystem::path folder)
    : client_(client), folder_(std::move(folder)) {
  listening_.push_back(
      client.on("Browser.downloadWillBegin", [this, &clock](const SessionId&, const Json& e) {
        const auto id = text_in(e, "guid");
        if (!is_plain(id) || downloads_.size() >= kMostDownloads) return;
        downloads_.push_back({.id = id,
                              .url = text_in(e, "url"),
                              .name = text_in(e, "suggestedFilename"),
                              .began_ms = clock.now_ms()});
      }));
  listening_.push_back(
      client.on("Browser.downloadProgress", [this, &clock](const SessionId&, const Json& e) {
        auto* download = find(e);
        if (download == nullptr) return;
        const auto state = text_in(e, "state");
        if (state == "completed" && !download->completed_ms)
          download->completed_ms = clock.now_ms();
        if (state == "canceled") download->canceled = true;
      }));
}

void DownloadTracker::start() {
  if (folder_.empty())
    client_.tell("", "Browser.setDownloadBehavior",
                 {{"behavior", "deny"}, {"eventsEnabled", true}});
  else
    client_.tell("", "Browser.setDownloadBehavior",
                 {{"behavior", "allowAndName"},
                  {"downloadPath", folder_.string()},
                  {"eventsEnabled", true}});
}

Download* DownloadTracker::find(const Json& event) {
  const auto found = std::ranges::find(downloads_, text_in(event, "guid"), &Download::id);
  return found == downloads_.end() ? nullptr : &*found;
}

}  // namespace firsthand
