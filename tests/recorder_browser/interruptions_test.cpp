#include "tests/recorder_browser/interruptions.h"

namespace firsthand::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_F(Interruptions, NameWhatTheirShadeBelongsTo) {
  site.page("/", page_with(R"html(<div style="position:fixed;inset:0">
      <div style="position:fixed;inset:0;background:#0008"> </div>
      <div style="position:absolute;right:0;bottom:0;background:#fff">Choose a branch</div></div>)html"));
  const auto walked = walk(kSteps, {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(walked.reason_text, HasSubstr("covered by “Choose a branch”"));
}

TEST_F(Interruptions, AreThoseOfCustomersAlsoWherePagesHideThemFromRobots) {
  site.page("/", page_with(std::string(kConsent) + R"html(<script>
      if (navigator.webdriver || /bot|crawl|spider|headless/i.test(navigator.userAgent))
        document.getElementById('consent').remove();</script>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
}

TEST_F(Interruptions, PressesAgainWhatWasNotListeningYet) {
  site.page("/", page_with(R"html(<div id="consent"
      style="position:fixed;inset:auto 0 0 0;height:200px;background:#eee;z-index:9">
      <h2>Cookies</h2><p>We use cookies.</p><button id="yes">Accept all</button></div>
      <script>yes.addEventListener('click', () => yes.onclick = () => press('accept', 'consent'),
        {once: true})</script>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
  EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("Accept all", "Accept all"));
  EXPECT_GT(walked.interruptions[0].ms.value_or(0), 1000);
  EXPECT_EQ(site.heard("/pressed/accept"), 1);
}

TEST_F(Interruptions, AreGoneWhenOnlyATabIsLeftToCallThemBack) {
  site.page("/", page_with(R"html(<div id="consent"
      style="position:fixed;inset:auto 0 0 0;height:200px;background:#eee;z-index:9">
      <div id="all"><h2>Cookies</h2><p>We use cookies.</p><button onclick="fetch('/pressed/accept');
        document.getElementById('all').style.visibility = 'hidden'; consent.style.height = '20px';
        document.getElementById('back').hidden = false">Accept all</button></div>
      <a id="back" hidden href="#">Cookies</a></div>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
  EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("Accept all"));
  EXPECT_LT(walked.interruptions[0].ms.value_or(1e9), 2000);
}

TEST_F(Interruptions, AreClosedByAButtonThatComesOnlyAfterAWhile) {
  site.page(
      "/",
      page_with(R"html(<div id="box" role="dialog" style="position:fixed;inset:0;background:#fff">
      <h2>Join our newsletter</h2><input placeholder="E-mail"><button>Subscribe</button>
      <button id="x" hidden onclick="press('close', 'box')">No thanks</button></div>
      <script>setTimeout(() => x.hidden = false, 2000)</script>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "closed");
  EXPECT_GT(walked.interruptions[0].ms.value_or(0), 1000) << "from when it was first met";
}

TEST_F(Interruptions, AreNotPressedAgainWhileTheyAnswer) {
  site.page("/", page_with(R"html(<div id="consent" style="position:fixed;inset:0;background:#fff">
      <h2>Your privacy</h2><p>We use cookies.</p><button id="yes">Accept all</button></div>
      <script>yes.onclick = () => { yes.disabled = true; yes.textContent = 'Saving';
        setTimeout(() => press('accept', 'consent'), 3500); }</script>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
  EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("Accept all"));
}

TEST_F(Interruptions, AreNotPressedAgainWhileTheServerIsAsked) {
  site.dawdles("/choice", std::chrono::milliseconds(2000), "kept");
  site.page("/", page_with(R"html(<div id="consent" style="position:fixed;inset:0;background:#fff">
      <h2>Your privacy</h2><p>We use cookies.</p>
      <button onclick="fetch('/choice').then(() => press('accept', 'consent'))">Accept all</button>
      </div>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
  EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("Accept all"));
  EXPECT_EQ(site.heard("/choice"), 1);
}

// A named dialog on a shade, which keeps clicks to itself: neither of them is a button.
TEST_F(Interruptions, AreClosedInANamedDialogOnAShade) {
  site.page("/", page_with(R"html(<div id="shade" style="position:fixed;inset:0;background:#0008">
    <div role="dialog" aria-label="Newsletter" onclick="event.stopPropagation()"
      style="margin:10% auto;width:300px;background:#fff"><h2>Get 10% off!</h2>
      <p>Join our newsletter.</p><button onclick="press('join', 'shade')">Subscribe</button>
      <button onclick="press('close', 'shade')">No thanks</button></div></div>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "closed");
  EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("No thanks"));
}

TEST_F(Interruptions, ThatComeOverAFieldLeaveNothingUntyped) {
  site.page("/", R"html(<!doctype html><title>Address</title><form onsubmit="event.preventDefault();
      told.textContent = `${street.value}, ${town.value}`">
    <label>Street <input id="street"></label> <label>Town <input id="town"></label>
    <button>Save</button></form><p id="told"></p>
    <div id="box" hidden style="position:fixed;inset:0;background:#eee">
      <h2>Join our newsletter</h2><button onclick="box.remove()">No thanks</button></div>
    <script>const [street, town, told, box] = ['street', 'town', 'told', 'box'].map((id) =>
        document.getElementById(id));
      town.addEventListener('focus', () => { box.hidden = false; town.blur(); }, {once: true});
    </script>)html");
  const auto walked = walk(
      "  - open: /\n  - fill:\n      Street: Long Lane 4\n      Town: Graz\n"
      "  - click: Save\n  - see: Long Lane 4, Graz\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "value_differs"), SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.steps[1].fields, 2);
}

TEST_F(Interruptions, AreNotGoneWhileThePageIsTooBusyToTakeThemAway) {
  site.page("/", page_with(R"html(<div id="busy" style="position:fixed;inset:0;background:#eee">
    <h2>Your privacy</h2><p>We use cookies.</p>
    <button onclick="const from = performance.now(); while (performance.now() - from < 1500);
                     press('accept', 'busy')">Accept all</button></div>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("Accept all"));
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
  EXPECT_GE(walked.interruptions[0].ms.value_or(0), 1450);
  EXPECT_EQ(site.heard("/pressed/accept"), 1);
}

TEST_F(Interruptions, HaveButtonsThatOnlyTheHandTells) {
  site.page("/", page_with(R"html(<div id="consent" style="position:fixed;inset:0;background:#fff">
      <h2>We value your privacy</h2><p>Cookies help us.</p>
      <span id="yes" style="cursor:pointer">Accept all</span>
      <div id="no" style="cursor:pointer"><b>Reject all</b></div></div>
      <script>yes.addEventListener('click', () => press('accept', 'consent'));
        no.addEventListener('click', () => press('refuse', 'consent'))</script>)html"));
  const auto walked = walk(kSteps, {.head = "consent: refuse\n"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("Reject all"));
}

TEST_F(Interruptions, AreClosedInAClosedRootToo) {
  site.page("/", page_with(R"html(<div id="host"></div><script>
      const root = document.getElementById('host').attachShadow({mode: 'closed'});
      root.innerHTML = `<div style="position:fixed;inset:0;background:#fff"><h2>Your privacy</h2>
        <p>We use cookies.</p><button>Accept all</button></div>`;
      root.querySelector('button').onclick = () => press('accept', 'host')</script>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
}

TEST_F(Interruptions, DoNotGoWhenTheyAreInNobodysWay) {
  site.page("/", page_with(R"html(<div id="consent"
      style="position:fixed;inset:auto 0 0 0;height:120px;background:#eee;z-index:9">
      <p>We use cookies.</p><button disabled>Accept all</button><button>Close</button></div>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "stayed");
}

TEST_F(Interruptions, DoNotGoByThemselvesWhenTheirPageIsLeft) {
  site.page("/", page_with(R"html(<div role="dialog" style="position:fixed;inset:0;background:#fff">
      <h2>Get our app</h2><p>Everything is better in the app.</p></div>
      <script>setTimeout(() => location.href = '/plain', 2000)</script>)html"));
  site.page("/plain", page_with(""));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "page_left");
}

TEST_F(Interruptions, ClosesANewsletterBoxThatComesInTheMiddleOfAStep) {
  site.page("/",
            page_with(R"html(<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend',
      `<div id="back" style="position:fixed;inset:0;background:#0008"></div>
       <div id="box" role="dialog" style="position:fixed;inset:100px;background:#fff">
       <button aria-label="Close" onclick="press('close', 'box');document.getElementById('back').remove()">×</button>
       <h2>10 % off your first order</h2><p>Join our newsletter.</p>
       <input placeholder="Your e-mail"><button onclick="press('join', 'box')">Subscribe</button></div>`),
      500)</script>
      <p style="margin-top:2000px"><button onclick="fetch('/low')">Below</button></p>)html"));
  const auto walked = walk(
      "  - open: /\n  - see: Kettles\n  - wait: 1s\n    because: it comes then\n"
      "  - click: Pay\n  - see: Paid\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].kind, "newsletter");
  EXPECT_EQ(walked.interruptions[0].ended, "closed");
  EXPECT_TRUE(walked.interruptions[0].in_the_way);
  EXPECT_EQ(site.heard("/pressed/close"), 1);
  EXPECT_EQ(site.heard("/pressed/join"), 0);
}

TEST_F(Interruptions, NamesWhatCannotBeClosedAndGivesUp) {
  site.page("/", page_with(R"html(<div role="dialog" style="position:fixed;inset:0;background:#fff">
      <h2>Get our app</h2><p>Everything is better in the app.</p>
      <a href="https://apps.example/shop">Open in app</a></div>)html"));
  const auto walked = walk(kSteps, {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "covered");
  EXPECT_THAT(walked.reason_text, HasSubstr("Get our app"));
  EXPECT_THAT(walked.reason_text, HasSubstr("no button that closes it"));
  ASSERT_THAT(walked.interruptions, SizeIs(1));
  EXPECT_EQ(walked.interruptions[0].kind, "app");
  EXPECT_EQ(walked.interruptions[0].ended, "stayed");
}

TEST_F(Interruptions, LeavesAloneWhatIsNotInTheWay) {
  site.page(
      "/",
      page_with(R"html(<div id="chat" style="position:fixed;right:10px;bottom:10px;background:#eee">
      <p>Need help? Chat with us.</p><button onclick="press('close', 'chat')">Close</button></div>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(walked.interruptions, IsEmpty());
  EXPECT_EQ(site.heard("/pressed"), 0);
}

TEST_F(Interruptions, WorksInADialogThatTheJourneyIsIn) {
  site.page(
      "/",
      page_with(R"html(<div id="ask" role="dialog" style="position:fixed;inset:0;background:#fff">
      <h2>Stay up to date</h2><p>Our newsletter comes once a month.</p>
      <label>E-mail <input></label><button onclick="press('join', 'ask')">Subscribe</button>
      <button onclick="press('close', 'ask')">No thanks</button></div>)html"));
  const auto walked = walk(
      "  - open: /\n  - fill:\n      E-mail: a@b.example\n  - click: Subscribe\n"
      "  - click: Pay\n  - see: Paid\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(site.heard("/pressed/close"), 0);
  EXPECT_EQ(site.heard("/pressed/join"), 1);
}

TEST_F(Interruptions, ThatStayAreToldOnce) {
  site.page("/", page_with(R"html(<div role="dialog" style="position:fixed;inset:0;background:#fff">
      <h2>Get our app</h2><p>Everything is better in the app.</p></div>)html"));
  const auto walked = walk(
      "  - open: /\n  - click: Pay\n    optional: true\n  - click: Pay\n    optional: true\n"
      "  - click: Pay\n  - see: Paid\n",
      {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
}

TEST_F(Interruptions, ThatComeWhileTheVisitorTakesTheirTimeDoNotMakeThePageSlow) {
  site.page("/",
            page_with(R"html(<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend',
      `<div id="box" style="position:fixed;inset:0;background:#fff"><h2>Our newsletter</h2>
       <button onclick="press('close', 'box')">No thanks</button></div>`), 1000)</script>)html"));
  const auto walked =
      walk(kSteps, {.with = [](WalkOptions& options) { options.pace = Pace::kHuman; }});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1));
  EXPECT_LE(walked.steps[0].timing.usable_ms.value_or(1e9), 900) << told(walked);
}

TEST_F(Interruptions, FindsTheNamelessCrossInTheCorner) {
  site.page("/",
            page_with(R"html(<div id="box" style="position:fixed;inset:0;background:#fff;z-index:9">
      <span role="button" tabindex="0" style="position:absolute;right:8px;top:8px;width:24px;height:24px"
        onclick="press('close', 'box')"><svg width="24" height="24"><path d="M4 4L20 20M20 4L4 20" stroke="#000"/></svg></span>
      <h2>Tell us what you think</h2><p>A quick survey about our shop.</p>
      <button onclick="press('start', 'box')">Start</button></div>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(site.heard("/pressed/close"), 1);
  EXPECT_EQ(site.heard("/pressed/start"), 0);
}

}  // namespace
}  // namespace firsthand::test
