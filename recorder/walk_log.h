#pragma once
// The recording as it is written: events appended and flushed as things happen, files beside them.
// Everything textual passes the redactor first; what a secret touches never reaches the disk.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "journeys/disk_sync.h"
#include "journeys/recording.h"
#include "journeys/result.h"
#include "recorder/encodings.h"

namespace firsthand {

class WalkLog {
 public:
  // Creates the folder and its sub-folders. kNoSpace: not writable.
  static Result<WalkLog> create(const std::filesystem::path& folder, Redactor redactor);
  ~WalkLog();
  WalkLog(WalkLog&& other) noexcept;
  WalkLog& operator=(WalkLog&&) = delete;

  // A secret that was learned on the way: it is not in anything that is written from now on.
  void hide(const std::string& secret) { redactor_.add(secret); }
  // Appends {"kind": kind, ...fields} and flushes it. Also when files do not fit on the disk any
  // more: there is room set aside, so that a recording can say how its walk ended.
  void add(std::string_view kind, const nlohmann::json& fields);
  // Writes folder/name. Text is redacted, bytes are not. It is whole there at once; the disk is not
  // waited for until finish(). False: it is not there, see trouble().
  bool save_bytes(const std::string& name, std::string_view bytes);
  bool save_text(const std::string& name, std::string_view text);
  // A file as it is, however large, without taking it into memory.
  void save_copy(const std::string& name, const std::filesystem::path& file);
  void save_json(const std::string& name, const nlohmann::json& value);
  void append_line(const std::string& name, const nlohmann::json& line);
  // Derives walk.json from the events.
  Result<Walk> finish();

  const std::filesystem::path& folder() const { return folder_; }
  const Redactor& redactor() const { return redactor_; }
  // The first thing that could not be written (disk full, folder gone); no file is tried then.
  const std::optional<Error>& trouble() const { return trouble_; }

 private:
  WalkLog(std::filesystem::path folder, Redactor redactor, int fd);
  // False: not all of it was written.
  bool append(int fd, std::string_view line);
  // Of the disk, for the events to come.
  void set_room_aside();

  std::filesystem::path folder_;
  Redactor redactor_;
  int fd_ = -1;
  std::size_t room_ = 0;      // bytes left of what was set aside
  bool events_over_ = false;  // not even an event could be written
  DiskSync disk_{};
  std::optional<Error> trouble_;
};

}  // namespace firsthand
