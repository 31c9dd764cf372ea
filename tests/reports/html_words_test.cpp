// What the report says must be true of the walk, whichever way it went.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "analyzers/analyzer.h"
#include "reports/html_report.h"
#include "reports/html_report/evidence_words.h"
#include "tests/reports/sample_audit.h"

namespace firsthand {
namespace {

using testing::HasSubstr;
using testing::Not;

std::optional<Picture> some_picture(const std::string& recording, const std::string& file) {
  return Picture{recording + file, "image/webp", 390, 844};
}

std::string html_of(const Audit& audit) { return html_report(audit, some_picture); }

// Waited for "Your return number is" with the click before it, as recordings keep it.
Audit given_up_after(double watched_ms, bool censored) {
  Audit audit = test::small_audit();
  auto& walk = audit.journeys[0].walks[0];
  walk.outcome = Outcome::kGaveUp;
  walk.censored = censored;
  walk.waiting_ms = 900 + watched_ms;
  walk.steps[1].timing.usable_ms = watched_ms;
  walk.steps[1].timing.censored = censored;
  walk.steps[1].input_at_ms = 1000;
  auto keep = test::step(2, "keep rma, the word after \"Your return number is\"", 0);
  keep.timing = {};
  keep.outcome = StepOutcome::kGaveUp;
  walk.steps.push_back(keep);
  auto& waiting = audit.journeys[0].waiting;
  waiting = {walk.waiting_ms, walk.waiting_ms, censored ? 1 : 0, 1};
  audit.findings = {test::finding("gave-up", Severity::kBlocker, Owner::kDesign,
                                  "The customer gave up.", "find-help", 2)};
  audit.findings[0].cost = Cost{watched_ms, CostKind::kMeasured};
  audit.findings[0].evidence.text = "Your return number is";
  return audit;
}

// The walk again and again, with other waits.
Audit waited(const std::vector<std::pair<double, bool>>& waits) {
  Audit audit = test::small_audit();
  auto& journey = audit.journeys[0];
  const WalkSummary walk = journey.walks[0];
  journey.walks.clear();
  for (const auto& [ms, censored] : waits) {
    journey.walks.push_back(walk);
    journey.walks.back().recording += "-again-" + std::to_string(journey.walks.size());
    journey.walks.back().waiting_ms = ms;
    journey.walks.back().censored = censored;
    journey.waiting.censored += censored ? 1 : 0;
  }
  journey.waiting.n = static_cast<int>(waits.size());
  journey.waiting.worst_ms = std::max_element(waits.begin(), waits.end())->first;
  journey.waiting.median_ms = waits[waits.size() / 2].first;
  return audit;
}

TEST(EvidenceWords, AreKnownForEveryRule) {
  for (const auto& rule : all_analyzers())
    EXPECT_TRUE(report::has_evidence_words(rule.id))
        << rule.id << " needs a line in reports/html_report/evidence_words.cpp";
}

TEST(EvidenceWords, SayItSaidOnlyOfWhatAPageSaid) {
  for (const auto& rule : all_analyzers()) {
    const bool said = rule.id == "error-words-in-page" || rule.id == "error-words-in-pixels" ||
                      rule.id == "vague-error" || rule.id == "unreadable-text" ||
                      rule.id == "console-exception" || rule.id == "false-success" ||
                      rule.id == "flash-of-error";
    EXPECT_EQ(report::evidence_words(rule.id).label == "It said", said) << rule.id;
  }
  EXPECT_EQ(report::evidence_words("a-rule-of-tomorrow").label, "Noted");
}

TEST(EvidenceWords, OfAGiveUpAreWhatWasLookedFor) {
  const auto html = html_of(given_up_after(23'400, false));
  EXPECT_THAT(html, HasSubstr("<dt>Looked for</dt><dd><bdi>Your return number is</bdi>"));
  EXPECT_THAT(html, Not(HasSubstr("It said")));
}

TEST(LostTime, EndsWithTheCustomersPatience) {
  const auto late = html_of(given_up_after(23'400, false));
  EXPECT_THAT(late, HasSubstr("Gave up after 10&nbsp;s, true wait 23.4&nbsp;s"));
  EXPECT_THAT(late, HasSubstr("10&nbsp;s of the customer’s time, measured, until they gave up. "
                              "The true wait was 23.4&nbsp;s."));
  EXPECT_THAT(late, Not(HasSubstr("23.4&nbsp;s lost")));
  const auto never = html_of(given_up_after(20'000, true));
  EXPECT_THAT(never, HasSubstr("Gave up after 10&nbsp;s, not there after 20&nbsp;s"));
}

TEST(LostTime, IsDoubtedWhereTimesAre) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].timing = {false, {"the machine was busy"}};
  const auto html = html_of(audit);
  EXPECT_THAT(html, HasSubstr("3.4&nbsp;s lost (times not reliable)"));
  EXPECT_THAT(html, HasSubstr("measured. The times of this walk are not reliable"));
  EXPECT_THAT(html, HasSubstr("4.3&nbsp;s, not reliable"));
}

TEST(JourneyWaits, CallTheWorstOpenOnlyWhenItIs) {
  EXPECT_THAT(html_of(waited({{900, true}, {2000, false}, {5000, false}})),
              Not(HasSubstr("at least 5&nbsp;")));
  EXPECT_THAT(html_of(waited({{900, false}, {2000, false}, {5000, true}})),
              HasSubstr("at least 5&nbsp;s"));
}

TEST(JourneyWaits, CallAMedianOpenThatACensoredWaitCouldMove) {
  EXPECT_THAT(html_of(waited({{900, true}, {2000, false}, {5000, false}})),
              HasSubstr("<dd>at least 2&nbsp;s"));
  EXPECT_THAT(html_of(waited({{900, false}, {2000, false}, {5000, true}})),
              HasSubstr("<dd>2&nbsp;s"));
}

TEST(JourneyFacts, CountNothingOfAJourneyThatNeverBegan) {
  EXPECT_THAT(html_of(test::unmeasured_audit()), Not(HasSubstr("<dt>Clicks")));
  EXPECT_THAT(html_of(test::small_audit()), HasSubstr("<dt>Clicks"));
}

TEST(Searches, OpenedNothingWhereNothingWasFound) {
  Audit audit = test::small_audit();
  auto& step = audit.journeys[0].walks[0].steps[1];
  step.search = Search{.thing = "returns", .found = false};
  EXPECT_THAT(html_of(audit), Not(HasSubstr("not opened")));
  step.search->found = true;
  step.search->followed = false;
  EXPECT_THAT(html_of(audit), HasSubstr("not opened"));
}

TEST(GradeCard, NeverContradictsTheVerdict) {
  Audit audit = test::small_audit();
  audit.verdict = AuditVerdict::kNoGo;
  for (const char grade : {'A', 'B'}) {
    audit.grade = grade;
    EXPECT_THAT(html_of(audit), HasSubstr("Little friction on the whole; what speaks against it"));
  }
  audit.verdict = AuditVerdict::kGo;
  EXPECT_THAT(html_of(audit), HasSubstr("Small delays, nothing that should lose a customer."));
}

TEST(GradeCard, SaysWhyAGradeIsProvisional) {
  Audit audit = test::small_audit();
  auto& attempts = audit.journeys[0].attempts;
  EXPECT_THAT(html_of(audit), HasSubstr("Provisional: few walks"));
  attempts = {.total = 5, .completed = 3, .gave_up = 2};
  EXPECT_THAT(html_of(audit), HasSubstr("Provisional: results differ"));
  attempts = {.total = 5, .completed = 5};
  EXPECT_THAT(html_of(audit), HasSubstr("Provisional: not every journey was measured"));
}

TEST(GradeCard, SaysThatUnreliableWaitsAreLeftOutOfIt) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].timing.reliable = false;
  EXPECT_THAT(html_of(audit),
              HasSubstr("Times not reliable: slow waits are left out of the grade"));
}

TEST(TimeAxis, ColoursAStepThatWasFoundSlowInAnotherWalk) {
  Audit audit = test::small_audit();
  auto& journey = audit.journeys[0];
  for (auto& step : journey.walks[0].steps) step.should_take_ms.reset();
  journey.walks.push_back(journey.walks[0]);
  journey.walks[1].recording = "walks/find-help-2";
  audit.findings[0].walk = "find-help-2";
  EXPECT_THAT(html_of(audit), HasSubstr("wait slow"));
  journey.walks[0].steps[1].timing.usable_ms = 700;
  EXPECT_THAT(html_of(audit), Not(HasSubstr("wait slow")));
}

TEST(Sights, AreToldWhereverABlankPictureStands) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].blank_screens = {"screens/two.png"};
  const auto html = html_of(audit);
  EXPECT_THAT(html, HasSubstr("<figcaption>An empty page is all the customer saw."));
  EXPECT_THAT(html, HasSubstr("<figcaption>What they saw: an empty page"));
  EXPECT_THAT(html, HasSubstr("click Help (an empty page)"));
  EXPECT_THAT(html_of(test::small_audit()), Not(HasSubstr("empty page")));
}

TEST(Story, TellsWhatNoPictureTells) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].notes = {{1, "kept", "rma = <b>R-1042"},
                                      {1, "value_differs", "“Town” shows “”"},
                                      {1, "download", "label.pdf, 15 bytes"}};
  const auto html = html_of(audit);
  EXPECT_THAT(html, HasSubstr("Kept: <bdi>rma = &lt;b&gt;R-1042"));
  EXPECT_THAT(html, HasSubstr("Not as it was typed: <bdi>“Town” shows “”"));
  EXPECT_THAT(html, HasSubstr("Download: <bdi>label.pdf, 15 bytes"));
}

