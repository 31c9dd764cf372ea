#include "recorder/browser/pulse.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "tests/support/scripted_transport.h"

namespace firsthand {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PulseTest : public ::testing::Test {
 protected:
  PulseTest() { pulse_.start(); }
  Result<bool> hear(Clock::duration time) {
    return client_.pump_until([] { return false; }, Deadline::after(time));
  }
  // What was asked first is answered now.
  void answer() {
    browser_.say(Json{{"id", browser_.sent().back().at("id")}, {"result", Json::object()}}.dump());
  }

  test::ScriptedTransport browser_;
  DevToolsClient client_{browser_};
  WalkClock clock_;
  Pulse pulse_{client_, clock_, {.ask_every_ms = 1, .still_ms = 300, .gone_ms = 1'000}};
};

TEST_F(PulseTest, OfABrowserThatAnswersSaysNothing) {
  browser_.reply_to("Browser.getVersion", Json::object());
  EXPECT_TRUE(hear(500ms));
  EXPECT_GE(browser_.sent("Browser.getVersion").size(), 2U);
  EXPECT_LT(pulse_.unanswered_ms(), 300);
  EXPECT_THAT(pulse_.absences(), IsEmpty());
}

TEST_F(PulseTest, TellsHowLongABrowserStoodStill) {
  EXPECT_TRUE(hear(600ms));
  EXPECT_THAT(browser_.sent("Browser.getVersion"), SizeIs(1));  // not asked again and again
  EXPECT_GE(pulse_.unanswered_ms(), 300);
  EXPECT_THAT(pulse_.absences(), IsEmpty());
  answer();
  EXPECT_TRUE(hear(1ms));
  ASSERT_THAT(pulse_.absences(), SizeIs(1));
  const auto& absence = pulse_.absences()[0];
  EXPECT_EQ(absence.whose, Absence::Whose::kBrowser);
  EXPECT_GE(absence.until_ms - absence.from_ms, 300);
  EXPECT_LT(pulse_.unanswered_ms(), 300);
}

TEST_F(PulseTest, GivesUpABrowserThatDoesNotComeBack) {
  const auto heard = hear(60s);
  ASSERT_FALSE(heard);
  EXPECT_EQ(heard.error().code, Errc::kBrowserGone);
  EXPECT_EQ(heard.error().what, "the browser did not answer for 1 s");
  EXPECT_TRUE(client_.browser_gone());
}

// Busy with something else, we did not hear what the browser said in time.
TEST_F(PulseTest, DoesNotBlameTheBrowserForWhatWeDidNotHear) {
  EXPECT_TRUE(hear(1ms));
  answer();
  std::this_thread::sleep_for(700ms);
  EXPECT_TRUE(hear(1ms));
  EXPECT_THAT(pulse_.absences(), IsEmpty());
}

TEST_F(PulseTest, DoesNotBlameUsForWhatWeKnowThatWeWaitedFor) {
  EXPECT_TRUE(hear(1ms));
  answer();
  std::this_thread::sleep_for(1200ms);
  pulse_.listen_again();
  EXPECT_TRUE(hear(1ms));
  EXPECT_THAT(pulse_.absences(), IsEmpty());
}

// Takes longer to say nothing than it is given, like a process that was stopped meanwhile.
class Oversleeping : public test::ScriptedTransport {
 public:
  Result<std::optional<std::string>> receive(Deadline deadline) override {
    if (asleep_) std::this_thread::sleep_for(1200ms);
    asleep_ = false;
    return ScriptedTransport::receive(deadline);
  }

 private:
  bool asleep_ = true;
};

TEST(PulseOfOurOwn, TellsHowLongWeStoodStill) {
  Oversleeping browser;
  DevToolsClient client(browser);
  const WalkClock clock;
  Pulse pulse(client, clock);
  pulse.start();
  EXPECT_TRUE(client.pump_until([] { return false; }, Deadline::after(150ms)));
  ASSERT_THAT(pulse.absences(), SizeIs(1));
  const auto& absence = pulse.absences()[0];
  EXPECT_EQ(absence.whose, Absence::Whose::kOurs);
  EXPECT_NEAR(absence.until_ms - absence.from_ms, 1100, 50);
  EXPECT_NEAR(absence.until_ms, clock.now_ms(), 100);
}

// Time that is measured is CLOCK_MONOTONIC: nobody sets it.
TEST(WallTime, IsAskedForOnceAWalk) {
  std::vector<std::string> asking;
  const fs::path folder = fs::path(FIRSTHAND_SOURCE_DIR) / "recorder";
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    for (const char* clock : {"system_clock", "CLOCK_REALTIME", "gettimeofday", "time(nullptr)"})
      if (text.str().find(clock) != std::string::npos)
        asking.push_back(fs::relative(entry.path(), folder).string());
  }
  EXPECT_THAT(asking, ElementsAre("walker.cpp"));
}

}  // namespace
}  // namespace firsthand
