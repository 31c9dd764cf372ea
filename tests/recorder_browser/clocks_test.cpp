#include <cstdlib>

#include "journeys/keystroke_level.h"
#include "journeys/recording_folder.h"
#include "recorder/seeing.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Le;

// One frame: what a screen that shows 60 a second cannot tell apart.
constexpr double kFrameMs = 17;
// From the page's own truth to what was noticed, two frames of stillness and a busy machine.
constexpr double kLateMs = 150;

class Clocks : public Walks {
 protected:
  // The page itself knows how long it took; the walk keeps it as "truth". Compares both.
  void expect_true(const Walk& walked, int step) {
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    const auto kept = observed(walked, "kept");
    ASSERT_EQ(kept.size(), 1U) << told(walked);
    const double truth =
        std::strtod(kept[0].text.substr(kept[0].text.find('=') + 1).c_str(), nullptr);
    EXPECT_GE(truth, 300) << kept[0].text;
    const auto usable = walked.steps[static_cast<std::size_t>(step)].timing.usable_ms;
    ASSERT_TRUE(usable.has_value());
    EXPECT_THAT(*usable, AllOf(Ge(truth - kFrameMs), Le(truth + kLateMs))) << told(walked);
    EXPECT_FALSE(walked.steps[static_cast<std::size_t>(step)].timing.censored);
  }
  // Where the film of the journey contradicts the page, walked by who looks before going on.
  std::vector<Observation> disagreements(const std::string& steps) {
    const auto walked =
        walk(steps, {.with = [](WalkOptions& options) { options.pace = Pace::kSteady; }});
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    Eyes eyes(eyes_program());
    const auto seen = see_recording(folder(), eyes);
    EXPECT_TRUE(seen.ok()) << seen.error().text();
    const auto recording = read_recording(folder());
    EXPECT_TRUE(recording.ok()) << recording.error().text();
    if (!recording.ok()) return {};
    return observed(recording->walk, "clocks_disagree");
  }
  static constexpr const char* kKeep =
      "  - keep: truth\n    matching: ready after ([0-9.]+) ms\n"
      "  - see: ready after\n";
};

TEST_F(Clocks, CountAServersDelay) {
  site.page("/", R"html(<a href="/late">Onwards</a>
    <script>onclick = () => sessionStorage.clicked = Date.now();</script>)html");
  site.dawdles("/late", std::chrono::milliseconds(300), R"html(<p id="out"></p><script>
    document.getElementById('out').textContent =
      `ready after ${Date.now() - sessionStorage.clicked} ms`;</script>)html");
  expect_true(walk(std::string("  - open: /\n  - click: Onwards\n") + kKeep), 1);
}

TEST_F(Clocks, CountWhatThePageRendersLater) {
  site.page("/", R"html(<button id="go">Onwards</button><p id="out"></p><script>
    go.onclick = (event) => setTimeout(() => document.getElementById('out').textContent =
      `ready after ${(performance.now() - event.timeStamp).toFixed(1)} ms`, 300);</script>)html");
  expect_true(walk(std::string("  - open: /\n  - click: Onwards\n") + kKeep), 1);
}

TEST_F(Clocks, CountUntilTheNextButtonIsEnabled) {
  site.page("/", R"html(<button id="go">Onwards</button><button id="next" disabled>Next</button>
    <p id="out"></p><script>
    go.onclick = (event) => setTimeout(() => {
      next.disabled = false;
      const took = (performance.now() - event.timeStamp).toFixed(1);
      next.onclick = () => document.getElementById('out').textContent = `ready after ${took} ms`;
    }, 300);</script>)html");
  const auto walked =
      walk(std::string("  - open: /\n  - click: Onwards\n  - click: Next\n") + kKeep);
  expect_true(walked, 1);
  EXPECT_THAT(waited_ms(walked.steps[1], "disabled"), AllOf(Ge(200), Le(600))) << told(walked);
}

