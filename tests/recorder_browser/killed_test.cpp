// The real program on the sample shop, killed and interrupted at many moments.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "journeys/recording_folder.h"
#include "tests/recorder_browser/processes.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

// A program of this build. Killed and reaped when it goes out of scope.
class Running {
 public:
  Running(std::vector<std::string> words, fs::path said) : said_(std::move(said)) {
    words.front() = (fs::path(FIRSTHAND_BINARY_DIR) / words.front()).string();
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      const int out = ::open(said_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      if (out >= 0 && ::dup2(out, 1) >= 0 && ::dup2(out, 2) >= 0) ::execv(argv[0], argv.data());
      ::_exit(127);
    }
  }
  ~Running() {
    if (!code_) ::kill(pid_, SIGKILL);
    end();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  pid_t pid() const { return pid_; }
  std::string said() const { return contents(said_); }
  bool ended() {
    int status = 0;
    if (!code_ && ::waitpid(pid_, &status, WNOHANG) == pid_) keep(status);
    return code_.has_value();
  }
  // Waits for its end; 128 + signal when it was killed.
  int end() {
    int status = 0;
    if (!code_ && ::waitpid(pid_, &status, 0) == pid_) keep(status);
    return code_.value_or(-1);
  }

 private:
  void keep(int status) {
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  fs::path said_;
  pid_t pid_ = -1;
  std::optional<int> code_{};
};

class Killed : public Walks {
 protected:
  Killed() : shop_({"firsthand-shop"}, room() / "shop.log") {
    EXPECT_TRUE(eventually([&] { return shop_.said().find("http://") != std::string::npos; }));
    const auto said = shop_.said();
    url_ = said.substr(said.find("http://"));
    url_ = url_.substr(0, url_.find_first_of(" \n"));
  }

  // Starts a walk, sends `signal` once its events have that many lines, and waits until nothing is
  // left of it. Returns the exit code.
  int walk_until(int lines, int signal, const fs::path& out) {
    Running program(
        {"firsthand", "walk",
         std::string(FIRSTHAND_SOURCE_DIR) + "/samples/shop/journeys/return-an-order.yaml",
         "--site", url_, "--pace", "quick", "--out", out.string()},
        room() / "walk.log");
    const auto events = out / "walks/return-an-order-1/events.jsonl";
    const bool came = eventually(
        [&] {
          const auto text = contents(events);
          return program.ended() || std::ranges::count(text, '\n') >= lines;
        },
        60);
    EXPECT_TRUE(came && !program.ended()) << lines << " lines: " << program.said();
    std::set<std::string> private_folders;
    for (const auto& process : descendants_of(program.pid()))
      if (const auto folder = private_folder_of(process); !folder.empty())
        private_folders.insert(folder);
    EXPECT_LE(private_folders.size(), 1U);
    walks_with_browser_ += private_folders.size();
    ::kill(program.pid(), signal);
    const int code = program.end();
    for (const auto& folder : private_folders) {
      EXPECT_TRUE(eventually([&] { return !fs::exists(folder) && using_folder(folder) == 0; }))
          << lines << " lines: left in " << folder;
    }
    return code;
  }
  static int using_folder(const std::string& folder) {
    return static_cast<int>(std::ranges::count_if(processes(), [&](const auto& process) {
      return process.command.find(folder) != std::string::npos;
    }));
  }

  Running shop_;                        // NOLINT: for tests
  std::string url_{};                   // NOLINT
  std::size_t walks_with_browser_ = 0;  // NOLINT
};

TEST_F(Killed, AtTenMomentsLeaveTenReadableLostWalksAndNothingElse) {
  const int moments[] = {1, 2, 3, 5, 8, 12, 16, 20, 25, 30};
  int number = 0;
  for (const int lines : moments) {
    const auto out = room() / ("out-" + std::to_string(++number));
    EXPECT_EQ(walk_until(lines, SIGKILL, out), 128 + SIGKILL);
    const auto recording = read_recording(out / "walks/return-an-order-1");
    ASSERT_TRUE(recording.ok()) << lines << " lines: " << recording.error().text();
    EXPECT_EQ(recording->walk.outcome, Outcome::kUnmeasured);
    EXPECT_EQ(recording->walk.reason, "lost");
    fs::create_directories(room() / "all");
    fs::rename(out / "walks/return-an-order-1", room() / "all" / std::to_string(number));
  }
  EXPECT_GE(walks_with_browser_, 8U);  // the first two moments may be before it starts
  Running analyze(
      {"firsthand", "analyze", "--out", (room() / "audit").string(), (room() / "all").string()},
      room() / "analyze.log");
  EXPECT_EQ(analyze.end(), 3) << analyze.said();
  EXPECT_THAT(analyze.said(), HasSubstr("CANNOT SAY"));
  const auto audit = nlohmann::json::parse(contents(room() / "audit/audit.json"), nullptr, false);
  ASSERT_TRUE(audit.is_object()) << analyze.said();
  EXPECT_EQ(audit["attempts"]["total"], number);
  EXPECT_EQ(audit["attempts"]["unmeasured"]["lost"], number);
}

TEST_F(Killed, ByInterruptOrTerminationKeepsWhatWasRecorded) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const auto out = room() / ("signal-" + std::to_string(signal));
    EXPECT_EQ(walk_until(12, signal, out), 130);
    const auto recording = read_recording(out / "walks/return-an-order-1");
    ASSERT_TRUE(recording.ok()) << recording.error().text();
    EXPECT_EQ(recording->walk.outcome, Outcome::kUnmeasured);
    EXPECT_EQ(recording->walk.steps.at(0).outcome, StepOutcome::kDone);
  }
}

