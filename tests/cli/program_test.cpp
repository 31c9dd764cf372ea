// The real program, as a shell would run it.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cli/support.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using test::kJourney;
using test::TempFolder;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Ran {
  int code = -1;
  std::string out{}, err{};
};

class Program : public ::testing::Test {
 protected:
  // Runs firsthand in this test's folder.
  Ran run(std::vector<std::string> words) {
    words.insert(words.begin(), FIRSTHAND_BINARY_DIR "/firsthand");
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const auto out = folder.path() / ".out", err = folder.path() / ".err";
    const pid_t child = fork();
    if (child == 0) {
      const auto into = [](const fs::path& file, int to) {
        const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        return fd >= 0 && dup2(fd, to) >= 0;
      };
      if (into(out, STDOUT_FILENO) && into(err, STDERR_FILENO) && chdir(folder.path().c_str()) == 0)
        execv(argv[0], argv.data());
      _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), test::slurp(out),
            test::slurp(err)};
  }
  TempFolder folder;
};

TEST_F(Program, SaysBeforeAnyWalkThatThereIsNoScreenToWatchItOn) {
  unsetenv("DISPLAY");
  unsetenv("WAYLAND_DISPLAY");
  folder.write("watched.yaml", kJourney);
  const auto ran = run({"walk", "watched.yaml", "--watch"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("--watch needs a screen"));
  EXPECT_THAT(ran.out, HasSubstr("CANNOT SAY"));
  EXPECT_EQ(ran.err.find("walks"), std::string::npos);
}

TEST_F(Program, SaysItsVersionAndItsHelp) {
  const auto version = run({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, StartsWith("firsthand "));
  const auto help = run({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("walk"));
  EXPECT_EQ(help.err, "");
}

TEST_F(Program, WrongUsageIsExitCodeTwoAndSaysNothingOnStdout) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, {"wlak"}, {"walk"}, {"walk", "a.yaml", "--times", "no"}}) {
    const auto ran = run(words);
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, StartsWith("firsthand: "));
  }
}

TEST_F(Program, ChecksJourneysByExitCode) {
  folder.write("good.yaml", kJourney);
  folder.write("bad.yaml",
               "journey: Ask\nsite: http://127.0.0.1:9\nsteps:\n  - clik: Help\n  - see: x\n");
  const auto good = run({"check", "good.yaml"});
  EXPECT_EQ(good.code, 0);
  EXPECT_EQ(good.err, "");
  const auto bad = run({"check", "good.yaml", "bad.yaml", "none.yaml"});
  EXPECT_EQ(bad.code, 2);
  test::expect_golden("cli/check.txt", bad.out + "--\n" + bad.err);
}

TEST_F(Program, CheckWarnsOfVariablesThatTheEnvironmentLacks) {
  unsetenv("FIRSTHAND_TEST_MAIL");
  unsetenv("FIRSTHAND_TEST_NAME");
  folder.write("part.yaml",
               "journey: Part\nsteps:\n  - open: /\n  - see: $env.FIRSTHAND_TEST_NAME\n");
  folder.write("ask.yaml",
               "journey: Ask\nsite: http://127.0.0.1:9\nlet:\n  email: $env.FIRSTHAND_TEST_MAIL\n"
               "steps:\n  - open: /\n  - see: $email\n  - use: part.yaml\n");
  const auto checked = run({"check", "ask.yaml"});
  EXPECT_EQ(checked.code, 0);
  EXPECT_THAT(checked.out, HasSubstr("0 errors, 2 warnings"));
  test::expect_golden("cli/check-environment.txt", checked.err);
  EXPECT_EQ(run({"walk", "ask.yaml"}).code, 2);
  setenv("FIRSTHAND_TEST_NAME", "Anna", 1);
  const auto given = run({"check", "ask.yaml", "--let", "email=anna@shop.example"});
  unsetenv("FIRSTHAND_TEST_NAME");
  EXPECT_EQ(given.code, 0);
  EXPECT_EQ(given.err, "");
}

