#pragma once
// Looks at pages with axe-core, where it is installed: what it finds is kept, nothing is judged.

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "recorder/walk_state.h"

namespace firsthand {

// axe-core's script, in the build tree or where it is installed; empty: it is not there.
std::filesystem::path find_axe();

class Accessibility {
 public:
  explicit Accessibility(WalkState& state) : state_(state) {}

  // The page as it stands now. One that was looked at is not looked at again, unless elements came
  // or went.
  void saw(std::string_view html, const std::string& url);
  bool wants_to_look() const;
  // "access/003.json". Empty: it could not be looked at, which is observed. The page stands still
  // meanwhile: only when nobody waits for it. Errors only for what ends the walk.
  Result<std::optional<std::string>> look(int step);

 private:
  // A world of its own in the root frame, where neither the page nor our own eyes meet it.
  Result<int> world();
  Result<Json> ask(int world);
  Result<std::optional<std::string>> missed(int step, const std::string& why);

  WalkState& state_;
  std::string script_{};
  std::string url_{}, shape_{};    // of the page as it stands now
  std::set<std::string> known_{};  // shapes that were looked at
  bool too_slow_ = false;          // it once did not answer in time
};

}  // namespace firsthand
