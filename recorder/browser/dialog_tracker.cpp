#include "recorder/browser/dialog_tracker.h"

#include <utility>

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {

namespace {
constexpr std::size_t kMostDialogs = 200;  // alert() in a loop
constexpr std::size_t kLongestDialog = 4'000;
constexpr int kMostRead = 3;  // of one step; who is asked again and again stops reading
}  // namespace

DialogTracker::DialogTracker(DevToolsClient& client, const WalkClock& clock)
    : client_(client),
      clock_(clock),
      listening_(
          client.on("Page.javascriptDialogOpening",
                    [this](const SessionId& session, const Json& e) { opened(session, e); })) {}

void DialogTracker::answer_with(std::optional<Answer> answer) {
  answer_ = std::move(answer);
  read_ = 0;
}

void DialogTracker::opened(const SessionId& session, const Json& opening) {
  last_ms_ = clock_.now_ms();
  Dialog dialog{.at_ms = last_ms_,
                .type = text_in(opening, "type"),
                .text = valid_utf8(text_in(opening, "message").substr(0, kLongestDialog))};
  const bool asks = dialog.type == "confirm" || dialog.type == "prompt";
  dialog.as_told = asks && answer_;
  dialog.ok = asks ? answer_ && answer_->ok : true;
  Json closing{{"accept", dialog.ok}};
  if (dialog.type == "prompt" && dialog.ok) closing["promptText"] = answer_->text;
  const bool noted = dialogs_.size() < kMostDialogs;
  if (noted && reading_ && read_++ < kMostRead) {
    read_until_.push_back(
        {last_ms_ + reading_(dialog.text), dialogs_.size(), session, std::move(closing)});
    dialogs_.push_back(std::move(dialog));
    return;
  }
  dialog.closed_ms = last_ms_;
  if (noted) dialogs_.push_back(std::move(dialog));
  client_.tell(session, "Page.handleJavaScriptDialog", std::move(closing));
}

void DialogTracker::tick() {
  const double now = clock_.now_ms();
  while (!read_until_.empty() && read_until_.front().at_ms <= now) {
    auto open = std::move(read_until_.front());
    read_until_.pop_front();
    auto& dialog = dialogs_[open.dialog];
    dialog.closed_ms = last_ms_ = now;
    if (on_read_) on_read_(dialog.at_ms, now);
    client_.tell(open.session, "Page.handleJavaScriptDialog", std::move(open.closing));
  }
}

}  // namespace firsthand
