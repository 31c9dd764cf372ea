#pragma once
// A browser, started once and looked at: what doctor says about it.

#include <string>

#include "journeys/result.h"
#include "recorder/browser/browser_process.h"

namespace firsthand {

struct ExaminedBrowser {
  std::string product{};   // "HeadlessChrome/156.0…"
  double launch_ms = 0;    // until it answered
  bool sandboxed = false;  // a renderer filters its system calls (Seccomp 2)
};

Result<ExaminedBrowser> examine_browser(const BrowserOptions& options, Deadline deadline);

}  // namespace firsthand
