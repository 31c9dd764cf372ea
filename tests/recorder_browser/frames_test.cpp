#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

// Clicks arrive where the eye saw the target, wherever it stands.
class Aiming : public Walks {
 protected:
  static constexpr const char* kInside =
      R"html(<div style="height:60px"></div><button id="door" style="margin-left:70px">Door</button>
         <label>Name <input oninput="if (value === 'Robin') document.body.append('typed in frame')"></label>)html";
  static constexpr const char* kSteps =
      "  - open: /\n  - click: Door\n  - see: \"clicked: door\"\n"
      "  - fill:\n      Name: Robin\n  - see: typed in frame\n";
};

TEST_F(Aiming, ReachesIntoAFrameOfTheSameSite) {
  site.page("/inside", kInside);
  site.page("/", R"html(<p>Above</p><iframe src="/inside" width="500" height="400"
                     style="border:7px solid;padding:9px;margin:31px"></iframe>)html");
  EXPECT_THAT(walk(kSteps), Ended(Outcome::kCompleted));
}

TEST_F(Aiming, ReachesIntoAFrameOfAnotherSite) {
  site.page("/inside", kInside);
  site.page("/", "<p>Above</p><iframe src=\"" + site.elsewhere() +
                     "/inside\" width=500 height=400 style=\"border:7px solid;padding:9px\">"
                     "</iframe>");
  EXPECT_THAT(walk(kSteps), Ended(Outcome::kCompleted));
}

TEST_F(Aiming, ReachesThroughFramesWithinFrames) {
  site.page("/inside", kInside);
  site.page("/middle", "<p>Middle</p><iframe src=\"" + site.url() +
                           "/inside\" width=500 height=400></iframe>");
  site.page("/", "<p>Above</p><iframe src=\"" + site.elsewhere() +
                     "/middle\" width=700 height=600></iframe>");
  EXPECT_THAT(walk(kSteps), Ended(Outcome::kCompleted));
}

TEST_F(Aiming, ScrollsTheOuterPageToAFrameFarBelow) {
  site.page("/inside", kInside);
  site.page("/", "<div style=\"height:3000px\">Far</div><iframe src=\"" + site.elsewhere() +
                     "/inside\" width=500 height=400></iframe>");
  EXPECT_THAT(walk(kSteps), Ended(Outcome::kCompleted));
}

TEST_F(Aiming, ReachesIntoAFrameOnAPhone) {
  site.page("/inside", kInside);
  site.page("/", "<div style=\"height:1200px\">Far</div><iframe src=\"" + site.elsewhere() +
                     "/inside\" width=340 height=400></iframe>");
  EXPECT_THAT(walk(kSteps, {.visitor = "phone"}), Ended(Outcome::kCompleted));
}

TEST_F(Aiming, SeesWhatLiesOverAFrame) {
  site.page("/inside", kInside);
  site.page("/", "<iframe src=\"" + site.elsewhere() +
                     "/inside\" width=500 height=400></iframe>"
                     "<div style=\"position:fixed;inset:0;background:#ccc\">Newsletter</div>");
  const auto walked = walk(kSteps, {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "covered");
}

TEST_F(Aiming, FindsItsWayFromUnderHeadersAndFootersThatStay) {
  expect_found(R"html(
    <style>body{margin:0} header,footer{position:fixed;left:0;right:0;height:120px;background:#ddd}
      header{top:0} footer{bottom:0} main div{height:1500px}</style>
    <header>Header that stays</header><footer>Footer that stays</footer>
    <main style="padding-top:130px"><button id="up">Upper</button>
    <div style="height:590px"></div><button id="under">Under the footer</button><div></div>
    <button id="middle">Middle</button><div></div><button id="low">Lowest</button>
    <p style="height:130px"></p></main>)html",
               {{"click: Under the footer", "under"},
                {"click: Lowest", "low"},
                {"click: Middle", "middle"},
                {"click: Upper", "up"}});
}

TEST_F(Aiming, FindsItsWayOnAPhoneToo) {
  expect_found(R"html(
    <style>body{margin:0} header,footer{position:fixed;left:0;right:0;height:120px;background:#ddd}
      header{top:0} footer{bottom:0} main div{height:1500px}</style>
    <header>Header that stays</header><footer>Footer that stays</footer>
    <main style="padding-top:130px"><button id="up">Upper</button><div></div>
    <button id="low">Lowest</button><p style="height:130px"></p></main>)html",
               {{"click: Lowest", "low"}, {"click: Upper", "up"}}, {.visitor = "phone"});
}

TEST_F(Aiming, ScrollsInsideABoxThatScrolls) {
  expect_found(R"html(<div style="height:200px;overflow:auto;border:1px solid">
      <div style="height:900px">Long list</div><button id="last">Last of the list</button></div>)html",
               {{"click: Last of the list", "last"}});
}

}  // namespace
}  // namespace firsthand::test
