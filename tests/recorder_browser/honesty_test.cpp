#include "journeys/recording_folder.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Le;

// Tells the site about every press that reaches the page, whatever it hits.
constexpr const char* kTellTale = R"html(<script>
for (const type of ['mousedown', 'mouseup', 'click', 'touchstart', 'touchend', 'keydown'])
  addEventListener(type, () => fetch('/touched?' + type), true);</script>)html";

class Honesty : public Walks {};

TEST_F(Honesty, WaitsForADisabledButton) {
  site.page("/", R"html(<button id="pay" disabled>Pay</button>
    <script>setTimeout(() => document.getElementById('pay').disabled = false, 1200)</script>)html");
  const auto walked = walk("  - open: /\n  - click: Pay\n  - see: \"clicked: pay\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(waited_ms(walked.steps[0], "disabled"), AllOf(Ge(800), Le(1500))) << told(walked);
  EXPECT_GE(walked.steps[0].timing.usable_ms.value_or(0), 1200 - 17);
}

TEST_F(Honesty, GivesWhatAPageDoesWhileItLoadsToTheStepThatAskedForIt) {
  site.page("/", R"html(<a href="/next">Next</a>)html");
  site.page("/next", R"html(<script>fetch('/late.json'); throw new Error('late')</script>
    <p>Here</p>)html");
  const auto walked = walk("  - open: /\n  - click: Next\n  - note: Now look\n  - see: Here\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  const auto recording = read_recording(folder());
  ASSERT_TRUE(recording) << recording.error().text();
  int looked = 0;
  for (const auto& line : recording->console)
    if (line.level == "exception") looked += line.step == 1 ? 1 : 100;
  for (const auto& request : recording->requests)
    if (request.url.ends_with("/late.json")) looked += request.step == 1 ? 1 : 100;
  EXPECT_EQ(looked, 2);
}

TEST_F(Honesty, WaitsForWhatCoversToGoAndNamesIt) {
  site.page("/", R"html(<button id="pay">Pay</button>
    <div id="box" style="position:fixed;inset:0;background:#eee"><h2>Newsletter</h2>Sign up!</div>
    <script>setTimeout(() => document.getElementById('box').remove(), 1200)</script>)html");
  const auto walked = walk("  - open: /\n  - click: Pay\n  - see: \"clicked: pay\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(waited_ms(walked.steps[0], "covered"), AllOf(Ge(800), Le(1500))) << told(walked);
  EXPECT_EQ(walked.steps[0].waited_for.back().by, "Newsletter");
  ASSERT_EQ(walked.interruptions.size(), 1u);
  EXPECT_EQ(walked.interruptions[0].ended, "went");
}

TEST_F(Honesty, WaitsForAMovingButtonToComeToRest) {
  site.page("/", R"html(<style>@keyframes slide{from{margin-left:0}to{margin-left:600px}}
      #pay{animation:slide 1.2s linear forwards}</style><button id="pay">Pay</button>)html");
  const auto walked = walk("  - open: /\n  - click: Pay\n  - see: \"clicked: pay\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(waited_ms(walked.steps[0], "moving"), AllOf(Ge(700), Le(1600))) << told(walked);
  EXPECT_NEAR(walked.steps[1].targets.at(0).box.x, 608, 3);
}

TEST_F(Honesty, NeverForcesWhatStaysCovered) {
  site.page("/", std::string(kTellTale) + R"html(<button id="pay">Pay</button>
    <div role="dialog" aria-label="Cookies" style="position:fixed;inset:0;background:#eee">We use
    cookies</div>)html");
  const auto walked = walk("  - open: /\n  - click: Pay\n  - see: \"clicked: pay\"\n",
                           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "covered");
  EXPECT_THAT(walked.reason_text, HasSubstr("Cookies"));
  EXPECT_EQ(site.heard("/touched"), 0);
  EXPECT_TRUE(walked.censored);
}

TEST_F(Honesty, NeverForcesWhatStaysDisabledOrReadOnly) {
  site.page("/", std::string(kTellTale) + "<button disabled>Pay</button>");
  const auto paying = walk("  - open: /\n  - click: Pay\n  - see: Test site\n",
                           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(paying, Ended(Outcome::kGaveUp));
  EXPECT_EQ(paying.reason, "disabled");
  site.page("/", std::string(kTellTale) + "<label>Name <input readonly value=\"Robin\"></label>");
  const auto filling = walk("  - open: /\n  - fill:\n      Name: Kim\n  - see: Test site\n",
                            {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(filling, Ended(Outcome::kGaveUp));
  EXPECT_EQ(filling.reason, "disabled");
  EXPECT_EQ(site.heard("/touched"), 0);
}

constexpr const char* kEventLog = R"html(<button id="pay">Pay</button> <label>Name <input></label>
  <p id="seen">Events:</p><script>
  for (const type of ['mousedown', 'mouseup', 'click', 'touchstart', 'touchend', 'keydown'])
    addEventListener(type, (event) => {
      document.getElementById('seen').textContent +=
        ` ${type} ${event.key || ''} ${event.isTrusted ? 'real' : 'made'};`;
    }, true);</script>)html";

TEST_F(Honesty, ClicksWithARealMouse) {
  site.page("/", kEventLog);
  EXPECT_THAT(walk("  - open: /\n  - click: Pay\n"
                   "  - see: \"Events: mousedown real; mouseup real; click real;\"\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Honesty, TapsWithARealFingerOnAPhone) {
  site.page("/", kEventLog);
  EXPECT_THAT(walk("  - open: /\n  - click: Pay\n  - see: touchstart real; touchend real;\n"
                   "  - see: click real;\n",
                   {.visitor = "phone"}),
              Ended(Outcome::kCompleted));
}

TEST_F(Honesty, TypesWithRealKeys) {
  site.page("/", kEventLog);
  EXPECT_THAT(walk("  - open: /\n  - fill:\n      Name: Kö\n"
                   "  - see: keydown a real; keydown K real;\n"),
              Ended(Outcome::kCompleted));
}

}  // namespace
}  // namespace firsthand::test
