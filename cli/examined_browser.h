#pragma once
// A browser, started once and looked at: what doctor says about it.

#include <string>

#include "journeys/result.h"
#include "recorder/browser/browser_process.h"

namespace firsthand {

enum class Sandbox {
  kOff,             // the renderers' system calls are not filtered
  kUserNamespaces,  // they are, in user namespaces of their own
  kSetuidHelper,    // they are, by chrome-sandbox
  kRefused          // the browser did not start, for want of a sandbox that it may use
};

struct ExaminedBrowser {
  std::string product{};  // "HeadlessChrome/156.0…"
  double launch_ms = 0;   // until it answered
  Sandbox sandbox = Sandbox::kOff;
};

Result<ExaminedBrowser> examine_browser(const BrowserOptions& options, Deadline deadline);

}  // namespace firsthand