// One who was not there does not know how long it took; what the page itself tells stands.
class Stopped : public Killed {
 protected:
  // The walk of a page that shows what is looked for a second after a click, with patience for two
  // and a half; stopped at the click for longer than that, the browser with it if `all`.
  Walk stopped(bool all) {
    site.page("/", R"html(<button onclick="fetch('/clicked'); setTimeout(() =>
      document.body.append('Hello'), 1000)">Onwards</button>)html");
    std::ofstream(room() / "stopped.yaml")
        << "journey: Stopped\nsite: " << site.url()
        << "\npatience: 2500ms\nlimit: 3s\nsteps:\n  - open: /\n  - click: Onwards\n"
           "  - see: Hello\n";
    std::promise<void> clicked;
    site.answers("/clicked", [&](const SiteRequest&) {
      clicked.set_value();
      return SiteAnswer{};
    });
    const auto out = room() / (all ? "all" : "alone");
    Running program({"firsthand", "walk", (room() / "stopped.yaml").string(), "--pace", "quick",
                     "--out", out.string()},
                    room() / "walk.log");
    EXPECT_EQ(clicked.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
    std::vector<pid_t> still = {program.pid()};
    if (all)
      for (const auto& process : descendants_of(program.pid())) still.push_back(process.pid);
    for (const auto process : still) ::kill(process, SIGSTOP);
    ::poll(nullptr, 0, 4000);
    for (const auto process : still) ::kill(process, SIGCONT);
    const auto began = Clock::now();
    EXPECT_LE(program.end(), 1) << program.said();
    EXPECT_LT(Clock::now() - began, std::chrono::seconds(20));
    const auto recording = read_recording(out / "walks/stopped-1");
    EXPECT_TRUE(recording.ok()) << program.said();
    return recording ? recording->walk : Walk{};
  }
};

TEST_F(Stopped, WhileThePageGoesOnAWalkTellsWhatThePageTells) {
  const auto walked = stopped(false);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_NEAR(walked.steps.at(1).timing.usable_ms.value_or(0), 1000, 300);
  EXPECT_FALSE(walked.timing.reliable);
  EXPECT_THAT(walked.timing.reasons, Contains(HasSubstr("this program stood still for")));
}

TEST_F(Stopped, WithItsBrowserAWalkBlamesNobodyForTheTimeBetween) {
  const auto walked = stopped(true);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_LT(walked.steps.at(1).timing.usable_ms.value_or(1e9), 2500);
  EXPECT_FALSE(walked.timing.reliable);
}

}  // namespace
}  // namespace firsthand::test
