#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(BlankScreen, ShowsWhatTheCustomerDidNotSee) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .seen("Welcome to our shop")
                             .step("click", "click Returns policy")
                             .blank()
                             .build();
  const auto findings = findings_of("blank-screen", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "The screen was blank after 'click Returns policy'.");
  EXPECT_EQ(findings[0].evidence.screen, "screens/001-after.png");
}

TEST(BlankScreen, TellsOneBlankScreenOnceWhileItStays) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .blank()
                             .step("scroll", "scroll down")
                             .blank()
                             .build();
  EXPECT_THAT(findings_of("blank-screen", recording), SizeIs(1));
}

TEST(BlankScreen, LooksAtAPictureThatTwoStepsShare) {
  auto builder =
      RecordingBuilder().step("open", "open /").blank().step("click", "click On").seen("Hi");
  auto& walk = builder.raw().walk;
  walk.screens[0].file = *(walk.steps[0].after = walk.steps[1].before = "screens/001-before.png");
  walk.screens[0].when = "before";
  walk.screens[0].step = 1;
  builder.raw().seen[0].screen = walk.screens[0].file;
  const auto findings = findings_of("blank-screen", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].step, 0);
  EXPECT_EQ(findings[0].evidence.screen, "screens/001-before.png");
}

TEST(BlankScreen, AcceptsASentenceOnAPlainGround) {
  auto builder = RecordingBuilder().step("open", "open /").seen("Your order is complete");
  builder.raw().seen[0].one_colour = 0.995;
  builder.raw().seen[0].detail = 0.0005;
  EXPECT_THAT(findings_of("blank-screen", builder.build()), IsEmpty());
}

TEST(BlankScreen, AcceptsAHeadingAndAButtonOnAPlainGround) {
  const auto blank = [](const std::string& words) {
    auto builder = RecordingBuilder().step("open", "open /").seen(words);
    builder.raw().seen[0].one_colour = 0.995;
    builder.raw().seen[0].detail = 0.0005;
    return !findings_of("blank-screen", builder.build()).empty();
  };
  EXPECT_FALSE(blank("Toast Save"));
  EXPECT_FALSE(blank("Ok"));
  EXPECT_FALSE(blank("東京"));
  EXPECT_TRUE(blank("Loading…"));
  EXPECT_TRUE(blank("Bitte warten"));
  EXPECT_TRUE(blank("© O |"));
}

TEST(BlankScreen, SaysWhenNobodyLooked) {
  auto builder = RecordingBuilder().step("open", "open /").unread();
  EXPECT_THAT(failure_of("blank-screen", builder.build()),
              HasSubstr("screens/000-after.png was not read"));
  builder.raw().seen_error = "tesseract-ocr-deu is not installed";
  EXPECT_THAT(failure_of("blank-screen", builder.build()), HasSubstr("tesseract-ocr-deu"));
}

std::vector<Finding> nameless(const std::string& html) {
  return findings_of("nameless-field",
                     RecordingBuilder().step("open", "open /").page(html).build());
}

TEST(NamelessField, FindsABoxThatNothingNames) {
  const auto findings = nameless("<title>Contact</title><form><input name=order></form>");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].title, "1 box on 'Contact' has no name: nothing says what to type.");
  EXPECT_EQ(findings[0].evidence.selector, "input[name=\"order\"]");
}

TEST(NamelessField, TakesAHintForLessThanAName) {
  const auto findings = nameless(
      "<form><input placeholder=Name><input placeholder=Street><textarea placeholder=Message>"
      "</textarea></form>");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].count, 3);
  EXPECT_EQ(findings[0].evidence.text, "Name, Street, Message");
}

TEST(NamelessField, TellsOfWordsThatStandBesideABoxButAreNotTiedToIt) {
  const auto findings = nameless("<title>Contact us</title><form><p>Order <input></p></form>");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "1 box on 'Contact us' has no label of its own: 'Order' stands beside it, but is not "
            "tied to it.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].evidence.text, "Order (input)");
  const auto several = nameless(
      "<title>Contact us</title><form><label>Order</label><input name=o><br>Name<br><input name=n "
      "placeholder=Mina></form>");
  ASSERT_THAT(several, SizeIs(1));
  EXPECT_EQ(several[0].title,
            "2 boxes on 'Contact us' have no label of their own: 'Order', 'Name' stand beside "
            "them, but are not tied to them.");
}

TEST(NamelessField, SeesWordsInTheSameLineCellOrRow) {
  for (const char* html :
       {"Order <input>", "<b>Order</b>: <input>", "<div>Order</div><input>",
        "<div><div><span>Order</span></div><div><div><input></div></div></div>",
        "<table><tr><td>Order<td><input></table>", "<dl><dt>Order<dd><input></dl>",
        "<input type=checkbox> Order", "<p>Order (<a href=/w>where?</a>)</p><input>",
        "<label>Name <input></label><p>Order <input></p>"}) {
    const auto findings = nameless(html);
    ASSERT_THAT(findings, SizeIs(1)) << html;
    EXPECT_THAT(findings[0].title, testing::HasSubstr("no label of its own: 'Order")) << html;
  }
}

