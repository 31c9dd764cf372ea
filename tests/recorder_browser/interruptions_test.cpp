#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A page with a button, and what comes over it. What is pressed in a layer is told to the site, and
// takes the layer away.
std::string page_with(const std::string& layers) {
  return R"html(<!doctype html><title>Shop</title><main><h1>Kettles</h1>
    <button onclick="document.getElementById('told').textContent = 'Paid'">Pay</button>
    <p id="told"></p></main>
    <script>
      function press(what, layer) { fetch('/pressed/' + what); document.getElementById(layer).remove(); }
    </script>)html" +
         layers;
}

constexpr const char* kSteps = "  - open: /\n  - click: Pay\n  - see: Paid\n";

constexpr const char* kConsent = R"html(<div id="consent"
    style="position:fixed;inset:auto 0 0 0;height:300px;background:#eee;z-index:9">
    <h2>We value your privacy</h2><p>We use cookies to make our shop better.
    <a href="/cookies">Cookie policy</a></p>
    <button onclick="press('accept', 'consent')">Accept all</button>
    <button onclick="press('refuse', 'consent')">Reject all</button>
    <button onclick="press('settings', 'consent')">Cookie settings</button></div>)html";

class Interruptions : public Walks {};

TEST_F(Interruptions, AcceptsCookiesWhereTheJourneySaysNothing) {
  site.page("/", page_with(kConsent));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  const auto& banner = walked.interruptions[0];
  EXPECT_EQ(banner.kind, "consent");
  EXPECT_EQ(banner.name, "We value your privacy");
  EXPECT_EQ(banner.ended, "accepted");
  EXPECT_THAT(banner.pressed, ElementsAre("Accept all"));
  EXPECT_TRUE(banner.screen);
  EXPECT_GT(banner.ms.value_or(0), 0);
  EXPECT_EQ(site.heard("/pressed/accept"), 1);
  EXPECT_EQ(site.heard("/pressed/refuse"), 0);
  EXPECT_EQ(walked.steps[1].clicks, 1) << "the banner's click is not the step's";
}

