#include "recorder/browser/devtools_client.h"

#include <algorithm>

#include "recorder/json_fields.h"

namespace firsthand {
namespace {

constexpr auto kSlice = std::chrono::milliseconds(100);
constexpr auto kCatchingUp = std::chrono::milliseconds(100);

// Chromium's wording -> our code, in this one place.
Error error_from(const std::string& method, const Json& error) {
  const auto message = text_in(error, "message", "unknown error");
  const auto has = [&](const char* part) { return message.find(part) != std::string::npos; };
  Errc code = Errc::kProtocol;
  if (has("Session with given id not found") || has("Target closed") ||
      has("Not attached to an active page") || has("Cannot find context") ||
      has("Execution context was destroyed") || has("Inspected target navigated") ||
      has("uniqueContextId not found"))
    code = Errc::kPageGone;
  return Error{code, method + ": " + message};
}

}  // namespace

void Subscription::drop() {
  if (client_ == nullptr) return;
  std::erase_if(client_->listeners_, [this](const auto& listener) { return listener.id == id_; });
  client_ = nullptr;
}

int DevToolsClient::post(const SessionId& session, std::string_view method, Json params,
                         ReplyHandler handler, bool kept) {
  const int id = ++last_id_;
  Json message{{"id", id}, {"method", method}, {"params", std::move(params)}};
  if (!session.empty()) message["sessionId"] = session;
  if (kept || handler)
    pending_.emplace(id, Pending{session, std::string(method), std::move(handler), std::nullopt});
  if (!gone_) {
    // Page text may hold anything; what goes out must be valid UTF-8.
    auto sent = transport_.send(message.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!sent) lose(std::move(sent).error());
  }
  if (gone_)
    answer(id, *gone_);
  else if (const auto gone = gone_sessions_.find(session); gone != gone_sessions_.end())
    answer(id, Error{Errc::kPageGone, gone->second});
  return id;
}

Ticket DevToolsClient::send(const SessionId& session, std::string_view method, Json params) {
  return Ticket{post(session, method, std::move(params), nullptr, true)};
}

void DevToolsClient::tell(const SessionId& session, std::string_view method, Json params) {
  post(session, method, std::move(params), nullptr, false);
}

void DevToolsClient::ask(const SessionId& session, std::string_view method, Json params,
                         ReplyHandler handler) {
  post(session, method, std::move(params), std::move(handler), false);
}

Subscription DevToolsClient::on(std::string method, EventHandler handler) {
  listeners_.push_back(
      {++last_listener_, std::move(method), std::make_shared<EventHandler>(std::move(handler))});
  return Subscription(this, last_listener_);
}

void DevToolsClient::answer(int id, Result<Json> reply) {
  const auto found = pending_.find(id);
  if (found == pending_.end()) return;  // a late reply belongs to nobody
  if (!found->second.handler) {
    found->second.reply = std::move(reply);
    return;
  }
  const auto handler = std::move(found->second.handler);
  pending_.erase(found);
  handler(reply);
}

void DevToolsClient::announce(const SessionId& session, const std::string& method,
                              const Json& params) {
  const auto listening = listeners_;  // a handler may add or drop listeners
  for (const auto& listener : listening) {
    if (listener.method != method) continue;
    // Whoever stopped listening may not exist any more.
    const bool listens =
        std::ranges::any_of(listeners_, [&](const auto& known) { return known.id == listener.id; });
    if (listens) (*listener.handler)(session, params);
  }
}

void DevToolsClient::fail_session(const SessionId& session, const std::string& why) {
  gone_sessions_[session] = why;
  std::vector<int> ids;
  for (const auto& [id, pending] : pending_)
    if (pending.session == session && !pending.reply) ids.push_back(id);
  for (const int id : ids) answer(id, Error{Errc::kPageGone, why});
}

void DevToolsClient::lose(Error why) {
  // Whatever is wrong with the connection, nothing is heard over it any more.
  if (why.code == Errc::kProtocol) why.code = Errc::kBrowserGone;
  gone_ = std::move(why);
  std::vector<int> ids;
  for (const auto& [id, pending] : pending_)
    if (!pending.reply) ids.push_back(id);
  for (const int id : ids) answer(id, *gone_);
}

void DevToolsClient::dispatch(const std::string& text) {
  const Json message = read_json(text);
  if (!message.is_object()) return;
  if (const auto id = message.find("id"); id != message.end() && id->is_number_integer()) {
    const int number = id->get<int>();
    if (const auto error = message.find("error"); error != message.end()) {
      const auto pending = pending_.find(number);
      answer(number, error_from(pending == pending_.end() ? "" : pending->second.method, *error));
    } else {
      answer(number, part_in(message, "result"));
    }
    return;
  }
  const auto method = text_in(message, "method");
  const auto session = text_in(message, "sessionId");
  const Json params = part_in(message, "params");
  announce(session, method, params);
  if (method == "Target.detachedFromTarget")
    fail_session(text_in(params, "sessionId"), "the page was closed");
  else if (method == "Inspector.targetCrashed")
    fail_session(session, "the page crashed");
  else if (method == "Inspector.targetReloadedAfterCrash")
    gone_sessions_.erase(session);
}

Result<bool> DevToolsClient::pump_once(Deadline deadline) {
  if (gone_) return *gone_;
  if (interrupted_ && interrupted_()) return Error{Errc::kInterrupted, "interrupted"};
  auto message = transport_.receive(deadline.at_most(kSlice));
  if (!message) {
    lose(std::move(message).error());
    return *gone_;
  }
  if (ticking_) {
    if (auto alive = ticking_(); !alive) {
      lose(std::move(alive).error());
      return *gone_;
    }
  }
  if (*message) dispatch(**message);
  return message->has_value();
}

Result<> DevToolsClient::catch_up(Deadline deadline) {
  while (!deadline.passed()) {
    auto heard = pump_once(Deadline::after(Clock::duration::zero()));
    if (!heard) return std::move(heard).error();
    if (!*heard) break;
  }
  return Done{};
}

Result<bool> DevToolsClient::pump_until(const std::function<bool()>& done, Deadline deadline) {
  while (!done()) {
    if (deadline.passed()) return false;
    if (auto pumped = pump_once(deadline); !pumped) return std::move(pumped).error();
  }
  return true;
}

bool DevToolsClient::answered(Ticket ticket) const {
  const auto pending = pending_.find(ticket.id);
  return pending == pending_.end() || pending->second.reply.has_value();
}

Result<Json> DevToolsClient::wait(Ticket ticket, Deadline deadline) {
  auto pumped = pump_until([&] { return answered(ticket); }, deadline);
  // A reply that came in time is one, also when we were not there to hear it.
  if (pumped && !*pumped)
    if (auto heard = catch_up(Deadline::after(kCatchingUp)); !heard)
      pumped = std::move(heard).error();
  const auto pending = pending_.find(ticket.id);
  if (pending == pending_.end()) return Error{Errc::kInternal, "nobody awaits this reply"};
  auto entry = std::move(pending->second);
  pending_.erase(pending);
  if (entry.reply) return std::move(*entry.reply);
  if (!pumped) return std::move(pumped).error().in("waiting for " + entry.method);
  return Error{Errc::kTimeout, "no reply to " + entry.method};
}

Result<Json> DevToolsClient::call(const SessionId& session, std::string_view method, Json params,
                                  Deadline deadline) {
  return wait(send(session, method, std::move(params)), deadline);
}

}  // namespace firsthand
