#pragma once
// What runs on this machine, as /proc tells it: to find a walk's browser and what is left of it.

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace firsthand::test {

struct Process {
  pid_t pid = 0, parent = 0, group = 0;
  std::string state{};    // "Z": dead, not reaped
  std::string command{};  // its arguments, joined by spaces; its name when it has none
  uid_t user = 0;
  int seccomp = 0;
};

std::vector<Process> processes();
// Those that `ancestor` started, directly or not.
std::vector<Process> descendants_of(pid_t ancestor);
// The browser that `ancestor` walks with; 0: none.
pid_t browser_of(pid_t ancestor);
// The private folder of the walk whose browser this is; empty: not a browser.
std::filesystem::path private_folder_of(const Process& process);
int open_files();  // of this process

// Asks again and again until `done`, at most `seconds`; false: it never was.
bool eventually(const std::function<bool()>& done, double seconds = 15);

}  // namespace firsthand::test
