// The processes around a browser, with programs that are none.
#include "recorder/browser/keeper.h"

#include <gmock/gmock.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <sstream>
#include <thread>

#include "recorder/browser/browser_process.h"
#include "recorder/browser/page.h"
#include "tests/recorder/temp_folder.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

bool alive(pid_t pid) { return ::kill(pid, 0) == 0; }

// Looked at every few milliseconds, as a process of others gives no notice.
bool comes_true(const std::function<bool()>& condition) {
  for (const auto deadline = Deadline::after(10s); !deadline.passed(); ::poll(nullptr, 0, 5))
    if (condition()) return true;
  return condition();
}

std::size_t open_descriptors() {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

bool has_children() {
  siginfo_t info{};
  return ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

class KeeperTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets_), 0);
    fs::create_directory(private_);
  }
  void TearDown() override {
    ::close(sockets_[0]);
    ::close(sockets_[1]);
  }
  Result<Keeper> start(std::vector<std::string> command) {
    KeeperOrder order;
    order.command = std::move(command);
    order.environment = {"PATH=/usr/bin:/bin"};
    order.folder = private_;
    order.stderr_file = private_ / "stderr.log";
    order.devtools_fd = sockets_[1];
    return start_keeper(order);
  }
  // Numbers that a script wrote to `name`, one a line, when there are as many as that.
  std::vector<pid_t> pids(const std::string& name, std::size_t count) {
    std::vector<pid_t> out;
    EXPECT_TRUE(comes_true([&] {
      out.clear();
      std::ifstream file(temporary_.path() / name);
      for (pid_t pid = 0; file >> pid;) out.push_back(pid);
      return out.size() == count;
    }));
    return out;
  }

  test::TempFolder temporary_;
  fs::path private_ = temporary_.path() / "private";
  int sockets_[2] = {-1, -1};
};

TEST_F(KeeperTest, EndsTheProgramAndRemovesItsFolder) {
  const auto before = open_descriptors();
  auto keeper = start({"/bin/sleep", "1000"});
  ASSERT_TRUE(keeper) << keeper.error().text();
  const auto program = keeper->browser_pid;
  EXPECT_TRUE(alive(program));
  end_keeper(*keeper);
  EXPECT_FALSE(alive(program));
  EXPECT_FALSE(fs::exists(private_));
  EXPECT_FALSE(has_children());
  EXPECT_EQ(open_descriptors(), before);
  end_keeper(*keeper);
}