TEST(Gaps, InTheEvidenceAreTold) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].gaps = {{"frames_masked", {0, 1}, "secrets were painted over"},
                                     {"screen_dropped", {1}, "it does not decode"},
                                     {"film_full", {1}, "it was longer than we hold"},
                                     {"frame_dropped", {0}, "it does not decode"},
                                     {"clocks_disagree", {0}, "it is seen 80 ms later"},
                                     {"agent_trouble", {1}, "<b>TypeError"}};
  const auto html = html_of(audit);
  EXPECT_THAT(html, HasSubstr("the film of steps 1, 2 had a secret painted over"));
  EXPECT_THAT(html, HasSubstr("a picture of step 2 was not kept, and nothing was read from it: it "
                              "does not decode."));
  EXPECT_THAT(html, HasSubstr("the film of step 2 ends early: it was longer than we hold."));
  EXPECT_THAT(html, HasSubstr("film of step 1 was not kept: it does not decode."));
  EXPECT_THAT(html,
              HasSubstr("our two clocks disagree about the wait of step 1: it is seen "
                        "80&nbsp;ms later. The wait told is the page’s; the one that was felt "
                        "may differ from it by as much, and by no more."));
  EXPECT_THAT(html, HasSubstr("our own script broke on the page of step 2; something may have "
                              "gone unnoticed: &lt;b&gt;TypeError."));
}

