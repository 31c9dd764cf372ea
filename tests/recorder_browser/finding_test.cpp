#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class Finding : public Walks {};

TEST_F(Finding, TakesTheNameAPersonReads) {
  expect_found(R"html(
    <button id="partial">Save and close</button> <button id="exact">Save</button>
    <button id="aria" aria-label="Close window">x</button>
    <span id="words">Delete it</span> <button id="labelledby" aria-labelledby="words">bin</button>
    <label for="labelled">E-mail</label> <input id="labelled">
    <input id="held" placeholder="Search the shop">
    <a id="titled" href="#t" title="Basket"><svg width="20" height="20"></svg></a>
    <a id="pictured" href="#p"><img alt="Our logo" width="40" height="20" src="data:,"></a>
    <button id="split"><b>Add</b> <i>to</i> <span>basket</span></button>
    <button id="capitals" style="text-transform:uppercase">Checkout</button>
    <button id="spaces">Track&nbsp;my&nbsp;&nbsp;order</button>
    <div id="made" onclick="void 0">Made by hand</div>
    <input id="submit" type="submit" value="Send it off">)html",
               {{"click: Save", "exact"},
                {"click: Close window", "aria"},
                {"click: Delete it", "labelledby"},
                {"click: E-mail", "labelled"},
                {"click: Search the shop", "held"},
                {"click: Basket", "titled"},
                {"click: Our logo", "pictured"},
                {"click: Add to basket", "split"},
                {"click: CHECKOUT", "capitals"},
                {"click: Track my order", "spaces"},
                {"click: made by HAND", "made"},
                {"click: Send it off", "submit"}});
}

TEST_F(Finding, TakesTheNameThatBeginsWithTheWordsBeforeOneThatOnlyHoldsThem) {
  expect_found(R"html(
    <button id="added" style="font-size:30px">Added to your basket</button>
    <a id="basket" href="#b">Basket <b>0</b></a>)html",
               {{"click: Basket", "basket"}});
}

TEST_F(Finding, TakesVisibleTextThatNoControlBears) {
  site.page("/", R"html(<p id="line"><span>Read </span><em>much</em> more</p>)html");
  EXPECT_THAT(walk("  - open: /\n  - click: Read much more\n  - see: \"clicked: line\"\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Finding, LooksUnderAHeadingInALandmarkBesideATextAndByNumber) {
  expect_found(R"html(
    <nav><a id="top" href="#1">Help</a></nav>
    <section><h2>Billing</h2><button id="bill">Edit</button></section>
    <section><h2>Delivery</h2><button id="deliver">Edit</button></section>
    <table><tr><td>Kettle</td><td><button id="kettle">Remove</button></td></tr>
    <tr><td>Teapot</td><td><button id="teapot">Remove</button></td></tr></table>
    <button id="first">Show</button> <button id="second">Show</button>
    <footer><a id="bottom" href="#2">Help</a></footer>)html",
               {{"click: Help\n    in: footer", "bottom"},
                {"click: Edit\n    in: Delivery", "deliver"},
                {"click: Edit\n    in: Billing", "bill"},
                {"click: Remove\n    near: Teapot", "teapot"},
                {"click: Remove\n    near: Kettle", "kettle"},
                {"click: Show\n    nth: 2", "second"}});
}

TEST_F(Finding, NarrowsByKindAndByEscapeHatch) {
  expect_found(R"html(
    <a id="link" href="#l">Order</a> <button id="button" class="go">Order</button>
    <label for="field">Order</label> <input id="field">
    <button id="tested" data-testid="pay">One</button>)html",
               {{"click: {link: Order}", "link"},
                {"click: {button: Order}", "button"},
                {"click: {field: Order}", "field"},
                {"click: {css: button.go}", "button"},
                {"click: {xpath: \"//button[text()='One']\"}", "tested"},
                {"click: {testid: pay}", "tested"}});
}

TEST_F(Finding, NeverTakesATwinThatNobodySees) {
  expect_found(R"html(
    <button id="none" style="display:none">Continue</button>
    <button id="invisible" style="visibility:hidden">Continue</button>
    <button id="clear" style="opacity:0">Continue</button>
    <button id="away" style="position:absolute;left:-9999px">Continue</button>
    <button id="tiny" style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)">Continue</button>
    <button id="shown">Continue</button>)html",
               {{"click: Continue", "shown"}});
}