// A fork copies locks as other threads hold them at that moment.
TEST_F(KeeperTest, EndsWhateverOtherThreadsWereDoingWhenItBegan) {
  std::atomic<bool> enough = false;
  std::vector<std::thread> busy;
  for (int thread = 0; thread < 4; ++thread)
    busy.emplace_back([&] {
      for (std::size_t size = 1; !enough; size = size % 60'000 + 997)
        std::ostringstream() << std::string(size, 'x');
    });
  for (int round = 0; round < 20; ++round) {
    fs::create_directory(private_);
    auto keeper = start({"/bin/sleep", "1000"});
    EXPECT_TRUE(keeper) << keeper.error().text();
    if (!keeper) break;
    end_keeper(*keeper);
    EXPECT_FALSE(fs::exists(private_));
  }
  enough = true;
  for (auto& thread : busy) thread.join();
}

TEST_F(KeeperTest, EndsGrandchildrenThatIgnoreSignalsAndLeftTheGroup) {
  const auto list = (temporary_.path() / "pids").string();
  const auto script = temporary_.script("stubborn",
                                        "trap '' TERM INT HUP\n"
                                        "setsid /bin/sleep 1000 & echo $! >>" +
                                            list +
                                            "\n"
                                            "(trap '' TERM; /bin/sleep 1000 & echo $! >>" +
                                            list +
                                            ") &\n"
                                            "echo $$ >>" +
                                            list + "\nwait\nwhile :; do wait; done\n");
  auto keeper = start({script.string()});
  ASSERT_TRUE(keeper);
  const auto family = pids("pids", 3);
  end_keeper(*keeper);
  for (const auto pid : family) EXPECT_FALSE(alive(pid));
  EXPECT_FALSE(has_children());
}

TEST_F(KeeperTest, EndsTheProgramWhenItsOwnerIsKilled) {
  const pid_t owner = ::fork();
  if (owner == 0) {
    auto keeper = start({"/bin/sleep", "1000"});
    std::ofstream(temporary_.path() / "pids") << (keeper ? keeper->browser_pid : 0) << '\n'
                                              << (keeper ? keeper->pid : 0) << '\n';
    ::pause();
    ::_exit(0);
  }
  const auto family = pids("pids", 2);
  ASSERT_EQ(family.size(), 2U);
  ASSERT_GT(family[0], 0);
  EXPECT_TRUE(alive(family[0]));
  ::kill(owner, SIGKILL);
  ::waitpid(owner, nullptr, 0);
  EXPECT_TRUE(comes_true([&] { return !alive(family[0]) && !fs::exists(private_); }));
}

TEST_F(KeeperTest, EndsTheProgramWhenTheKeeperItselfIsKilled) {
  auto keeper = start({"/bin/sleep", "1000"});
  ASSERT_TRUE(keeper);
  ::kill(keeper->pid, SIGKILL);
  EXPECT_TRUE(comes_true([&] {
    std::ifstream stat("/proc/" + std::to_string(keeper->browser_pid) + "/stat");
    std::string pid, name, state;
    return !(stat >> pid >> name >> state) || state == "Z";
  }));
  end_keeper(*keeper);
}

TEST_F(KeeperTest, KeepsTheLastWordsOfAProgramThatEndedUntilItIsLetGo) {
  const auto script = temporary_.script("mutter", "echo last words >&2\nexit 3\n");
  auto keeper = start({script.string()});
  ASSERT_TRUE(keeper);
  ASSERT_TRUE(comes_true([&] { return !alive(keeper->browser_pid); }));
  std::string words;
  std::getline(std::ifstream(private_ / "stderr.log") >> std::ws, words);
  EXPECT_EQ(words, "last words");
  end_keeper(*keeper);
  EXPECT_FALSE(fs::exists(private_));
}

TEST_F(KeeperTest, HandsTheSocketOverAsTheTwoDevToolsDescriptors) {
  const auto script = temporary_.script("echo", "head -c 4 <&3 >&4\nsleep 1000\n");
  auto keeper = start({script.string()});
  ASSERT_TRUE(keeper);
  ASSERT_EQ(::write(sockets_[0], "ping", 4), 4);
  char bytes[4] = {};
  ASSERT_EQ(::read(sockets_[0], bytes, 4), 4);
  EXPECT_EQ(std::string(bytes, 4), "ping");
  end_keeper(*keeper);
}

TEST_F(KeeperTest, SaysWhatCannotBeStarted) {
  const auto before = open_descriptors();
  auto keeper = start({"/no/such/program"});
  ASSERT_FALSE(keeper);
  EXPECT_EQ(keeper.error().code, Errc::kNoBrowser);
  EXPECT_THAT(keeper.error().what, HasSubstr("/no/such/program: No such file"));
  EXPECT_FALSE(keeper.error().advice.empty());
  EXPECT_FALSE(has_children());
  EXPECT_EQ(open_descriptors(), before);
}

class NoBrowserTest : public ::testing::Test {
 protected:
  // What a walk would be told, within a second.
  Error trouble(const std::string& engine) {
    auto browser = BrowserProcess::launch({.engine = engine});
    if (!browser) return std::move(browser).error();
    folder_ = (*browser)->folder();
    const WalkClock clock;
    PageOptions options;
    options.visitor = *built_in_visitor("phone");
    auto page = Page::open((*browser)->transport(), clock, options, {}, Deadline::after(200ms));
    if (page) return Error{Errc::kInternal, "a page was opened"};
    return std::move(page).error();
  }
  test::TempFolder temporary_;
  fs::path folder_;
};

TEST_F(NoBrowserTest, SaysWhatToGiveInstead) {
  for (const auto& engine : {std::string("/no/such/program"), temporary_.path().string(),
                             std::string("chrome"), std::string()}) {
    const auto error = trouble(engine);
    EXPECT_EQ(error.code, Errc::kNoBrowser) << engine;
    EXPECT_THAT(error.advice, HasSubstr("--browser"));
  }
}

TEST_F(NoBrowserTest, SaysThatAFileIsNoProgram) {
  const auto file = temporary_.script("text", "");
  std::ofstream(file, std::ios::trunc) << "no program";
  const auto error = trouble(file.string());
  EXPECT_EQ(error.code, Errc::kNoBrowser);
  EXPECT_THAT(error.text(), HasSubstr("Exec format error"));
}

TEST_F(NoBrowserTest, NoticesAProgramThatEndsAtOnce) {
  const auto error = trouble(temporary_.script("leaver", "exit 1\n").string());
  EXPECT_EQ(error.code, Errc::kBrowserGone);
  EXPECT_THAT(error.text(), HasSubstr("starting the browser"));
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(NoBrowserTest, DoesNotWaitForeverForAProgramThatNeverAnswers) {
  const auto began = Clock::now();
  const auto error = trouble(temporary_.script("mute", "exec sleep 1000\n").string());
  EXPECT_EQ(error.code, Errc::kTimeout);
  EXPECT_THAT(error.text(), HasSubstr("no reply to Browser.getVersion"));
  EXPECT_LT(Clock::now() - began, 10s);
  EXPECT_FALSE(has_children());
}

}  // namespace
}  // namespace firsthand
