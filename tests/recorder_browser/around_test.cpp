// The steps around doing and looking: back, reload, wait, script.
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Not;
using ::testing::SizeIs;

class Around : public Walks {
 protected:
  Walk ends(const std::string& steps, const Way& way = {}) {
    auto walked = walk("  - open: /\n" + steps, way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    return walked;
  }
  Walk fails(const std::string& steps, const std::string& code) {
    auto walked = walk("  - open: /\n" + steps, {.patience = "3s", .limit = "3s"});
    EXPECT_THAT(walked, Ended(Outcome::kFailed));
    EXPECT_EQ(walked.reason, code) << told(walked);
    return walked;
  }
  // The journey's own script is wrong: nothing is said about the site.
  Walk script_fails(const std::string& steps) {
    auto walked = walk("  - open: /\n" + steps, {.patience = "3s", .limit = "3s"});
    EXPECT_THAT(walked, AuthorsMistake("script_failed")) << told(walked);
    return walked;
  }
};

TEST_F(Around, ASelectorThatDoesNotReadIsTheAuthorsMistake) {
  site.page("/", R"html(<label>Name <input></label><button>Save</button>)html");
  for (const char* step :
       {"click: {css: \"button[[\"}", "click: {xpath: \"//button[\"}", "see: {css: \"a >\"}",
        "not_see: {css: \"a:nope\"}", "click: {xpath: \"count(//a)\"}",
        "click: {css: \"a[[\"}\n    optional: true"}) {
    const auto walked = walk(std::string("  - open: /\n  - ") + step + "\n  - see: Save\n",
                             {.patience = "4s", .limit = "4s"});
    EXPECT_THAT(walked, AuthorsMistake("bad_selector")) << step << told(walked);
  }
}

TEST_F(Around, KeepWaitsForTheWordThatComesAfterItsLabel) {
  site.page("/", R"html(<label>Code <input id="code"></label><p>Your number: <b id="number"></b></p>
    <script>setTimeout(() => { number.textContent = '“RMA-17”'; code.value = 'X-9'; }, 700)</script>)html");
  const auto walked = walk(
      "  - open: /\n  - keep: number\n    after: Your number\n  - keep: code\n"
      "    from: {field: Code}\n  - see: Your number\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto kept = observed(walked, "kept");
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].text, "number = RMA-17");
  EXPECT_EQ(kept[1].text, "code = X-9");
  const auto vain = walk("  - open: /\n  - keep: number\n    after: X-10\n  - see: Your number\n",
                         {.patience = "1s", .limit = "1s"});
  EXPECT_THAT(vain, Ended(Outcome::kGaveUp));
}

TEST_F(Around, BackLeadsToThePageBefore) {
  site.page("/", R"html(<p>First page</p><a href="/two">On</a>)html");
  site.page("/two", "<p>Second page</p>");
  const auto walked = ends(
      "  - click: On\n  - see: Second page\n  - back\n  - see: First page\n  - click: On\n"
      "  - see: Second page\n  - back:\n  - see: {url: '/:\\d+/$/'}\n");
  EXPECT_TRUE(walked.steps[3].timing.usable_ms) << told(walked);
  EXPECT_FALSE(walked.steps[3].reaction);
}

TEST_F(Around, BackWorksWithinOneDocumentToo) {
  site.page("/", R"html(<button id="on">On</button><p id="here">First view</p><script>
    on.onclick = () => { history.pushState({}, '', '/two'); here.textContent = 'Second view'; };
    onpopstate = () => setTimeout(() => here.textContent = 'First view', 400);</script>)html");
  const auto walked = ends("  - click: On\n  - see: Second view\n  - back\n  - see: First view\n");
  EXPECT_THAT(walked.steps[3].timing.usable_ms.value_or(0), AllOf(Ge(400 - 17), Le(1500)));
}

TEST_F(Around, BackFromTheFirstPageLeadsNowhere) {
  site.page("/", "<p>First page</p>");
  fails("  - back\n  - see: First page\n", "nowhere_back");
}

TEST_F(Around, ReloadAsksForThePageAgain) {
  int asked = 0;
  site.answers("/", [&asked](const SiteRequest&) {
    return SiteAnswer{.body = document("<p>Visit " + std::to_string(++asked) + "</p>")};
  });
  const auto walked = ends("  - see: Visit 1\n  - reload\n  - see: Visit 2\n");
  EXPECT_EQ(site.heard("/"), 2);
  EXPECT_TRUE(walked.steps[2].timing.usable_ms);
}

TEST_F(Around, ReloadOfAPageThatBrokeFails) {
  int asked = 0;
  site.answers("/", [&asked](const SiteRequest&) {
    return ++asked == 1 ? SiteAnswer{.body = document("<p>Hello</p>")}
                        : SiteAnswer{.status = 503, .body = document("<p>Down</p>")};
  });
  fails("  - see: Hello\n  - reload\n  - see: Hello\n", "http_503");
}

