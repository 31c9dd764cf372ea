#include "recorder/walk_log.h"

#include <fcntl.h>
#include <re2/re2.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "journeys/recording_folder.h"

namespace firsthand {
namespace fs = std::filesystem;
using nlohmann::json;
namespace {

// For a walk's last records; each takes some 2 KB.
constexpr std::size_t kRoom = std::size_t{64} * 1024;

Error cannot_write(const fs::path& path, const std::string& why) {
  return Error{Errc::kNoSpace, "cannot write " + path.string() + ": " + why,
               "Free some space or choose another folder with --out; what was recorded so far is "
               "kept."};
}

std::string line_of(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

// A file name that we made: its digits say nothing, and what refers to it must still find it.
bool is_own_file(const json& value) {
  static const re2::RE2 kOwnFile(
      R"(screens/\d{3,}-[a-z]+(-\d+)?\.png|frames/[0-9a-f]{16}\.jpg|pages/\d{3,}\.html|)"
      R"(access/\d{3,}\.json)");
  return value.is_string() && re2::RE2::FullMatch(value.get_ref<const std::string&>(), kOwnFile);
}

json redacted(const json& value, const Redactor& redactor) {
  if (redactor.idle() || is_own_file(value)) return value;
  json out = value;
  if (value.is_array()) {
    for (auto& item : out) item = redacted(item, redactor);
  } else if (value.is_object()) {
    out = json::object();
    for (const auto& [key, item] : value.items())
      out[redactor.clean(key)] = redacted(item, redactor);
  } else {
    out = redactor.clean_json(value);
  }
  return out;
}

}  // namespace

WalkLog::WalkLog(fs::path folder, Redactor redactor, int fd)
    : folder_(std::move(folder)), redactor_(std::move(redactor)), fd_(fd) {}

WalkLog::WalkLog(WalkLog&& other) noexcept
    : folder_(std::move(other.folder_)),
      redactor_(std::move(other.redactor_)),
      fd_(std::exchange(other.fd_, -1)),
      room_(other.room_),
      events_over_(other.events_over_),
      disk_(std::move(other.disk_)),
      trouble_(std::move(other.trouble_)) {}

WalkLog::~WalkLog() {
  if (fd_ < 0) return;
  // Gives back what was set aside behind the end.
  if (struct stat now{}; ::fstat(fd_, &now) == 0 && ::ftruncate(fd_, now.st_size) != 0) {
    // It stays set aside.
  }
  ::close(fd_);
}

Result<WalkLog> WalkLog::create(const fs::path& folder, Redactor redactor) {
  std::error_code failed;
  for (const char* part : {"screens", "frames", "pages", "access"}) {
    fs::create_directories(folder / part, failed);
    if (failed) return cannot_write(folder / part, failed.message());
  }
  const auto events = folder / "events.jsonl";
  const int fd = ::open(events.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644);
  if (fd < 0) return cannot_write(events, std::strerror(errno));
  WalkLog log(folder, std::move(redactor), fd);
  log.append(fd, line_of({{"schema", "firsthand.events/1"}}));
  log.set_room_aside();
  if (log.trouble_) return *log.trouble_;
  return log;
}

bool WalkLog::append(int fd, std::string_view line) {
  while (!line.empty()) {
    const auto count = ::write(fd, line.data(), line.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      if (!trouble_) trouble_ = cannot_write(folder_, std::strerror(errno));
      return false;
    }
    line.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void WalkLog::set_room_aside() {
  struct stat now {};
  if (trouble_ || ::fstat(fd_, &now) != 0) return;
  // A file system that cannot do so has none.
  if (::fallocate(fd_, FALLOC_FL_KEEP_SIZE, now.st_size, kRoom) == 0)
    room_ = kRoom;
  else if (errno == ENOSPC || errno == EDQUOT)
    trouble_ = cannot_write(folder_, std::strerror(errno));
}

void WalkLog::add(std::string_view kind, const json& fields) {
  if (events_over_) return;
  auto event = redacted(fields, redactor_);
  event["kind"] = kind;
  const auto line = line_of(event);
  events_over_ = !append(fd_, line);
  room_ -= std::min(room_, line.size());
  if (room_ < kRoom / 2) set_room_aside();
}

bool WalkLog::save_bytes(const std::string& name, std::string_view bytes) {
  if (trouble_) return false;
  if (auto saved = disk_.write(folder_ / name, bytes); !saved) trouble_ = saved.error();
  return !trouble_;
}

bool WalkLog::save_text(const std::string& name, std::string_view text) {
  return save_bytes(name, redactor_.clean(text));
}

void WalkLog::save_copy(const std::string& name, const fs::path& file) {
  if (trouble_) return;
  std::error_code failed;
  fs::copy_file(file, folder_ / name, failed);
  if (failed) trouble_ = cannot_write(folder_ / name, failed.message());
}

void WalkLog::save_json(const std::string& name, const json& value) {
  save_bytes(name, redacted(value, redactor_).dump(1, ' ', false, json::error_handler_t::replace));
}

void WalkLog::append_line(const std::string& name, const json& line) {
  if (trouble_) return;
  const auto path = folder_ / name;
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd < 0) {
    trouble_ = cannot_write(path, std::strerror(errno));
    return;
  }
  append(fd, line_of(redacted(line, redactor_)));
  ::close(fd);
}

Result<Walk> WalkLog::finish() {
  if (auto flushed = disk_.settle(); !flushed && !trouble_) trouble_ = flushed.error();
  if (trouble_) return *trouble_;
  auto events = read_file(folder_ / "events.jsonl");
  if (!events) return std::move(events).error();
  auto walk = walk_from_events(*events);
  if (!walk) return std::move(walk).error();
  auto saved =
      write_atomically(folder_ / "walk.json",
                       json(*walk).dump(1, ' ', false, json::error_handler_t::replace) + "\n");
  if (!saved) return *(trouble_ = saved.error());
  return walk;
}

}  // namespace firsthand
