#pragma once
// What the visitor downloaded, taken from the browser's folder into the recording.

#include <set>
#include <string>
#include <string_view>

#include "recorder/walk_state.h"

namespace firsthand {

// The last part of what a site calls a file, harmless as a name in any folder: no path, no control
// characters, not hidden, at most 100 bytes with its extension; "download" when nothing is left.
std::string safe_file_name(std::string_view name);

class Collecting {
 public:
  explicit Collecting(WalkState& state) : state_(state) {}

  // Whatever ended since the last call, as observations `download` with name and size, and the
  // files in "downloads/". With secrets in the journey only text is kept, and those are taken out
  // of it: they cannot be found in other files, and must not reach the disk.
  void collect(int step);

 private:
  void take(const Download& download, int step);
  std::string free_name(const std::string& name);

  WalkState& state_;
  std::set<std::string> told_{};   // by the browser's id
  std::set<std::string> names_{};  // taken in the folder
};

}  // namespace firsthand
