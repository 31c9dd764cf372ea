#pragma once
// What doctor looks at on a machine. Gathered once, judged by checks.h. Empty optionals are what
// this machine does not tell.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/examined_browser.h"
#include "cli/requests.h"
#include "journeys/result.h"

namespace firsthand {

struct SandboxFacts {
  std::optional<long> max_user_namespaces{};        // user.max_user_namespaces
  std::optional<long> unprivileged_userns_clone{};  // kernel.unprivileged_userns_clone, Debian's
  // kernel.apparmor_restrict_unprivileged_userns, Ubuntu's
  std::optional<long> apparmor_restrict_userns{};
  bool setuid_helper = false;      // chrome-sandbox is there, root's, and setuid
  bool no_new_privileges = false;  // that helper can do nothing for us then
  bool in_container = false;
};

struct BrowserFacts {
  std::string wanted = "shell";  // --browser
  bool unsandboxed = false;
  Result<std::string> shell = std::string();  // path, or what to install
  Result<std::string> full = std::string();
  Result<ExaminedBrowser> examined = ExaminedBrowser();  // the wanted one
  SandboxFacts sandbox{};
};

struct EyesFacts {
  std::string program{};  // empty: firsthand-eyes was not found
  Result<std::vector<std::string>> languages = std::vector<std::string>();
};

struct Font {
  std::string family{};
  std::string languages{};  // as fontconfig writes them: "de|en|fr"
};

struct FontFacts {
  std::optional<std::vector<Font>> fonts{};  // empty: fc-list is not there
};

struct SpaceFacts {
  std::optional<std::uint64_t> disk{};       // bytes free in the current folder
  std::optional<std::uint64_t> temporary{};  // where the browser's profile goes
  std::optional<std::uint64_t> shared{};     // of /dev/shm, in all; empty: there is none
  std::optional<std::uint64_t> memory{};     // available to us, also within a container's limit
  bool in_container = false;
};

struct ClockFacts {
  double resolution_ns = 0;     // of CLOCK_MONOTONIC
  double monotonic_ms = 0;      // that passed while the browser was tried …
  double realtime_ms = 0;       // … and what CLOCK_REALTIME says that passed meanwhile
  std::int64_t now = 0;         // seconds since 1970
  std::int64_t not_before = 0;  // this program was not there earlier
  std::string zone{};           // as the machine calls it: "CET"
  bool zone_known = true;       // TZ, when set, names a zone that is installed
  std::string zone_asked{};     // TZ; empty: not set
};

struct MachineFacts {
  BrowserFacts browser{};
  EyesFacts eyes{};
  std::string axe{};  // axe-core's script; empty: it was not found
  FontFacts fonts{};
  SpaceFacts space{};
  ClockFacts clock{};
  std::string system{};  // "Linux 6.1.0, 2 CPUs"
};

// Starts the wanted browser and the eyes: takes seconds.
MachineFacts gather_facts(const DoctorRequest& request);

}  // namespace firsthand
