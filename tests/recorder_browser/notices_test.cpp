// What the recorder notices on the way, for rules to judge.

#include <fmt/format.h>

#include "journeys/recording_folder.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Lt;
using ::testing::Not;
using ::testing::SizeIs;

class Notices : public Walks {
 protected:
  // The page as kept after the first step.
  std::string kept(const std::string& body) {
    site.page("/", body);
    EXPECT_THAT(walk("  - open: /\n  - see: Test site\n"), Ended(Outcome::kCompleted));
    return contents(folder() / "pages/000.html");
  }
  // A button below something that comes after `ms`.
  Walk pushed_down(int ms, int height) {
    site.page("/", fmt::format(R"html(<div id="late"></div><button id="go">Onwards</button>
        <script>setTimeout(() => late.style.height = '{}px', {});</script>)html",
                               height, ms));
    return walk("  - open: /\n  - click: Onwards\n  - see: \"clicked: go\"\n",
                {.with = [](WalkOptions& options) { options.pace = Pace::kSteady; }});
  }
};

TEST_F(Notices, HearsWhatAPageAnnouncesAndTakesAway) {
  site.page("/", R"html(<p class="message-box">Welcome</p><button id="go">Send</button><script>
    go.onclick = () => {
      const toast = document.createElement('div');
      toast.className = 'AppToast';
      toast.textContent = 'No such order';
      document.body.append(toast);
      setTimeout(() => toast.remove(), 400);
    };</script>)html");
  const auto walked = walk("  - open: /\n  - click: Send\n  - see: \"clicked: go\"\n");
  const auto said = observed(walked, "said");
  ASSERT_THAT(said, SizeIs(2));
  EXPECT_EQ(said[0].text, "Welcome");
  EXPECT_EQ(said[1].text, "No such order");
  EXPECT_GE(said[1].step, 1);
}

// The opening tag of the element with this id.
std::string tag_of(const std::string& page, const std::string& id) {
  const auto at = page.find("id=\"" + id + "\"");
  return at == std::string::npos ? "" : page.substr(at, page.find('>', at) - at);
}

// A page whose button is pressed, what then comes, and what was heard.
constexpr const char* kPressed =
    "  - open: /\n  - click: Send\n  - wait: 1s\n    because: it comes\n"
    "  - see: Shop\n";

TEST_F(Notices, HearsAMessageThatNothingMarksAsOne) {
  for (const auto& [style, show] :
       {// appended; faded in; words put into a box that was hidden
        std::pair("bottom:20px;right:20px", "append"), std::pair("top:16px;left:40%", "append"),
        std::pair("bottom:20px;left:20px;opacity:0;transition:opacity .2s", "fade"),
        std::pair("bottom:20px;left:20px;display:none", "fill")}) {
    site.page("/", fmt::format(R"html(<h1>Shop</h1><button id="go">Send</button>
      <div id="box" style="position:fixed;background:#333;color:#fff;padding:10px;{}"></div><script>
      const box = document.querySelector('#box');
      if ('{}' !== 'fill') box.remove();
      go.addEventListener('click', () => setTimeout(() => {{
        box.textContent = 'No such order'; document.body.append(box); box.style.display = 'block';
        requestAnimationFrame(() => requestAnimationFrame(() => box.style.opacity = 1));
        setTimeout(() => box.remove(), 900);
      }}, 50));</script>)html",
                               style, show));
    const auto said = observed(walk(kPressed), "said");
    ASSERT_THAT(said, SizeIs(1)) << style;
    EXPECT_EQ(said[0].text, "No such order");
  }
}

TEST_F(Notices, HearsAMessageInAComponentOfThePage) {
  site.page("/", R"html(<h1>Shop</h1><button id="go">Send</button><script>
    customElements.define('my-toast', class extends HTMLElement { connectedCallback() {
      this.attachShadow({mode: 'open'}).innerHTML = '<div style="position:fixed;bottom:16px;left:16px;' +
        'background:#222;color:#fff;padding:12px"><slot></slot></div>'; } });
    go.onclick = () => setTimeout(() => {
      const toast = document.createElement('my-toast');
      toast.textContent = 'Out of stock';
      document.body.append(toast);
      setTimeout(() => toast.remove(), 600);
    }, 100);</script>)html");
  const auto said = observed(walk(kPressed), "said");
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_EQ(said[0].text, "Out of stock");
}

