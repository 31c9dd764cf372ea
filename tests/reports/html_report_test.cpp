#include "reports/html_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <functional>

#include "tests/reports/sample_audit.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::optional<Picture> no_picture(const std::string&, const std::string&) { return std::nullopt; }

// Every screen is another picture of that many bytes.
PictureSource pictures_of(std::size_t bytes, int* asked = nullptr) {
  return [bytes, asked](const std::string& recording, const std::string& file) {
    if (asked != nullptr) ++*asked;
    std::string content = recording + file;
    content.resize(bytes, '.');
    return std::optional<Picture>({content, "image/webp", 390, 844});
  };
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++found;
  return found;
}

// The body: the style sheet is a file of its own and would only make the golden file large.
std::string body_of(const std::string& html) {
  const auto from = html.find("<body>"), to = html.rfind("</body>");
  std::string body = html.substr(from, to - from);
  for (std::size_t at = body.find("><"); at != std::string::npos; at = body.find("><", at + 3))
    body.insert(at + 1, "\n");
  return body + "\n";
}

TEST(HtmlReport, ReadsAsTheGoldenFile) {
  test::expect_golden("reports/small.report.html",
                      body_of(html_report(test::small_audit(), pictures_of(12))));
}

TEST(HtmlReport, IsTheSameEveryTime) {
  const auto audit = test::shop_audit();
  EXPECT_EQ(html_report(audit, pictures_of(100)), html_report(audit, pictures_of(100)));
}

TEST(HtmlReport, LoadsNothingAndRunsNothing) {
  const auto html = html_report(test::shop_audit(), pictures_of(100));
  EXPECT_THAT(html, HasSubstr("default-src &#39;none&#39;"));
  for (const std::string bad : {"<script", "<link", "<iframe", "@import", "url(", "src=", "<img"})
    EXPECT_THAT(html, Not(HasSubstr(bad)));
}

TEST(HtmlReport, BeginsWithTheVerdictAndTheSentence) {
  const auto html = html_report(test::shop_audit(), no_picture);
  const auto verdict = html.find(">NO-GO<");
  const auto sentence = html.find("Nobody could return a broken kettle");
  ASSERT_NE(verdict, std::string::npos);
  ASSERT_NE(sentence, std::string::npos);
  EXPECT_LT(verdict, sentence);
  EXPECT_LT(sentence, html.find("What hurt most"));
}

TEST(HtmlReport, SaysWhatACountLeavesOut) {
  const auto html = html_report(test::shop_audit(), no_picture);
  EXPECT_THAT(html, HasSubstr("2 of 4 measured walks reached the goal."));
  EXPECT_THAT(html, HasSubstr("This leaves out 1 that could not be measured."));
}

TEST(HtmlReport, SaysBesideTheGradeThatTimesAreNotReliable) {
  auto audit = test::small_audit();
  for (auto& walk : audit.journeys[0].walks) walk.timing = {false, {"the machine was busy"}};
  const auto html = html_report(audit, no_picture);
  EXPECT_LT(html.find("Times not reliable"), html.find("What hurt most"));
  EXPECT_THAT(html_report(test::small_audit(), no_picture), Not(HasSubstr("Times not reliable")));
}

TEST(HtmlReport, NamesOutcomesAsPeopleDo) {
  const auto html = html_report(test::shop_audit(), no_picture);
  for (const std::string words :
       {"Gave up", "Stopped by the site", "Completed", "Could not be measured", "Not reached"})
    EXPECT_THAT(html, HasSubstr(words));
  EXPECT_THAT(body_of(html), Not(HasSubstr("gave_up")));
}

TEST(HtmlReport, SpeaksOfSendingOnlyWhereSomethingWasToBeSent) {
  auto stopped = test::walk("a", Outcome::kStopped, {test::step(0, "open /", 100)});
  stopped.reason = "until";
  stopped.reason_text = "We stopped after step 1, as --until asked for.";
  for (const auto& walks : {std::vector{stopped}, std::vector{stopped, stopped}}) {
    const auto html =
        html_report(test::framed({test::journey("a", "Look around", walks)}), no_picture);
    EXPECT_THAT(html, HasSubstr("e stopped on purpose"));
    EXPECT_THAT(html, Not(HasSubstr("before sending")));
  }
}