TEST(Sights, AreNoEmptyPageWhereThePageDidNotLoad) {
  Audit audit = test::small_audit();
  auto& walk = audit.journeys[0].walks[0];
  walk.blank_screens = {"screens/two.png"};
  for (auto& screen : walk.screens)
    if (screen.file == "screens/two.png") screen.url = "chrome-error://chromewebdata/";
  const auto html = html_of(audit);
  EXPECT_THAT(html, HasSubstr("<figcaption>The page did not load."));
  EXPECT_THAT(html, HasSubstr("<figcaption>What they saw: the page did not load"));
  EXPECT_THAT(html, Not(HasSubstr("mpty page")));
}

TEST(Cards, TellOnceWhyTheSameTroubleMatters) {
  Audit audit = given_up_after(23'400, false);
  audit.findings[0].why = "Whoever gives up does not come back.";
  audit.findings.push_back(audit.findings[0]);
  audit.findings[1].id = "gave-up-2";
  const auto html = html_of(audit);
  const auto cards = html.substr(0, html.find("The journeys at a glance"));
  const auto first = cards.find("Whoever gives up does not come back.");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(cards.find("Whoever gives up does not come back.", first + 1), std::string::npos);
}

TEST(Pictures, CloseWhereTheyWereOpened) {
  const auto html = html_of(test::small_audit());
  // The same picture stands on a card, in the story and with its finding.
  for (const std::string use : {"1", "2", "3"}) {
    EXPECT_THAT(html, HasSubstr("href=\"#view-" + use + "\" class=\"open\" id=\"shown-" + use));
    EXPECT_THAT(html, HasSubstr("href=\"#shown-" + use + "\" class=\"close\""));
  }
}

TEST(Pictures, OnCardsAreDetailsThatCanBeRead) {
  Audit audit = test::shop_audit();
  audit.findings.resize(1);
  audit.findings[0].evidence.box.reset();  // on a laptop's screen, 1366 pixels wide
  for (auto& step : audit.journeys[2].walks[0].steps) step.targets.clear();
  EXPECT_THAT(html_of(audit), HasSubstr("viewBox=\"0 0 412 255\""));
  audit.findings[0].evidence.box = Box{0, 0, 1366, 768};
  EXPECT_THAT(html_of(audit), HasSubstr("viewBox=\"0 0 600 660\""));
}

TEST(Pictures, WithoutABoxShowWhatWasLastWorked) {
  Audit audit = test::small_audit();
  audit.findings[0].evidence.box.reset();
  audit.findings[0].evidence.screen = "screens/one.png";
  audit.journeys[0].walks[0].steps[1].targets[0].box = {10, 500, 80, 30};
  EXPECT_THAT(html_of(audit), HasSubstr("viewBox=\"0 394 390 242\""));
}

TEST(HonestyWords, SayOnceThatAWalkWasCutOff) {
  Audit audit = test::small_audit();
  auto& walk = audit.journeys[0].walks[0];
  walk.outcome = Outcome::kUnmeasured;
  walk.reason = "lost";
  walk.reason_text = "The walk was cut off before it ended.";
  const std::string html = html_of(audit);
  EXPECT_THAT(html, HasSubstr("could not be measured: the walk was cut off before it ended."));
  EXPECT_THAT(html, Not(HasSubstr("ended. The walk was cut off")));
  walk.reason_text = "The disk was full.";
  EXPECT_THAT(html_of(audit), HasSubstr("cut off before it ended. The disk was full."));
}

std::string print_style_of(const std::string& html) {
  const std::size_t begin = html.rfind("@media print");
  return html.substr(begin, html.find("</style>", begin) - begin);
}

TEST(Print, KeepsAJourneysHeadWithItsStoryUnderTheHeadingOfAll) {
  const std::string style = print_style_of(html_of(test::small_audit()));
  EXPECT_THAT(style, Not(HasSubstr(".stories > h2")));
  EXPECT_THAT(style, HasSubstr(".journey > header, .journey > .ending, .journey > .facts { "
                               "break-after: avoid; }"));
  EXPECT_THAT(style, HasSubstr(".journey > header { break-inside: avoid; }"));
}

TEST(Pictures, MayBeOfALaterStepThanTheFindings) {
  Audit audit = test::small_audit();
  audit.findings[0].evidence.box.reset();
  audit.findings[0].evidence.screen = "screens/one.png";
  auto& steps = audit.journeys[0].walks[0].steps;
  audit.findings[0].step = steps[0].index;
  steps[1].before = "screens/one.png";
  steps[1].targets[0].box = {10, 500, 80, 30};
  EXPECT_THAT(html_of(audit), HasSubstr("viewBox=\"0 394 390 242\""));
}

}  // namespace
}  // namespace firsthand
