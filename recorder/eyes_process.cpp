#include "recorder/eyes_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>
#include <vector>

extern char** environ;

namespace firsthand {
namespace {

Error missing(const std::filesystem::path& program, int why) {
  return {Errc::kNoBrowser,
          program.string() + " does not start: " + std::strerror(why),
          "firsthand-eyes is missing: build it or reinstall",
          {}};
}

Error gone() {
  return {Errc::kBrowserGone, "firsthand-eyes ended while it was looking at a picture", "", {}};
}

Error too_late() { return {Errc::kTimeout, "firsthand-eyes took too long over a picture", "", {}}; }

constexpr auto kSlice = std::chrono::milliseconds(50);

// Waits for `events`. No error: they are here, or the other end is closed.
Result<> ready(int socket, short events, Deadline deadline, const std::function<bool()>& stop) {
  for (;;) {
    pollfd watched{socket, events, 0};
    const int count = poll(&watched, 1, (stop ? deadline.at_most(kSlice) : deadline).left_ms());
    if (count > 0) return Done{};
    if (count < 0 && errno != EINTR)
      return Error{Errc::kInternal, std::string("poll: ") + std::strerror(errno), "", {}};
    if (deadline.passed()) return too_late();
    if (stop && stop()) return Error{Errc::kInterrupted, "interrupted"};
  }
}

// Only what the helper needs: nothing of ours (tokens, passwords) is for a program that decodes
// hostile pictures.
std::vector<std::string> environment() {
  std::vector<std::string> kept{"OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8"};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    for (const std::string_view name : {"TESSDATA_PREFIX=", "PATH=", "ASAN_OPTIONS=",
                                        "UBSAN_OPTIONS=", "TSAN_OPTIONS=", "LSAN_OPTIONS="})
      if (text.starts_with(name)) kept.emplace_back(text);
  }
  return kept;
}

// posix_spawn, with the socket as stdin and stdout. All our descriptors are close-on-exec, and
// what others left open is closed here.
int spawn(const std::filesystem::path& program, int socket, pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
  // Image libraries complain there about every damaged picture.
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  sigset_t none, defaults;
  sigemptyset(&none);
  sigemptyset(&defaults);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGCHLD}) sigaddset(&defaults, signal);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string path = program.string();
  std::array<char*, 2> arguments{path.data(), nullptr};
  auto kept = environment();
  std::vector<char*> variables;
  variables.reserve(kept.size() + 1);
  for (auto& entry : kept) variables.push_back(entry.data());
  variables.push_back(nullptr);
  const int failed =
      posix_spawn(&pid, path.c_str(), &actions, &attributes, arguments.data(), variables.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failed;
}

}  // namespace

Result<std::unique_ptr<EyesProcess>> EyesProcess::start(const std::filesystem::path& program) {
  if (program.empty())
    return Error{Errc::kNoBrowser,
                 "no firsthand-eyes beside firsthand, in libexec or on PATH",
                 "firsthand-eyes is missing: build it or reinstall",
                 {}};
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return Error{Errc::kInternal, std::string("socketpair: ") + std::strerror(errno), "", {}};
  pid_t pid = -1;
  const int failed = spawn(program, ends[1], pid);
  close(ends[1]);
  if (failed != 0) {
    close(ends[0]);
    return missing(program, failed);
  }
  return std::unique_ptr<EyesProcess>(new EyesProcess(pid, ends[0]));
}

EyesProcess::~EyesProcess() {
  close(socket_);
  // It holds nothing that would be lost.
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

Result<> EyesProcess::send(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    if (auto waited = ready(socket_, POLLOUT, deadline, stop_); !waited) return waited;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    else if (errno != EINTR && errno != EAGAIN)
      return gone();
  }
  return Done{};
}

Result<std::string> EyesProcess::receive(Deadline deadline) {
  std::string bytes(64U << 10U, '\0');
  for (;;) {
    if (auto waited = ready(socket_, POLLIN, deadline, stop_); !waited)
      return std::move(waited).error();
    const ssize_t got = recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got > 0) {
      bytes.resize(static_cast<std::size_t>(got));
      return bytes;
    }
    if (got == 0 || (errno != EINTR && errno != EAGAIN)) return gone();
  }
}

}  // namespace firsthand
