#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
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

TEST(FailedDocument, SendsNobodyToTheLogOfAServerThatWasNeverReached) {
  auto builder =
      RecordingBuilder().step("open", "open /").request("document", "http://shop.test/", 200);
  builder.raw().requests[0].status.reset();
  builder.raw().requests[0].error = "net::ERR_CONNECTION_REFUSED";
  EXPECT_THAT(findings_of("failed-document", builder.build()).at(0).fix,
              HasSubstr("if another was meant, correct"));
  builder.raw().requests[0].error = "net::ERR_EMPTY_RESPONSE";
  EXPECT_THAT(findings_of("failed-document", builder.build()).at(0).fix,
              HasSubstr("the server's log"));
}

TEST(FailedDocument, SaysOfAPageThatBrokeOffThatItCameInPart) {
  auto builder =
      RecordingBuilder().step("open", "open /").request("document", "http://shop.test/", 200);
  builder.raw().requests[0].error = "net::ERR_CONTENT_LENGTH_MISMATCH";
  EXPECT_THAT(findings_of("failed-document", builder.build()).at(0).title,
              HasSubstr("came only in part"));
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

TEST(FailedRequest, SaysWhereNothingTheCustomerSeesTellsOfIt) {
  const auto recording = [](const std::string& page, int status) {
    return RecordingBuilder()
        .step("open", "open /")
        .page("<main><h1>Kettle</h1></main>")
        .step("click", "click Goes well with")
        .request("fetch", "http://shop.test/api/goes-with/1", status)
        .page(page)
        .build();
  };
  const auto why = [&](const std::string& page, int status) {
    return findings_of("failed-request", recording(page, status)).at(0).why;
  };
  EXPECT_THAT(why("<main><h1>Kettle</h1></main>", 500), HasSubstr("said a word of it"));
  EXPECT_THAT(why("<main><h1>Kettle</h1></main>", 404), Not(HasSubstr("said a word of it")));
  EXPECT_THAT(why("<main><p role=alert>Something went wrong</p></main>", 500),
              Not(HasSubstr("said a word of it")));
}

TEST(FailedRequest, IsSeriousWhereItCarriedWhatTheCustomerSent) {
  auto builder = RecordingBuilder().step("click", "click Send").submits();
  builder.request("fetch", "http://shop.test/api/contact", 500);
  auto& request = builder.raw().requests.back();
  request.method = "POST";
  const auto findings = findings_of("failed-request", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].title,
            "What 'click Send' sent did not arrive: /api/contact answered with HTTP 500.");
  request.method = "GET";
  EXPECT_EQ(findings_of("failed-request", builder.build())[0].severity, Severity::kAnnoying);
  request.method = "POST";  // a tracker's, beside the form's own that was taken
  builder.request("fetch", "http://shop.test/contact", 200);
  builder.raw().requests.back().method = "POST";
  EXPECT_EQ(findings_of("failed-request", builder.build())[0].severity, Severity::kAnnoying);
}