TEST(HtmlReport, SaysOfAWalkInPartThatItsEndIsNotKnown) {
  auto stopped = test::walk("a", Outcome::kStopped, {test::step(0, "open /", 100)});
  stopped.reason = "until";
  auto journey = test::journey("a", "Look around", {stopped});
  journey.attempts = {.total = 1, .stopped = 1};
  auto audit = test::framed({journey});
  audit.attempts = journey.attempts;
  auto html = html_report(audit, no_picture);
  EXPECT_THAT(html, HasSubstr("how it would have ended is not known"));
  EXPECT_THAT(html, HasSubstr("walked only in part, as asked"));
  EXPECT_THAT(html, Not(HasSubstr("nothing is claimed")));
  EXPECT_THAT(html, Not(HasSubstr("told below")));
  audit.findings.emplace_back().title = "The page jumped.";
  EXPECT_THAT(html_report(audit, no_picture), HasSubstr("told below"));
}

TEST(HtmlReport, SaysHowMuchOfWhatWasLookedForWasFound) {
  auto looked = test::walk("a", Outcome::kCompleted,
                           {test::step(0, "find returns", 100), test::step(1, "find help", 100)});
  looked.steps[0].search = Search{.thing = "returns", .found = true};
  looked.steps[1].search = Search{.thing = "help", .found = false};
  auto journey = test::journey("a", "Look around", {looked});
  journey.attempts = {.total = 1, .completed = 1};
  auto audit = test::framed({journey});
  audit.attempts = journey.attempts;
  audit.verdict = AuditVerdict::kGo;
  auto html = html_report(audit, no_picture);
  EXPECT_THAT(html, HasSubstr("did not find everything they looked for"));
  EXPECT_THAT(html, HasSubstr("1 of 1 measured walk went to the end."));
  EXPECT_THAT(html, HasSubstr("found 1 of 2"));
  audit.journeys[0].walks[0].steps[1].search->found = true;
  html = html_report(audit, no_picture);
  EXPECT_THAT(html, HasSubstr("Customers reached what they came for."));
  EXPECT_THAT(html, HasSubstr("found 2 of 2"));
}

TEST(HtmlReport, ShowsStepsThatWereNotReached) {
  EXPECT_THAT(html_report(test::shop_audit(), no_picture),
              HasSubstr("<li value=\"7\"><bdi>see Your return label is ready</bdi></li>"));
}

TEST(HtmlReport, HoldsEachPictureOnce) {
  int asked = 0;
  const auto html = html_report(test::shop_audit(), pictures_of(100, &asked));
  EXPECT_EQ(count(html, "data:image/webp"), static_cast<std::size_t>(asked));
  EXPECT_GT(count(html, "<use "), 2 * count(html, "<symbol "));
}

TEST(HtmlReport, HoldsEqualPicturesOnce) {
  const auto same = [](const std::string&, const std::string&) {
    return std::optional<Picture>({"the same bytes", "image/png", 390, 844});
  };
  EXPECT_EQ(count(html_report(test::shop_audit(), same), "data:image"), 1U);
}

TEST(HtmlReport, SaysWhereAPictureIsMissing) {
  const auto html = html_report(test::small_audit(), no_picture);
  EXPECT_THAT(html, HasSubstr("There is no picture of this moment."));
  EXPECT_THAT(html, Not(HasSubstr("<use ")));
  EXPECT_EQ(html_report(test::small_audit(), nullptr), html);
}

TEST(HtmlReport, DrawsNoPictureThatCouldRun) {
  const auto svg = [](const std::string&, const std::string&) {
    return std::optional<Picture>({"<svg onload='x'/>", "image/svg+xml", 390, 844});
  };
  EXPECT_THAT(html_report(test::small_audit(), svg), Not(HasSubstr("onload")));
}

TEST(HtmlReport, BoxesTheEvidenceInTheScreensOwnPixels) {
  const auto html = html_report(test::small_audit(), pictures_of(12));
  EXPECT_THAT(html, HasSubstr("class=\"mark evidence\" x=\"6\" y=\"16\" width=\"208\""));
}

TEST(HtmlReport, DrawsNoBoxOutsideTheScreen) {
  Audit audit = test::small_audit();
  audit.findings[0].evidence.box = Box{5000, 5000, 10, 10};
  EXPECT_THAT(html_report(audit, pictures_of(12)), Not(HasSubstr("mark evidence")));
}

TEST(HtmlReport, SaysAWaitThatOutlivedTheWatchIsAtLeastThatLong) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].steps[1].timing.censored = true;
  const auto html = html_report(audit, no_picture);
  EXPECT_THAT(html, HasSubstr("at least 3.4&nbsp;s"));
  EXPECT_THAT(html, HasSubstr("when we stopped watching"));
}

