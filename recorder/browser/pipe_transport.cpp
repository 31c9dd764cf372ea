#include "recorder/browser/pipe_transport.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace firsthand {
namespace {

constexpr std::size_t kLargestMessage = 256U << 20U;

Error gone() { return Error{Errc::kBrowserGone, "the browser closed its connection"}; }

bool poll_for(int fd, short events, Deadline deadline) {
  pollfd waiting{fd, events, 0};
  while (true) {
    const int ready = ::poll(&waiting, 1, deadline.left_ms());
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) return true;  // the following read or write says what is wrong
    if (deadline.passed()) return false;
  }
}

}  // namespace

PipeTransport::PipeTransport(int fd, Clock::duration patience) : fd_(fd), patience_(patience) {
  ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
}

PipeTransport::~PipeTransport() { ::close(fd_); }

Result<> PipeTransport::send(std::string_view message) {
  std::string bytes(message);
  bytes.push_back('\0');
  const auto deadline = Deadline::after(patience_);
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const auto count = ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count > 0) {
      sent += static_cast<std::size_t>(count);
    } else if (count < 0 && errno == EINTR) {
      continue;
    } else if (count < 0 && (errno == EAGAIN)) {
      if (!poll_for(fd_, POLLOUT, deadline))
        return Error{Errc::kBrowserGone, "the browser stopped reading its commands"};
    } else {
      return gone();
    }
  }
  return Done{};
}

Result<std::optional<std::string>> PipeTransport::receive(Deadline deadline) {
  std::array<char, 1U << 16U> chunk{};
  while (true) {
    const auto end = buffer_.find('\0', searched_);
    if (end != std::string::npos) {
      std::string message = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      searched_ = 0;
      return std::optional<std::string>(std::move(message));
    }
    searched_ = buffer_.size();
    if (buffer_.size() > kLargestMessage)
      return Error{Errc::kProtocol, "the browser sent a message of over 256 MB"};
    if (closed_) return gone();
    if (!poll_for(fd_, POLLIN, deadline)) return std::optional<std::string>();
    const auto count = ::recv(fd_, chunk.data(), chunk.size(), 0);
    if (count > 0) {
      buffer_.append(chunk.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
      closed_ = true;
    }
  }
}

}  // namespace firsthand
