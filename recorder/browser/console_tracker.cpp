#include "recorder/browser/console_tracker.h"

namespace firsthand {
namespace {

constexpr std::size_t kMostLines = 5'000;
constexpr std::size_t kLongestText = 4'000;

double wall_now_ms() {
  return std::chrono::duration<double, std::milli>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string text_of(const Json& arguments) {
  std::string out;
  for (const auto& argument : arguments) {
    if (!out.empty()) out += ' ';
    if (const auto value = argument.find("value"); value != argument.end())
      out += value->is_string() ? value->get<std::string>() : value->dump();
    else
      out += argument.value("description", argument.value("type", std::string()));
    if (out.size() > kLongestText) break;
  }
  return out;
}

std::pair<std::string, int> top_frame(const Json& event) {
  const auto frames = event.value("stackTrace", Json::object()).value("callFrames", Json::array());
  if (frames.empty()) return {"", 0};
  return {frames[0].value("url", std::string()), frames[0].value("lineNumber", -1) + 1};
}

}  // namespace

ConsoleTracker::ConsoleTracker(DevToolsClient& client, const WalkClock& clock)
    : clock_(clock), wall_offset_ms_(wall_now_ms() - monotonic_ms()) {
  listening_.push_back(
      client.on("Runtime.consoleAPICalled", [this](const SessionId&, const Json& e) {
        auto level = e.value("type", std::string("log"));
        if (level == "assert") level = "error";
        if (level != "error" && level != "warning") level = "info";
        const auto [url, line] = top_frame(e);
        add(e.value("timestamp", 0.0), level, text_of(e.value("args", Json::array())), url, line);
      }));
  listening_.push_back(
      client.on("Runtime.exceptionThrown", [this](const SessionId&, const Json& e) {
        const auto details = e.value("exceptionDetails", Json::object());
        const auto exception = details.value("exception", Json::object());
        auto text = exception.value("description", std::string());
        if (text.empty() && exception.contains("value")) text = exception["value"].dump();
        if (text.empty()) text = details.value("text", std::string("Uncaught exception"));
        add(e.value("timestamp", 0.0), "exception", text, details.value("url", std::string()),
            details.value("lineNumber", -1) + 1);
      }));
}

void ConsoleTracker::add(double wall_ms, std::string level, std::string text, std::string url,
                         int line) {
  if (lines_.size() >= kMostLines) return;
  if (text.size() > kLongestText) text.resize(kLongestText);
  lines_.push_back(ConsoleLine{.at_ms = clock_.from_monotonic_ms(wall_ms - wall_offset_ms_),
                               .level = std::move(level),
                               .text = std::move(text),
                               .url = std::move(url),
                               .line = line});
}

}  // namespace firsthand