TEST(HtmlReport, NamesOnlyCausesThatSomeoneNotices) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].steps[1].waited_for = {{"loading", "", 40},
                                                    {"disabled", "", 1000},
                                                    {"covered", "Cookies", 9},
                                                    {"disabled", "", 500}};
  const auto html = html_report(audit, no_picture);
  EXPECT_THAT(html, HasSubstr("1.5&nbsp;s: <bdi>what they needed was disabled</bdi>"));
  EXPECT_THAT(html, Not(HasSubstr("the page was loading")));
  EXPECT_THAT(html, Not(HasSubstr("Cookies")));
}

TEST(HtmlReport, CountsAJourneyThatWasWalkedTwiceAsOne) {
  auto first = test::journey("a", "Look around", {test::walk("a", Outcome::kCompleted, {})});
  first.attempts = {.total = 1, .completed = 1};
  auto second = first;
  second.visit = 2;
  auto audit = test::framed({first, second});
  audit.attempts = {.total = 2, .completed = 2};
  EXPECT_THAT(html_report(audit, no_picture),
              AllOf(HasSubstr(">1 journey on "),
                    HasSubstr(", walked once in a real browser as a first-time visitor, and once "
                              "as one who comes back")));
}

TEST(HtmlReport, ShowsWhatCameInBetweenWhereItCame) {
  Audit audit = test::small_audit();
  const auto& walked = audit.journeys[0].walks[0];
  audit.interruptions = {{audit.journeys[0].id,
                          walked.recording,
                          {.kind = "consent",
                           .name = "Cookies",
                           .step = 1,
                           .ended = "went",
                           .box = Box{0, 700, 1280, 100},
                           .screen = walked.screens[0].file}}};
  const auto html = html_report(audit, [](const auto&, const auto&) {
    return std::optional(Picture{"abc", "image/png", 1280, 800});
  });
  EXPECT_THAT(html, HasSubstr("<figcaption>Consent banner that came in between"));
  EXPECT_THAT(html, HasSubstr("data-label=\"Time\">not measured"));
}

TEST(HtmlReport, ListsAPermissionAmongWhatCameInBetween) {
  Audit audit = test::small_audit();
  const auto& walked = audit.journeys[0].walks[0];
  audit.interruptions = {
      {audit.journeys[0].id,
       walked.recording,
       {.kind = "permission", .name = "location", .ended = "refused", .pressed = {"Block"}}}};
  const auto html = html_report(audit, no_picture);
  EXPECT_THAT(html, HasSubstr("What came in between"));
  EXPECT_THAT(html, HasSubstr("Request for a permission “<bdi>location</bdi>”"));
  EXPECT_THAT(html, HasSubstr("refused it: <bdi>Block</bdi>"));
}

TEST(HtmlReport, SaysThatAShortWaitIsNone) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].steps[0].timing.usable_ms = 12;
  EXPECT_THAT(html_report(audit, no_picture), HasSubstr("Could go on at once."));
}

TEST(HtmlReport, SaysWhatWordsWereTakenForANameThatNoControlHas) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].steps[0].targets = {
      {.says = "Join", .name = "Join the club", .role = "heading", .how = "text"}};
  audit.journeys[0].walks[0].steps[1].targets = {
      {.says = "Pay", .name = "Pay later", .role = "button", .how = "name"}};
  const auto html = html_report(audit, no_picture);
  EXPECT_THAT(html, HasSubstr("The heading “<bdi>Join the club</bdi>” was taken for “<bdi>Join"));
  EXPECT_THAT(html, Not(HasSubstr("was taken for “<bdi>Pay")));
}

TEST(HtmlReport, AdmitsWhatItDoesNotKnow) {
  Audit audit = test::shop_audit();
  audit.browser.sandbox = false;
  const auto html = html_report(audit, no_picture);
  for (const std::string words :
       {"a robot check turned us away", "error-words-in-pixels", "no screen was read",
        "the machine was under pressure", "without its sandbox", "HeadlessChrome/156.0.7012.40",
        "2 processors", "Our own time"})
    EXPECT_THAT(html, HasSubstr(words));
}

