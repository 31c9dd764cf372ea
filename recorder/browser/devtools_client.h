#pragma once
// The DevTools protocol: commands out, replies and events in. send() returns a ticket; only the
// walker waits, in one loop that pumps every session. Listeners update state or send, they never
// wait. What is asked of a session that went away or crashed fails with kPageGone at once, of a
// dead browser with kBrowserGone.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/result.h"
#include "recorder/browser/transport.h"

namespace firsthand {

using Json = nlohmann::json;
using SessionId = std::string;  // empty: the browser itself

struct Ticket {
  int id = 0;
};

class DevToolsClient;

// Keeps a listener alive; destroying it ends the listening.
class Subscription {
 public:
  Subscription() = default;
  Subscription(DevToolsClient* client, int id) : client_(client), id_(id) {}
  ~Subscription() { drop(); }
  Subscription(Subscription&& other) noexcept : client_(other.client_), id_(other.id_) {
    other.client_ = nullptr;
  }
  Subscription& operator=(Subscription&& other) noexcept {
    if (this != &other) {
      drop();
      client_ = other.client_;
      id_ = other.id_;
      other.client_ = nullptr;
    }
    return *this;
  }

 private:
  void drop();
  DevToolsClient* client_ = nullptr;
  int id_ = 0;
};

class DevToolsClient {
 public:
  using EventHandler = std::function<void(const SessionId&, const Json& params)>;
  using ReplyHandler = std::function<void(const Result<Json>&)>;

  explicit DevToolsClient(Transport& transport) : transport_(transport) {}
  DevToolsClient(const DevToolsClient&) = delete;
  DevToolsClient& operator=(const DevToolsClient&) = delete;

  // Sent, not awaited. The reply is kept until wait() fetches it or it is forgotten.
  Ticket send(const SessionId& session, std::string_view method, Json params = Json::object());
  void tell(const SessionId& session, std::string_view method, Json params = Json::object());
  // For listeners: the handler runs when the reply comes.
  void ask(const SessionId& session, std::string_view method, Json params, ReplyHandler handler);
  Subscription on(std::string method, EventHandler handler);

  // Pumps until done() or the deadline; true: done. Errors: the browser is gone, or interrupted.
  Result<bool> pump_until(const std::function<bool()>& done, Deadline deadline);
  bool answered(Ticket ticket) const;
  void forget(Ticket ticket) { pending_.erase(ticket.id); }
  // Pumps until the reply is there. No reply in time: kTimeout, naming the method.
  Result<Json> wait(Ticket ticket, Deadline deadline);
  Result<Json> call(const SessionId& session, std::string_view method, Json params,
                    Deadline deadline);

  // Asked at least every 100 ms while pumping; true ends every wait with kInterrupted.
  void set_interrupted(std::function<bool()> interrupted) { interrupted_ = std::move(interrupted); }
  // Called whenever pumping has listened, at least every 100 ms. An error ends the connection.
  void set_ticking(std::function<Result<>()> ticking) { ticking_ = std::move(ticking); }
  // Hears what has come already, and takes no longer than `deadline` for it.
  Result<> catch_up(Deadline deadline);
  bool browser_gone() const { return gone_.has_value(); }

 private:
  friend class Subscription;
  struct Pending {
    SessionId session;
    std::string method;
    ReplyHandler handler;               // empty: kept for wait()
    std::optional<Result<Json>> reply;  // arrived
  };
  struct Listener {
    int id;
    std::string method;
    std::shared_ptr<EventHandler> handler;
  };

  int post(const SessionId& session, std::string_view method, Json params, ReplyHandler handler,
           bool kept);
  void dispatch(const std::string& message);
  void answer(int id, Result<Json> reply);
  void announce(const SessionId& session, const std::string& method, const Json& params);
  void fail_session(const SessionId& session, const std::string& why);
  void lose(Error why);
  // True: something was heard.
  Result<bool> pump_once(Deadline deadline);

  Transport& transport_;
  int last_id_ = 0;
  std::map<int, Pending> pending_;
  std::map<SessionId, std::string> gone_sessions_;  // why it gives no replies
  std::vector<Listener> listeners_;
  int last_listener_ = 0;
  std::optional<Error> gone_;
  std::function<bool()> interrupted_;
  std::function<Result<>()> ticking_;
};

}  // namespace firsthand
