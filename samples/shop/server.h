#pragma once
// The shop behind a port of 127.0.0.1.

#include <functional>
#include <memory>

#include "samples/shop/web.h"

namespace firsthand::shop {

class Server {
 public:
  // `answer` is called from many threads at once.
  explicit Server(std::function<Answer(const Visit&)> answer);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Opens; returns the port, or -1 when it is taken. 0: any free one.
  int open(int port);
  // Ends everything that is under way, answers that are still being kept waiting too.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace firsthand::shop
