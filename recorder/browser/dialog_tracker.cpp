#include "recorder/browser/dialog_tracker.h"

#include "journeys/text.h"
#include "recorder/json_fields.h"

namespace firsthand {

namespace {
constexpr std::size_t kMostDialogs = 200;  // alert() in a loop
constexpr std::size_t kLongestDialog = 4'000;
}  // namespace

DialogTracker::DialogTracker(DevToolsClient& client, const WalkClock& clock)
    : listening_(client.on(
          "Page.javascriptDialogOpening",
          [this, &client, &clock](const SessionId& session, const Json& e) {
            const auto type = text_in(e, "type");
            last_ms_ = clock.now_ms();
            if (dialogs_.size() < kMostDialogs)
              dialogs_.push_back(
                  {last_ms_, type, valid_utf8(text_in(e, "message").substr(0, kLongestDialog))});
            // An alert has one button; leaving the page is what the step asked
            // for. A question is answered "no": nobody told us to say yes.
            const bool accept = type == "alert" || type == "beforeunload";
            client.tell(session, "Page.handleJavaScriptDialog", {{"accept", accept}});
          })) {}

}  // namespace firsthand