TEST_F(Notices, DoesNotTakeABannerForAMessage) {
  site.page("/",
            R"html(<div class="cookie-notice" role="alert">We use cookies. <button>OK</button></div>
      <p role="alert">Cookies are sold out</p>)html");
  const auto said = observed(walk("  - open: /\n  - see: sold out\n"), "said");
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_EQ(said[0].text, "Cookies are sold out");
}

TEST_F(Notices, TakesNotEverythingNewForAMessage) {
  for (const char* comes :
       {// in the page; in a bar that was there; what is chosen from; what asks back; a drawer;
        // a menu; a chat
        "<p>New in the page</p>", "bar",
        "<div style='position:fixed;bottom:0;left:0'><ul><li>First one<li>Second one</ul></div>",
        "<div style='position:fixed;bottom:0;left:0'>Your e-mail <input></div>",
        "<div style='position:fixed;inset:0 0 0 60%;background:#eee'>Your basket is empty</div>",
        "<div style='position:absolute;top:60px'><a href=/a>Kettles</a> <a href=/b>Cups</a> <a "
        "href=/c>Pots</a></div>",
        "<div style='position:fixed;bottom:9px;right:9px'>Need help? <button>Chat with "
        "us</button></div>",
        "<div "
        "style='position:fixed;bottom:9px;right:9px;background:#fff;color:#000;z-index:-1'>Behind "
        "it all</div>"}) {
    site.page("/", std::string(
                       R"html(<body style="margin:0"><main style="background:#fff;height:1800px">
      <div id="head" style="position:fixed;top:0;left:0;right:0;height:50px;background:#eee">Basket <b id="count">0</b>
      <label style="position:absolute;top:20px;left:300px;pointer-events:none" id="hint">Your name</label></div>
      <h1 style="padding-top:90px">Shop</h1><button id="go">Send</button></main><script>
      go.onclick = () => setTimeout(() => {
        if (`)html") + comes +
                       "` === 'bar') { head.className = 'new'; count.textContent = 'one thing'; "
                       "hint.className = 'up'; }"
                       " else document.body.insertAdjacentHTML('beforeend', `" +
                       comes + "`); }, 50);</script>");
    EXPECT_THAT(observed(walk(kPressed), "said"), IsEmpty()) << comes;
  }
}

// A browser with a window does what headless would refuse or not draw.
TEST_F(Notices, CopiesAndPrintsAsABrowserWithAWindowDoes) {
  site.page("/", R"html(<button id="copy">Copy</button><button id="print">Print</button>
    <p id="out"></p><script>
    copy.onclick = () => navigator.clipboard.writeText('KC-1').then(() => out.textContent = 'Copied',
      (error) => out.textContent = error.name);
    document.getElementById('print').onclick = () => window.print();</script>)html");
  const auto walked =
      walk("  - open: /\n  - click: Copy\n  - see: Copied\n  - click: Print\n  - see: Copied\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_TRUE(walked.steps.at(3).reaction);
  EXPECT_TRUE(walked.steps[3].reaction->dom_ms);
}

TEST_F(Notices, MarksPicturesThatLeaveAnEmptyFrame) {
  const auto page = kept(
      "<img id='gone' src='/gone.png' alt='A kettle' width='300' height='200'>"
      "<img id='hidden' src='/gone.png' style='display:none'>"
      "<img id='later' src='/gone.png' loading='lazy' style='position:absolute;top:20000px'>"
      "<img id='none' alt='Nothing asked for' width='10' height='10'>"
      "<img id='fine' width='20' height='20' src='data:image/svg+xml,<svg "
      "xmlns=\"http://www.w3.org/2000/svg\"/>'>");
  EXPECT_THAT(tag_of(page, "gone"),
              AllOf(HasSubstr("data-firsthand-broken=\"" + site.url() + "/gone.png\""),
                    HasSubstr("data-firsthand-box=\"8 ")));
  for (const char* id : {"hidden", "later", "none", "fine"})
    EXPECT_THAT(tag_of(page, id), AllOf(Not(IsEmpty()), Not(HasSubstr("firsthand-broken")))) << id;
}

TEST_F(Notices, MarksWhereFieldsStand) {
  const auto page = kept(
      "<p style='height:300px'></p><input id='name' style='position:absolute;left:40px;top:200px;"
      "width:300px;height:30px;box-sizing:border-box'><input id='token' type='hidden'>"
      "<textarea id='away' style='display:none'></textarea>");
  EXPECT_THAT(page, HasSubstr("data-firsthand-box=\"40 200 300 30\""));
  for (const char* id : {"\"token\"", "\"away\""}) {
    const auto at = page.find(id);
    ASSERT_NE(at, std::string::npos) << id;
    EXPECT_THAT(page.substr(at, page.find('>', at) - at), Not(HasSubstr("firsthand-box"))) << id;
  }
}

TEST_F(Notices, MarksWhereControlsAndWordsStand) {
  const auto page = kept(
      "<style>main { position: absolute; top: 100px; left: 0 } main * { margin: 0; position: "
      "absolute; left: 10px; width: 100px; height: 20px; "
      "box-sizing: border-box }</style><main>"
      "<p id='words' style='top:0'>We are sorry.</p><div id='none' style='top:20px'> </div>"
      "<a id='link' href='/x' style='top:40px'><svg></svg></a><a id='name' style='top:60px'></a>"
      "<div id='role' role='button' style='top:80px'></div>"
      "<p id='hidden' style='visibility:hidden'>Not now.</p><button id='go' style='top:99.96px'>"
      "</button></main>");
  EXPECT_THAT(tag_of(page, "words"), HasSubstr("data-firsthand-box=\"10 100 100 20\""));
  EXPECT_THAT(tag_of(page, "link"), HasSubstr("data-firsthand-box=\"10 140 100 20\""));
  EXPECT_THAT(tag_of(page, "role"), HasSubstr("data-firsthand-box=\"10 180 100 20\""));
  EXPECT_THAT(tag_of(page, "go"), HasSubstr("data-firsthand-box=\"10 200 100 20\""));
  for (const char* id : {"none", "name", "hidden"})
    EXPECT_THAT(tag_of(page, id), Not(HasSubstr("firsthand-box"))) << id;
}

TEST_F(Notices, MarksSmallLettersByTheirSize) {
  const auto page = kept(
      "<meta name='viewport' content='width=device-width'><p id='fine' style='font-size:12px'>We "
      "are sorry.</p><p id='print' style='font-size:9.5px'>No refunds.</p>");
  EXPECT_THAT(tag_of(page, "print"), HasSubstr("data-firsthand-letters=\"9.5\""));
  EXPECT_THAT(tag_of(page, "fine"), Not(HasSubstr("firsthand-letters")));
}

// A phone shows a page that was not made for it smaller, and its letters with it.
TEST_F(Notices, MarksLettersThatAPhoneMakesSmall) {
  site.answers("/", SiteAnswer{.body = "<title>T</title><p id='text' style='font-size:16px;width:"
                                       "900px'>We are sorry."});
  walk("  - open: /\n  - see: We are sorry\n", {.visitor = "phone"});
  const auto tag = tag_of(contents(folder() / "pages/000.html"), "text");
  const auto at = tag.find("data-firsthand-letters=\"");
  ASSERT_NE(at, std::string::npos) << tag;
  EXPECT_THAT(std::stod(tag.substr(at + 24)), AllOf(Gt(3), Lt(8)));
}

TEST_F(Notices, MarksHowManyPixelsAPictureHas) {
  const auto page = kept(
      "<img id='small' width='80' height='40' src='data:image/gif;base64,"
      "R0lGODlhAgABAIAAAP///wAAACH5BAAAAAAALAAAAAACAAEAAAICRAoAOw=='>"
      "<img id='drawn' width='80' height='40' src='data:image/svg+xml,<svg "
      "xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\"/>'>");
  EXPECT_THAT(tag_of(page, "small"), HasSubstr("data-firsthand-pixels=\"2 1\""));
  EXPECT_THAT(tag_of(page, "drawn"), Not(HasSubstr("firsthand-pixels")));
}

TEST_F(Notices, MarksTextsThatNobodySees) {
  const auto page = kept(
      "<body style='margin:0;background:white'><p id='read' style='position:absolute;left:20px;"
      "top:100px;width:300px;height:30px;margin:0'>Everybody reads this.</p>"
      "<p id='lost' style='position:absolute;top:200px;color:#fffefe'>Nobody reads this.</p>"
      "<p id='pale' style='position:absolute;top:240px;color:#777'>Read with an effort.</p>"
      "<p id='gone' style='display:none'>Not shown.</p>"
      "<div id='outer' style='position:absolute;top:300px'><button id='key'></button></div>"
      "<div style='position:absolute;top:400px;width:300px'><p id='under' style='margin:0'>Lies "
      "under the next.</p><div style='position:relative;top:-30px;height:40px;background:#ccc'>"
      "</div></div>"
      "<p id='menu' style='position:absolute;top:500px;margin:0'>Under a menu.</p>"
      "<div style='position:absolute;top:490px;width:300px;height:60px;background:#ccc'></div>");
  EXPECT_THAT(tag_of(page, "read"), HasSubstr("data-firsthand-box=\"20 100 300 30\""));
  EXPECT_THAT(tag_of(page, "key"), HasSubstr("data-firsthand-box=\""));
  EXPECT_THAT(tag_of(page, "lost"), HasSubstr("data-firsthand-unseen=\"ground\""));
  EXPECT_THAT(tag_of(page, "under"), HasSubstr("data-firsthand-unseen=\"buried\""));
  for (const char* id : {"read", "pale", "menu"})
    EXPECT_THAT(tag_of(page, id), Not(HasSubstr("unseen"))) << id;
  for (const char* id : {"gone", "outer"})
    EXPECT_THAT(tag_of(page, id), Not(HasSubstr("firsthand-box"))) << id;
}

TEST_F(Notices, DoesNotLetAPageMarkItself) {
  EXPECT_THAT(kept("<p data-firsthand-hidden>We are sorry.</p><input data-firsthand-box='1 2 3 4' "
                   "data-testid='order'>"),
              AllOf(Not(HasSubstr("firsthand-hidden")), Not(HasSubstr("1 2 3 4")),
                    HasSubstr("data-testid=\"order\"")));
}

TEST_F(Notices, KeepsWhatAListShows) {
  EXPECT_THAT(kept("<select><option value='r'>Red</option><option value='b' selected>Blue</option>"
                   "</select>"),
              HasSubstr("<select data-firsthand-value=\"b\""));
}

TEST_F(Notices, TellsWhatJumpedAwayBeforeItWasClicked) {
  const auto walked = pushed_down(800, 200);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto jumps = observed(walked, "layout_jump");
  ASSERT_THAT(jumps, SizeIs(1));
  EXPECT_EQ(jumps[0].text, "Onwards");
  EXPECT_EQ(jumps[0].step, 1);
  EXPECT_LT(jumps[0].at_ms, *walked.steps[1].input_at_ms);
  ASSERT_TRUE(jumps[0].box);
  EXPECT_LT(jumps[0].box->y, walked.steps[1].targets.at(0).box.y - 150);
}

TEST_F(Notices, DoesNotTellOfAPageThatIsStillComingOrOfSmallMoves) {
  EXPECT_THAT(observed(pushed_down(50, 200), "layout_jump"), IsEmpty());
  EXPECT_THAT(observed(pushed_down(800, 4), "layout_jump"), IsEmpty());
}

TEST_F(Notices, TakesWhatMovesBecauseOfAnInputForItsAnswer) {
  site.page("/", R"html(<button id="more">More</button><div id="room"></div>
      <button id="go">Onwards</button>
      <script>more.onclick = () => room.style.height = '300px';</script>)html");
  const auto walked = walk("  - open: /\n  - click: More\n  - click: Onwards\n  - see: \"go\"\n",
                           {.with = [](WalkOptions& options) { options.pace = Pace::kSteady; }});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "layout_jump"), IsEmpty());
}

TEST_F(Notices, TellsWhatHadToBeScrolledTo) {
  site.page("/", "<p>On top</p><div style='height:3000px'></div><p>Far below</p>");
  const auto walked = walk("  - open: /\n  - see: On top\n  - see: Far below\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto below = observed(walked, "seen_below");
  ASSERT_THAT(below, SizeIs(1));
  EXPECT_EQ(below[0].step, 2);
  EXPECT_EQ(below[0].text, "Far below");
}

}  // namespace
}  // namespace firsthand::test