TEST_F(Around, AWaitIsNeitherTheCustomersNorOurs) {
  site.page("/", R"html(<button id="go">Go</button><div id="out"></div><script>
    go.onclick = () => setTimeout(() => out.textContent = 'Done at last', 1200);</script>)html");
  const auto walked = ends(
      "  - click: Go\n  - wait: 2s\n    because: the letter takes a while\n  - see: Done at "
      "last\n");
  const auto& pause = walked.steps[2];
  EXPECT_THAT(pause.timing.pace_ms, AllOf(Ge(1990), Le(2600)));
  EXPECT_FALSE(pause.timing.usable_ms);
  EXPECT_LT(pause.timing.tool_ms, 500);
  EXPECT_THAT(pause.says, HasSubstr("because the letter takes a while"));
  // It came during the pause: the customer waited only until that began.
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(1e9), Le(1000)) << told(walked);
}

TEST_F(Around, AWaitDoesNotHideWhatComesAfterIt) {
  site.page("/", R"html(<button id="go">Go</button><div id="out"></div><script>
    go.onclick = () => setTimeout(() => out.textContent = 'Done at last', 2500);</script>)html");
  const auto walked =
      ends("  - click: Go\n  - wait: 1s\n    because: of the letter\n  - see: Done at last\n");
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(0), AllOf(Ge(1450), Le(2400)))
      << told(walked);
}

TEST_F(Around, PatienceGoesOnAfterAWait) {
  site.page("/", R"html(<button id="go">Go</button>)html");
  const auto walked =
      walk("  - open: /\n  - click: Go\n  - wait: 1s\n    because: of the letter\n  - see: Never\n",
           {.patience = "1500ms", .limit = "1500ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  // Nothing was loading any more: the wait is not that of the click, but of who went on looking.
  EXPECT_THAT(walked.steps[3].timing.usable_ms.value_or(0), AllOf(Ge(1400), Le(2400)))
      << told(walked);
  EXPECT_THAT(walked.steps[1].timing.usable_ms.value_or(1e9), Le(1000)) << told(walked);
}

TEST_F(Around, AScriptRunsInThePageAndItsResultIsKept) {
  site.page("/", R"html(<script>const shop = {cart: [1, 2]};</script><p id="out"></p>
    <label>Again <input id="again"></label><p id="shown"></p><script>
    again.oninput = () => shown.textContent = 'got ' + again.value;</script>)html");
  ends(
      "  - script: out.textContent = $who + ' was here'\n  - see: Robin \"R\" was here\n"
      "  - script: await new Promise(r => setTimeout(r, 300)); shop.cart.length\n    as: count\n"
      "  - script: \"if (shop) return {a: $count}\"\n    as: object\n"
      "  - fill:\n      Again: $count $object\n  - see: 'got 2 {\"a\":\"2\"}'\n",
      {.head = "let:\n  who: Robin \"R\"\n"});
}

TEST_F(Around, AScriptThatThrowsIsTheAuthorsMistake) {
  site.page("/", "<p>Hello</p>");
  const auto thrown = script_fails("  - script: throw new Error('no cart here')\n  - see: Hello\n");
  EXPECT_THAT(thrown.reason_text, HasSubstr("no cart here"));
  const auto rejected =
      script_fails("  - script: await Promise.reject('not today')\n  - see: Hello\n");
  EXPECT_THAT(rejected.reason_text, HasSubstr("not today"));
  script_fails("  - script: \"const = 1\"\n  - see: Hello\n");
}

TEST_F(Around, AScriptThatNeverEndsIsCutOff) {
  site.page("/", "<p>Hello</p>");
  const auto walked = script_fails("  - script: await new Promise(() => {})\n  - see: Hello\n");
  EXPECT_THAT(walked.reason_text, HasSubstr("did not end in time"));
}

TEST_F(Around, AScriptMayLeaveThePage) {
  site.page("/", "<p>Hello</p>");
  site.page("/two", "<p>Second page</p>");
  ends("  - script: location.href = '/two'; await new Promise(() => {})\n  - see: Second page\n");
}

TEST_F(Around, WhatAScriptMakesOfASecretIsASecret) {
  site.page("/", "<p id=\"out\">Hello</p>");
  const auto walked = ends(
      "  - script: $pin.split('').reverse().join('')\n    as: turned\n"
      "  - script: out.textContent = $turned\n  - see: $turned\n",
      {.head = "let:\n  pin: abc12345\nsecret: [pin]\n"});
  const auto kept = observed(walked, "kept");
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].text, "turned = •••");
  for (const char* file : {"events.jsonl", "walk.json", "pages/003.html", "console.jsonl"})
    EXPECT_THAT(contents(folder() / file), Not(HasSubstr("54321cba"))) << file;
}

}  // namespace
}  // namespace firsthand::test
