#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;

// Fields that are narrowed in lists, and targets in a frame that is named.
class Narrowed : public Walks {
 protected:
  Walk ends(const std::string& steps) {
    auto walked = walk("  - open: /\n" + steps);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked;
  }
  Walk gives_up(const std::string& steps) {
    auto walked = walk("  - open: /\n" + steps, {.patience = "1500ms", .limit = "1500ms"});
    EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
    return walked;
  }
};

constexpr const char* kTwice = R"html(<style>section{margin-bottom:30px}</style>
  <section><h2>Billing</h2><label>E-mail <input id="b"></label>
    <label>Country <select id="bc"><option>France</option><option>Spain</option></select></label>
    <label><input type="radio" name="bp" id="b1">Monthly</label></section>
  <section><h2>Delivery</h2><label>E-mail <input id="d"></label>
    <label>Country <select id="dc"><option>France</option><option>Spain</option></select></label>
    <label><input type="radio" name="dp" id="d1">Monthly</label></section>
  <p id="out"></p><script>const show = () => out.textContent =
    [...document.querySelectorAll('input,select')].map((field) =>
      `${field.id}=${field.type === 'radio' ? field.checked : field.value};`).join(' ');
  addEventListener('input', show); addEventListener('change', show); show();</script>)html";

TEST_F(Narrowed, FillTakesAListWithAPlaceForEachField) {
  site.page("/", kTwice);
  const auto walked = ends(
      "  - fill:\n      - {field: E-mail, in: Delivery, with: robin@d.example}\n"
      "      - {field: E-mail, near: Billing, with: robin@b.example}\n"
      "  - see: b=robin@b.example;\n  - see: d=robin@d.example;\n"
      "  - fill:\n      - {field: E-mail, nth: 2, with: second@d.example}\n"
      "  - see: d=second@d.example;\n");
  EXPECT_EQ(walked.steps[1].fields, 2);
}

TEST_F(Narrowed, TheMainPartOfAPageIsWhatStandsAroundNothingElse) {
  const char* around = R"html(<header><a id="logo" href="/there">Kettle &amp; Co</a></header>
    <nav><a href="/there">Kettle bells</a></nav><div><a href="/">Kettle home</a></div>)html";
  const char* found =
      R"html(<article><header><a href="/found">A copper kettle</a></header></article>)html";
  site.page("/found", "<p>The copper one</p>");
  site.page("/there", "<p>The wrong one</p>");
  const std::string steps =
      "  - click:\n      link: Kettle\n    in: main\n  - see: The copper one\n";
  site.page("/", std::string(around) + found);
  ends(steps);
  site.page("/", std::string(around) + "<main>" + found + "</main>");
  ends(steps);
  site.page("/", around);
  EXPECT_EQ(gives_up(steps).reason, "not_found");
}

TEST_F(Narrowed, FillSaysWhatAPlaceDoesNotHave) {
  site.page("/", kTwice);
  EXPECT_EQ(gives_up("  - fill:\n      - {field: E-mail, in: Returns, with: x}\n"
                     "  - see: Test site\n")
                .reason,
            "not_found");
}

TEST_F(Narrowed, ChooseTakesAListWithAndWithoutFields) {
  site.page("/", kTwice);
  ends(
      "  - choose:\n      - {field: Country, in: Delivery, with: Spain}\n"
      "      - {with: Monthly, in: Billing}\n"
      "  - see: bc=France; b1=true;\n  - see: dc=Spain; d1=false;\n");
}

TEST_F(Narrowed, ChooseSaysWhatAPlaceDoesNotHave) {
  site.page("/", kTwice);
  EXPECT_EQ(gives_up("  - choose:\n      - {field: Country, in: Returns, with: Spain}\n"
                     "  - see: Test site\n")
                .reason,
            "not_found");
}

constexpr const char* kFrames = R"html(<button id="outer" onclick="told('the page')">Pay</button>
  <iframe title="Card payment" src="/card"></iframe><iframe name="wallet" src="/wallet"></iframe>
  <iframe src="/other?bank=1"></iframe><p id="out"></p><script>
  const told = (text) => out.textContent = 'paid by ' + text;
  onmessage = (event) => told(event.data);</script>)html";

void put_frames(TestSite& site, const std::string& other) {
  std::string page = kFrames;
  // One of them is of another site, in a process of its own.
  page.replace(page.find("/card"), 5, other + "/card");
  site.page("/", page);
  for (const std::string name : {"card", "wallet", "other"})
    site.answers("/" + name, SiteAnswer{.body = "<title>Frame of " + name +
                                                "</title><button onclick=\"parent.postMessage('" +
                                                name + "', '*')\">Pay</button>"});
}

TEST_F(Narrowed, FrameLooksOnlyWhereItSays) {
  put_frames(site, site.elsewhere());
  ends(
      "  - click: Pay\n  - see: paid by the page\n"
      "  - click: Pay\n    frame: Card payment\n  - see: paid by card\n"
      "  - click: Pay\n    frame: wallet\n  - see: paid by wallet\n"
      "  - click: Pay\n    frame: bank=1\n  - see: paid by other\n"
      "  - click: Pay\n    frame: frame of wallet\n  - see: paid by wallet\n");
}

TEST_F(Narrowed, FrameSaysWhatItDoesNotHaveOrThatItIsNotThere) {
  put_frames(site, "");
  const auto missing = gives_up("  - click: Pay later\n    frame: wallet\n  - see: Test site\n");
  EXPECT_EQ(missing.reason, "not_found");
  EXPECT_THAT(missing.reason_text, HasSubstr("“Pay”"));
  const auto nowhere = gives_up("  - click: Pay\n    frame: Vouchers\n  - see: Test site\n");
  EXPECT_EQ(nowhere.reason, "no_frame");
  EXPECT_THAT(nowhere.reason_text, HasSubstr("Vouchers"));
}

// The frame comes later than the words above it.
TEST_F(Narrowed, InAlsoNamesAFrameAndAControlGoesBeforeAHeading) {
  site.page("/form", R"html(<label>E-mail <input></label><button onclick="document.getElementById(
    'out').textContent = 'Joined'">Join</button><p id="out"></p>)html");
  site.page("/", R"html(<h1>Join the club</h1><div id="room"></div><script>
    setTimeout(() => { document.getElementById('room').innerHTML =
      '<iframe title="Club form" src="/form"></iframe>'; }, 600);</script>)html");
  ends("  - click: Join\n    in: Club\n  - see: Joined\n");
  ends("  - click: Join\n  - see: Joined\n");
}

TEST_F(Narrowed, WordsThatNoControlBearsAreClickedAndToldWhole) {
  site.page("/", R"html(<h2 id="h">Join the club</h2><p id="out"></p><script>
    h.addEventListener('click', () => out.textContent = 'Clicked');</script>)html");
  const auto walked = ends("  - click: Join\n  - see: Clicked\n");
  ASSERT_EQ(walked.steps[1].targets.size(), 1U);
  const auto& target = walked.steps[1].targets[0];
  EXPECT_EQ(target.name, "Join the club");
  EXPECT_EQ(target.role, "heading");
  EXPECT_EQ(target.how, "text");
  // Nobody waits while we make sure that nothing else is called so.
  EXPECT_LE(walked.steps[0].timing.felt_ms().value_or(1e9), 900) << told(walked);
}

}  // namespace
}  // namespace firsthand::test
