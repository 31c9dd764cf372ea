#include "recorder/browser/dialog_tracker.h"

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {

namespace {
constexpr std::size_t kMostDialogs = 200;  // alert() in a loop
constexpr std::size_t kLongestDialog = 4'000;
}  // namespace

DialogTracker::DialogTracker(DevToolsClient& client, const WalkClock& clock)
    : listening_(client.on("Page.javascriptDialogOpening",
                           [this, &client, &clock](const SessionId& session, const Json& e) {
                             last_ms_ = clock.now_ms();
                             close(client, session, e);
                           })) {}

void DialogTracker::close(DevToolsClient& client, const SessionId& session, const Json& opening) {
  Dialog dialog{.at_ms = last_ms_,
                .type = text_in(opening, "type"),
                .text = valid_utf8(text_in(opening, "message").substr(0, kLongestDialog))};
  const bool asks = dialog.type == "confirm" || dialog.type == "prompt";
  dialog.as_told = asks && answer_;
  dialog.ok = asks ? answer_ && answer_->ok : true;
  Json closing{{"accept", dialog.ok}};
  if (dialog.type == "prompt" && dialog.ok) closing["promptText"] = answer_->text;
  if (dialogs_.size() < kMostDialogs) dialogs_.push_back(std::move(dialog));
  client.tell(session, "Page.handleJavaScriptDialog", std::move(closing));
}

}  // namespace firsthand
