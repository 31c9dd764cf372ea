// What asks for consent, and is answered as the journey says.
#include "tests/recorder_browser/interruptions.h"

namespace firsthand::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

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

TEST_F(Interruptions, AnswersABannerInASmallFrameOnALargeShade) {
  site.page("/banner",
            R"html(<body style="background:#fff"><h2>Your privacy</h2><p>We use cookies.</p>
    <button onclick="parent.postMessage('gone', '*')">Accept all</button>)html");
  site.page("/", page_with(R"html(<div id="shade" style="position:fixed;inset:0;background:#0008">
    <iframe src="/banner" title="Consent" style="width:320px;height:200px;margin:10%"></iframe></div>
    <script>addEventListener('message', () => press('accept', 'shade'))</script>)html"));
  const auto walked = walk(kSteps, {.visitor = "laptop"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
  EXPECT_LT(walked.interruptions[0].ms.value_or(1e9), 1500) << "nobody waits for what is gone";
}

TEST_F(Interruptions, AnswersABannerWhoseFrameSharesItsCornerWithOthers) {
  site.page("/frame", R"html(<body><h2>Your privacy</h2><p>We use cookies.</p>
    <button onclick="fetch('/pressed/accept').then(() => parent.postMessage('gone', '*'))">Accept</button></body>)html");
  site.page("/empty", "<p></p>");
  std::string others;
  for (int each = 0; each < 6; ++each)
    others += R"html(<iframe src="/empty" style="position:absolute;top:0;left:0;border:0;width:1px;
      height:1px;visibility:hidden"></iframe>)html";
  site.page("/", page_with(others + R"html(<iframe id="consent" src="/frame" style="position:fixed;
      top:0;left:0;border:0;width:100%;height:100%;z-index:9"></iframe>
      <script>addEventListener('message', () => document.getElementById('consent').remove())</script>)html"));
  const auto walked = walk(kSteps, {.patience = "3s", .limit = "3s"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
}

// The page brings what is wanted only then, with or without the bar.
TEST_F(Interruptions, WithoutTheRightButtonYetDoNotExcuseThePageForBeingSlow) {
  site.page("/", R"html(<main><h1>Kettles</h1><p id="told"></p></main>
    <div id="bar" style="position:fixed;inset:auto 0 0 0;height:200px;background:#eee">
    <h2>We value your privacy</h2><p>We use cookies.</p><button>Accept all</button></div><script>
      setTimeout(() => bar.insertAdjacentHTML('beforeend',
        '<button onclick="bar.remove()">Reject all</button>'), 3000);
      setTimeout(() => document.querySelector('main').insertAdjacentHTML('beforeend',
        '<button onclick="told.textContent = \'Paid\'">Pay</button>'), 4500);
    </script>)html");
  const auto walked = walk(kSteps, {.head = "consent: refuse\n"});
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_GT(walked.steps[0].timing.usable_ms.value_or(0), 3000) << told(walked);
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

TEST_F(Interruptions, FindsABannerInAPageThatIsMarkedItself) {
  site.page("/", page_with(R"html(<script>document.body.className = 'cookies-not-set'</script>
      <div id="cookie-bar">We use cookies. <button onclick="press('refuse', 'cookie-bar')">Decline</button>
      <button onclick="press('accept', 'cookie-bar')">Accept</button></div>)html"));
  EXPECT_THAT(walk(kSteps), Ended(Outcome::kCompleted));
  EXPECT_EQ(site.heard("/pressed/accept"), 1);
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