TEST_F(Program, WalkingWhatDoesNotReadIsExitCodeTwoAndLeavesNothing) {
  folder.write("bad.yaml", "journey: [\n");
  EXPECT_EQ(run({"walk", "bad.yaml"}).code, 2);
  EXPECT_EQ(run({"walk", "none.yaml"}).code, 2);
  EXPECT_EQ(run({"walk", "return-an-ordre"}).code, 2);
  for (const auto& entry : fs::directory_iterator(folder.path()))
    EXPECT_FALSE(entry.is_directory()) << entry.path();
}

TEST_F(Program, AttachingAFileThatIsNotThereIsExitCodeTwoAndWalksNothing) {
  const std::string head = "journey: Send\nsite: http://127.0.0.1:9\n";
  const std::string steps =
      "steps:\n  - open: /\n  - attach:\n      Photo: there.jpg\n      Bill: $bill\n"
      "  - see: Thanks\n";
  folder.write("there.jpg", "a picture");
  folder.write("send.yaml", head + "let: {bill: gone.pdf}\n" + steps);
  const auto checked = run({"check", "send.yaml"});
  EXPECT_EQ(checked.code, 2);
  EXPECT_THAT(checked.err, HasSubstr("send.yaml:8:13: error: there is no file 'gone.pdf'"));
  EXPECT_EQ(run({"walk", "send.yaml"}).code, 2);
  EXPECT_EQ(run({"check", "send.yaml", "--let", "bill=there.jpg"}).code, 0);
  for (const auto& entry : fs::directory_iterator(folder.path()))
    EXPECT_FALSE(entry.is_directory()) << entry.path();
}

TEST_F(Program, AnOutputFolderThatCannotBeWrittenIsExitCodeThree) {
  folder.write("ask.yaml", kJourney);
  const auto ran = run({"walk", "ask.yaml", "--out", "/proc/firsthand"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("cannot write to /proc/firsthand"));
  EXPECT_THAT(ran.err, HasSubstr("Choose another folder with --out."));
  EXPECT_THAT(ran.out, StartsWith("CANNOT SAY cannot write to /proc/firsthand"));
}

TEST_F(Program, ABrowserThatIsNotThereIsExitCodeThree) {
  folder.write("ask.yaml", kJourney);
  const auto ran = run({"walk", "ask.yaml", "--out", "out", "--browser", "/no/such/chromium"});
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("CANNOT SAY "));
  EXPECT_THAT(ran.err, HasSubstr("/no/such/chromium"));
}

TEST_F(Program, JudgesAndReportsARecordingWithoutABrowser) {
  Journey journey;
  journey.id = "ask";
  journey.title = "Ask about a kettle";
  Step step;
  step.word = "open";
  step.says = "open /";
  journey.steps = {step};
  WalkOptions options;
  options.site = "http://127.0.0.1:9";
  options.visitor.name = "phone";
  test::keep(test::walked(journey, options, Outcome::kGaveUp), folder.path() / "run/walks/ask-1");

  const auto analyzed = run({"analyze", "run", "--format", "html,json,junit", "--quiet"});
  EXPECT_EQ(analyzed.code, 1) << analyzed.err;
  EXPECT_EQ(analyzed.err, "");
  EXPECT_THAT(analyzed.out, StartsWith("NO-GO "));
  EXPECT_THAT(analyzed.out, ::testing::EndsWith(" run/report.html\n"));
  for (const auto* file : {"report.html", "audit.json", "junit.xml"})
    EXPECT_GT(fs::file_size(folder.path() / "run" / file), 0U) << file;

  fs::remove(folder.path() / "run/report.html");
  const auto reported = run({"report", "run/audit.json"});
  EXPECT_EQ(reported.code, 0) << reported.err;
  EXPECT_EQ(reported.out, "run/report.html\n");
}

}  // namespace
}  // namespace firsthand
