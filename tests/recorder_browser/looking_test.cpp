// see in all its forms, and not_see.
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::ContainsRegex;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::SizeIs;

class Looks : public Walks {
 protected:
  Walk ends(const std::string& steps, const Way& way = {}) {
    auto walked = walk("  - open: /\n" + steps, way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked;
  }
  Walk gives_up(const std::string& steps, const std::string& code) {
    auto walked = walk("  - open: /\n" + steps, {.patience = "1500ms", .limit = "1500ms"});
    EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
    EXPECT_EQ(walked.reason, code) << told(walked);
    return walked;
  }
};

// Shows each of `words` after so many milliseconds and tells when that was.
std::string shows_later(const std::vector<std::pair<std::string, int>>& words) {
  std::string page = "<div id=\"out\"></div><script>\n";
  for (const auto& [text, after] : words)
    page += "setTimeout(() => out.insertAdjacentHTML('beforeend', '<p>" + text + "</p>'), " +
            std::to_string(after) + ");\n";
  return page + "</script>";
}

TEST_F(Looks, AnyIsSatisfiedByTheFirstThatIsThere) {
  site.page("/", shows_later({{"We are closed", 700}, {"Your label is ready", 2500}}));
  const auto walked = ends("  - see: {any: [Your label is ready, We are closed]}\n");
  EXPECT_THAT(walked.steps[0].timing.usable_ms.value_or(0), AllOf(Ge(700 - 17), Le(2000)));
  ASSERT_THAT(walked.steps[1].targets, SizeIs(1));
  EXPECT_EQ(walked.steps[1].targets[0].says, "We are closed");
}

TEST_F(Looks, TakesWordsThatNobodyCanReadForNone) {
  for (const char* style :
       {"color:#fff", "color:#fefefe", "color:transparent", "font-size:1px", "clip-path:inset(50%)",
        "background:#123456;color:#123457", "-webkit-text-fill-color:transparent"}) {
    site.page("/", std::string("<p style='") + style + "'>Secret words</p>");
    EXPECT_THAT(walk("  - open: /\n  - not_see: Secret words\n"), Ended(Outcome::kCompleted))
        << style;
  }
}

TEST_F(Looks, SeesWordsOnWhateverLiesBehindThem) {
  for (const char* body :
       {"<div style='background:#000'><p style='color:#fff'>Plain words</p></div>",
        "<p style='color:#fff;text-shadow:0 0 3px #000'>Plain words</p>",
        "<p "
        "style='color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:"
        "text'>"
        "Plain words</p>",
        "<div style='position:relative'><img "
        "style='position:absolute;inset:0;width:100%;height:90px;"
        "background:#000' alt=''><p style='color:#fff;position:relative'>Plain words</p></div>",
        "<div style='position:relative'><i style='position:absolute;inset:0;background:#000;"
        "pointer-events:none'></i><p style='color:#fff;position:relative'>Plain words</p></div>",
        "<style>div::before{content:'';position:absolute;inset:0;background:#000;z-index:-1}</"
        "style>"
        "<div style='position:relative;z-index:0'><p style='color:#fff'>Plain words</p></div>"}) {
    site.page("/", body);
    EXPECT_THAT(walk("  - open: /\n  - see: Plain words\n", {.patience = "2s", .limit = "2s"}),
                Ended(Outcome::kCompleted))
        << body;
  }
}

TEST_F(Looks, AllWaitsForTheLastThatIsThere) {
  site.page("/", shows_later({{"Thank you", 300}, {"Your label is ready", 1500}}));
  const auto walked = ends("  - see: {all: [Your label is ready, Thank you]}\n");
  EXPECT_THAT(walked.steps[0].timing.usable_ms.value_or(0), AllOf(Ge(1500 - 17), Le(3000)));
  EXPECT_THAT(walked.steps[1].targets, SizeIs(2));
}

TEST_F(Looks, AnyAndAllGiveUpWhenWhatIsNamedDoesNotCome) {
  site.page("/", "<p>Thank you</p>");
  const auto any = gives_up("  - see: {any: [Sorry, Closed]}\n", "not_found");
  EXPECT_THAT(any.reason_text, HasSubstr("“Sorry” or “Closed”"));
  const auto all = gives_up("  - see: {all: [Thank you, Closed]}\n", "not_found");
  EXPECT_THAT(all.reason_text, HasSubstr("“Thank you” and “Closed”"));
}

TEST_F(Looks, APatternIsFoundInWhatIsShownAndBroughtIntoView) {
  site.page("/", R"html(<p style="display:none">Order KC-1</p><div style="height:2500px"></div>
    <p>Your <b>order</b> KC-<i>4711</i> is on its way</p>)html");
  const auto walked = ends("  - see: /order [A-Z]{2}-\\d{4}/\n");
  EXPECT_GT(walked.screens.back().scroll_y, 1000);
  ASSERT_THAT(walked.steps[1].targets, SizeIs(1));
  EXPECT_FALSE(walked.steps[1].targets[0].box.empty());
}

TEST_F(Looks, APatternIsNotFoundInWhatNobodySees) {
  site.page("/", R"html(<p style="display:none">Order KC-4711</p>
    <p style="position:absolute;left:-10000px">Order KC-4712</p>)html");
  gives_up("  - see: /KC-\\d{4}/\n", "not_found");
}

TEST_F(Looks, APatternThatIsCoveredIsNotSeen) {
  site.page("/", R"html(<p>Order KC-4711</p>
    <div style="position:fixed;inset:0;background:#fff">The box</div>)html");
  gives_up("  - see: /KC-\\d{4}/\n", "covered");
}

TEST_F(Looks, TheAddressAndTheTitleAreReadAsTheyChange) {
  site.page("/", R"html(<button id="go">Pay</button><script>go.onclick = () => setTimeout(() => {
    history.pushState({}, '', '/thanks?order=7'); document.title = 'Paid: order 7'; }, 600);
    </script>)html");
  const auto walked = ends(
      "  - click: Pay\n  - see: {url: /thanks}\n  - see: {title: \"paid: ORDER 7\"}\n"
      "  - see: {all: [{url: '/order=\\d$/'}, {title: /Paid/}]}\n");
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(0), AllOf(Ge(600 - 17), Le(2000)));
}

