// What a customer waits for: whose wait it is, where it ends, and what is shown of it.
#include <chrono>
#include <nlohmann/json.hpp>

#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Not;
using ::testing::SizeIs;

class Waits : public Walks {
 protected:
  static void steady(WalkOptions& options) { options.pace = Pace::kSteady; }
};

TEST_F(Waits, ForAPatternToBeAbsentEndOnAPageThatNeverStandsStill) {
  site.page("/", R"html(<p id="n">0</p><script>let count = 0; setInterval(() => {
    n.textContent = document.title = 'Seconds ' + ++count; }, 300);</script>)html");
  const auto walked = walk("  - open: /\n  - not_see: /Sorry/\n  - not_see: {title: Sorry}\n",
                           {.patience = "6s", .limit = "6s"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_LE(walked.total_ms.value_or(1e9), 14'000);
}

TEST_F(Waits, ForWhatAStepNeedsItselfAreTheCustomers) {
  site.page("/", R"html(<label>Country <input id="country"></label>
    <label>City <input id="city" disabled></label>
    <script>country.oninput = () => setTimeout(() => city.disabled = false, 2000);</script>)html");
  const auto walked =
      walk("  - open: /\n  - fill:\n      Country: Austria\n      City: Graz\n  - see: Country\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.steps[1].timing.within_ms.value_or(0), AllOf(Ge(1500), Le(2300)))
      << told(walked);
  EXPECT_LE(walked.steps[1].timing.tool_ms, 1500);
  EXPECT_GE(waited_ms(walked.steps[1], "disabled"), 1500);
  EXPECT_TRUE(walked.steps[1].during) << "a long wait has its picture";
}

TEST_F(Waits, WithinAStepThatEndInVainAreWatchedToTheirLimit) {
  site.page("/", R"html(<label>Country <input></label><label>City <input disabled></label>)html");
  const auto walked =
      walk("  - open: /\n  - fill:\n      Country: Austria\n      City: Graz\n  - see: Country\n",
           {.patience = "1s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_TRUE(walked.censored);
  EXPECT_TRUE(walked.steps[1].timing.censored);
  EXPECT_THAT(walked.steps[1].timing.within_ms.value_or(0), AllOf(Ge(1900), Le(2900)));
}

TEST_F(Waits, ForTheFocusAreTheCustomersToo) {
  site.page("/", "<p>Nothing takes text</p>");
  const auto walked =
      walk("  - open: /\n  - type: hello\n  - see: Nothing\n", {.patience = "1s", .limit = "1s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "nothing_focused");
  EXPECT_GE(walked.steps[1].timing.within_ms.value_or(0), 1000);
  EXPECT_LE(walked.steps[1].timing.tool_ms, 1000);
}

TEST_F(Waits, ForAPageThatIsBusyWithWhatWasTypedAreTheCustomers) {
  site.page("/", R"html(<label>Country <input id="country"></label>
    <label>City <input id="city"></label>
    <script>country.oninput = () => {
      for (const until = performance.now() + 1500; performance.now() < until;);
    };</script>)html");
  const auto walked =
      walk("  - open: /\n  - fill:\n      Country: A\n      City: Graz\n  - see: Country\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(waited_ms(walked.steps[1], "busy"), AllOf(Ge(1000), Le(2500))) << told(walked);
}

TEST_F(Waits, ForWhatNobodyWaitsForEndWhenThePageHasCome) {
  site.page("/", R"html(<h1>Lamps</h1><script>addEventListener('load', () => setTimeout(() =>
    document.body.insertAdjacentHTML('beforeend', '<button id="no">No thanks</button>'), 700));
    </script>)html");
  const auto walked =
      walk("  - open: /\n  - click: No thanks\n    optional: true\n  - see: \"clicked: no\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const double opened = walked.steps[0].timing.usable_ms.value_or(1e9);
  const double passed =
      walked.steps[1].input_at_ms.value_or(0) - walked.steps[0].input_at_ms.value_or(0);
  EXPECT_LE(opened, passed - 650) << told(walked);
  EXPECT_EQ(waited_ms(walked.steps[0], "missing"), 0);
  EXPECT_GE(walked.steps[1].timing.pace_ms, 600);
}

// Scrolling to the button brings the box up: between the wait for it and the click on it.
std::string covered_on_scroll(int ms) {
  return R"html(<div style="height:2500px"></div><button id="go">Go</button><script>
    addEventListener('scroll', () => {
      document.body.insertAdjacentHTML('beforeend', '<div id="box" style="position:fixed;' +
        'inset:0;background:#fff">Newsletter</div>');
      setTimeout(() => document.getElementById('box').remove(), )html" +
         std::to_string(ms) + R"html();
    }, {once: true});</script>)html";
}

TEST_F(Waits, ForWhatComesBetweenLookingAndClickingAreChargedToo) {
  site.page("/", covered_on_scroll(2000));
  const auto walked = walk("  - open: /\n  - click: Go\n  - see: \"clicked: go\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(waited_ms(walked.steps[1], "covered"), AllOf(Ge(1000), Le(2300))) << told(walked);
  EXPECT_LE(walked.steps[1].timing.tool_ms, 1500);
}

TEST_F(Waits, ThatEndInVainSayHowLongTheyWere) {
  site.page("/", covered_on_scroll(60'000));
  const auto walked =
      walk("  - open: /\n  - click: Go\n  - see: Newsletter\n", {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "covered") << told(walked);
  EXPECT_THAT(walked.reason_text, AllOf(HasSubstr(" 2 s"), Not(HasSubstr(" 0 ms"))));
}

TEST_F(Waits, ForWhatIsNotThereAreNotTheOpeningOfThePage) {
  site.page("/", "<button>Go</button>");
  const auto walked =
      walk("  - open: /\n  - click: Goo bar\n  - see: Go\n", {.patience = "3s", .limit = "4s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  const auto &open = walked.steps[0], &click = walked.steps[1];
  EXPECT_FALSE(open.timing.censored);
  EXPECT_LE(open.timing.usable_ms.value_or(1e9), 2000) << told(walked);
  EXPECT_TRUE(click.timing.censored);
  EXPECT_THAT(click.timing.usable_ms.value_or(0) + open.timing.usable_ms.value_or(0),
              AllOf(Ge(3900), Le(4900)));
  ASSERT_THAT(click.waited_for, SizeIs(1));
  EXPECT_EQ(click.waited_for[0].on, "Goo bar");
  EXPECT_TRUE(walked.censored);
}

// Who sees it there waits for the page to come to rest, and does not give up on it.
TEST_F(Waits, AreNotInVainWhenWhatIsThereMovesOnceMore) {
  site.page("/", R"html(<button id="go">Save</button><div id="space"></div><script>
    go.onclick = () => setTimeout(() => {
      space.insertAdjacentHTML('afterend', '<button>Onwards</button>');
      setTimeout(() => space.style.height = '60px', 700);
    }, 1000);</script>)html");
  const auto walked =
      walk("  - open: /\n  - click: Save\n  - click: Onwards\n  - see: \"clicked: go\"\n",
           {.patience = "1500ms", .limit = "5s", .with = steady});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted)) << told(walked);
}

TEST_F(Waits, ForAShortMessageEndWhenItIsSeen) {
  site.page("/", R"html(<button id="go">Save</button><script>go.onclick = () => setTimeout(() => {
      document.body.insertAdjacentHTML('beforeend', '<p id="toast">Saved</p>');
      setTimeout(() => document.getElementById('toast').remove(), 700);
    }, 300);</script>)html");
  const auto walked = walk("  - open: /\n  - click: Save\n  - see: Saved\n",
                           {.patience = "4s", .limit = "4s", .with = steady});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(0), AllOf(Ge(300 - 17), Le(1000)));
  EXPECT_TRUE(walked.steps[2].during) << "the picture that shows it";
  ASSERT_THAT(walked.steps[2].targets, SizeIs(1));
  EXPECT_FALSE(walked.steps[2].targets[0].box.empty());
}

TEST_F(Waits, ForWhatIsSeenAtOnceTakeOnePicture) {
  site.page("/", "<p>Hello</p>");
  const auto walked = walk("  - open: /\n  - see: Hello\n  - see: Hello\n", {.with = steady});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  // The first look may come before the first paint.
  EXPECT_FALSE(walked.steps[2].during);
  EXPECT_TRUE(walked.steps[2].after);
}

TEST_F(Waits, ForADisabledControlEndWithItsPicture) {
  site.page("/", R"html(<div style="height:2500px"></div><button disabled>Send</button>)html");
  const auto walked =
      walk("  - open: /\n  - click: Send\n  - see: Send\n", {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "disabled");
  EXPECT_GT(walked.screens.back().scroll_y, 1000);
  ASSERT_THAT(walked.steps[1].targets, SizeIs(1));
  EXPECT_LE(walked.steps[1].targets[0].box.y, walked.screens.back().height);
}

TEST_F(Waits, AreToldBeforeTheStepThatTheyWereFor) {
  site.dawdles("/", std::chrono::milliseconds(1500), "<button>Go</button>");
  std::vector<std::string> news;
  walk("  - open: /\n  - click: Go\n  - see: Go\n", {.with = [&](WalkOptions& options) {
         options.progress = [&](const Progress& progress) {
           if (progress.what != Progress::What::kStepStarted) return;
           news.push_back(progress.says + (progress.waited_ms >= 1000 ? ", late" : ", at once"));
         };
       }});
  EXPECT_THAT(news, ElementsAre("open /, at once", "click Go, late", "see \"Go\", at once"));
}

TEST_F(Waits, OfAWalkThatIsInterruptedKeepWhatWasDoneBefore) {
  site.page("/", "<button>Go</button>");
  bool looking = false;
  auto since = std::chrono::steady_clock::now();
  const auto walked = try_walk(
      "  - open: /\n  - click: Go\n  - see: Never there\n", {.with = [&](WalkOptions& options) {
        options.progress = [&](const Progress& progress) {
          if (progress.what != Progress::What::kStepSought || progress.step != 2) return;
          looking = true;
          since = std::chrono::steady_clock::now();
        };
        options.interrupted = [&] {
          return looking && std::chrono::steady_clock::now() - since > std::chrono::seconds(1);
        };
      }});
  ASSERT_FALSE(walked.ok()) << told(*walked);
  EXPECT_EQ(walked.error().code, Errc::kInterrupted);
  const auto steps = nlohmann::json::parse(contents(folder() / "walk.json")).at("steps");
  EXPECT_EQ(steps.at(1).at("outcome"), "done") << steps.dump(1);
  EXPECT_EQ(steps.at(2).at("error").at("code"), "interrupted") << steps.dump(1);
}

}  // namespace
}  // namespace firsthand::test
