#include "recorder/eyes.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>

#include "analyzers/vision/codec.h"
#include "analyzers/vision/eyes_protocol.h"
#include "recorder/eyes_process.h"
#include "tests/vision/pictures.h"

namespace firsthand {
namespace {

using test::Picture;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

const fs::path kProgram = fs::path(FIRSTHAND_BINARY_DIR) / "firsthand-eyes";

Deadline soon() { return Deadline::after(std::chrono::seconds(20)); }
std::string png(const vision::Image& image) { return vision::encode(image, "png", 0); }
std::string page() { return png(Picture(300, 80).write(20, 50, "Return label", test::kBlack)); }

std::vector<pid_t> children() {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::ifstream status(entry.path() / "stat");
    std::string pid, name, state, parent;
    if (!(status >> pid >> name >> state >> parent)) continue;
    if (parent == std::to_string(getpid())) found.push_back(std::stoi(pid));
  }
  return found;
}

std::size_t open_descriptors() {
  const auto all = fs::directory_iterator("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

TEST(Eyes, StopLookingWhenTheyAreTold) {
  Eyes eyes(kProgram);
  int asked = 0;
  eyes.while_looking([&] { return ++asked == 1; });
  // Large enough to take longer than the first question.
  const auto words =
      eyes.words(png(Picture(2500, 2500).write(20, 50, "Return", test::kBlack)), "eng", 1, soon());
  ASSERT_FALSE(words.ok());
  EXPECT_EQ(words.error().code, Errc::kInterrupted);
  const auto again = eyes.words(page(), "eng", 1, soon());
  EXPECT_TRUE(again.ok()) << "a look that was cut off does not spoil the next";
}

TEST(Eyes, ReadWordsFromAPicture) {
  Eyes eyes(kProgram);
  const auto words = eyes.words(page(), "eng", 1, soon());
  ASSERT_TRUE(words.ok()) << words.error().text();
  ASSERT_THAT(*words, SizeIs(2));
  EXPECT_EQ(words->at(0).text, "Return");
  EXPECT_EQ(words->at(1).text, "label");
  EXPECT_GT(words->at(0).confidence, 50);
}

TEST(Eyes, CompareLookMaskAndShrink) {
  Eyes eyes(kProgram);
  const auto blank = png(Picture(300, 80));
  const auto change = eyes.change(blank, page(), soon());
  ASSERT_TRUE(change.ok() && *change);
  EXPECT_GT((*change)->share, 0);
  EXPECT_FALSE((*change)->where.empty());
  EXPECT_FALSE(eyes.change(blank, png(Picture(10, 10)), soon()).value());
  EXPECT_EQ(eyes.see(blank, "eng", 1, soon())->one_colour, 1);
  const auto masked = eyes.mask(page(), {{0, 0, 300, 80}}, "png", soon());
  ASSERT_TRUE(masked.ok());
  EXPECT_EQ(eyes.see(*masked, "eng", 1, soon())->one_colour, 1);
  const auto small = eyes.picture(page(), 100, "webp", 70, soon());
  ASSERT_TRUE(small.ok());
  EXPECT_EQ(eyes.see(*small, "eng", 1, soon())->width, 100);
}

TEST(Eyes, SayWhichLanguagesAreInstalled) {
  Eyes eyes(kProgram);
  EXPECT_THAT(eyes.languages(soon()).value(), Contains("eng"));
}

TEST(Eyes, SayWhatToInstallForAMissingLanguage) {
  Eyes eyes(kProgram);
  const auto words = eyes.words(page(), "tlh", 1, soon());
  ASSERT_FALSE(words.ok());
  EXPECT_EQ(words.error().code, Errc::kNoBrowser);
  EXPECT_EQ(words.error().what, "tesseract language 'tlh' is not installed");
  EXPECT_EQ(words.error().advice, "apt-get install tesseract-ocr-tlh");
}

TEST(Eyes, SayThatTheProgramIsMissing) {
  for (const fs::path& program : {fs::path(), fs::path("/nowhere/firsthand-eyes")}) {
    Eyes eyes(program);
    const auto look = eyes.see(page(), "eng", 1, soon());
    ASSERT_FALSE(look.ok());
    EXPECT_EQ(look.error().code, Errc::kNoBrowser);
    EXPECT_THAT(look.error().advice, HasSubstr("build it or reinstall"));
  }
}

TEST(Eyes, GoOnAfterAHostilePicture) {
  Eyes eyes(kProgram);
  for (const std::string& bytes : {std::string(), std::string("junk"), page().substr(0, 60)}) {
    const auto look = eyes.see(bytes, "eng", 1, soon());
    ASSERT_FALSE(look.ok());
    EXPECT_EQ(look.error().code, Errc::kUnreadable);
  }
  const auto before = children();
  EXPECT_TRUE(eyes.see(page(), "eng", 1, soon()).ok());
  EXPECT_EQ(children(), before);
}

TEST(Eyes, DoNotSendWhatIsTooLarge) {
  Eyes eyes(kProgram);
  const auto look = eyes.see(std::string(eyes::kLargestBlob + 1, 'x'), "eng", 1, soon());
  EXPECT_EQ(look.error().code, Errc::kUnreadable);
}

TEST(Eyes, AreStartedAgainWhenTheyWereKilled) {
  Eyes eyes(kProgram);
  ASSERT_TRUE(eyes.see(page(), "eng", 1, soon()).ok());
  const auto first = children();
  ASSERT_THAT(first, SizeIs(1));
  kill(first[0], SIGKILL);
  siginfo_t ended{};
  waitid(P_PID, static_cast<id_t>(first[0]), &ended, WEXITED | WNOWAIT);
  EXPECT_TRUE(eyes.see(page(), "eng", 1, soon()).ok());
  ASSERT_THAT(children(), SizeIs(1));
  EXPECT_NE(children()[0], first[0]);
}

TEST(Eyes, FailWhenTheProgramEndsAtOnce) {
  Eyes eyes("/bin/true");
  const auto look = eyes.see(page(), "eng", 1, soon());
  ASSERT_FALSE(look.ok());
  EXPECT_EQ(look.error().code, Errc::kBrowserGone);
  EXPECT_THAT(children(), SizeIs(0));
}

TEST(Eyes, DoNotWaitLongerThanTheyMay) {
  Eyes eyes("/usr/bin/yes");  // speaks, but not our language
  EXPECT_FALSE(eyes.see(page(), "eng", 1, soon()).ok());
  Eyes late(kProgram);
  const auto look = late.see(page(), "eng", 1, Deadline::after(std::chrono::seconds(0)));
  ASSERT_FALSE(look.ok());
  EXPECT_EQ(look.error().code, Errc::kTimeout);
  EXPECT_TRUE(late.see(page(), "eng", 1, soon()).ok());
}

TEST(Eyes, LeaveNoDescriptorAndNoProcessBehind) {
  const std::size_t before = open_descriptors();
  for (int i = 0; i < 50; ++i) {
    Eyes eyes(kProgram);
    ASSERT_TRUE(eyes.see(page(), "eng", 1, soon()).ok());
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_THAT(children(), IsEmpty());
}

TEST(Eyes, InheritNothingOfOurs) {
  const int secret = open("/dev/null", O_RDONLY);  // not close-on-exec
  setenv("FIRSTHAND_TEST_TOKEN", "hunter2", 1);
  Eyes eyes(kProgram);
  ASSERT_TRUE(eyes.see(page(), "eng", 1, soon()).ok());
  const auto running = children();
  ASSERT_THAT(running, SizeIs(1));
  const fs::path process = "/proc/" + std::to_string(running[0]);
  std::ifstream status(process / "status");
  const std::string text(std::istreambuf_iterator<char>(status), {});
  EXPECT_THAT(text, HasSubstr("NoNewPrivs:\t1"));
  if (geteuid() == 0) {
    EXPECT_THAT(text, HasSubstr("Uid:\t65534\t65534\t65534\t65534"));
    const auto descriptors = fs::directory_iterator(process / "fd");
    EXPECT_EQ(std::distance(begin(descriptors), end(descriptors)), 3);
    std::ifstream environment(process / "environ");
    EXPECT_THAT(std::string(std::istreambuf_iterator<char>(environment), {}),
                testing::Not(HasSubstr("hunter2")));
  }
  close(secret);
  unsetenv("FIRSTHAND_TEST_TOKEN");
}

TEST(EyesProcess, EndsWhenItIsSpokenToInAnotherLanguage) {
  auto process = EyesProcess::start(kProgram);
  ASSERT_TRUE(process.ok());
  ASSERT_TRUE((*process)->send("\xFF\xFF\xFF\xFFnonsense", soon()).ok());
  const auto reply = (*process)->receive(soon());
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().code, Errc::kBrowserGone);
}

TEST(FindEyes, LooksOnPathWhenTheyAreNotBesideUs) {
  const char* known = std::getenv("PATH");
  ASSERT_NE(known, nullptr);
  const std::string path = known;
  setenv("PATH", (":relative:" + std::string(FIRSTHAND_BINARY_DIR)).c_str(), 1);
  EXPECT_EQ(find_eyes(), kProgram);
  setenv("PATH", "/nowhere", 1);
  EXPECT_EQ(find_eyes(), fs::path());
  setenv("PATH", path.c_str(), 1);
}

TEST(Eyes, MeasureAFilmOfManyFrames) {
  Eyes eyes(kProgram);
  std::vector<std::string> frames;
  std::vector<double> times;
  for (int i = 0; i <= 10; ++i) {
    frames.push_back(png(Picture(100, 40, {10, 10, 10}).box(0, 0, 10 * i, 40, {200, 10, 10})));
    times.push_back(100.0 * i);
  }
  const auto visual = eyes.visual_metrics(frames, times, soon());
  ASSERT_TRUE(visual.ok()) << visual.error().text();
  ASSERT_TRUE(visual->has_value());
  EXPECT_EQ((*visual)->last_change_ms, 1000);
  EXPECT_EQ((*visual)->speed_index, 550);  // 100 ms each of 1, 0.9, ... 0.1
  EXPECT_FALSE(eyes.visual_metrics(frames, {0, 100}, soon()).ok());
}

}  // namespace
}  // namespace firsthand
