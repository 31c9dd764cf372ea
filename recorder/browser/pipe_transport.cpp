#include "recorder/browser/pipe_transport.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace firsthand {
namespace {

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

// What is told in place of a message that is too large: an error to whoever asked, and of an event
// nothing. Replies begin with their number.
std::string instead_of(std::string_view message) {
  constexpr std::string_view kReply = "{\"id\":";
  if (!message.starts_with(kReply)) return "";
  message.remove_prefix(kReply.size());
  const auto digits = message.substr(0, message.find_first_not_of("0123456789"));
  if (digits.empty() || digits.size() > 9) return "";
  std::string told(kReply);
  told.append(digits).append(R"(,"error":{"code":-32000,"message":"the answer is too large"}})");
  told.push_back('\0');
  return told;
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

std::optional<std::string> PipeTransport::take_message() {
  const auto end = buffer_.find('\0', searched_);
  searched_ = buffer_.size();
  if (end == std::string::npos) return std::nullopt;
  searched_ = 0;
  if (end + 1 == buffer_.size()) {
    buffer_.pop_back();
    return std::exchange(buffer_, {});
  }
  std::string message = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return message;
}

void PipeTransport::take_in(std::string_view bytes) {
  if (dropping_) {
    const auto end = bytes.find('\0');
    if (end == std::string_view::npos) return;
    dropping_ = false;
    bytes.remove_prefix(end + 1);
  }
  buffer_.append(bytes);
  if (buffer_.size() <= kLargestMessage || buffer_.find('\0', searched_) != std::string::npos)
    return;
  dropping_ = true;
  buffer_ = instead_of(buffer_);
  searched_ = 0;
}

Result<std::optional<std::string>> PipeTransport::receive(Deadline deadline) {
  std::array<char, 1U << 16U> chunk{};
  while (true) {
    if (auto message = take_message()) return std::optional(std::move(*message));
    if (closed_) return gone();
    if (!poll_for(fd_, POLLIN, deadline)) return std::optional<std::string>();
    const auto count = ::recv(fd_, chunk.data(), chunk.size(), 0);
    if (count > 0) {
      take_in({chunk.data(), static_cast<std::size_t>(count)});
      // A message may take longer to come than we have time.
      if (deadline.passed() && buffer_.find('\0', searched_) == std::string::npos)
        return std::optional<std::string>();
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
      closed_ = true;
    }
  }
}

}  // namespace firsthand
