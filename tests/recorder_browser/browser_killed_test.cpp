// Walks whose browser, or a part of it, is killed or stands still.
#include <poll.h>
#include <signal.h>

#include <thread>

#include "tests/recorder_browser/survival.h"

namespace firsthand::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Kills the browser when a message with `mark` goes by for the `time`th time.
struct Moment {
  const char* name;
  const char* mark;
  int time = 1;
};
void PrintTo(const Moment& moment, std::ostream* out) { *out << moment.name; }

class BrowserKilled : public Survival {
 protected:
  void SetUp() override {
    site.page("/", R"html(<label>Name <input></label><a href="/last">Onwards</a>)html");
    site.page("/last", "<p>Hello</p>");
  }
  Result<Walk> walk_until(const Moment& moment) {
    const auto wire = room() / "wire.log";
    bool killed = false;
    auto walked =
        try_walk("  - open: /\n  - fill:\n      Name: Kim\n  - click: Onwards\n  - see: Hello\n",
                 {.with = [&](WalkOptions& options) {
                   options.wire_log = wire;
                   options.interrupted = [&] {
                     if (killed) return false;
                     const auto text = contents(wire);
                     int seen = 0;
                     for (auto at = text.find(moment.mark); at != std::string::npos;
                          at = text.find(moment.mark, at + 1))
                       ++seen;
                     if (seen < moment.time) return false;
                     killed = ::kill(browser_of(::getpid()), SIGKILL) == 0;
                     return false;
                   };
                 }});
    EXPECT_TRUE(killed);
    return walked;
  }
};

class BrowserKilledAt : public BrowserKilled, public ::testing::WithParamInterface<Moment> {};

TEST_P(BrowserKilledAt, IsOursWheneverItHappens) {
  const auto began = Clock::now();
  const auto walked = walk_until(GetParam());
  EXPECT_LT(Clock::now() - began, std::chrono::seconds(10));
  EXPECT_THAT(descendants_of(::getpid()), IsEmpty());
  const auto recording = read_recording(folder());
  ASSERT_TRUE(recording.ok()) << recording.error().text();
  EXPECT_EQ(recording->walk.outcome, Outcome::kUnmeasured) << told(recording->walk);
  EXPECT_EQ(recording->walk.reason, "our_rig");
  EXPECT_THAT(recording->walk.steps, SizeIs(4));
  if (!walked) {
    EXPECT_EQ(walked.error().code, Errc::kNoBrowser) << walked.error().text();
  }
}

TEST_F(BrowserKilled, WhenNothingIsAskedOfItAnyMoreTakesNothingBack) {
  bool killed = false;
  const auto walked = survives(
      "  - open: /\n  - click: Onwards\n  - see: Hello\n", 20, {.with = [&](WalkOptions& options) {
        options.progress = [&](const Progress& progress) {
          if (progress.step == 2 && progress.what == Progress::What::kStepDone)
            killed = ::kill(browser_of(::getpid()), SIGKILL) == 0;
        };
      }});
  EXPECT_TRUE(killed);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_TRUE(walked.steps[2].after);
}

INSTANTIATE_TEST_SUITE_P(While, BrowserKilledAt,
                         ::testing::Values(Moment{"Starting", "Browser.getVersion"},
                                           Moment{"OpeningAPage", "Target.createTarget"},
                                           Moment{"Navigating", "\"Page.navigate\""},
                                           Moment{"Waiting", "Page.loadEventFired"},
                                           Moment{"Typing", "Input.dispatchKeyEvent"},
                                           Moment{"Clicking", "Input.dispatchMouseEvent"},
                                           Moment{"Photographing", "Page.captureScreenshot"},
                                           Moment{"KeepingThePage", "firsthand.moment("},
                                           Moment{"KeepingTheLastPage", "firsthand.moment(", 4}),
                         [](const auto& each) { return each.param.name; });

TEST_F(Survival, OfAGraphicsProcessThatDies) {
  site.page("/", R"html(<button id="go" onclick="fetch('/kill').then(() => setTimeout(() =>
    document.body.append('Still here'), 300))">Onwards</button><button id="more">More</button>)html");
  int reached = 0;
  site.answers("/kill", [&](const SiteRequest&) {
    reached += send_to("--type=gpu-process", SIGKILL);
    return SiteAnswer{};
  });
  const auto walked = survives(
      "  - open: /\n  - click: Onwards\n  - see: Still here\n  - click: More\n"
      "  - see: \"clicked: go more\"\n",
      20);
  EXPECT_GE(reached, 1);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_TRUE(walked.steps[4].after);
}

TEST_F(Survival, OfANetworkProcessThatDiesBetweenPages) {
  site.page("/", R"html(<button onclick="fetch('/kill').catch(() => 0).finally(() =>
    setTimeout(() => document.body.append('Still here'), 500))">Onwards</button>
    <a href="/there">There</a>)html");
  site.page("/there", "<p>Arrived</p>");
  int reached = 0;
  site.answers("/kill", [&](const SiteRequest&) {
    reached += send_to("network.mojom.NetworkService", SIGKILL);
    return SiteAnswer{};
  });
  const auto walked = survives(
      "  - open: /\n  - click: Onwards\n  - see: Still here\n  - click: There\n  - see: Arrived\n",
      20);
  EXPECT_GE(reached, 1);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_FALSE(walked.timing.reliable);
}

// What the browser lost, the site did not fail to send.
TEST_F(Survival, OfANetworkProcessThatDiesUnderAPage) {
  site.page("/", R"html(<a href="/there">There</a>)html");
  int reached = 0;
  site.answers("/there", [&](const SiteRequest&) {
    reached += send_to("network.mojom.NetworkService", SIGKILL);
    return SiteAnswer{.body = document("<p>Arrived</p>")};
  });
  const auto walked = survives("  - open: /\n  - click: There\n  - see: Arrived\n", 15,
                               {.patience = "2s", .limit = "2s"});
  EXPECT_GE(reached, 1);
  EXPECT_THAT(walked, Ended(Outcome::kUnmeasured));
  EXPECT_EQ(walked.reason, "our_rig");
  EXPECT_THAT(walked.reason_text, HasSubstr("network process"));
  EXPECT_EQ(walked.steps[2].outcome, StepOutcome::kUnmeasured);
}

// Neither the site's fault nor a customer's wait.
TEST_F(Survival, OfABrowserThatStandsStill) {
  site.page("/", R"html(<button onclick="fetch('/stop').then(() =>
    document.body.append('Hello'))">Onwards</button>)html");
  std::thread later;
  site.answers("/stop", [&](const SiteRequest&) {
    const auto browser = browser_of(::getpid());
    const auto all = [browser](int signal) {
      for (const auto& process : descendants_of(browser)) ::kill(process.pid, signal);
      ::kill(browser, signal);
    };
    all(SIGSTOP);
    later = std::thread([all] {
      ::poll(nullptr, 0, 3500);
      all(SIGCONT);
    });
    return SiteAnswer{};
  });
  const auto walked = survives("  - open: /\n  - click: Onwards\n  - see: Hello\n", 20,
                               {.patience = "1500ms", .limit = "2500ms"});
  later.join();
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_LT(walked.steps[1].timing.usable_ms.value_or(1e9), 1500);
  EXPECT_FALSE(walked.timing.reliable);
  EXPECT_THAT(walked.timing.reasons, Contains(HasSubstr("the browser stood still for")));
}

}  // namespace
}  // namespace firsthand::test
