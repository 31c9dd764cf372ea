// A visitor without a pointer, on pages that let them in and pages that do not.
#include <gmock/gmock.h>

#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

class Keyboard : public Walks {
 protected:
  Walk by_keys(const std::string& steps) { return walk(steps, {.visitor = "keyboard-only"}); }
};

TEST_F(Keyboard, OpensLinksAndPressesButtonsWithoutAClick) {
  site.page("/", R"html(<a href="/a">One</a> <a href="/b">Two</a>
    <button onclick="this.textContent = event.detail ? 'by pointer' : 'by keys'">Add</button>)html");
  site.page("/b", "<p>The second page</p>");
  const auto walked = by_keys(
      "  - open: /\n  - click: Add\n  - see: by keys\n  - click: Two\n"
      "  - see: The second page\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(walked.steps[1].clicks, 0);
  EXPECT_EQ(walked.steps[1].keystrokes, 4);  // Tab three times, Enter
  EXPECT_EQ(walked.steps[3].keystrokes, 2);  // back by Shift+Tab, Enter
}

TEST_F(Keyboard, FillsChoosesAndTicks) {
  site.page("/", R"html(<form onsubmit="event.preventDefault(); out.textContent =
      `${name.value}, ${tea.value}, ${size.value}, ${gift.checked}`">
    <label>Name <input id="name"></label>
    <label>Tea <select id="tea"><option>Green<option>Black<option>White</select></label>
    <label><input type="radio" name="size" value="small"> Small</label>
    <label><input type="radio" name="size" value="large" checked> Large</label>
    <label><input type="radio" name="size" value="huge"> Huge</label>
    <label><input type="checkbox" id="gift"> As a gift</label>
    <button>Order</button></form><p id="out"></p>
    <script>const form = document.forms[0], name = form.querySelector('#name'),
      size = form.elements.size, tea = form.querySelector('#tea'),
      gift = form.querySelector('#gift')</script>)html");
  const auto walked = by_keys(
      "  - open: /\n  - fill: {Name: Anna}\n  - choose: {Tea: White}\n  - choose: Small\n"
      "  - check: As a gift\n  - click: Order\n  - see: \"Anna, White, small, true\"\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  for (const auto& step : walked.steps) EXPECT_EQ(step.clicks, 0) << step.says;
}

TEST_F(Keyboard, GoesThroughTabsMenusAndListsByTheirArrows) {
  site.page("/", R"html(<div role="tablist">
      <button role="tab" aria-selected="true">Details</button>
      <button role="tab" tabindex="-1">Reviews</button>
      <button role="tab" tabindex="-1">Delivery</button></div><p id="out"></p>
    <script>
      const tabs = [...document.querySelectorAll('[role=tab]')];
      for (const tab of tabs) {
        tab.onclick = () => out.textContent = tab.textContent + ' shown';
        tab.onkeydown = (event) => {
          if (event.key === 'ArrowRight') tabs[(tabs.indexOf(tab) + 1) % tabs.length].focus();
        };
      }</script>)html");
  EXPECT_THAT(by_keys("  - open: /\n  - click: Delivery\n  - see: Delivery shown\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Keyboard, PassesNothingByHoweverFastItGoes) {
  std::string links;
  for (int link = 1; link <= 60; ++link)
    links += "<a href='/" + std::to_string(link) + "'>Link " + std::to_string(link) + "</a> ";
  site.page("/", links);
  site.page("/41", "<p>There</p>");
  const auto walked = by_keys("  - open: /\n  - click: Link 41\n  - see: There\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(walked.steps[1].keystrokes, 42);
}

TEST_F(Keyboard, ReachesWhatStandsInAFrameOfAnotherSite) {
  site.page("/in", "<button onclick=\"this.textContent = 'Paid'\">Pay</button>");
  site.page("/", "<a href='/x'>Before</a><iframe src='" + site.elsewhere() +
                     "/in'></iframe><a href='/y'>After</a>");
  EXPECT_THAT(by_keys("  - open: /\n  - click: Pay\n  - see: Paid\n"), Ended(Outcome::kCompleted));
}

TEST_F(Keyboard, GivesUpWhereOnlyAPointerGets) {
  site.page("/", R"html(<a href="/a">One</a>
    <div onclick="this.textContent = 'Added'" style="cursor: pointer">Add to basket</div>
    <a href="/b">Two</a>)html");
  EXPECT_THAT(walk("  - open: /\n  - click: Add to basket\n  - see: Added\n"),
              Ended(Outcome::kCompleted));
  const auto walked = by_keys("  - open: /\n  - click: Add to basket\n  - see: Added\n");
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_reachable_by_keyboard");
  ASSERT_TRUE(walked.steps[1].error);
  EXPECT_EQ(walked.steps[1].error->what, "“Add to basket” cannot be reached with the keyboard.");
  EXPECT_FALSE(walked.censored);
  const auto seen = observed(walked, "not_reachable_by_keyboard");
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].text, "Add to basket");
  EXPECT_TRUE(seen[0].box);
}

TEST_F(Keyboard, GivesUpWhenTheFocusIsNotLetGo) {
  site.page("/", R"html(<div id="chat"><button>Hello</button><button>Bye</button></div>
    <a href="/pay">Pay</a>
    <script>
      const both = [...document.querySelectorAll('#chat button')];
      for (const button of both) button.onkeydown = (event) => {
        if (event.key !== 'Tab') return;
        event.preventDefault();
        both[1 - both.indexOf(button)].focus();
      };</script>)html");
  const auto walked = by_keys("  - open: /\n  - click: Pay\n  - see: Paid\n");
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "keyboard_trap");
  EXPECT_EQ(observed(walked, "keyboard_trap").size(), 1U);
}

TEST_F(Keyboard, AnswersABannerByKeysAndIsNotTrappedWhereItWas) {
  site.page("/", R"html(<title>Pots</title><a href="/pot">Teapot of the week</a>
    <div id="box" style="position:fixed;inset:auto 0 0 0;height:200px;background:#eee">
    <h2>Cookies</h2><p>We use cookies.</p>
    <button onclick="fetch('/pressed/' + (event.detail ? 'pointer' : 'keys')); box.remove()">Accept all
    </button></div>)html");
  site.page("/pot", "<p>It holds one litre</p>");
  const auto walked =
      by_keys("  - open: /\n  - click: Teapot of the week\n  - see: It holds one litre\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.interruptions, ::testing::SizeIs(1)) << told(walked);
  EXPECT_EQ(walked.interruptions[0].ended, "accepted");
  EXPECT_EQ(site.heard("/pressed/keys"), 1);
  EXPECT_EQ(site.heard("/pressed/pointer"), 0);
}

TEST_F(Keyboard, SaysWhichButtonOfABannerOnlyAPointerGetsTo) {
  site.page("/", R"html(<title>Pots</title><a href="/pot">Teapot of the week</a>
    <div id="box" style="position:fixed;inset:auto 0 0 0;height:200px;background:#eee">
    <h2>Cookies</h2><p>We use cookies.</p>
    <div role="button" onclick="box.remove()">Accept all</div></div>)html");
  site.page("/pot", "<p>It holds one litre</p>");
  const auto walked =
      by_keys("  - open: /\n  - click: Teapot of the week\n  - see: It holds one litre\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto missed = observed(walked, "not_reachable_by_keyboard");
  ASSERT_THAT(missed, ::testing::SizeIs(1)) << told(walked);
  EXPECT_EQ(missed[0].text, "Accept all");
}

TEST_F(Keyboard, DoesNotTryAgainWhatKeysDoNotGetTo) {
  site.page("/", R"html(<title>Pots</title><a href="/pot">Teapot of the week</a>
    <div id="box" style="position:fixed;inset:0;background:#eee"><h2>Cookies</h2>
    <p>We use cookies.</p><div role="button" onclick="box.remove()">Accept all</div></div>
    <script>document.querySelector('a').addEventListener('focus', (event) => event.target.blur());
    </script>)html");
  const auto walked = walk("  - open: /\n  - click: Teapot of the week\n  - see: Never\n",
                           {.patience = "4s", .limit = "4s", .visitor = "keyboard-only"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "covered") << told(walked);
  EXPECT_THAT(observed(walked, "not_reachable_by_keyboard"), ::testing::SizeIs(1));
}

TEST_F(Keyboard, DoesNotDrag) {
  site.page("/", "<p draggable='true'>Kettle</p><p>Basket</p>");
  const auto walked =
      by_keys("  - open: /\n  - drag: {from: Kettle, to: Basket}\n  - see: Kettle\n");
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_reachable_by_keyboard");
}

TEST_F(Keyboard, MovesASliderByItsKeys) {
  site.page("/", R"html(<label>Cups <input type="range" min="0" max="10" value="3"
    oninput="out.textContent = this.value + ' cups'"></label><p id="out"></p>)html");
  EXPECT_THAT(by_keys("  - open: /\n  - slide: {Cups: 7}\n  - see: 7 cups\n"),
              Ended(Outcome::kCompleted));
}

}  // namespace
}  // namespace firsthand::test
