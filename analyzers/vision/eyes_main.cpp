// firsthand-eyes: decodes pictures and reads their words, apart from the walk. It needs no file but
// Tesseract's language data, so it gives up every right that it can before the first picture.

#include <grp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string_view>

#include "analyzers/vision/eyes_server.h"

namespace {

constexpr unsigned kNobody = 65534;
constexpr rlim_t kMostMemory = 3ULL << 30U;
constexpr rlim_t kMostFiles = 32;

bool limit(decltype(RLIMIT_CORE) what, rlim_t most) {
  const rlimit both{most, most};
  return setrlimit(what, &both) == 0;
}

bool give_up_rights() {
  if (geteuid() == 0 && (setgroups(0, nullptr) != 0 || setresgid(kNobody, kNobody, kNobody) != 0 ||
                         setresuid(kNobody, kNobody, kNobody) != 0))
    return false;
  const bool memory_bound =
#ifdef FIRSTHAND_SANITIZED
      true;  // sanitizers reserve terabytes
#else
      limit(RLIMIT_AS, kMostMemory);
#endif
  return memory_bound && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, kMostFiles) &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && chdir("/") == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--version") {
    std::puts("firsthand-eyes " FIRSTHAND_VERSION);
    return 0;
  }
  if (argc != 1 || isatty(STDIN_FILENO) == 1) {
    std::fputs("usage: firsthand-eyes [--version]\nStarted by firsthand; see eyes_protocol.h.\n",
               stderr);
    return 2;
  }
  if (!give_up_rights()) {
    std::perror("firsthand-eyes: could not give up its rights");
    return 1;
  }
  // After the change of user, which clears it. An end of stdin ends us, too.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, SIG_IGN);  // Control+C is for the walk, which then closes our stdin
  firsthand::eyes::Server server(FIRSTHAND_VERSION);
  return firsthand::eyes::serve(STDIN_FILENO, STDOUT_FILENO, server);
}
