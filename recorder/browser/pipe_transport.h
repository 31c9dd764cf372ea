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
  // What is longer than `kLargestMessage` is not kept: an event is dropped, and whoever awaits the
  // reply is told that it was too large. Pages decide what is logged or answered, not our memory.
  Result<std::optional<std::string>> receive(Deadline deadline) override;

  // Bytes. The largest that we ask for are a page of 5,000,000 characters, six bytes each when none
  // is ASCII, and pictures of the largest screens.
  static constexpr std::size_t kLargestMessage = 48U << 20U;

 private:
  std::optional<std::string> take_message();
  void take_in(std::string_view bytes);

  int fd_;
  Clock::duration patience_;
  std::string buffer_;        // bytes received and not yet handed out
  std::size_t searched_ = 0;  // bytes of buffer_ known to hold no NUL
  bool dropping_ = false;     // in the middle of a message that is too large
  bool closed_ = false;
};

}  // namespace firsthand
