// Walks that a person watches, on a screen of the test's own.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "recorder/eyes.h"
#include "tests/recorder_browser/walks.h"

extern char** environ;  // NOLINT: what posix_spawn wants

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Xvfb on a display that it picks itself.
class Screen {
 public:
  Screen() {
    int told[2];
    if (::pipe(told) != 0) return;
    const auto fd = std::to_string(told[1]);
    std::string program = "Xvfb", flag = "-displayfd", number = fd, screen = "-screen", zero = "0",
                size = "1500x1100x24", listen = "-nolisten", tcp = "tcp";
    char* arguments[] = {program.data(), flag.data(),   number.data(), screen.data(), zero.data(),
                         size.data(),    listen.data(), tcp.data(),    nullptr};
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    if (::posix_spawnp(&pid_, program.c_str(), &quiet, nullptr, arguments, environ) != 0) pid_ = -1;
    posix_spawn_file_actions_destroy(&quiet);
    ::close(told[1]);
    std::string display;
    for (char digit = 0; ::read(told[0], &digit, 1) == 1 && digit != '\n';) display += digit;
    ::close(told[0]);
    if (!display.empty()) ::setenv("DISPLAY", (":" + display).c_str(), 1);
    ready_ = !display.empty();
  }
  ~Screen() {
    ::unsetenv("DISPLAY");
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  bool ready() const { return ready_; }

 private:
  pid_t pid_ = -1;
  bool ready_ = false;
};

class Watching : public Walks {
 protected:
  void SetUp() override { ASSERT_TRUE(screen_.ready()) << "Xvfb does not run: scripts/setup"; }
  Walk watched(const std::string& steps, const std::string& limit = "15s") {
    return walk("  - open: /\n" + steps,
                {.patience = "3s", .limit = limit, .with = [](auto& options) {
                   options.watch = options.browser.visible = true;
                   options.browser.engine = "full";
                 }});
  }
  // Every word in every picture and frame.
  std::string all_words(const Walk& walked) {
    Eyes eyes(eyes_program());
    std::string text;
    std::vector<std::string> files;
    for (const auto& picture : walked.screens) files.push_back(picture.file);
    for (const auto& frame : walked.frames) files.push_back(frame.file);
    for (const auto& file : files) {
      const auto words = eyes.words(contents(folder() / file), "eng", 1,
                                    Deadline::after(std::chrono::seconds(60)));
      EXPECT_TRUE(words) << file;
      if (words)
        for (const auto& word : *words) text += word.text + " ";
    }
    return text;
  }

 private:
  Screen screen_;
};

TEST_F(Watching, LeavesAHumanStepToAPersonAndWaitsForWhatComesOfIt) {
  site.page("/", R"html(<p>A puzzle</p><div id="out"></div><script>
    setTimeout(() => out.textContent = 'Solved, thank you', 4000);</script>)html");
  const auto walked = watched("  - human: Untangle the zebra\n  - see: Solved, thank you\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(walked.steps[1].outcome, StepOutcome::kDone);
  EXPECT_GE(walked.steps[1].timing.pace_ms, 1000);
  // What the person took is no wait of the customer's.
  EXPECT_LT(walked.steps[0].timing.usable_ms.value_or(0), 3000) << told(walked);
  // The captions are in no picture, and in no page.
  const auto words = all_words(walked);
  EXPECT_THAT(words, HasSubstr("puzzle"));
  EXPECT_THAT(words, AllOf(Not(HasSubstr("zebra")), Not(HasSubstr("Untangle"))));
  EXPECT_THAT(contents(folder() / "pages/000.html"), Not(HasSubstr("zebra")));
}

TEST_F(Watching, DoesNotTakeACaptionForThePage) {
  site.page("/", "<p>A puzzle</p>");
  const auto walked =
      watched("  - human: Find the ghost\n    limit: 2s\n  - see: Find the ghost\n");
  EXPECT_THAT(walked, Ended(Outcome::kUnmeasured));
  EXPECT_EQ(walked.reason, "robot_check");
  ASSERT_TRUE(walked.steps[1].error);
  EXPECT_EQ(walked.steps[1].error->code, "needs_human");
}

TEST_F(Watching, GoesAtAPaceThatAPersonCanFollow) {
  site.page("/", R"html(<button id="a">One</button><button id="b">Two</button>)html");
  const auto walked = watched("  - click: One\n  - click: Two\n  - see: \"clicked: a b\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_GE(walked.steps[1].timing.pace_ms, 1000);
  EXPECT_LT(walked.steps[1].timing.tool_ms, 3000);
}

}  // namespace
}  // namespace firsthand::test
