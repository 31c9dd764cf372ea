#pragma once
// What a visitor's browser remembers from one visit to the next.

#include <memory>

#include "recorder/browser/browser_process.h"

namespace firsthand {

// Between two visits the browser is closed, as people close theirs: cookies that end with the
// session are gone, connections are closed, and what it holds in memory is empty; cookies that
// last, the cache on disk and what sites stored are there. The closed browser stays for its folder,
// which its keeper removes whatever becomes of us.
class Profile {
 public:
  // The browser of the visit before; null before the first.
  std::unique_ptr<BrowserProcess> take() { return std::move(last_); }
  bool kept() const { return last_ != nullptr; }
  void keep(std::unique_ptr<BrowserProcess> browser) { last_ = std::move(browser); }

 private:
  std::unique_ptr<BrowserProcess> last_{};
};

}  // namespace firsthand
