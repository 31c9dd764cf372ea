#include "tests/support/test_site.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace firsthand::test {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

SiteRequest request_from(const httplib::Request& request) {
  SiteRequest made{request.method, request.path, request.target, request.body, {}};
  for (const auto& [name, value] : request.headers) made.headers[lower(name)] = value;
  return made;
}

constexpr const char* kClickLog = R"(<p id="click-log"></p><script>
addEventListener('click', (event) => {
  if (!event.isTrusted) return;
  const named = event.composedPath().find((node) => node.id);
  const log = document.getElementById('click-log');
  log.textContent = (log.textContent || 'clicked:') + ' ' + (named ? named.id : 'nothing');
}, true);
</script>)";

}  // namespace

std::string document(const std::string& body, const std::string& head) {
  return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Test site</title>"
         "<link rel=\"icon\" href=\"data:,\">"
         "<meta name=\"viewport\" content=\"width=device-width\">" +
         head + "</head><body><h1>Test site</h1>" + body + kClickLog + "</body></html>";
}

struct TestSite::State {
  using Answering = std::function<void(const httplib::Request&, httplib::Response&)>;

  httplib::Server server{};
  std::thread thread{};
  int port = 0;
  mutable std::mutex mutex{};
  std::condition_variable ending{};
  bool ended = false;
  std::map<std::string, Answering> answering{};
  std::vector<SiteRequest> requests{};

  void handle(const httplib::Request& request, httplib::Response& response) {
    Answering answer;
    {
      const std::lock_guard lock(mutex);
      requests.push_back(request_from(request));
      if (const auto known = answering.find(request.path); known != answering.end())
        answer = known->second;
    }
    if (answer) return answer(request, response);
    response.status = 404;
    response.set_content(document("<p>No such page.</p>"), "text/html; charset=utf-8");
  }
  void put(const std::string& path, Answering answer) {
    const std::lock_guard lock(mutex);
    answering[path] = std::move(answer);
  }
  // For `time`, or until the site goes away: true.
  bool hold(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    return ending.wait_for(lock, time, [this] { return ended; });
  }
};

TestSite::TestSite() : state_(std::make_unique<State>()) {
  auto& server = state_->server;
  const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
    state_->handle(request, response);
  };
  server.new_task_queue = [] { return new httplib::ThreadPool(16); };
  server.set_keep_alive_timeout(1);
  server.set_write_timeout(60);  // a browser that is busy with what it has reads later
  server.set_tcp_nodelay(true);  // or the browser may have a page 40 ms after it was sent
  server.Get(".*", handler);
  server.Post(".*", handler);
  server.Put(".*", handler);
  state_->port = server.bind_to_any_port("127.0.0.1");
  if (state_->port <= 0) throw std::runtime_error("no free port for a test site");
  state_->thread = std::thread([&server] { server.listen_after_bind(); });
  while (!server.is_running()) std::this_thread::yield();  // or stop() would not stop it
}

TestSite::~TestSite() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->ended = true;
  }
  state_->ending.notify_all();
  state_->server.stop();
  state_->thread.join();
}

std::string TestSite::url() const { return "http://127.0.0.1:" + std::to_string(state_->port); }
std::string TestSite::elsewhere() const {
  return "http://localhost:" + std::to_string(state_->port);
}

void TestSite::page(const std::string& path, const std::string& body, const std::string& head) {
  answers(path, SiteAnswer{.body = document(body, head)});
}

void TestSite::answers(const std::string& path, SiteAnswer answer) {
  answers(path, [answer = std::move(answer)](const SiteRequest&) { return answer; });
}

void TestSite::answers(const std::string& path,
                       std::function<SiteAnswer(const SiteRequest&)> answer) {
  state_->put(path, [answer = std::move(answer)](const httplib::Request& request,
                                                 httplib::Response& response) {
    const auto given = answer(request_from(request));
    response.status = given.status;
    for (const auto& [name, value] : given.headers) response.set_header(name, value);
    response.set_content(given.body, given.type);
  });
}

void TestSite::dawdles(const std::string& path, std::chrono::milliseconds delay,
                       const std::string& body) {
  dawdles(path, delay, SiteAnswer{.body = document(body)});
}

void TestSite::dawdles(const std::string& path, std::chrono::milliseconds delay,
                       SiteAnswer answer) {
  answers(path, [this, delay, answer = std::move(answer)](const SiteRequest&) {
    state_->hold(delay);
    return answer;
  });
}

void TestSite::redirects(const std::string& path, const std::string& to) {
  answers(path, SiteAnswer{.status = 302, .headers = {{"Location", to}}});
}

void TestSite::hangs_up(const std::string& path, const std::string& sent) {
  state_->put(path, [sent](const httplib::Request&, httplib::Response& response) {
    response.set_content_provider(sent.size() + 100'000, "text/html; charset=utf-8",
                                  [sent](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                    return offset == 0 && !sent.empty() &&
                                           sink.write(sent.data(), sent.size());
                                  });
  });
}

void TestSite::never_answers(const std::string& path) { dawdles(path, std::chrono::hours(1), ""); }

void TestSite::trickles(const std::string& path, const std::string& first,
                        std::chrono::milliseconds every) {
  // Of a known size, or it would be compressed, and come in other pieces.
  state_->put(path, [this, first, every](const httplib::Request&, httplib::Response& response) {
    response.set_content_provider(
        first.size() + 100'000, "text/html; charset=utf-8",
        [this, first, every](std::size_t offset, std::size_t, httplib::DataSink& sink) {
          if (offset == 0) return sink.write(first.data(), first.size());
          return !state_->hold(every) && sink.write(" ", 1);
        });
  });
}

void TestSite::streams(const std::string& path, const std::string& first, const std::string& filler,
                       std::size_t bytes, const std::string& last) {
  std::string block;
  while (block.size() < (1U << 20U)) block += filler;
  const std::size_t whole = first.size() + bytes / block.size() * block.size();
  state_->put(path, [=](const httplib::Request&, httplib::Response& response) {
    response.set_content_provider(
        whole + last.size(), "text/html; charset=utf-8",
        [first, block, whole, last](std::size_t offset, std::size_t, httplib::DataSink& sink) {
          const auto& part = offset == 0 ? first : offset < whole ? block : last;
          return sink.write(part.data(), part.size());
        });
  });
}

std::vector<SiteRequest> TestSite::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->requests;
}

int TestSite::heard(const std::string& path, const std::string& method) const {
  const auto all = requests();
  return static_cast<int>(std::ranges::count_if(all, [&](const auto& request) {
    return request.path == path && (method.empty() || request.method == method);
  }));
}

int closed_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  const bool bound = ::bind(fd, any, size) == 0 && ::getsockname(fd, any, &size) == 0;
  ::close(fd);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

}  // namespace firsthand::test
