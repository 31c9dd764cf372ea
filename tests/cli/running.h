#pragma once
// A program of ours that runs beside the test, and everything it started.

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace firsthand::test {

// Its stdout and stderr arrive in one pipe, line by line. Killed and reaped when it goes out of
// scope.
class Running {
 public:
  explicit Running(std::vector<std::string> words) {
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
    pid_ = fork();
    if (pid_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      dup2(ends[1], STDERR_FILENO);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(ends[1]);
    pipe_ = ends[0];
  }
  ~Running() {
    if (pid_ > 0) {
      send(SIGKILL);
      wait();
    }
    close(pipe_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  pid_t pid() const { return pid_; }
  void send(int signal) const { kill(pid_, signal); }

  // The next line it says; nothing when it ended or said none for three minutes (a
  // sanitizer on a busy machine is slow to read a walk's screens).
  std::optional<std::string> line() {
    for (;;) {
      if (const auto end = heard_.find('\n'); end != std::string::npos) {
        auto line = heard_.substr(0, end);
        heard_.erase(0, end + 1);
        return line;
      }
      pollfd ready{pipe_, POLLIN, 0};
      if (poll(&ready, 1, 180'000) <= 0) return {};
      char bytes[4096];
      const auto n = read(pipe_, bytes, sizeof bytes);
      if (n <= 0) return {};
      heard_.append(bytes, static_cast<std::size_t>(n));
    }
  }
  // The first line that holds `what`.
  std::optional<std::string> line_with(const std::string& what) {
    while (auto said = line())
      if (said->find(what) != std::string::npos) return said;
    return {};
  }
  // Its exit code, or 128 and the signal that ended it.
  int wait() {
    int status = 0;
    waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_ = -1;
  int pipe_ = -1;
  std::string heard_{};
};

// Every process that descends from `ancestor` now; remembered by handle, not by number.
class Descendants {
 public:
  explicit Descendants(pid_t ancestor) {
    std::map<long, long> parents;
    std::error_code trouble;
    for (std::filesystem::directory_iterator entry("/proc", trouble), end; !trouble && entry != end;
         entry.increment(trouble)) {
      const auto name = entry->path().filename().string();
      if (name.find_first_not_of("0123456789") != std::string::npos) continue;
      std::ifstream status(entry->path() / "status");
      for (std::string line; std::getline(status, line);)
        if (line.starts_with("PPid:")) parents[std::stol(name)] = std::stol(line.substr(5));
    }
    for (const auto& [pid, parent] : parents)
      for (long at = parent; at > 1; at = parents.contains(at) ? parents[at] : 0)
        if (at == ancestor) {
          const auto handle = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
          if (handle >= 0) handles_.push_back(handle);
          break;
        }
  }
  ~Descendants() {
    for (const int handle : handles_) close(handle);
  }
  Descendants(const Descendants&) = delete;
  Descendants& operator=(const Descendants&) = delete;

  std::size_t count() const { return handles_.size(); }
  // True when all of them have ended, within `budget`.
  bool all_gone(std::chrono::milliseconds budget) const {
    const auto until = std::chrono::steady_clock::now() + budget;
    for (const int handle : handles_) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
          until - std::chrono::steady_clock::now());
      pollfd ended{handle, POLLIN, 0};
      if (poll(&ended, 1, static_cast<int>(std::max<long>(0, left.count()))) != 1) return false;
    }
    return true;
  }

 private:
  std::vector<int> handles_{};
};

}  // namespace firsthand::test