TEST(HtmlReport, ListsWhatIsStruckApartWithWhoSaysSoAndWhy) {
  const auto html = html_report(test::shop_audit(), no_picture);
  const auto struck = html.substr(html.find("<h2 id=\"struck\""));
  for (const std::string words :
       {"A box on “Contact us” does not say what it wants.", "Ann Lee, accessibility", "2027-01-31",
        "The box is named by the head of its column", "verdicts.yaml:3", "nameless-field@0b5f9e21",
        "nothing that it fits was found in this run", "it ended on <bdi>2026-10-31</bdi>"})
    EXPECT_THAT(struck, HasSubstr(words));
  EXPECT_EQ(count(html, "A box on “Contact us” does not say what it wants."), 1U);
  EXPECT_THAT(html_report(test::small_audit(), no_picture), Not(HasSubstr("Struck")));
}

TEST(HtmlReport, PrintsTheKeyOfEachFindingThatCanBeStruck) {
  const auto html = html_report(test::shop_audit(), no_picture);
  EXPECT_THAT(html, HasSubstr("slow-step@7c31d2ab"));
  EXPECT_THAT(html, Not(HasSubstr("gave-up@")));
}

TEST(HtmlReport, EstimatesTheCustomersOwnEffortAndSaysHow) {
  const auto html = html_report(test::shop_audit(), no_picture);
  for (const std::string words :
       {"About 1&nbsp;min (estimate)", "reading 30", "tapping 4", "as far as they came",
        "How this is estimated", "Card, Moran and Newell", "Palin et al. 2019", "Nielsen 2008",
        "Nothing of it is measured", "623 new words on 5 pages",
        "2 filled in, 2 of them marked as required", "Help 1 click, Contact us 2 clicks",
        "what there was to read, which is not known", "pointing 4"})
    EXPECT_THAT(html, HasSubstr(words));
  EXPECT_THAT(html_report(test::small_audit(), no_picture), Not(HasSubstr("(estimate)")));
}

TEST(HtmlReport, LeadsFromEveryLineOfTheLedgerToItsStep) {
  Audit audit = test::small_audit();
  audit.journeys[0].ledger = {{4, "2 fields to fill in beyond the 8", "", 1}, {2, "Gone", "", 7}};
  const auto html = html_report(audit, no_picture);
  const auto ledger = html.substr(html.find("How the grade came about"));
  EXPECT_THAT(ledger, HasSubstr("href=\"#journey-1-step-2\""));
  EXPECT_THAT(ledger, Not(HasSubstr("step-8")));
}

TEST(HtmlReport, OfNothingStillReads) {
  const auto html = html_report(test::empty_audit(), no_picture);
  EXPECT_THAT(html, HasSubstr("CANNOT SAY"));
  EXPECT_THAT(html, HasSubstr("No grade"));
  EXPECT_THAT(html, HasSubstr("No walk measured the site, so nothing is claimed about it."));
  EXPECT_THAT(html, HasSubstr("None, because no walk could be measured."));
}

TEST(HtmlReport, ClaimsNothingWhenNoWalkCouldBeMeasured) {
  const auto html = html_report(test::unmeasured_audit(), no_picture);
  EXPECT_THAT(html, HasSubstr("No walk measured the site"));
  EXPECT_THAT(html, HasSubstr("our own equipment or the journey itself failed"));
  EXPECT_THAT(html, Not(HasSubstr("No friction was found")));
}

// Of this process's time: others may be busy.
double work_of(const std::function<void()>& task) {
  const auto start = std::clock();
  task();
  return static_cast<double>(std::clock() - start);
}

TEST(HtmlReport, OfTwoHundredWalksIsBounded) {
  const auto html = html_report(test::long_audit(200), pictures_of(200'000));
  EXPECT_LT(html.size(), 6'000'000U);
  EXPECT_EQ(count(html, "data-label=\"Had to wait in all\""), 200U);
}

TEST(HtmlReport, TakesNoMoreWorkAWalkWhenThereAreMany) {
  const auto few = test::long_audit(50);
  const auto many = test::long_audit(400);
  const auto work = [](const Audit& audit) {
    return work_of([&] { html_report(audit, no_picture); });
  };
  work(few);
  EXPECT_LT(work(many), 8 * 3 * work(few));
}

TEST(HtmlReport, SaysWhichPicturesHadNoRoom) {
  const auto html = html_report(test::shop_audit(), pictures_of(1'000'000));
  EXPECT_LT(html.size(), 6'000'000U);
  EXPECT_THAT(html, HasSubstr("Left out to keep this report small."));
}

}  // namespace
}  // namespace firsthand