TEST_F(Interruptions, AcceptsWhatOnlySaysThatItIsOk) {
  site.page("/",
            page_with(R"html(<div id="klaro" style="position:fixed;bottom:0;height:120px;z-index:9">
    <p>Could we please enable some additional services? They use cookies.</p>
    <button onclick="press('refuse', 'klaro')">I decline</button>
    <button onclick="press('accept', 'klaro')">That's ok</button></div>)html"));
  const auto walked = walk(kSteps);
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
}

// As Klaro and Orejime ask.
TEST_F(Interruptions, AskForConsentWithoutTheWord) {
  for (const char* layer :
       {R"html(<div id="ask" class="cookie-modal" style="position:fixed;inset:0">
          <div style="position:fixed;inset:0;background:#0008"> </div>
          <div style="position:absolute;inset:40px;background:#fff"><h2>Services we would like to use</h2>
          <p>Here you can assess them. You are in charge!</p>)html",
        R"html(<div id="ask" style="position:fixed;inset:0;background:#fff"><div>
          <p>We collect and process your personal information for the following purposes: Matomo.</p>)html"}) {
    site.page("/", page_with(std::string(layer) + R"html(
        <button onclick="press('refuse', 'ask')">Decline</button>
        <button onclick="press('accept', 'ask')">Accept</button></div></div>)html"));
    const auto walked = walk(kSteps);
    ASSERT_THAT(walked, Ended(Outcome::kCompleted)) << layer;
    ASSERT_THAT(walked.interruptions, SizeIs(1)) << layer;
    EXPECT_EQ(walked.interruptions[0].ended, "accepted") << layer;
  }
}

TEST_F(Interruptions, NameWhatTheirShadeBelongsTo) {
  site.page("/", page_with(R"html(<div style="position:fixed;inset:0">
      <div style="position:fixed;inset:0;background:#0008"> </div>
      <div style="position:absolute;right:0;bottom:0;background:#fff">Choose a branch</div></div>)html"));
  const auto walked = walk(kSteps, {.patience = "2s", .limit = "2s"});
  EXPECT_THAT(walked.reason_text, HasSubstr("covered by “Choose a branch”"));
}

TEST_F(Interruptions, RefusesCookiesWhereTheJourneySaysSo) {
  site.page("/", page_with(kConsent));
  const auto walked = walk(kSteps, {.head = "consent: refuse\n"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1));
  EXPECT_EQ(walked.interruptions[0].ended, "refused");
  EXPECT_EQ(site.heard("/pressed/refuse"), 1);
}

TEST_F(Interruptions, RefusesByWayOfTheSettingsWhereThereIsNoOtherWay) {
  site.page("/", page_with(R"html(<div id="consent"
      style="position:fixed;inset:auto 0 0 0;background:#eee;z-index:9">
      <h2>Cookies</h2><p>We and our 812 partners use cookies.</p>
      <button onclick="press('accept', 'consent')">Agree and close</button>
      <button onclick="setTimeout(() => { document.getElementById('more').hidden = false }, 400)">Manage options</button>
      </div>
      <div id="more" hidden role="dialog" style="position:fixed;inset:40px;background:#fff;z-index:10">
      <h2>Your cookie choices</h2><label><input type="checkbox">Advertising cookies</label>
      <button onclick="press('all', 'more')">Accept all</button>
      <button onclick="press('save', 'consent'); document.getElementById('more').remove()">Confirm my choices</button></div>)html"));
  const auto walked = walk(kSteps, {.head = "consent: refuse\n"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "refused");
  EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("Manage options", "Confirm my choices"));
  EXPECT_EQ(site.heard("/pressed/save"), 1);
}

// As tarteaucitron and others ask on a phone: a bar as wide as the screen, which scrolls, with its
// buttons at its end.
std::string phone_bar(const std::string& style) {
  std::string words;
  for (int line = 0; line < 30; ++line)
    words += "<p>This site uses cookies and gives you control.</p>";
  return "<div id='bar' style='position:fixed;left:0;right:0;bottom:0;background:#333;color:#fff;"
         "z-index:2147483645;overflow:auto;" +
         style + "'>" + words +
         "<div><button onclick=\"press('accept', 'bar')\">✓ OK, accept all</button>"
         "<button onclick=\"press('refuse', 'bar')\">✗ Deny all cookies</button>"
         "<button onclick=\"press('settings', 'bar')\">Personalize</button></div></div>";
}

TEST_F(Interruptions, ScrollsInABarOnAPhoneWhoseButtonsAreBelowItsFold) {
  for (const char* style : {"max-height:45%", "max-height:100%", "max-height:160px"}) {
    site.page("/",
              "<meta name=viewport content='width=device-width'>" + page_with(phone_bar(style)));
    const int before = site.heard("/pressed/refuse");
    const auto walked = walk(kSteps, {.head = "consent: refuse\n", .visitor = "phone"});
    ASSERT_THAT(walked, Ended(Outcome::kCompleted)) << style;
    ASSERT_THAT(walked.interruptions, SizeIs(1)) << style << told(walked);
    EXPECT_EQ(walked.interruptions[0].ended, "refused") << style;
    EXPECT_THAT(walked.interruptions[0].pressed, ElementsAre("✗ Deny all cookies")) << style;
    EXPECT_EQ(site.heard("/pressed/refuse"), before + 1) << style;
  }
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

TEST_F(Interruptions, AsksForTheSettingsAgainThatDidNotOpen) {
  site.page("/", page_with(R"html(<div id="consent"
      style="position:fixed;inset:auto 0 0 0;background:#eee;z-index:9">
      <h2>Cookies</h2><p>We and our 812 partners use cookies.</p>
      <button onclick="press('accept', 'consent')">Agree and close</button>
      <button id="options">Manage options</button></div>
      <div id="more" hidden role="dialog" style="position:fixed;inset:40px;background:#fff;z-index:10">
      <h2>Your cookie choices</h2>
      <button onclick="press('save', 'consent'); document.getElementById('more').remove()">Confirm my choices</button></div>
      <script>options.addEventListener('click', () => options.onclick = () => more.hidden = false,
        {once: true})</script>)html"));
  const auto walked = walk(kSteps, {.head = "consent: refuse\n"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_THAT(walked.interruptions[0].pressed,
              ElementsAre("Manage options", "Manage options", "Confirm my choices"));
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

TEST_F(Interruptions, AreRefusedBySavingNothingThatIsTicked) {
  site.page("/", page_with(R"html(<div id="consent" style="position:fixed;inset:0;background:#fff">
      <h2>Privacy settings</h2><p>We use cookies.</p>
      <label><input type="checkbox" checked disabled> Necessary</label>
      <label><input type="checkbox" id="stats" checked> Statistics</label>
      <button role="switch" aria-checked="true" id="ads">Advertising</button>
      <label><input type="checkbox"> Comfort</label>
      <button onclick="press('accept', 'consent')">Accept all</button>
      <button onclick="press(stats.checked + ads.getAttribute('aria-checked'), 'consent')">Save selection</button></div>
      <script>ads.onclick = () => ads.setAttribute('aria-checked', 'false')</script>)html"));
  const auto walked = walk(kSteps, {.head = "consent: refuse\n"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "refused");
  EXPECT_THAT(walked.interruptions[0].pressed,
              ElementsAre("Statistics", "Advertising", "Save selection"));
  EXPECT_EQ(site.heard("/pressed/falsefalse"), 1);
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

TEST_F(Interruptions, LeavesABannerThatTheJourneyIgnores) {
  site.page("/", page_with(kConsent));
  const auto walked = walk(kSteps, {.head = "consent: ignore\n"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1));
  EXPECT_EQ(walked.interruptions[0].ended, "left");
  EXPECT_THAT(walked.interruptions[0].pressed, IsEmpty());
  EXPECT_EQ(site.heard("/pressed"), 0);
}

TEST_F(Interruptions, LeavesABannerToTheStepsThatPressItsButtons) {
  site.page("/", page_with(kConsent));
  const auto walked =
      walk("  - open: /\n  - see: Kettles\n  - click: Reject all\n  - click: Pay\n  - see: Paid\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1));
  EXPECT_EQ(walked.interruptions[0].ended, "journey");
  EXPECT_EQ(site.heard("/pressed/accept"), 0);
  EXPECT_EQ(site.heard("/pressed/refuse"), 1);
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

TEST_F(Interruptions, AnswersABannerInAFrameOfAnotherSite) {
  site.page("/frame", R"html(<body><h2>Your privacy</h2><p>We use cookies.</p>
    <button onclick="fetch('/pressed/accept').then(() => parent.postMessage('gone', '*'))">Accept</button></body>)html");
  std::string other = site.url();
  other.replace(other.find("127.0.0.1"), 9, "localhost");
  site.page(
      "/",
      page_with(
          R"html(<div id="consent" style="position:fixed;inset:auto 0 0 0;height:220px;z-index:9">
      <iframe src=")html" +
          other +
          R"html(/frame" style="width:100%;height:200px;border:0"></iframe></div>
      <script>addEventListener('message', () => document.getElementById('consent').remove())</script>)html"));
  const auto walked = walk(kSteps, {.head = "hosts: [localhost]\n"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
  EXPECT_EQ(site.heard("/pressed/accept"), 1);
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

TEST_F(Interruptions, NeverAnswersAQuestionThatDoesNotTellWhatItIs) {
  site.page(
      "/",
      page_with(R"html(<div id="ask" role="dialog" style="position:fixed;inset:0;background:#fff">
      <h2>Place this order now?</h2><p>129 euros are due.</p>
      <button onclick="press('yes', 'ask')">Yes</button><button onclick="press('ok', 'ask')">OK</button>
      <button onclick="press('accept', 'ask')">Accept</button></div>)html"));
  const auto walked = walk(kSteps, {.patience = "3s", .limit = "3s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(site.heard("/pressed/yes") + site.heard("/pressed/ok") + site.heard("/pressed/accept"),
            0);
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

TEST_F(Interruptions, FindsABannerInAPageThatIsMarkedItself) {
  site.page("/", page_with(R"html(<script>document.body.className = 'cookies-not-set'</script>
      <div id="cookie-bar">We use cookies. <button onclick="press('refuse', 'cookie-bar')">Decline</button>
      <button onclick="press('accept', 'cookie-bar')">Accept</button></div>)html"));
  EXPECT_THAT(walk(kSteps), Ended(Outcome::kCompleted));
  EXPECT_EQ(site.heard("/pressed/accept"), 1);
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

TEST_F(Interruptions, SpeaksGermanFrenchAndSpanish) {
  int number = 0;
  for (const auto& [text, accept, refuse] :
       {std::tuple("Wir verwenden Cookies.", "Alle akzeptieren", "Nur notwendige"),
        std::tuple("Nous utilisons des cookies.", "Tout accepter", "Continuer sans accepter"),
        std::tuple("Usamos cookies.", "Aceptar todas", "Rechazar")}) {
    site.page("/", page_with(std::string("<div id='c' style='position:fixed;bottom:0'>") + text +
                             "<button onclick=\"press('accept', 'c')\">" + accept +
                             "</button><button onclick=\"press('refuse', 'c')\">" + refuse +
                             "</button></div>"));
    const auto walked = walk(kSteps, {.head = "consent: refuse\n"});
    ASSERT_THAT(walked, Ended(Outcome::kCompleted));
    ASSERT_THAT(walked.interruptions, SizeIs(1)) << text;
    EXPECT_EQ(walked.interruptions[0].ended, "refused") << text;
    EXPECT_EQ(site.heard("/pressed/refuse"), ++number) << text;
  }
}

}  // namespace
}  // namespace firsthand::test