TEST(NamelessField, DoesNotTakeOtherWordsForItsLabel) {
  const char* story =
      "<p>Whoever wants to know when a parcel arrives looks for the number in the letter that came "
      "with it.</p><input>";
  for (const char* html :
       {"<h2>Order</h2><input>", "<nav>Order</nav><input>", "<a href=/>Order</a> <input>",
        "<button>Order</button><input>", "<p>Name <input aria-label=Name></p><p><input></p>",
        "<p>Order</p><form><input></form>", "<p data-firsthand-hidden>Order</p><input>",
        "* <input>", "Order <input aria-label=Order> <input>", story}) {
    const auto findings = nameless(html);
    ASSERT_THAT(findings, SizeIs(1)) << html;
    EXPECT_THAT(findings[0].title, testing::HasSubstr("nothing says what to type")) << html;
  }
}

// Home; the form, with an after-picture; then its boxes are filled.
RecordingBuilder form_filled(const char* html, const std::vector<std::string>& selectors) {
  auto builder = RecordingBuilder()
                     .step("open", "open /contact")
                     .url("http://shop.test/contact")
                     .page(html)
                     .seen("Contact")
                     .step("fill", "fill Order")
                     .url("http://shop.test/contact");
  for (const auto& selector : selectors) {
    builder.target("Order", "textbox");
    builder.raw().walk.steps[1].targets.back().selector = selector;
  }
  Walk& walk = builder.raw().walk;
  walk.steps[1].before = "screens/001-before.png";
  walk.screens.push_back({.file = "screens/001-before.png",
                          .step = 1,
                          .when = "before",
                          .width = 390,
                          .height = 844,
                          .scroll_y = 900,
                          .url = "http://shop.test/contact"});
  return builder;
}

TEST(NamelessField, ReadsTheFirstLineOfAListAsAHint) {
  const auto findings = findings_of(
      "nameless-field",
      form_filled("<form><select name=r><option value=''>Reason for return</option><option>Too "
                  "small</option></select><select name=s><option>Red</option></select></form>",
                  {})
          .build());
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_THAT(findings[0].title + findings[1].title, HasSubstr("1 box on"));
  EXPECT_THAT(findings[0].evidence.text + findings[1].evidence.text,
              HasSubstr("Reason for return"));
}

TEST(NamelessField, BoxesTheBoxThatTheWalkWorked) {
  const auto findings = findings_of(
      "nameless-field", form_filled("<form><p><input name=a aria-label=A></p><p>Order <input "
                                    "name=b></p></form>",
                                    {"body > form > p:nth-of-type(2) > input"})
                            .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].evidence.screen, "screens/001-before.png");
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 300, 350, 48}));
}

TEST(NamelessField, ShowsTheFormWhereTheBoxItselfWasNotWorked) {
  const char* html = "<form><p><input id=a aria-label=A></p><p><input name=b></p></form>";
  const auto findings = findings_of("nameless-field", form_filled(html, {"#a"}).build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].evidence.screen, "screens/001-before.png");
  EXPECT_FALSE(findings[0].evidence.box);
  const auto unworked = findings_of("nameless-field", form_filled(html, {"#other"}).build());
  EXPECT_EQ(unworked.at(0).evidence.screen, "screens/000-after.png");
  const auto searched = findings_of(
      "nameless-field", form_filled("<input type=search id=q><input name=b>", {"#q"}).build());
  EXPECT_EQ(searched.at(0).evidence.screen, "screens/000-after.png");
}

TEST(NamelessField, BoxesAnUnworkedBoxThatIsInView) {
  const char* html =
      "<form><p><input id=a aria-label=A></p><p><input name=far data-firsthand-box='20 2000 350 "
      "48'></p><p><input name=b data-firsthand-box='20 400 350 48'></p></form>";
  const auto findings = findings_of("nameless-field", form_filled(html, {"#a"}).build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].evidence.screen, "screens/000-after.png");
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 400, 350, 48}));
  const auto framed = findings_of(
      "nameless-field",
      form_filled("<firsthand-frame><input data-firsthand-box='20 400 350 48'></firsthand-frame>",
                  {"#other"})
          .build());
  EXPECT_FALSE(framed.at(0).evidence.box);
}

TEST(NamelessField, ShowsNoPictureOfAnotherPage) {
  auto builder = form_filled("<p>Order <input name=b></p>", {"p > input"});
  builder.raw().walk.screens.back().url = "http://shop.test/orders";
  const auto findings = findings_of("nameless-field", builder.build());
  EXPECT_EQ(findings.at(0).evidence.screen, "screens/000-after.png");
}

TEST(NamelessField, AcceptsEveryKindOfName) {
  EXPECT_THAT(nameless("<label for=a>Order</label><input id=a>"
                       "<label>E-mail <input></label>"
                       "<input aria-label=Town>"
                       "<span id=x>Post</span> <span id=y>code</span><input aria-labelledby='x y'>"
                       "<input title=Country>"
                       "<label>Reason <select><option>Broken</select></label>"),
              IsEmpty());
}