TEST(FailedRequest, SeesAScriptWhoseErrorPageTheBrowserDidNotReadToItsEnd) {
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .request("script", "http://shop.test/shop.js", 404)
                     .request("script", "http://shop.test/left.js", 200);
  for (auto& request : builder.raw().requests) {
    request.canceled = true;
    request.error = "net::ERR_ABORTED";
  }
  const auto findings = findings_of("failed-request", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "A part of the page (script) /shop.js was answered with HTTP 404.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].evidence.text, "");
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

const std::string kEmptyFrame =
    "<title>Kettles</title><img src='/kettle.jpg' alt='Alba kettle' "
    "data-firsthand-broken='http://shop.test/kettle.jpg' data-firsthand-box='20 200 300 240'>";

TEST(FailedRequest, LeavesEmptyFramesToTheirOwnRule) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .page(kEmptyFrame)
                             .request("image", "http://shop.test/kettle.jpg", 404)
                             .request("image", "http://shop.test/background.jpg", 404)
                             .build();
  const auto findings = findings_of("failed-request", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr("/background.jpg"));
}

TEST(BrokenImage, ShowsTheEmptyFrameAndWhatItsAddressAnswered) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .page(kEmptyFrame)
                             .unread()
                             .request("image", "http://shop.test/kettle.jpg", 404)
                             .build();
  const auto findings = findings_of("broken-image", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "1 picture on 'Kettles' stayed empty: /kettle.jpg was answered with HTTP 404.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 200, 300, 240}));
  EXPECT_EQ(findings[0].evidence.status, 404);
  EXPECT_EQ(findings[0].evidence.text, "Alba kettle");
}

TEST(BrokenImage, TellsWhatBecameOfThePictureThatItsAddressLedTo) {
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .page(kEmptyFrame)
                     .request("image", "http://shop.test/kettle.jpg", 307)
                     .request("image", "https://shop.test/kettle.jpg", 302)
                     .request("image", "https://pictures.test/17.jpg", 0);
  auto& requests = builder.raw().requests;
  requests[0].redirected_to = requests[1].url;
  requests[1].redirected_to = requests[2].url;
  requests[2].status.reset();
  requests[2].error = "net::ERR_NAME_NOT_RESOLVED";
  requests[2].first_party = false;
  const auto findings = findings_of("broken-image", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr("/kettle.jpg (of pictures.test) did not load "
                                           "(net::ERR_NAME_NOT_RESOLVED)"));
  EXPECT_EQ(findings[0].evidence.status, std::nullopt);
}

TEST(BrokenImage, CountsThePicturesOfAPageAndTellsEachOnce) {
  const std::string icons =
      "<img data-firsthand-broken='http://shop.test/a.png' data-firsthand-box='0 0 16 16'>"
      "<img data-firsthand-broken='http://shop.test/b.png' data-firsthand-box='0 0 16 16'>";
  const auto recording =
      RecordingBuilder().step("open", "open /").page(icons).step("click", "click Help").page(icons);
  const auto findings = findings_of("broken-image", recording.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].count, 2);
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].title, HasSubstr("is not a picture that the browser can show"));
}

TEST(BrokenImage, IsNotWhatNobodySees) {
  const auto recording =
      RecordingBuilder()
          .step("open", "open /")
          .page(
              "<div data-firsthand-hidden><img data-firsthand-broken='http://shop.test/a.png'>"
              "</div><img src=/fine.png alt=Fine>")
          .request("image", "http://shop.test/a.png", 404)
          .build();
  EXPECT_THAT(findings_of("broken-image", recording), IsEmpty());
}

// Documents one after the other, each asked for when the one before was answered.
RecordingBuilder way(const std::vector<std::pair<std::string, int>>& stations, double each_ms,
                     const std::string& method = "GET") {
  auto builder = RecordingBuilder().step("click", "click Help");
  double at = 100;
  for (const auto& [url, status] : stations) {
    builder.request("document", url, status);
    auto& request = builder.raw().requests.back();
    request.at_ms = at;
    request.duration_ms = each_ms;
    if (&url == &stations.front().first) request.method = method;
    at += each_ms;
  }
  return builder;
}

TEST(RedirectChain, NamesEveryAddressOnTheWay) {
  const auto findings = findings_of("redirect-chain", way({{"http://shop.test/help", 301},
                                                           {"https://shop.test/help", 302},
                                                           {"https://www.shop.test/help", 308},
                                                           {"https://www.shop.test/en/help", 200}},
                                                          50)
                                                          .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "The way to /en/help led over 3 other addresses first.");
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_EQ(findings[0].owner, Owner::kEngineering);
  EXPECT_EQ(findings[0].evidence.text, "/help → /help → /help → /en/help");
}