TEST_F(Clocks, CountTheFirstSightOfAPage) {
  site.answers("/", [](const SiteRequest&) {
    return SiteAnswer{.body = document(R"html(<p id="out"></p><script>
      setTimeout(() => document.getElementById('out').textContent =
        `ready after ${performance.now().toFixed(1)} ms`, 400);</script>)html")};
  });
  const auto walked = walk(std::string("  - open: /\n") + kKeep);
  expect_true(walked, 0);
}

TEST_F(Clocks, CountUntilAPictureHasCome) {
  site.page("/",
            R"html(<button id="go">Onwards</button><p id="out"></p><div id="room"></div><script>
    go.onclick = (event) => {
      room.innerHTML = '<img alt="Floor plan" width="300" height="200" src="/plan.svg">';
      room.firstChild.onload = () => {
        const took = (performance.now() - event.timeStamp).toFixed(1);
        room.firstChild.onclick = () => out.textContent = `ready after ${took} ms`;
      };
    };</script>)html");
  site.dawdles(
      "/plan.svg", std::chrono::milliseconds(400),
      SiteAnswer{.body = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'>"
                         "<rect width='300' height='200'/></svg>",
                 .type = "image/svg+xml"});
  const auto walked = walk(
      std::string("  - open: /\n  - click: Onwards\n  - click: {image: Floor plan}\n") + kKeep);
  expect_true(walked, 1);
  EXPECT_GE(waited_ms(walked.steps[1], "hidden"), 200) << told(walked);
}

TEST_F(Clocks, CountUntilTheFontHasComeThatWordsAreDrawnIn) {
  site.page("/",
            R"html(<button id="go">Onwards</button><p id="out"></p><div id="room"></div><script>
    go.onclick = (event) => {
      room.innerHTML = `<style>@font-face { font-family: "Slow one"; font-display: block;
        src: url(/font.ttf); }</style><p style='font-family:"Slow one",serif'>Here it is</p>`;
      document.fonts.load('20px "Slow one"').then(() => out.textContent =
        `ready after ${(performance.now() - event.timeStamp).toFixed(1)} ms`);
    };</script>)html");
  site.dawdles("/font.ttf", std::chrono::milliseconds(400),
               SiteAnswer{.body = contents("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
                          .type = "font/ttf"});
  expect_true(walk(std::string("  - open: /\n  - click: Onwards\n  - see: Here it is\n") + kKeep),
              1);
}

TEST_F(Clocks, DoNotWaitForAFontThatWordsAreDrawnWithout) {
  site.page("/", R"html(<style>@font-face { font-family: Late; font-display: swap;
      src: url(/font.ttf); }</style>
    <button id="go">Onwards</button><div id="room"></div><script>
    go.onclick = () => room.innerHTML = '<p style="font-family:Late,serif">Here it is</p>';
    </script>)html");
  site.never_answers("/font.ttf");
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Here it is\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_LE(walked.steps[1].timing.usable_ms.value_or(1e9), 300) << told(walked);
}

TEST_F(Clocks, CountUntilABrowserDrawsWordsInAnotherFont) {
  site.page("/", R"html(<style>@font-face { font-family: Never; src: url(/font.ttf); }</style>
    <button id="go">Onwards</button><div id="room"></div><script>
    go.onclick = () => room.innerHTML = '<p style="font-family:Never,serif">Here it is</p>';
    </script>)html");
  site.never_answers("/font.ttf");
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Here it is\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(0),
              AllOf(Ge(3000 - kFrameMs), Le(3000 + kLateMs)))
      << told(walked);
}

TEST_F(Clocks, CountWhatIsOnlyPaintedFromWhenItWasDrawn) {
  site.page("/", R"html(<button id="go">Onwards</button><canvas id="paper" width="600" height="160">
    </canvas><p id="out"></p><script>
    let took;
    paper.onclick = () => { if (took) out.textContent = `ready after ${took} ms`; };
    go.onclick = (event) => setTimeout(() => {
      const pen = paper.getContext('2d');
      pen.fillStyle = '#036';
      pen.fillRect(20, 20, 400, 120);
      pen.fillStyle = '#fff';
      pen.font = 'bold 40px sans-serif';
      pen.fillText('Pay now', 60, 95);
      took = (performance.now() - event.timeStamp).toFixed(1);
    }, 600);</script>)html");
  expect_true(walk(std::string("  - open: /\n  - click: Onwards\n  - click: Pay now\n") + kKeep),
              1);
}

TEST_F(Clocks, TellWhereTheFilmContradictsThePage) {
  site.page("/", R"html(<style>@keyframes come { from { opacity: 0.01; } }
    .coming { font-size: 60px; animation: come 700ms; }</style>
    <button id="go">Onwards</button><div id="room"></div><script>
    go.onclick = () => room.innerHTML = '<p class="coming">Here it is</p>';</script>)html");
  const auto apart = disagreements("  - open: /\n  - click: Onwards\n  - see: Here it is\n");
  ASSERT_EQ(apart.size(), 1U);
  EXPECT_EQ(apart[0].step, 1);
}

