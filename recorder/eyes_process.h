#pragma once
// One running firsthand-eyes and the socket to it: started, spoken to, ended and reaped.

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "journeys/result.h"
#include "recorder/deadline.h"

namespace firsthand {

class EyesProcess {
 public:
  // kNoBrowser when the program is missing or cannot be run.
  static Result<std::unique_ptr<EyesProcess>> start(const std::filesystem::path& program);
  ~EyesProcess();  // ends and reaps it
  EyesProcess(const EyesProcess&) = delete;
  EyesProcess& operator=(const EyesProcess&) = delete;

  // Sends all of it or fails: kTimeout, or kBrowserGone when the process died.
  Result<> send(std::string_view bytes, Deadline deadline);
  // What has arrived, at least one byte. kTimeout, or kBrowserGone when the process died.
  Result<std::string> receive(Deadline deadline);

  // Asked while we wait for it; true ends the waiting with kInterrupted.
  void while_waiting(std::function<bool()> stop) { stop_ = std::move(stop); }

  pid_t pid() const { return pid_; }

 private:
  EyesProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}

  pid_t pid_;
  int socket_;
  std::function<bool()> stop_;
};

}  // namespace firsthand
