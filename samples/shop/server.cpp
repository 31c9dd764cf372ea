#include "samples/shop/server.h"

#include <httplib.h>

#include <condition_variable>
#include <mutex>
#include <sstream>
#include <thread>

namespace firsthand::shop {
namespace {

constexpr std::size_t kLargestBody = 8U << 20U;
// A kept-alive connection holds a thread, and a browser opens six of them at a time.
constexpr std::size_t kThreads = 64;

std::map<std::string, std::string> cookies_of(const std::string& header) {
  std::map<std::string, std::string> out;
  std::istringstream split(header);
  for (std::string each; std::getline(split, each, ';');) {
    const auto begin = each.find_first_not_of(' ');
    const auto equals = each.find('=');
    if (begin == std::string::npos || equals == std::string::npos || equals < begin) continue;
    out.emplace(each.substr(begin, equals - begin), each.substr(equals + 1));
  }
  return out;
}

Visit visit_of(const httplib::Request& request) {
  Visit visit;
  visit.method = request.method == "HEAD" ? "GET" : request.method;
  visit.path = request.path;
  for (const auto& [name, value] : request.params) visit.fields.emplace(name, value);
  for (const auto& [name, file] : request.files)
    visit.fields.emplace(name, name == "photo" ? file.filename : file.content);
  visit.cookies = cookies_of(request.get_header_value("Cookie"));
  visit.wants_json =
      request.get_header_value("Accept").find("application/json") != std::string::npos;
  return visit;
}

}  // namespace

struct Server::State {
  std::function<Answer(const Visit&)> answer{};
  httplib::Server http{};
  std::thread listener{};
  std::mutex mutex{};
  std::condition_variable closing{};
  bool closed = false;

  void serve(const httplib::Request& request, httplib::Response& response) {
    const auto given = answer(visit_of(request));
    if (given.after.count() > 0) {
      std::unique_lock lock(mutex);
      closing.wait_for(lock, given.after, [&] { return closed; });
    }
    response.status = given.status;
    for (const auto& [name, value] : given.headers) response.set_header(name, value);
    response.set_content(given.body, given.type);
  }
};

Server::Server(std::function<Answer(const Visit&)> answer) : state_(std::make_unique<State>()) {
  state_->answer = std::move(answer);
  auto& http = state_->http;
  http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };  // owned by httplib
  http.set_tcp_nodelay(true);
  // Closing waits for the connections that browsers keep open.
  http.set_keep_alive_timeout(1);
  // Not SO_REUSEPORT, the library's default, which lets two shops share a port.
  http.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  http.set_payload_max_length(kLargestBody);
  http.set_default_headers({{"Cache-Control", "no-cache"},
                            {"X-Content-Type-Options", "nosniff"},
                            {"Referrer-Policy", "same-origin"}});
  const auto serve = [state = state_.get()](const auto& request, auto& response) {
    state->serve(request, response);
  };
  http.Get(".*", serve);
  http.Post(".*", serve);
}

Server::~Server() { stop(); }

int Server::open(int port) {
  auto& http = state_->http;
  const std::string host = "127.0.0.1";
  if (port == 0) {
    port = http.bind_to_any_port(host);
  } else if (!http.bind_to_port(host, port)) {
    port = -1;
  }
  if (port <= 0) return -1;
  state_->listener = std::thread([&http] { http.listen_after_bind(); });
  // Stopping a server that does not run yet would be forgotten.
  while (!http.is_running()) std::this_thread::yield();
  return port;
}

void Server::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->closed = true;
  }
  state_->closing.notify_all();
  state_->http.stop();
  if (state_->listener.joinable()) state_->listener.join();
}

}  // namespace firsthand::shop