TEST_F(Finding, SaysWhenSeveralThingsFitAsWell) {
  site.page("/", R"html(<button id="a">Choose</button><button id="b">Choose</button>)html");
  const auto walked = walk("  - open: /\n  - click: Choose\n  - see: \"clicked: a\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "ambiguous_target"), SizeIs(1));
  EXPECT_EQ(walked.steps[1].targets.at(0).matches, 2);
}

TEST_F(Finding, TakesNamesThatOnlyHoldTheWordsForDifferentNames) {
  site.page("/",
            R"html(<button id="a">Copper kettle</button><button id="b">Steel kettle</button>)html");
  const auto walked = walk("  - open: /\n  - click: kettle\n  - see: \"clicked: a\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "ambiguous_target"), IsEmpty());
  EXPECT_EQ(walked.steps[1].targets.at(0).matches, 2);
}

TEST_F(Finding, HoldsLinksToOnePlaceForOneTarget) {
  site.page("/", R"html(<a href="/there">Returns</a> <a href="/there">Returns</a>)html");
  site.page("/there", "<p>Here are returns</p>");
  const auto walked = walk("  - open: /\n  - click: Returns\n  - see: Here are returns\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_THAT(observed(walked, "ambiguous_target"), IsEmpty());
}

TEST_F(Finding, NamesWhatIsThereWhenTheTargetIsMisspelt) {
  site.page("/", R"html(<a href="#1">Returns and refunds</a> <button>Track order</button>
                    <button hidden>Secret door</button>)html");
  const auto walked = walk("  - open: /\n  - click: Retruns and refunds\n  - see: Test site\n",
                           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_found");
  EXPECT_THAT(walked.reason_text, HasSubstr("“Retruns and refunds”"));
  EXPECT_THAT(walked.reason_text, HasSubstr("this page has “Returns and refunds”"));
  EXPECT_THAT(walked.reason_text, HasSubstr("Track order"));
  EXPECT_THAT(walked.reason_text, Not(HasSubstr("Secret door")));
}

TEST_F(Finding, NamesFirstWhatSharesAWordAndWhatIsInTheMainPart) {
  site.page("/", R"html(<header><a href="/">Acme</a><a href="/a">Account</a></header>
                    <button>Copper pan</button><button>Add to basket</button>)html");
  const auto walked = walk("  - open: /\n  - click: Add to cart\n  - see: Test site\n",
                           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked.reason_text,
              HasSubstr("this page has “Add to basket”, “Copper pan”, “Acme”, “Account”"));
  EXPECT_EQ(walked.steps[1].error->target, "Add to cart");
}

TEST_F(Finding, ReachesIntoOpenAndClosedShadowRoots) {
  site.page("/", R"html(<open-box></open-box><closed-box></closed-box><p id="out"></p><script>
    const say = (text) => { document.getElementById('out').textContent += text + '. '; };
    customElements.define('open-box', class extends HTMLElement {
      connectedCallback() {
        const root = this.attachShadow({mode: 'open'});
        root.innerHTML = '<p>Words in the open</p><button>Open door</button><label>Name <input></label>';
        root.querySelector('button').onclick = (e) => say('open ' + e.isTrusted);
        root.querySelector('input').oninput = (e) => { if (e.target.value === 'Robin') say('typed'); };
      }
    });
    customElements.define('closed-box', class extends HTMLElement {
      connectedCallback() {
        const root = this.attachShadow({mode: 'closed'});
        root.innerHTML = '<p>Words behind it</p><button>Closed door</button>';
        root.querySelector('button').onclick = (e) => say('closed ' + e.isTrusted);
      }
    });</script>)html");
  const auto walked = walk(
      "  - open: /\n  - see: Words in the open\n  - click: Open door\n"
      "  - fill:\n      Name: Robin\n  - click: Closed door\n  - see: Words behind it\n"
      "  - see: open true. typed. closed true.\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
}

}  // namespace
}  // namespace firsthand::test
