#include "journeys/disk_sync.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "journeys/recording_folder.h"

namespace firsthand {
namespace fs = std::filesystem;
namespace {

// Empty: it is on the disk. Something that is gone by now need not be.
std::optional<Error> flush(const fs::path& path, int flags) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
  if (fd < 0) return std::nullopt;
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (error == 0) return std::nullopt;
  return Error{Errc::kNoSpace, "cannot write " + path.string() + ": " + std::strerror(error),
               "Choose another folder with --out."};
}

// Started with signals held back: they are the main thread's.
std::thread quiet_thread(auto work) {
  sigset_t all, before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread made(std::move(work));
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return made;
}

}  // namespace

struct DiskSync::State {
  std::mutex mutex{};
  std::condition_variable news{};
  std::deque<fs::path> waiting{};
  std::set<fs::path> folders{};  // whose names must be flushed, too
  std::optional<Error> error{};
  bool busy = false, over = false;
  std::thread worker{};  // once there is something to do

  void work() {
    std::unique_lock lock(mutex);
    while (true) {
      news.wait(lock, [&] { return over || !waiting.empty(); });
      if (waiting.empty()) return;
      const auto file = std::move(waiting.front());
      waiting.pop_front();
      busy = true;
      lock.unlock();
      auto failed = flush(file, O_NONBLOCK);
      lock.lock();
      busy = false;
      if (failed && !error) error = std::move(failed);
      news.notify_all();
    }
  }

  void add(const fs::path& file) {
    const std::lock_guard lock(mutex);
    waiting.push_back(file);
    folders.insert(file.has_parent_path() ? file.parent_path() : fs::path("."));
    if (!worker.joinable()) worker = quiet_thread([this] { work(); });
    news.notify_all();
  }

  std::optional<Error> settle() {
    std::unique_lock lock(mutex);
    news.wait(lock, [&] { return waiting.empty() && !busy; });
    // The new names must survive as well; where folders cannot be synced, they may not.
    for (const auto& folder : folders) (void)flush(folder, O_DIRECTORY);
    folders.clear();
    return std::exchange(error, std::nullopt);
  }
};

DiskSync::DiskSync() : state_(std::make_unique<State>()) {}
DiskSync::DiskSync(DiskSync&&) noexcept = default;

DiskSync::~DiskSync() {
  if (!state_) return;
  (void)state_->settle();
  {
    const std::lock_guard lock(state_->mutex);
    state_->over = true;
    state_->news.notify_all();
  }
  if (state_->worker.joinable()) state_->worker.join();
}

Result<> DiskSync::write(const fs::path& file, std::string_view bytes) {
  if (auto written = write_unflushed(file, bytes); !written) return written;
  state_->add(file);
  return Done{};
}

Result<> DiskSync::settle() {
  if (auto failed = state_->settle()) return std::move(*failed);
  return Done{};
}

}  // namespace firsthand
