#include "recorder/channels/one_page.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace firsthand {
namespace {

constexpr int kLookMs = 100;  // between looks whether it is over
constexpr int kAskMs = 1000;  // a browser that connects ahead of time asks nothing

void answer(int peer, const std::string& html) {
  pollfd asked{.fd = peer, .events = POLLIN, .revents = 0};
  std::array<char, 4096> request{};
  if (::poll(&asked, 1, kAskMs) <= 0 || ::read(peer, request.data(), request.size()) <= 0) return;
  const std::string reply = fmt::format(
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n"
      "Connection: close\r\n\r\n{}",
      html.size(), html);
  for (std::string_view rest = reply; !rest.empty();) {
    const auto sent = ::send(peer, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace

OnePage::OnePage(int listener, int port, std::string html)
    : listener_(listener),
      port_(port),
      html_(std::move(html)),
      serving_([this] { answer_all(); }) {}

Result<std::unique_ptr<OnePage>> OnePage::serve(std::string html) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* where = reinterpret_cast<sockaddr*>(&address);  // NOLINT: the socket interface
  if (listener < 0 || ::bind(listener, where, size) != 0 || ::listen(listener, 8) != 0 ||
      ::getsockname(listener, where, &size) != 0) {
    if (listener >= 0) ::close(listener);
    return Error{Errc::kInternal, "no port on 127.0.0.1 is to be had", ""};
  }
  return std::unique_ptr<OnePage>(new OnePage(listener, ntohs(address.sin_port), std::move(html)));
}

OnePage::~OnePage() {
  over_ = true;
  serving_.join();
  ::close(listener_);
}

std::string OnePage::url() const { return fmt::format("http://127.0.0.1:{}", port_); }

void OnePage::answer_all() const {
  while (!over_) {
    pollfd come{.fd = listener_, .events = POLLIN, .revents = 0};
    if (::poll(&come, 1, kLookMs) <= 0) continue;
    const int peer = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0) continue;
    answer(peer, html_);
    ::close(peer);
  }
}

}  // namespace firsthand
