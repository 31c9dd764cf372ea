#include "recorder/browser/keeper.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace firsthand {
namespace {

constexpr int kReapSliceMs = 10;
constexpr int kReapSlices = 500;  // 5 s in all: a process stuck in the kernel must not hold us

std::vector<char*> c_strings(const std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (const auto& string : strings) out.push_back(const_cast<char*>(string.c_str()));  // NOLINT
  out.push_back(nullptr);
  return out;
}

void default_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD, SIGQUIT})
    ::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

// What the forked processes need, made before: between fork and exec nothing may allocate, because
// another thread of ours may have held a lock when we forked.
struct Forked {
  const KeeperOrder& order;
  std::vector<char*> arguments = c_strings(order.command);
  std::vector<char*> environment = c_strings(order.environment);
};

// Runs in the browser's process until exec. A failure's errno goes to `report`.
[[noreturn]] void become_browser(const Forked& forked, int report, pid_t keeper) {
  const auto& order = forked.order;
  const auto fail = [&] {
    const int why = errno;
    (void)!::write(report, &why, sizeof why);
    ::_exit(127);
  };
  ::setpgid(0, 0);
  default_signals();
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  const int null = ::open("/dev/null", O_RDONLY);
  const int log = ::open(order.stderr_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (null < 0 || log < 0) fail();
  if (order.run_as != 0 &&
      (::setgroups(0, nullptr) != 0 || ::setresgid(order.run_as, order.run_as, order.run_as) != 0 ||
       ::setresuid(order.run_as, order.run_as, order.run_as) != 0))
    fail();
  // After setresuid, which clears it. The keeper may have died meanwhile.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != keeper) ::_exit(127);
  // High numbers first, so that nothing is overwritten before it is used.
  const int socket = ::fcntl(order.devtools_fd, F_DUPFD_CLOEXEC, 100);
  const int report_high = ::fcntl(report, F_DUPFD_CLOEXEC, 100);
  if (socket < 0 || report_high < 0) fail();
  report = report_high;
  ::dup2(null, 0);
  ::dup2(log, 1);
  ::dup2(log, 2);
  ::dup2(socket, 3);
  ::dup2(socket, 4);
  ::syscall(SYS_close_range, 5U, 99U, 0U);
  if (::chdir(order.folder.c_str()) != 0) fail();
  ::execve(forked.arguments[0], forked.arguments.data(), forked.environment.data());
  fail();
  ::_exit(127);
}

// The keeper's own children: the browser's orphans come to it, because it is a subreaper. Those
// that the buffer does not hold have their turn when these are gone.
void kill_children() {
  const int file = ::open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  std::array<char, 4096> listed;
  const ssize_t size = ::read(file, listed.data(), listed.size());
  ::close(file);
  pid_t child = 0;
  for (ssize_t at = 0; at < size; ++at) {
    const char character = listed[static_cast<std::size_t>(at)];
    if (character >= '0' && character <= '9') {
      child = child * 10 + (character - '0');
    } else {
      if (child > 0) ::kill(child, SIGKILL);
      child = 0;
    }
  }
}

void kill_and_reap(pid_t group) {
  for (int slice = 0; slice < kReapSlices; ++slice) {
    ::kill(-group, SIGKILL);
    kill_children();
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    }
    if (::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD) return;
    ::poll(nullptr, 0, kReapSliceMs);
  }
}

// To walk a folder takes memory; the program that does so gets its own.
[[noreturn]] void become_remover(const char* folder) {
  for (const char* rm : {"/bin/rm", "/usr/bin/rm"})
    ::execl(rm, "rm", "-rf", "--", folder, static_cast<char*>(nullptr));
  ::_exit(1);
}

[[noreturn]] void keep(const Forked& forked, int lifeline, int report) {
  ::setsid();
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  ::prctl(PR_SET_NAME, "firsthand-keep");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT}) ::signal(signal, SIG_IGN);
  ::signal(SIGCHLD, SIG_DFL);

  const pid_t keeper = ::getpid();
  const pid_t browser = ::fork();
  if (browser == 0) become_browser(forked, report, keeper);
  ::setpgid(browser, browser);
  const int pid_message = -browser;
  (void)!::write(report, &pid_message, sizeof pid_message);
  // Nothing of ours may be held open here: whoever reads our output must see its end.
  const int lifeline_low = ::fcntl(lifeline, F_DUPFD, 3);
  ::dup2(lifeline_low, 3);
  ::syscall(SYS_close_range, 4U, ~0U, 0U);
  const int null = ::open("/dev/null", O_RDWR);
  for (const int fd : {0, 1, 2}) ::dup2(null, fd);

  const int browser_fd = static_cast<int>(::syscall(SYS_pidfd_open, browser, 0U));
  pollfd waiting[2] = {{3, POLLIN, 0}, {browser_fd, POLLIN, 0}};
  while (::poll(waiting, 2, -1) < 0 && errno == EINTR) {
  }
  kill_and_reap(browser);
  // A browser that ended by itself leaves its last words; they are ours until we let go.
  while (::poll(waiting, 1, -1) < 0 && errno == EINTR) {
  }
  become_remover(forked.order.folder.c_str());
}

}  // namespace

Result<Keeper> start_keeper(const KeeperOrder& order) {
  int life[2] = {-1, -1};
  int report[2] = {-1, -1};
  const auto fail = [&](const char* what) {
    const int why = errno;
    for (const int fd : {life[0], life[1], report[0], report[1]})
      if (fd >= 0) ::close(fd);
    return Error{Errc::kInternal, std::string(what) + std::strerror(why)};
  };
  if (::pipe2(life, O_CLOEXEC) != 0 || ::pipe2(report, O_CLOEXEC) != 0) return fail("no pipe: ");
  const Forked forked{order};
  Keeper keeper;
  keeper.pid = ::fork();
  if (keeper.pid < 0) return fail("no fork: ");
  if (keeper.pid == 0) {
    ::close(life[1]);
    ::close(report[0]);
    keep(forked, life[0], report[1]);
  }
  ::close(life[0]);
  ::close(report[1]);
  keeper.lifeline = life[1];
  // A negative number is the browser's pid, a positive one why it could not be executed. The end
  // of the pipe without a reason is a successful exec.
  int message = 0;
  int failure = 0;
  while (::read(report[0], &message, sizeof message) == sizeof message) {
    if (message < 0)
      keeper.browser_pid = -message;
    else
      failure = message;
  }
  ::close(report[0]);
  if (failure != 0 || keeper.browser_pid <= 0) {
    end_keeper(keeper);
    return Error{Errc::kNoBrowser,
                 "could not start " + order.command.front() + ": " + std::strerror(failure),
                 "Give --browser shell, full, or the path of a Chromium executable."};
  }
  return keeper;
}

void end_keeper(Keeper& keeper) {
  if (keeper.lifeline >= 0) ::close(keeper.lifeline);
  keeper.lifeline = -1;
  if (keeper.pid > 0) {
    while (::waitpid(keeper.pid, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  keeper.pid = -1;
}

}  // namespace firsthand