TEST_F(Clocks, DoNotContradictEachOtherAboutColoursAndWhatMovesNearby) {
  site.page("/", R"html(<style>
    @keyframes shake { to { transform: translateX(8px); } }
    #near { width: 300px; padding: 20px; background: #fc9; animation: shake 90ms 12 alternate 400ms; }
    #next { font-size: 40px; margin: 0 0 2px; border: 2px solid #365; background: #fff; }
    #next.lit { background: #143; color: #fff; outline: 4px solid #36f; }</style>
    <button id="go">Onwards</button><p id="out"></p><div id="room"></div><script>
    go.onclick = () => {
      room.innerHTML = '<button id="next">Next</button><div id="near">Two left</div>';
      next.onclick = () => out.textContent = 'Arrived';
      setTimeout(() => next.className = 'lit', 600);
    };</script>)html");
  EXPECT_THAT(disagreements("  - open: /\n  - click: Onwards\n  - click: Next\n  - see: Arrived\n"),
              IsEmpty());
}

TEST_F(Clocks, TellFeedbackAndRestFromTheFilm) {
  site.page("/",
            R"html(<button id="go">Onwards</button><p id="out" style="font-size:60px"></p><script>
    const out = document.getElementById('out');
    go.onclick = () => {
      setTimeout(() => out.textContent = 'working', 200);
      setTimeout(() => out.textContent = 'All done now', 700);
    };</script>)html");
  const auto walked = walk(
      "  - open: /\n  - click: Onwards\n  - see: All done now\n"
      "  - scroll: up\n  - see: All done now\n",
      {.with = [](WalkOptions& options) { options.pace = Pace::kSteady; }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  Eyes eyes(eyes_program());
  const auto seen = see_recording(folder(), eyes);
  ASSERT_TRUE(seen.ok()) << seen.error().text();
  const auto recording = read_recording(folder());
  ASSERT_TRUE(recording.ok()) << recording.error().text();
  const auto& timing = recording->walk.steps[1].timing;
  ASSERT_TRUE(timing.feedback_ms.has_value());
  ASSERT_TRUE(timing.settled_ms.has_value());
  EXPECT_THAT(*timing.feedback_ms, AllOf(Ge(200 - kFrameMs), Le(200 + 2 * kLateMs)));
  EXPECT_THAT(*timing.settled_ms, AllOf(Ge(700 - kFrameMs), Le(700 + 2 * kLateMs)));
}

TEST_F(Clocks, KeepWatchingAfterPatienceToLearnTheTrueWait) {
  site.page("/", R"html(<button id="go">Onwards</button><p id="out"></p><script>
    go.onclick = () => setTimeout(() => document.getElementById('out').textContent = 'There at last',
      1300);</script>)html");
  const auto walked =
      walk("  - open: /\n  - click: Onwards\n  - see: There at last\n    patience: 400ms\n",
           {.patience = "10s", .limit = "10s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "too_slow");
  EXPECT_FALSE(walked.censored);
  const auto& timing = walked.steps[1].timing;
  EXPECT_FALSE(timing.censored);
  EXPECT_THAT(timing.usable_ms.value_or(0), AllOf(Ge(1300 - kFrameMs), Le(1300 + 2 * kLateMs)));
  EXPECT_EQ(walked.steps[1].patience_ms, 400);
}

TEST_F(Clocks, SayThatAWaitWithoutAnEndWasOnlyWatched) {
  site.page("/", "<button>Onwards</button>");
  const auto walked = walk(
      "  - open: /\n  - click: Onwards\n  - see: Never there\n"
      "    patience: 300ms\n    limit: 900ms\n");
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_found");
  EXPECT_TRUE(walked.censored);
  EXPECT_TRUE(walked.steps[1].timing.censored);
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(0), AllOf(Ge(900), Le(1200)));
}

TEST_F(Clocks, TakeAPersonsTimeAtAHumanPace) {
  // What comes late lies over the button before a person presses it.
  site.page("/", R"html(<label>Town <input></label><button id="go">Go</button><script>
    setTimeout(() => document.body.insertAdjacentHTML('beforeend', `<div id="box" style="position:fixed;inset:0;background:#fff">
      <h2>Our newsletter</h2><button onclick="this.parentNode.remove()">No thanks</button></div>`), 1500)
    </script>)html");
  const auto walked =
      walk("  - open: /\n  - fill:\n      Town: Graz\n  - click: Go\n  - see: /clicked:.* go/\n",
           {.with = [](WalkOptions& options) { options.pace = Pace::kHuman; }});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(walked.pace, "human");
  EXPECT_GE(walked.steps[1].timing.pace_ms, 1350 + 1100 + 4 * 280) << told(walked);
  EXPECT_LE(walked.steps[1].timing.tool_ms, 1500);
  EXPECT_EQ(walked.interruptions.size(), 1u);
}

TEST_F(Clocks, TakeAPersonsTimeForEachFieldAtAHumanPace) {
  site.page("/", R"html(<label>Town <input></label><label>Street <input></label>)html");
  const auto walked =
      walk("  - open: /\n  - fill:\n      Town: Graz\n      Street: Mur\n  - see: Town\n",
           {.with = [](WalkOptions& options) { options.pace = Pace::kHuman; }});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_GE(walked.steps[1].timing.pace_ms, 2 * (1350 + 1100) + 7 * 280 - 50) << told(walked);
}

TEST_F(Clocks, TakeTimeToLookAtASteadyPace) {
  site.page("/", R"html(<button>Onwards</button>)html");
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Test site\n",
                           {.with = [](WalkOptions& options) { options.pace = Pace::kSteady; }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.steps[1].timing.pace_ms, AllOf(Ge(700), Le(1300)));
  EXPECT_LT(walked.steps[0].timing.usable_ms.value_or(1e9), 3000);
  EXPECT_EQ(walked.pace, "steady");
}

TEST_F(Clocks, GiveAPersonTheTimeToReadADialogAndDoNotChargeThePageForIt) {
  site.page("/", R"html(<button id="go">Onwards</button><p id="out"></p><script>
    go.onclick = () => { alert('Your basket is kept'); setTimeout(() => out.textContent = 'Done', 200); };
    </script>)html");
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Done\n",
                           {.with = [](WalkOptions& options) { options.pace = Pace::kHuman; }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_EQ(walked.native_ui.size(), 1U);
  const auto& alert = walked.native_ui[0];
  EXPECT_GE(alert.closed_at_ms.value_or(0) - alert.shown_at_ms, klm::kThinkMs + klm::kPointMs);
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(0), AllOf(Ge(200), Le(200 + kLateMs)))
      << told(walked);
}

TEST_F(Clocks, NeverCallAPageUsableBeforeItWasPainted) {
  site.page("/", R"html(<a href="/large">Onwards</a>)html");
  std::string large = "<button>Next</button><div style='columns:4'>";
  for (int line = 0; line < 3000; ++line) large += "<p style='filter:blur(1px)'>Line of text</p>";
  site.page("/large", large + "</div>");
  const auto walked = walk("  - open: /\n  - click: Onwards\n  - see: Next\n",
                           {.head = "visitor: {like: laptop, cpu: 4}\n",
                            .with = [](WalkOptions& options) { options.pace = Pace::kQuick; }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto& click = walked.steps[1];
  ASSERT_TRUE(click.timing.usable_ms && click.vitals.fcp_ms) << told(walked);
  // The paint is counted from the beginning of the navigation, which the click began, until it was
  // presented, which takes three frames at most where the machine has the time.
  EXPECT_GE(*click.timing.usable_ms, *click.vitals.fcp_ms - 3 * kFrameMs) << told(walked);
}

// Pairs of walks in turn, and the least of each wait: what a busy machine adds is in neither.
TEST_F(Clocks, ShowTheSameTimesWhetherPicturesAreKeptOrNot) {
  site.page("/", R"html(<a href="/late">Onwards</a>)html");
  site.dawdles("/late", std::chrono::milliseconds(300), R"html(<button id="go">Show it</button>
    <p id="out"></p><script>
    go.onclick = () => setTimeout(() => out.innerHTML = '<button onclick="last()">Last</button>', 200);
    const last = () => requestAnimationFrame(() => out.textContent = 'Done');</script>)html");
  constexpr int kPairs = 4;
  std::vector<double> least[2];
  for (int walks = 0; walks < 2 * kPairs; ++walks) {
    // Who comes first in a pair comes second in the next.
    const bool kept = (walks + walks / 2) % 2 == 0;
    const auto walked = walk(
        "  - open: /\n  - click: Onwards\n  - click: Show it\n  - click: Last\n  - see: Done\n",
        {.with = [&](WalkOptions& options) {
          options.pace = Pace::kQuick;
          options.evidence = kept;
        }});
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    EXPECT_EQ(walked.screens.empty(), !kept);
    EXPECT_EQ(walked.frames.empty(), !kept);
    auto& times = least[kept ? 1 : 0];
    times.resize(4, 1e9);
    for (std::size_t step = 0; step < times.size(); ++step)
      times[step] = std::min(times[step], walked.steps[step].timing.usable_ms.value_or(1e9));
  }
  for (std::size_t step = 1; step < 4; ++step)
    EXPECT_NEAR(least[1][step], least[0][step], 2 * kFrameMs) << "step " << step;
}

}  // namespace
}  // namespace firsthand::test
