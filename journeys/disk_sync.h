#pragma once
// Makes what was written survive a power cut without anybody waiting for the disk: a walk's
// evidence must not delay its next input, and a disk takes 10 to 40 ms for each file.

#include <filesystem>
#include <memory>
#include <string_view>

#include "journeys/result.h"

namespace firsthand {

class DiskSync {
 public:
  DiskSync();
  ~DiskSync();  // waits as settle() does
  DiskSync(DiskSync&&) noexcept;
  DiskSync& operator=(DiskSync&&) = delete;

  // Writes by a temporary file and rename, as write_atomically does: whatever becomes of this
  // program, a reader sees the old or the new. Flushed to the disk afterwards, by a thread.
  Result<> write(const std::filesystem::path& file, std::string_view bytes);
  // Waits until everything so far is on the disk. kNoSpace: the disk would not take it; only the
  // first of such errors is told, once.
  Result<> settle();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace firsthand
