#include "analyzers/merge.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/recording_builder.h"

namespace firsthand::test {
namespace {

using testing::SizeIs;

MergedFindings merged(const std::vector<Recording>& recordings) {
  std::vector<JudgedWalk> walks;
  for (const auto& recording : recordings) walks.push_back(judge_walk(recording));
  return merge(walks);
}

Recording slow_walk(const std::string& name, double ms) {
  return RecordingBuilder().name(name).step("click", "click Help").usable(ms).build();
}

TEST(Merge, MakesOneOfTheSameFindingInSeveralWalks) {
  const auto all = merged({slow_walk("w1", 3000), slow_walk("w2", 11'000), slow_walk("w3", 5000)});
  ASSERT_THAT(all.findings, SizeIs(1));
  EXPECT_EQ(all.findings[0].id, "slow-step-1");
  EXPECT_EQ(all.findings[0].count, 3);
  EXPECT_EQ(all.findings[0].walk, "w2");
  EXPECT_EQ(all.findings[0].severity, Severity::kSerious);
  EXPECT_EQ(all.ids[0][0], "slow-step-1");
}

TEST(Merge, KeepsJourneysVisitorsAndStepsApart) {
  auto other = slow_walk("w2", 3000);
  other.walk.journey.id = "contact-us";
  auto desktop = slow_walk("w3", 3000);
  desktop.walk.visitor.name = "desktop";
  EXPECT_THAT(merged({slow_walk("w1", 3000), other, desktop}).findings, SizeIs(3));
}

TEST(Merge, PutsBlockedOutcomesFirstThenSeverityThenCost) {
  const auto all = merged({RecordingBuilder()
                               .step("open", "open /")
                               .usable(4000)
                               .request("document", "http://shop.test/x", 404)
                               .step("click", "click A")
                               .usable(6000)
                               .step("click", "click B")
                               .gives_up(12'000)
                               .request("document", "http://shop.test/y", 500)
                               .build()});
  std::vector<std::string> ids;
  for (const auto& finding : all.findings) ids.push_back(finding.id);
  EXPECT_THAT(ids, testing::ElementsAre("gave-up-1", "failed-document-1", "failed-document-2",
                                        "slow-step-1", "slow-step-2"));
  EXPECT_EQ(all.findings[1].severity, Severity::kBlocker);
  EXPECT_EQ(all.findings[3].cost->ms, 6000);
}

TEST(Merge, MakesASlowStepPartOfTheWaitThatExplainsIt) {
  const auto all = merged({RecordingBuilder()
                               .step("click", "click Next")
                               .usable(4000)
                               .waited("disabled", 3000)
                               .step("click", "click Send")
                               .target("Send", "button")
                               .build()});
  ASSERT_THAT(all.findings, SizeIs(2));
  const auto& slow = all.findings[0].rule == "slow-step" ? all.findings[0] : all.findings[1];
  EXPECT_EQ(slow.part_of, "waited-for-control-1");
}

TEST(Merge, MakesAWaitThatWasGivenUpOnPartOfThat) {
  const auto all = merged({RecordingBuilder()
                               .step("click", "click Next")
                               .usable(60'000)
                               .waited("covered", 60'000, "Cookies")
                               .step("click", "click Send")
                               .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "covered", "Covered.")
                               .build()});
  ASSERT_THAT(all.findings, SizeIs(2));
  EXPECT_EQ(all.findings[1].rule, "waited-for-control");
  EXPECT_EQ(all.findings[1].part_of, "gave-up-1");
}

TEST(Merge, PutsTheJourneyThatTheBusinessDependsOnFirstAmongThoseThatEnded) {
  const auto ending = [](const char* name, bool critical, double ms) {
    auto recording = RecordingBuilder().name(name).step("click", "click A").gives_up(ms).build();
    recording.walk.journey.id = name;
    recording.walk.journey.critical = critical;
    return recording;
  };
  const auto all = merged({ending("browse", false, 60'000), ending("return", true, 11'000)});
  ASSERT_THAT(all.findings, SizeIs(2));
  EXPECT_EQ(all.findings[0].journey, "return");
}

TEST(Merge, MakesAPageThatNeverCamePartOfHowTheJourneyEnded) {
  auto recording =
      RecordingBuilder()
          .step("open", "open /")
          .request("document", "http://shop.test/", 0)
          .ends(Outcome::kFailed, StepOutcome::kFailed, "net::ERR_CONNECTION_REFUSED", "No page.")
          .build();
  recording.requests.back().status.reset();
  recording.requests.back().error = "net::ERR_CONNECTION_REFUSED";
  const auto all = merged({recording});
  ASSERT_THAT(all.findings, SizeIs(2));
  EXPECT_EQ(all.findings[0].rule, "gave-up");
  EXPECT_EQ(all.findings[1].rule, "failed-document");
  EXPECT_EQ(all.findings[1].part_of, "gave-up-1");
}

TEST(Merge, DoesNotBlameAShortWaitForALongStep) {
  const auto all = merged({RecordingBuilder()
                               .step("click", "click Next")
                               .usable(8000)
                               .waited("moving", 400)
                               .step("click", "click Send")
                               .build()});
  for (const auto& finding : all.findings) EXPECT_FALSE(finding.part_of.has_value());
}

// The page of a form answers with an error, is empty where it says something, and the next look
// gives up.
Recording broken_page() {
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .page("<title>Shop</title><h1>Shop</h1>")
                     .status(200)
                     .step("click", "click Send")
                     .page("<h1>Something went wrong</h1><p>SQLSTATE[42000]: no such table</p>")
                     .status(500)
                     .request("document", "http://shop.test/send", 500)
                     .request("script", "http://shop.test/app.js", 500)
                     .step("see", "see Thank you");
  builder.ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "There was no Thank you.");
  return builder.build();
}

TEST(Merge, MakesOneTroubleOfAPageThatBroke) {
  const auto all = merged({broken_page()});
  EXPECT_GE(all.findings.size(), 4U);
  EXPECT_EQ(all.findings[0].id, "gave-up-1");
  for (std::size_t i = 1; i < all.findings.size(); ++i)
    EXPECT_EQ(all.findings[i].part_of, "gave-up-1") << all.findings[i].title;
}

TEST(Merge, LeavesWhatBrokeInWalksThatArrivedAFindingOfItsOwn) {
  auto arrived = broken_page();
  arrived.name = "w2";
  arrived.walk.outcome = Outcome::kCompleted;
  arrived.walk.steps[2].outcome = StepOutcome::kDone;
  const auto all = merged({broken_page(), arrived});
  const auto document =
      std::find_if(all.findings.begin(), all.findings.end(),
                   [](const auto& each) { return each.rule == "failed-document"; });
  ASSERT_NE(document, all.findings.end());
  EXPECT_EQ(document->count, 2);
  EXPECT_FALSE(document->part_of.has_value());
}

TEST(Merge, TellsAFaultOfTheSiteOnceWhicheverJourneyMetIt) {
  const auto met = [](const char* journey, int steps) {
    RecordingBuilder builder(journey);
    for (int i = 0; i < steps; ++i) builder.step("click", "click On");
    builder.console("exception", "TypeError: x is null");
    return builder.name(std::string(journey) + "-1").journey(journey, false).build();
  };
  const auto all = merged({met("browse", 1), met("return", 2), met("contact", 2)});
  ASSERT_THAT(all.findings, SizeIs(1));
  EXPECT_EQ(all.findings[0].count, 3);
  EXPECT_THAT(all.findings[0].why,
              testing::HasSubstr("It was met at 3 places: step 1 of 'browse', step 2 of 'return', "
                                 "step 2 of 'contact'."));
}

TEST(Merge, TellsWhatAnAddressAnsweredOnceWhicheverVisitorAsked) {
  const auto met = [](const char* visitor) {
    auto builder = RecordingBuilder("browse").step("click", "click On");
    auto recording = builder.request("fetch", "https://shop.example/api/offers", 500).build();
    recording.name = visitor;
    recording.walk.visitor.name = visitor;
    return recording;
  };
  const auto all = merged({met("phone"), met("desktop")});
  ASSERT_THAT(all.findings, SizeIs(1));
  EXPECT_EQ(all.findings[0].rule, "failed-request");
  EXPECT_EQ(all.findings[0].count, 2);
}

TEST(Merge, TakesWhatDiffersByNumbersAloneForTheSameInAnotherWalk) {
  const auto met = [](const char* name, const char* order, const char* error) {
    return RecordingBuilder()
        .name(name)
        .step("open", "open /")
        .request("document", std::string("http://shop.test/orders/") + order, 404)
        .request("document", std::string("http://shop.test/errors/") + error, 404)
        .build();
  };
  EXPECT_THAT(merged({met("w1", "KC-1041", "404"), met("w2", "KC-2093", "404")}).findings,
              SizeIs(2));
  EXPECT_THAT(merged({met("w1", "a", "404"), met("w2", "a", "500")}).findings, SizeIs(3));
}

TEST(Merge, KeepsWhatDiffersByNumbersApartWithinAWalk) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .request("script", "http://shop.test/1.js", 404)
                             .request("script", "http://shop.test/2.js", 404)
                             .build();
  EXPECT_THAT(merged({recording}).findings, SizeIs(2));
}

TEST(Merge, PutsWhatTheBusinessDependsOnBeforeWhatCostMore) {
  auto browsed = slow_walk("w1", 3900);
  auto bought = slow_walk("w2", 3000);
  bought.walk.journey.id = "buy";
  bought.walk.journey.critical = true;
  const auto all = merged({browsed, bought});
  ASSERT_THAT(all.findings, SizeIs(2));
  EXPECT_EQ(all.findings[0].journey, "buy");
}

TEST(Merge, MakesDetoursPartOfTheSlowStepThatTheyMade) {
  auto builder = RecordingBuilder().step("open", "open /").usable(6000);
  for (const char* way : {"a", "b", "c"})
    builder.request("document", std::string("http://shop.test/") + way, 301);
  builder.request("document", "http://shop.test/", 200);
  const auto all = merged({builder.build()});
  ASSERT_THAT(all.findings, SizeIs(2));
  EXPECT_EQ(all.findings[0].rule, "slow-step");
  EXPECT_EQ(all.findings[1].part_of, "slow-step-1");
}

Recording met_by(const char* visitor, const RecordingBuilder& builder) {
  auto recording = builder.build();
  recording.name = visitor;
  recording.walk.visitor.name = visitor;
  return recording;
}

TEST(Merge, TellsOfABoxOnceWhicheverJourneyAndVisitorMetIt) {
  const auto met = [](const char* visitor, const char* journey, const char* box) {
    RecordingBuilder builder(journey);
    builder.step("open", "open /").page("<title>Shop</title>");
    if (journey == std::string("contact")) builder.step("click", "click Contact");
    builder.url("http://shop.test/contact?from=" + std::string(journey));
    builder.page(std::string("<title>Contact</title><form><input id=a aria-label=A><input id=") +
                 box + "></form>");
    return met_by(visitor, builder.journey(journey, false));
  };
  const auto all = merged({met("phone", "contact", "news"), met("laptop", "return", "news")});
  ASSERT_THAT(all.findings, SizeIs(1));
  EXPECT_EQ(all.findings[0].rule, "nameless-field");
  EXPECT_EQ(all.findings[0].count, 2);
  EXPECT_THAT(all.findings[0].why,
              testing::HasSubstr("It was met at 2 places: step 2 of 'contact' (phone), step 1 of "
                                 "'return' (laptop)."));
  EXPECT_THAT(merged({met("phone", "contact", "news"), met("laptop", "return", "order")}).findings,
              SizeIs(2));
}

TEST(Merge, TellsOfADetourOnceWhicheverJourneyAndVisitorTookIt) {
  const auto met = [](const char* visitor, const char* token, const char* last) {
    RecordingBuilder builder(visitor);
    builder.step("click", "click Help");
    for (const char* way : {"a", "b", "c"})
      builder.request("document", fmt::format("http://shop.test/{}?t={}", way, token), 301);
    builder.request("document", fmt::format("http://shop.test/{}", last), 200);
    return met_by(visitor, builder.journey(visitor, false));
  };
  EXPECT_THAT(merged({met("phone", "x1", "help"), met("laptop", "x2", "help")}).findings,
              SizeIs(1));
  EXPECT_THAT(merged({met("phone", "x1", "help"), met("laptop", "x1", "sale")}).findings,
              SizeIs(2));
  EXPECT_THAT(merged({met("phone", "to", "help"), met("laptop", "fro", "help")}).findings,
              SizeIs(2));
}

TEST(Merge, TellsOfWordsInAPictureOnceHoweverWideTheScreen) {
  const auto met = [](const char* visitor, const char* url, const char* seen) {
    RecordingBuilder builder(visitor);
    builder.step("open", "open /").url(url).page("<title>Shop</title><p>Kettles</p>").seen(seen);
    return met_by(visitor, builder.journey(visitor, false));
  };
  const char* banner = "Grand clearance weekend\nMembers collect double points";
  const char* wide = "Grand clearance weekend Members collect double points";
  EXPECT_THAT(merged({met("phone", "http://shop.test/", banner),
                      met("laptop", "http://shop.test/?ref=mail", wide)})
                  .findings,
              SizeIs(1));
  EXPECT_THAT(merged({met("phone", "http://shop.test/", banner),
                      met("laptop", "http://shop.test/sale", wide)})
                  .findings,
              SizeIs(2));
  EXPECT_THAT(merged({met("phone", "http://shop.test/", banner),
                      met("laptop", "http://shop.test/", "Everything must go today")})
                  .findings,
              SizeIs(2));
}

}  // namespace
}  // namespace firsthand::test
