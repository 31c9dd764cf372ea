#pragma once
// Says again what a browser said in a walk with --wire-log (see recorder/browser/wire_log.h).

#include <algorithm>
#include <deque>
#include <istream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "recorder/browser/transport.h"

namespace firsthand::test {

// Events come in the order of the log. A reply is held back until its command was sent: commands
// are told by method, session and order, and answered with the number they have now. After the
// last line nothing more is heard.
class ReplayTransport : public Transport {
 public:
  using Json = nlohmann::json;

  explicit ReplayTransport(std::istream& log) {
    for (std::string line; std::getline(log, line);) {
      if (line.empty() || line.front() == '#') continue;
      const auto direction = line.find(' ') + 1;
      auto message = Json::parse(line.substr(direction + 3));
      if (line.compare(direction, 2, ">>") == 0)
        commands_.push_back(std::move(message));
      else
        said_.push_back(std::move(message));
    }
    if (said_.empty()) throw std::runtime_error("the log says nothing");
  }

  bool over() const { return said_.empty(); }

  Result<> send(std::string_view text) override {
    const auto message = Json::parse(text);
    const auto recorded = std::ranges::find_if(commands_, [&](const Json& command) {
      return command.at("method") == message.at("method") &&
             command.value("sessionId", "") == message.value("sessionId", "");
    });
    if (recorded == commands_.end()) return Done{};  // nothing was said to this
    present_ids_[recorded->at("id")] = message.at("id");
    commands_.erase(recorded);
    return Done{};
  }

  Result<std::optional<std::string>> receive(Deadline deadline) override {
    for (auto reply = held_.begin(); reply != held_.end(); ++reply)
      if (auto text = as_reply(*reply)) {
        held_.erase(reply);
        return text;
      }
    while (!said_.empty()) {
      auto message = std::move(said_.front());
      said_.pop_front();
      if (!message.contains("id")) return std::optional(message.dump());
      if (auto text = as_reply(message)) return text;
      held_.push_back(std::move(message));
    }
    std::this_thread::sleep_until(deadline.when());
    return std::optional<std::string>();
  }

 private:
  std::optional<std::string> as_reply(Json message) const {
    const auto present = present_ids_.find(message.at("id"));
    if (present == present_ids_.end()) return std::nullopt;
    message["id"] = present->second;
    return message.dump();
  }

  std::vector<Json> commands_;
  std::deque<Json> said_;
  std::vector<Json> held_;
  std::map<int, int> present_ids_;  // as recorded -> as sent now
};

}  // namespace firsthand::test
