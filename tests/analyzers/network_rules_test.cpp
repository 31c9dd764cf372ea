#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(FailedDocument, NamesTheAddressAndTheAnswer) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Returns")
                             .request("document", "http://shop.test/returns?from=footer", 404)
                             .build();
  const auto findings = findings_of("failed-document", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "The page /returns?from=footer was answered with HTTP 404.");
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].owner, Owner::kContent);
  EXPECT_EQ(findings[0].evidence.status, 404);
}

TEST(FailedDocument, IsABlockerWhereAServerErrorEndsTheJourney) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Send")
                             .request("document", "http://shop.test/send", 500)
                             .ends(Outcome::kFailed, StepOutcome::kFailed, "http_500", "HTTP 500")
                             .build();
  EXPECT_EQ(findings_of("failed-document", recording)[0].severity, Severity::kBlocker);
}

TEST(FailedDocument, IsABlockerWhereTheNextStepFindsOnlyTheError) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .request("document", "http://shop.test/", 500)
                             .step("click", "click Send")
                             .request("document", "http://shop.test/send", 500)
                             .step("see", "see Thank you")
                             .ends(Outcome::kFailed, StepOutcome::kFailed, "http_500", "HTTP 500")
                             .build();
  const auto findings = findings_of("failed-document", recording);
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[1].severity, Severity::kBlocker);
}

TEST(FailedDocument, IsNotAFormThatSaysWhatIsWrong) {
  auto recording = RecordingBuilder()
                       .step("click", "click Find my order")
                       .request("document", "http://shop.test/orders", 422)
                       .build();
  recording.requests.back().method = "POST";
  EXPECT_THAT(findings_of("failed-document", recording), SizeIs(0));
  recording.requests.back().method = "GET";
  EXPECT_THAT(findings_of("failed-document", recording), SizeIs(1));
}

TEST(FailedDocument, HearsOfConnectionsThatFailButNotOfPagesThatWereLeft) {
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .request("document", "http://shop.test/", 200)
                     .request("document", "http://shop.test/slow", 200);
  builder.raw().requests[0].status.reset();
  builder.raw().requests[0].error = "net::ERR_CONNECTION_RESET";
  builder.raw().requests[1].error = "net::ERR_ABORTED";
  builder.raw().requests[1].canceled = true;
  const auto findings = findings_of("failed-document", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr("net::ERR_CONNECTION_RESET"));
}

TEST(FailedRequest, WeighsWorkingsMoreThanPictures) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .request("fetch", "http://shop.test/api/goes-with/1", 500)
                             .request("image", "http://shop.test/kettle.jpg", 404)
                             .build();
  const auto findings = findings_of("failed-request", recording);
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].title,
            "A part of the page (fetch) /api/goes-with/1 was answered with HTTP 500.");
  EXPECT_EQ(findings[1].severity, Severity::kMinor);
}

TEST(FailedRequest, CountsOneAddressOnce) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .request("script", "http://shop.test/a.js?v=1", 404)
                             .request("script", "http://shop.test/a.js?v=2", 404)
                             .build();
  const auto findings = findings_of("failed-request", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].count, 2);
}

TEST(FailedRequest, LeavesStrangersIconsAndGoodAnswersAlone) {
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .request("script", "http://ads.test/a.js", 500)
                     .request("other", "http://shop.test/favicon.ico", 404)
                     .request("image", "http://shop.test/favicon.ico", 404)
                     .request("fetch", "http://shop.test/api", 200);
  builder.raw().requests[0].first_party = false;
  EXPECT_THAT(findings_of("failed-request", builder.build()), IsEmpty());
}

TEST(ConsoleException, GroupsWhatIsTheSame) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Contact")
                             .console("exception", "TypeError: x is null\n  at a.js:3")
                             .console("exception", "TypeError: x is null\n  at a.js:3")
                             .build();
  const auto findings = findings_of("console-exception", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].count, 2);
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].title, "A script broke during 'click Contact': TypeError: x is null.");
}

TEST(ConsoleException, TakesALoggedErrorForANote) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .console("error", "deprecated option")
                             .console("warning", "slow image")
                             .console("error", "Failed to load resource: 404")
                             .build();
  const auto findings = findings_of("console-exception", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
}

TEST(ConsoleException, IsSeriousWhereTheJourneyEnded) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Send")
                             .console("exception", "Error: no")
                             .gives_up(12'000)
                             .build();
  EXPECT_EQ(findings_of("console-exception", recording)[0].severity, Severity::kSerious);
}

TEST(ConsoleException, NeverLetsControlCharactersIntoATitle) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .console("exception", "Error: \x1b[31mred\x07")
                             .build();
  const std::string title = findings_of("console-exception", recording)[0].title;
  EXPECT_EQ(title.find('\x1b'), std::string::npos);
  EXPECT_EQ(title.find('\x07'), std::string::npos);
}

}  // namespace
}  // namespace firsthand::test
