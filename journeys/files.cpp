// Whole files in and out, so that a reader sees the old bytes or the new, never a half.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "journeys/recording_folder.h"

namespace firsthand {
namespace {

constexpr std::size_t kLargestFile = 256u << 20;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int close() { return ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

Error not_written(const std::filesystem::path& file, int error) {
  return Error{Errc::kNoSpace, "cannot write " + file.string() + ": " + std::strerror(error),
               error == ENOSPC || error == EDQUOT ? "Free some space, or choose another --out."
                                                  : "Choose a folder you may write to with --out."};
}

Error not_read(const std::filesystem::path& file, const std::string& why, std::string advice = {}) {
  return Error{Errc::kUnreadable, "cannot read " + file.string() + ": " + why, std::move(advice)};
}

int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

Result<> write_and_rename(const std::filesystem::path& file, std::string_view bytes, bool flushed) {
  static std::atomic<unsigned> count{0};
  const std::filesystem::path temporary =
      file.parent_path() / ("." + file.filename().string() + "." + std::to_string(::getpid()) +
                            "-" + std::to_string(++count));
  Descriptor out(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (out.get() < 0) return not_written(file, errno);
  int error = write_all(out.get(), bytes);
  if (error == 0 && flushed && ::fsync(out.get()) != 0) error = errno;
  if (out.close() != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), file.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    return not_written(file, error);
  }
  return Done{};
}

}  // namespace

Result<> write_unflushed(const std::filesystem::path& file, std::string_view bytes) {
  return write_and_rename(file, bytes, false);
}

Result<> write_atomically(const std::filesystem::path& file, std::string_view bytes) {
  if (auto written = write_and_rename(file, bytes, true); !written) return written;
  // The new name must survive a power cut as well; where folders cannot be synced, it may not.
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() >= 0) (void)::fsync(directory.get());
  return Done{};
}

Result<std::string> read_file(const std::filesystem::path& file) {
  // Not blocking: the name may be that of a pipe that nobody writes to.
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (in.get() < 0) return not_read(file, std::strerror(errno));
  struct stat status {};
  if (::fstat(in.get(), &status) != 0) return not_read(file, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return not_read(file, "it is a folder", "Name a file in it.");
  if (!S_ISREG(status.st_mode)) return not_read(file, "it is not a regular file");
  const auto too_large = [&] { return not_read(file, "it is larger than 256 MB"); };
  if (static_cast<std::size_t>(status.st_size) > kLargestFile) return too_large();
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(status.st_size));
  std::array<char, 1 << 16> block{};
  while (true) {
    const ssize_t got = ::read(in.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return not_read(file, std::strerror(errno));
    if (got == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(got));
    if (bytes.size() > kLargestFile) return too_large();  // it grew
  }
}

}  // namespace firsthand