TEST_F(Looks, AnAddressOrTitleThatDoesNotComeIsNamedAsItIs) {
  site.page("/", "<p>Hello</p>");
  const auto address = gives_up("  - see: {url: /thanks}\n", "not_found");
  EXPECT_THAT(address.reason_text, HasSubstr("The address is “" + site.url() + "/”"));
  const auto title = gives_up("  - see: {title: Paid}\n", "not_found");
  EXPECT_THAT(title.reason_text, HasSubstr("The title is “Test site”"));
}

constexpr const char* kAsks = R"html(<button onclick="alert('Mind the gap')">Ask</button>
  <button>Again</button>)html";

TEST_F(Looks, ADialogIsReadEvenThoughItIsClosed) {
  site.page("/", kAsks);
  ends("  - click: Ask\n  - see: {dialog: mind the GAP}\n  - see: {dialog: /^Mind/}\n");
}

TEST_F(Looks, ADialogOfAnEarlierStepIsOver) {
  site.page("/", kAsks);
  const auto walked =
      gives_up("  - click: Ask\n  - click: Again\n  - see: {dialog: Mind the gap}\n", "not_found");
  EXPECT_THAT(walked.reason_text, HasSubstr("No dialog came up"));
}

TEST_F(Looks, NotSeeWaitsForThePageToSettle) {
  site.page("/", R"html(<p id="busy">Loading</p><script>setTimeout(() => busy.remove(), 900);
    </script>)html");
  const auto walked = ends("  - not_see: Loading\n  - see: Test site\n");
  EXPECT_THAT(waited_ms(walked.steps[0], "still_there"), AllOf(Ge(500), Le(1500))) << told(walked);
  EXPECT_GE(walked.steps[0].timing.usable_ms.value_or(0), 900 - 17);
}

TEST_F(Looks, NotSeeIsNotSatisfiedBeforeWhatComesLate) {
  site.page("/", shows_later({{"Something went wrong", 800}}));
  const auto walked = gives_up("  - not_see: {any: [/went wrong/, Sorry]}\n", "still_there");
  EXPECT_THAT(walked.reason_text, HasSubstr("was still there"));
}

TEST_F(Looks, NotSeeIsNotSatisfiedByAnErrorPage) {
  site.answers("/", SiteAnswer{.status = 500, .body = document("<p>Oops</p>")});
  const auto walked = walk("  - open: /\n  - not_see: Sorry\n");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.reason, "http_500");
}