TEST(NamelessField, DoesNotTakeEmptyNamesForNames) {
  EXPECT_THAT(nameless("<label for=a> </label><input id=a aria-label='' title=' '>"), SizeIs(1));
  EXPECT_THAT(nameless("<input aria-labelledby=nowhere>"), SizeIs(1));
  EXPECT_THAT(nameless("<label><input></label>"), SizeIs(1));
}

TEST(NamelessField, AsksNothingOfWhatCustomersDoNotFillIn) {
  EXPECT_THAT(nameless("<input type=hidden name=token><input type=submit><button>Go</button>"
                       "<div data-firsthand-hidden><input name=website></div>"
                       "<template><input name=later></template>"
                       "<form role=search><input name=q placeholder=Search></form>"
                       "<input type=search>"
                       "<input name=keyword placeholder='Search the shop'>"
                       "<input name=country aria-hidden=true tabindex=-1>"),
              IsEmpty());
}

TEST(NamelessField, LetsTheButtonBesideALoneBoxNameIt) {
  EXPECT_THAT(nameless("<form><input name=q><button>Search</button></form>"), IsEmpty());
  EXPECT_THAT(nameless("<form><input name=q><button><svg></svg></button></form>"), SizeIs(1));
  EXPECT_THAT(nameless("<form><input name=a><input name=b><button>Send</button></form>"),
              SizeIs(1));
}

TEST(NamelessField, LooksIntoShadowRootsAndFrames) {
  EXPECT_THAT(nameless("<x-box><template shadowrootmode=closed><input name=a></template></x-box>"),
              SizeIs(1));
  EXPECT_THAT(
      nameless("<firsthand-frame url='http://pay.test/'><html><body><input name=card></body>"
               "</html></firsthand-frame>"),
      SizeIs(1));
}

TEST(NamelessField, ChargesABoxOnceHoweverOftenItsPageIsSeen) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /contact")
                             .url("http://shop.test/contact")
                             .page("<input name=order>")
                             .step("fill", "fill E-mail")
                             .url("http://shop.test/contact#form")
                             .page("<p>hello</p><input name=order>")
                             .build();
  EXPECT_THAT(findings_of("nameless-field", recording), SizeIs(1));
}

TEST(NamelessField, DoesNotApplyWhereNothingIsAsked) {
  const auto recording = RecordingBuilder().step("open", "open /").page("<p>Hello</p>").build();
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(run_rule("nameless-field", recording)));
}

std::vector<Finding> untitled(const std::string& html) {
  return findings_of("page-without-title",
                     RecordingBuilder().step("open", "open /").page(html).build());
}

TEST(PageWithoutTitle, FindsPagesThatNothingNames) {
  const auto findings = untitled("<html><head></head><body><h1>Kettles</h1></body></html>");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "The page /0 has no title.");
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_EQ(findings[0].owner, Owner::kContent);
  EXPECT_THAT(untitled("<title> </title><h1>Kettles</h1>"), SizeIs(1));
}

TEST(PageWithoutTitle, KnowsTheTitlesThatToolsLeaveBehind) {
  const auto findings = untitled("<title>React App</title><h1>Kettles</h1>");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "The page /0 has no title of its own: it is called 'React App'.");
}

TEST(PageWithoutTitle, TakesTheTitleAsItBecame) {
  EXPECT_THAT(untitled("<title>Documents you need</title><h1>Kettles</h1>"), IsEmpty());
  auto builder = RecordingBuilder().step("open", "open /").page("<h1>Kettles</h1>");
  builder.raw().walk.steps[0].title = "Kettles";
  EXPECT_THAT(findings_of("page-without-title", builder.build()), IsEmpty());
}

TEST(PageWithoutTitle, AsksNoneOfFilesAndErrors) {
  EXPECT_THAT(untitled("<html><head></head><body><pre>{\"a\": 1}</pre></body></html>"), IsEmpty());
  const auto failed = RecordingBuilder()
                          .step("open", "open /")
                          .page("<h1>Not found</h1>")
                          .status(404)
                          .step("click", "click Help")
                          .url("about:blank")
                          .page("<p></p>")
                          .build();
  EXPECT_THAT(findings_of("page-without-title", failed), IsEmpty());
}

TEST(PageWithoutTitle, TellsOnePageOnce) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .url("http://shop.test/?a=1")
                             .page("<h1>Kettles</h1>")
                             .step("scroll", "scroll down")
                             .url("http://shop.test/?a=2")
                             .page("<h1>Kettles</h1>")
                             .build();
  EXPECT_THAT(findings_of("page-without-title", recording), SizeIs(1));
}

TEST(BlankScreen, IsNotThePageThatTheBrowserShowsOfItself) {
  auto builder = RecordingBuilder().step("open", "open /").blank();
  builder.ends(Outcome::kFailed, StepOutcome::kFailed, "net::ERR_CONNECTION_REFUSED", "No page.");
  EXPECT_THAT(findings_of("blank-screen", builder.build()), IsEmpty());
}

}  // namespace
}  // namespace firsthand::test
