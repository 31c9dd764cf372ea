#pragma once
// A server for one page, on loopback: what the control probe walks on.

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "journeys/result.h"

namespace firsthand {

class OnePage {
 public:
  // Answers every request with this HTML, until it goes. kInternal: no port is to be had.
  static Result<std::unique_ptr<OnePage>> serve(std::string html);
  ~OnePage();
  OnePage(const OnePage&) = delete;
  OnePage& operator=(const OnePage&) = delete;

  std::string url() const;  // http://127.0.0.1:PORT

 private:
  OnePage(int listener, int port, std::string html);
  void answer_all() const;

  int listener_, port_;
  std::string html_;
  std::atomic<bool> over_ = false;
  std::thread serving_;
};

}  // namespace firsthand