TEST_F(Looks, NotSeeLooksAtTheAddressAndDialogsToo) {
  site.page("/", kAsks);
  ends("  - click: Again\n  - not_see: {any: [{dialog: Mind}, {url: /error/}, {title: Oops}]}\n");
  gives_up("  - click: Ask\n  - not_see: {dialog: Mind}\n", "still_there");
}

TEST_F(Looks, AnOptionalStepIsDoneWhenItsTargetIsThere) {
  site.page("/", R"html(<div id="box">We use cookies <button id="ok"
    onclick="box.remove()">Fine</button></div><button id="go">Go</button>)html");
  const auto walked =
      ends("  - click: Fine\n    optional: true\n  - click: Go\n  - see: \"clicked: ok go\"\n");
  EXPECT_EQ(walked.steps[1].outcome, StepOutcome::kDone);
}

TEST_F(Looks, AnOptionalStepIsPassedOverWithoutTouchingPatienceOrWait) {
  site.page("/", shows_later({{"<button id=go>Go</button>", 500}}));
  const auto walked = ends(
      "  - click: Fine\n    optional: true\n  - see: A survey\n    optional: true\n"
      "  - click: Go\n  - see: \"clicked: go\"\n");
  EXPECT_EQ(walked.steps[1].outcome, StepOutcome::kPassedOver);
  EXPECT_EQ(walked.steps[2].outcome, StepOutcome::kPassedOver);
  EXPECT_FALSE(walked.steps[1].timing.usable_ms);
  EXPECT_FALSE(walked.steps[1].error);
  // Looking for what was not there is not charged to the wait for what was.
  EXPECT_THAT(walked.steps[0].timing.usable_ms.value_or(0), AllOf(Ge(500 - 17), Le(1200)))
      << told(walked);
}

TEST_F(Looks, TellControlsFromWordsByTheirKind) {
  site.page("/", R"html(<p>Print your label at home, by e-mail or in a Shop</p>
    <button disabled>Order now</button><a href="/help">Help</a><label>Voucher <input></label>
    <button style="color:#fff;background:#fff;border:0">Pale</button>)html");
  EXPECT_THAT(
      walk("  - open: /\n  - see: {all: [{button: Order now}, {link: Help}, {field: Voucher}]}\n"
           "  - see: {any: [{button: Print your label}, {link: Help}]}\n"),
      Ended(Outcome::kCompleted));
  EXPECT_THAT(walk("  - open: /\n  - not_see: {any: [{button: Print your label}, {link: Order now},"
                   " {field: e-mail}, {button: Help}, {button: Pale}]}\n"),
              Ended(Outcome::kCompleted));
  const auto walked = gives_up("  - see: {button: Print your label}\n", "not_found");
  EXPECT_THAT(walked.reason_text, HasSubstr("“Print your label” as a button did not appear"));
}

TEST_F(Looks, SeeWordsInWhatHasNoBoxOfItsOwn) {
  site.page("/", R"html(<div style="display:contents">Plain words</div>
    <div hidden><div style="display:contents">Hidden words</div></div>
    <div style="display:contents;visibility:hidden">Lost words</div>
    <button id="go" style="position:absolute;top:200px"><span style="display:contents">Onwards</span></button>)html");
  EXPECT_THAT(walk("  - open: /\n  - see: Plain words\n  - click: {button: Onwards}\n"
                   "  - see: \"clicked: go\"\n"),
              Ended(Outcome::kCompleted));
  EXPECT_THAT(
      contents(folder() / "pages/000.html"),
      ContainsRegex("<div style=\"display:contents\" data-firsthand-box=\"[0-9. ]+\">Plain"));
  EXPECT_THAT(walk("  - open: /\n  - not_see: {any: [Hidden words, Lost words]}\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Looks, SeeAPictureByItsWords) {
  site.page("/", R"html(<p>Our shops</p><img alt="Our shop in Vienna" width="90" height="60"
    src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E">)html");
  EXPECT_THAT(walk("  - open: /\n  - see: {image: Our shop in Vienna}\n"),
              Ended(Outcome::kCompleted));
  EXPECT_THAT(walk("  - open: /\n  - not_see: {image: Our shop in Graz}\n"),
              Ended(Outcome::kCompleted));
}

}  // namespace
}  // namespace firsthand::test
