#pragma once
// DevTools messages over one socket: JSON texts separated by NUL (--remote-debugging-pipe).

#include <string>

#include "recorder/browser/transport.h"

namespace firsthand {

class PipeTransport : public Transport {
 public:
  // Takes ownership of `fd`, the near end of a stream socket pair. A browser that does not read for
  // `patience` is gone.
  explicit PipeTransport(int fd, Clock::duration patience = std::chrono::seconds(10));
  ~PipeTransport() override;
  PipeTransport(const PipeTransport&) = delete;
  PipeTransport& operator=(const PipeTransport&) = delete;

  Result<> send(std::string_view message) override;
  // A message over 256 MB is a protocol error.
  Result<std::optional<std::string>> receive(Deadline deadline) override;

 private:
  int fd_;
  Clock::duration patience_;
  std::string buffer_;        // bytes received and not yet handed out
  std::size_t searched_ = 0;  // bytes of buffer_ known to hold no NUL
  bool closed_ = false;
};

}  // namespace firsthand
