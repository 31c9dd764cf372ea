#pragma once
// A Chromium of our own: found, launched with an empty profile, watched over and reaped.

#include <filesystem>
#include <memory>
#include <string>

#include "journeys/result.h"
#include "recorder/browser/transport.h"

namespace firsthand {

struct BrowserOptions {
  std::string engine = "shell";    // shell | full | path of an executable
  bool sandbox = true;             // false only for --unsandboxed
  std::filesystem::path netlog{};  // Chromium's own network log, nothing hidden; empty: none
  std::string host_rules{};        // --host-resolver-rules; empty: none
  bool visible = false;            // in a window on this screen; not for the shell
};

// Where the browser is, or kNoBrowser with the package to install.
Result<std::filesystem::path> find_browser(const std::string& engine);

// One running browser with a profile, HOME and TMPDIR of its own in a private folder. A keeper
// process stands between us and it: when we end, however we end (SIGKILL too), it kills the
// browser's process group and removes the folder. As root the browser runs as `nobody`.
class BrowserProcess {
 public:
  // With the profile of `before`, if any, which must be closed and ends here.
  static Result<std::unique_ptr<BrowserProcess>> launch(
      const BrowserOptions& options, std::unique_ptr<BrowserProcess> before = nullptr);
  ~BrowserProcess();  // kills, reaps, removes
  BrowserProcess(const BrowserProcess&) = delete;
  BrowserProcess& operator=(const BrowserProcess&) = delete;

  // Ends the browser as people end theirs, so that its profile is whole; false: it did not end in
  // time (5 s), and its profile may not be. The folder stays until this goes.
  bool close();
  Transport& transport();
  pid_t browser_pid() const;
  // The private folder; "profile", "home", "tmp" and "downloads" are in it.
  const std::filesystem::path& folder() const;
  // What the browser wrote to stderr, its last 64 KB.
  std::string last_words() const;
  // It says that the process of its own that speaks to servers ended. It starts another one, but
  // what was under way is lost.
  bool lost_network() const;
  // It says that it ended for want of a sandbox that it may use.
  bool found_no_sandbox() const;

 private:
  BrowserProcess();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace firsthand