TEST(RedirectChain, TellsOfOneThatTookLong) {
  auto builder = way({{"http://shop.test/help", 302}, {"http://shop.test/help/", 200}}, 1200);
  const auto findings = findings_of("redirect-chain", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "The way to /help/ led over 1 other address first, which took 1.2 s.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  builder.unreliable("the machine was busy");
  EXPECT_EQ(findings_of("redirect-chain", builder.build())[0].severity, Severity::kMinor);
}

TEST(RedirectChain, AcceptsWhatIsUsual) {
  EXPECT_THAT(findings_of("redirect-chain", way({{"http://shop.test/", 301},
                                                 {"https://shop.test/", 301},
                                                 {"https://www.shop.test/", 200}},
                                                100)
                                                .build()),
              IsEmpty());
  // A form that takes its time and sends the customer on to the result.
  EXPECT_THAT(findings_of("redirect-chain", way({{"http://shop.test/returns", 303},
                                                 {"http://shop.test/returns/1", 302},
                                                 {"http://shop.test/returns/1/item", 200}},
                                                900, "POST")
                                                .build()),
              IsEmpty());
}

TEST(RedirectChain, DoesNotCountClicksThatFollowEachOther) {
  auto builder = way({{"http://shop.test/a", 302},
                      {"http://shop.test/b", 302},
                      {"http://shop.test/c", 302},
                      {"http://shop.test/d", 200}},
                     10);
  builder.raw().requests[2].at_ms = 5000;
  builder.raw().requests[3].at_ms = 5010;
  EXPECT_THAT(findings_of("redirect-chain", builder.build()), IsEmpty());
}

TEST(MixedContent, WeighsWhatIsBlockedMoreThanPictures) {
  const auto recording = RecordingBuilder()
                             .step("open", "open /")
                             .request("document", "https://shop.test/pay?x=1", 200)
                             .request("script", "http://cdn.test/pay.js", 0)
                             .request("xhr", "http://api.test/rates", 0)
                             .request("image", "http://cdn.test/logo.png", 200)
                             .request("image", "https://cdn.test/fine.png", 200)
                             .build();
  const auto findings = findings_of("mixed-content", recording);
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].title,
            "The secure page /pay?x=1 asked for 2 parts over an unprotected line, "
            "http://cdn.test/pay.js.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[1].severity, Severity::kMinor);
  EXPECT_THAT(findings[1].title, HasSubstr("1 picture or sound"));
}

TEST(MixedContent, IsSeriousWhereTheJourneyEnded) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Pay")
                             .request("document", "https://shop.test/pay", 200)
                             .request("script", "http://cdn.test/pay.js", 0)
                             .gives_up(20'000)
                             .build();
  EXPECT_EQ(findings_of("mixed-content", recording)[0].severity, Severity::kSerious);
}

TEST(MixedContent, LeavesOpenPagesAndTheMachineItselfAlone) {
  const auto open = RecordingBuilder()
                        .step("open", "open /")
                        .request("document", "http://shop.test/", 200)
                        .request("script", "http://shop.test/a.js", 200)
                        .build();
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(run_rule("mixed-content", open)));
  const auto own = RecordingBuilder()
                       .step("open", "open /")
                       .request("document", "https://shop.test/", 200)
                       .request("fetch", "http://127.0.0.1:9000/printer", 200)
                       .step("click", "click Old shop")
                       .request("document", "http://shop.test/old", 200)
                       .request("script", "http://shop.test/a.js", 200)
                       .build();
  EXPECT_THAT(findings_of("mixed-content", own), IsEmpty());
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

TEST(ConsoleException, EndsItsSentenceOnce) {
  const auto title_of = [](const char* message) {
    const auto recording =
        RecordingBuilder().step("click", "click Copy").console("exception", message).build();
    return findings_of("console-exception", recording).at(0).title;
  };
  EXPECT_EQ(title_of("NotAllowedError: Write permission denied."),
            "A script broke during 'click Copy': NotAllowedError: Write permission denied.");
  EXPECT_EQ(title_of("What now?"), "A script broke during 'click Copy': What now?");
  EXPECT_EQ(title_of("Could not load:"), "A script broke during 'click Copy': Could not load.");
  EXPECT_EQ(title_of("said 'no.'"), "A script broke during 'click Copy': said 'no.'");
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

TEST(FailedRequest, ExcusesAnswersToFormsAndToTheQuestionWhetherSomebodyIsSignedIn) {
  auto builder = RecordingBuilder()
                     .step("click", "click Send")
                     .request("fetch", "http://shop.test/orders", 422)
                     .request("xhr", "http://shop.test/session", 401);
  builder.raw().requests[0].method = "POST";
  EXPECT_THAT(findings_of("failed-request", builder.build()), IsEmpty());
  builder.raw().requests[0].method = "GET";
  EXPECT_THAT(findings_of("failed-request", builder.build()), SizeIs(1));
  builder.ends(Outcome::kFailed, StepOutcome::kFailed, "http_401", "Not signed in.");
  EXPECT_THAT(findings_of("failed-request", builder.build()), SizeIs(2));
}

}  // namespace
}  // namespace firsthand::test
