#pragma once
// A browser that says what a test tells it to.

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "recorder/browser/transport.h"

namespace firsthand::test {

class ScriptedTransport : public Transport {
 public:
  using Json = nlohmann::json;

  // Every command of this name is answered with `result`; of others, nothing is heard.
  void reply_to(const std::string& method, Json result) { results_[method] = std::move(result); }
  void refuse(const std::string& method, const std::string& message) {
    refusals_[method] = message;
  }
  void event(const std::string& method, Json params, const std::string& session = "") {
    Json message{{"method", method}, {"params", std::move(params)}};
    if (!session.empty()) message["sessionId"] = session;
    say(message.dump());
  }
  // A message as it is, whatever it is.
  void say(std::string text) { waiting_.push_back(std::move(text)); }
  // What is waiting is still heard; then the connection is broken, and says so every time.
  void fail_with(Error why) { failure_ = std::move(why); }
  // What is waiting is still heard; then the browser is gone.
  void die() { dead_ = true; }
  // Commands are refused from now on, too.
  void hang_up() { deaf_ = dead_ = true; }

  const std::vector<Json>& sent() const { return sent_; }
  // The parameters of every command of this name, in order.
  std::vector<Json> sent(const std::string& method) const {
    std::vector<Json> out;
    for (const auto& command : sent_)
      if (command.at("method") == method) out.push_back(command.at("params"));
    return out;
  }

  Result<> send(std::string_view text) override {
    if (deaf_) return Error{Errc::kBrowserGone, "the browser closed its connection"};
    auto message = Json::parse(text);
    const auto method = message.at("method").get<std::string>();
    if (const auto found = results_.find(method); found != results_.end())
      say(Json{{"id", message.at("id")}, {"result", found->second}}.dump());
    if (const auto found = refusals_.find(method); found != refusals_.end())
      say(Json{{"id", message.at("id")}, {"error", {{"code", -32000}, {"message", found->second}}}}
              .dump());
    sent_.push_back(std::move(message));
    return Done{};
  }

  Result<std::optional<std::string>> receive(Deadline deadline) override {
    if (waiting_.empty() && failure_) return *failure_;
    if (waiting_.empty() && dead_)
      return Error{Errc::kBrowserGone, "the browser closed its connection"};
    if (waiting_.empty()) {
      std::this_thread::sleep_until(deadline.when());
      return std::optional<std::string>();
    }
    auto message = std::move(waiting_.front());
    waiting_.pop_front();
    return std::optional(std::move(message));
  }

 private:
  std::map<std::string, Json> results_;
  std::map<std::string, std::string> refusals_;
  std::deque<std::string> waiting_;
  std::vector<Json> sent_;
  std::optional<Error> failure_;
  bool dead_ = false, deaf_ = false;
};

}  // namespace firsthand::test
