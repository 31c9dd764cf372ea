#include "recorder/browser/console_tracker.h"

#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostLines = 5'000;
constexpr std::size_t kLongestText = 4'000;
constexpr double kLateMs = 5'000;  // a line that took longer to come tells of a clock that was set

std::string value_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string text_of(const Json& arguments) {
  std::string out;
  for (const auto& argument : arguments) {
    if (!out.empty()) out += ' ';
    if (argument.is_object() && argument.contains("value"))
      out += value_text(argument["value"]);
    else
      out += text_in(argument, "description", text_in(argument, "type"));
    if (out.size() > kLongestText) break;
  }
  return out;
}

std::pair<std::string, int> top_frame(const Json& event) {
  const auto frames = part_in(part_in(event, "stackTrace"), "callFrames");
  if (!frames.is_array() || frames.empty()) return {"", 0};
  return {text_in(frames[0], "url"), whole_in(frames[0], "lineNumber", -1) + 1};
}

}  // namespace

ConsoleTracker::ConsoleTracker(DevToolsClient& client, const WalkClock& clock) : clock_(clock) {
  listening_.push_back(
      client.on("Runtime.consoleAPICalled", [this](const SessionId&, const Json& e) {
        auto level = text_in(e, "type", "log");
        if (level == "assert") level = "error";
        if (level != "error" && level != "warning") level = "info";
        const auto [url, line] = top_frame(e);
        add(number_in(e, "timestamp"), level, text_of(part_in(e, "args")), url, line);
      }));
  listening_.push_back(
      client.on("Runtime.exceptionThrown", [this](const SessionId&, const Json& e) {
        const auto details = part_in(e, "exceptionDetails");
        const auto exception = part_in(details, "exception");
        auto text = text_in(exception, "description");
        if (text.empty() && exception.contains("value")) text = value_text(exception["value"]);
        if (text.empty()) text = text_in(details, "text", "Uncaught exception");
        add(number_in(e, "timestamp"), "exception", text, text_in(details, "url"),
            whole_in(details, "lineNumber", -1) + 1);
      }));
}

// Lines carry wall time, which can be set while we walk; ours cannot. No line comes before it was
// written, so the one that came soonest tells best how far the two clocks are apart.
double ConsoleTracker::walk_time(double wall_ms) {
  const double now = clock_.now_ms(), offset = now - wall_ms;
  if (!offset_ms_ || offset < *offset_ms_ || offset > *offset_ms_ + kLateMs) offset_ms_ = offset;
  return wall_ms + *offset_ms_;
}

void ConsoleTracker::add(double wall_ms, std::string level, std::string text, std::string url,
                         int line) {
  if (lines_.size() >= kMostLines) return;
  if (text.size() > kLongestText) text.resize(kLongestText);
  lines_.push_back(ConsoleLine{.at_ms = walk_time(wall_ms),
                               .level = std::move(level),
                               .text = std::move(text),
                               .url = std::move(url),
                               .line = line});
}

}  // namespace firsthand
