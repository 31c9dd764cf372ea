// What a journey names by many words, and a visitor who searches for a page.
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Searching : public Walks {
 protected:
  Searching() {
    site.page("/returns", "<h2>How to send it back</h2>");
    site.page("/help", "<p>We help.</p><a href='/returns'>Returns &amp; refunds</a>");
  }
  // Walks a first page of `body` with one search on it that need not succeed.
  StepRecord search(const std::string& body, const std::string& thing = "returns",
                    const Way& way = {}) {
    site.page("/", body);
    const auto walked = walk("  - open: /\n  - find: " + thing + "\n    optional: true\n", way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    EXPECT_TRUE(walked.steps[1].search);
    if (!walked.steps[1].search) return StepRecord{.search = Search{}};
    return walked.steps[1];
  }
};

TEST_F(Searching, TakesTheLinkThatThePageShows) {
  const auto step = search(
      "<a href='/help'>How we help those who lost their way</a>"
      "<p style='height:3000px'></p><footer><a href='/returns'>Returns &amp; Refunds</a></footer>");
  EXPECT_TRUE(step.search->found);
  EXPECT_EQ(step.search->clicks, 1);
  EXPECT_TRUE(step.search->followed);
  EXPECT_TRUE(step.search->ms);
  EXPECT_EQ(step.search->url, site.url() + "/returns");
  EXPECT_THAT(step.search->way, ElementsAre("Returns & Refunds"));
  EXPECT_EQ(step.outcome, StepOutcome::kDone);
  EXPECT_EQ(step.url, site.url() + "/returns");
}

TEST_F(Searching, OpensTheMenu) {
  const auto step = search(
      "<button aria-expanded=false onclick=\"document.getElementById('m').hidden = false\">Menu"
      "</button><nav id=m hidden><a href='/returns'>Returns</a></nav>");
  EXPECT_TRUE(step.search->found);
  EXPECT_THAT(step.search->way, ElementsAre("Menu", "Returns"));
  EXPECT_EQ(step.search->clicks, 2);
}

TEST_F(Searching, GoesOnePageDeeperByWayOfHelp) {
  const auto step = search("<a href='/help'>Customer service</a>");
  EXPECT_TRUE(step.search->found);
  EXPECT_THAT(step.search->way, ElementsAre("Customer service", "Returns & refunds"));
}

TEST_F(Searching, SaysWhatWasNotFoundAndGoesOn) {
  site.page("/contact", "<p>Nothing here.</p>");
  const auto step = search("<a href='/contact'>Contact</a>");
  EXPECT_FALSE(step.search->found);
  EXPECT_EQ(step.search->clicks, 1);
  EXPECT_EQ(step.outcome, StepOutcome::kPassedOver);
  ASSERT_TRUE(step.error);
  EXPECT_EQ(step.error->code, "not_found");
  EXPECT_TRUE(step.after);
}

TEST_F(Searching, ThatMustSucceedEndsTheJourneyWhereItDoesNot) {
  site.page("/", "<p>Nothing here.</p>");
  const auto walked = walk("  - open: /\n  - find: returns\n  - see: How to send it back\n");
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_found");
  EXPECT_THAT(walked.reason_text, HasSubstr("No link to “Returns” was found"));
}

TEST_F(Searching, ReadsTheLanguageOfThePage) {
  site.answers("/",
               SiteAnswer{.body = "<!doctype html><html lang=de><a href='/nothing'>Returns</a> "
                                  "<a href='/returns'>Rücksendung</a>"});
  site.page("/nothing", "<p>Not this one.</p>");
  const auto walked = walk("  - open: /\n  - find: returns\n");
  EXPECT_EQ(walked.steps[1].url, site.url() + "/returns");
}

TEST_F(Searching, SaysWhatLiesOverTheLink) {
  const auto step = search(
      "<footer style='position:fixed;bottom:0'><a href='/returns'>Returns</a></footer>"
      "<div style='position:fixed;inset:0;background:#fff'>We use cookies <a "
      "href='#'>More</a></div>");
  EXPECT_FALSE(step.search->found);
  ASSERT_TRUE(step.error);
  EXPECT_EQ(step.error->code, "covered");
  EXPECT_THAT(step.error->what, HasSubstr("“Returns” was there, but covered by “We use cookies"));
}

TEST_F(Searching, SubmitsNothingAndLeavesTheSiteAlone) {
  const auto step = search(
      "<form method=post action='/sent'><button>Returns</button><button>Menu</button></form>"
      "<a href='" +
          site.elsewhere() + "/returns'>Returns</a>",
      "returns", {.head = "hosts: [shop.example]\n", .with = [](WalkOptions& options) {
                    options.send_nothing = true;
                  }});
  EXPECT_TRUE(step.search->found);
  EXPECT_EQ(step.search->url, site.elsewhere() + "/returns");
  // Nothing was opened, so no click and no time is told.
  EXPECT_FALSE(step.search->followed);
  EXPECT_EQ(step.search->clicks, 0);
  EXPECT_FALSE(step.search->ms);
  EXPECT_EQ(site.heard("/sent"), 0);
  EXPECT_EQ(site.heard("/returns"), 0);
}

TEST_F(Searching, TakesAnAddressThatIsWrittenOut) {
  const auto step = search("<a href='mailto:us@shop.example'>Contact us</a>", "contact");
  EXPECT_TRUE(step.search->found);
  EXPECT_EQ(step.search->clicks, 0);
  EXPECT_EQ(step.search->url, "mailto:us@shop.example");
}

TEST_F(Searching, EndsWithThePageThatDoesNotCome) {
  site.answers("/returns", SiteAnswer{.status = 500, .body = "broken"});
  const auto step = search("<a href='/returns'>Returns</a>");
  EXPECT_FALSE(step.search->found);
  EXPECT_EQ(step.error->code, "http_500");
}

TEST_F(Searching, DoesNotTakeAnErrorPageForWhatItLooksFor) {
  site.answers("/returns", SiteAnswer{.status = 404, .body = "<h1>Page not found</h1>"});
  const auto step = search("<a href='/returns'>Returns</a>");
  EXPECT_FALSE(step.search->found);
  EXPECT_EQ(step.error->code, "http_404");
  EXPECT_THAT(step.search->way, ElementsAre("Returns"));
}

TEST_F(Searching, ManyWordsStandForOneTarget) {
  site.page("/", R"html(<form action='/found'><label>Auftragsnummer <input name=number></label>
    <button>Weiter</button><a href='/help'>Kundendienst</a></form>)html");
  site.page("/found", "<p>Versandt gestern</p>");
  const auto walked = walk(
      "  - open: /\n  - fill:\n      - {field: $words.order_number, with: KC-1}\n"
      "  - click:\n      button: $words.find_order\n  - see: $words.order_details\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(walked.steps[1].targets.at(0).name, "Auftragsnummer");
  EXPECT_EQ(walked.steps[2].targets.at(0).name, "Weiter");
  EXPECT_EQ(walked.steps[2].says, "click button Find my order");
  EXPECT_THAT(observed(walked, "ambiguous_target"), IsEmpty());
}

// The words of a form and of a menu stand there before anything is sent.
TEST_F(Searching, WhatStoodThereBeforeItWasSentIsNoOutcome) {
  const auto page = [](const std::string& answer) {
    return R"html(<nav><a href="/">Order status</a></nav><p>Enter your number to see your order status.</p>
      <form onsubmit="out.innerHTML = ')html" +
           answer +
           R"html('; return false"><label>Order number <input></label><button>Track</button>
      <p id="out"></p></form>)html";
  };
  const std::string steps =
      "  - open: /\n  - fill:\n      - {field: $words.order_number, with: KC-1}\n"
      "  - click:\n      button: $words.find_order\n  - see: $words.order_details\n";
  const Way brief{.patience = "1500ms", .limit = "1500ms"};
  site.page("/", page("No such order"));
  EXPECT_THAT(walk(steps, brief), Ended(Outcome::kGaveUp));
  site.page("/", page("<a href=/>Order status</a> of another order"));
  EXPECT_THAT(walk(steps, brief), Ended(Outcome::kGaveUp));
  site.page("/", page("Order status: packed"));
  site.page("/", page("<a href=/order>Order status: packed</a>"));
  EXPECT_THAT(walk(steps), Ended(Outcome::kCompleted));
  site.page("/", page("Order status: packed"));
  const auto walked = walk(steps);
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  EXPECT_EQ(walked.steps.at(3).targets.at(0).name, "Order status");
}

TEST_F(Searching, PressesWhatBelongsToTheFormThatWasFilledIn) {
  site.page("/", R"html(<form action="/search"><input name="q"><button>Search order</button></form>
    <form action="/found"><label>Order number <input name="n"></label><button>Continue</button></form>)html");
  site.page("/found", "<p>It was shipped</p>");
  EXPECT_THAT(walk("  - open: /\n  - fill:\n      - {field: $words.order_number, with: KC-1}\n"
                   "  - click:\n      button: $words.find_order\n  - see: It was shipped\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Searching, CallsTheOnlyBoxOfAFormByItsButton) {
  site.page("/", R"html(<form action="/search"><input name="q"><button>Search</button></form>
    <form><input><input><button>Find</button></form>)html");
  site.page("/search", "<p>Three kettles</p>");
  EXPECT_THAT(walk("  - open: /\n  - fill:\n      - {field: $words.search, with: kettle}\n"
                   "  - press: Enter\n  - see: Three kettles\n"),
              Ended(Outcome::kCompleted));
}

TEST_F(Searching, ManyWordsThatAreNotThereAreToldByTheMostUsual) {
  site.page("/", "<p>Nothing here.</p>");
  const auto walked = walk("  - open: /\n  - click: $words.returns\n  - see: x\n",
                           {.patience = "500ms", .limit = "600ms"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_THAT(walked.reason_text, HasSubstr("“Returns”"));
}

}  // namespace
}  // namespace firsthand::test
