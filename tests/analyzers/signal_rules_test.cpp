#include <gmock/gmock.h>

#include "analyzers/judged_walk.h"
#include "analyzers/success_words.h"
#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(SuccessWords, AreRecognisedInFourLanguages) {
  for (const char* claim : {"thank you",
                            "thank you for your order",
                            "thanks!",
                            "thank you, robin!",
                            "thank you. we have your message.",
                            "we have received your request",
                            "your return is registered",
                            "your order has been placed",
                            "your message was sent",
                            "message sent",
                            "order confirmed",
                            "successfully submitted",
                            "vielen dank fur ihre nachricht",
                            "wir haben ihre bestellung erhalten",
                            "ihre retoure wurde erfolgreich registriert",
                            "erfolgreich gesendet",
                            "merci pour votre commande",
                            "nous avons bien recu votre message",
                            "votre demande a bien ete envoyee",
                            "gracias por su pedido",
                            "hemos recibido su solicitud",
                            "su mensaje ha sido enviado correctamente"})
    EXPECT_TRUE(claims_success(claim)) << claim;
}

TEST(SuccessWords, AreNotPromisesNorThanksForPatience) {
  for (const char* text :
       {"", "thank you for your patience", "thanks for waiting", "thank you for visiting us",
        "no thanks", "once your order has been placed, we will write to you",
        "your message was not sent", "has your message been sent?", "send message", "order number",
        "your order could not be placed", "if your payment was accepted you will hear from us",
        "merci de patienter", "merci de reessayer", "nein, danke",
        "sobald ihre bestellung bei uns eingegangen ist, schreiben wir ihnen",
        "ihre nachricht wurde nicht gesendet", "no, gracias"})
    EXPECT_FALSE(claims_success(text)) << text;
}

// A form that was sent by a script, and what the page became.
RecordingBuilder sent(const std::string& became, int status) {
  RecordingBuilder builder;
  builder.step("open", "open /contact")
      .page("<main><h1>Contact us</h1><form><button>Send</button></form></main>")
      .step("click", "click Send")
      .submits()
      .request("fetch", "http://shop.test/api/contact?t=1", status)
      .page(became);
  auto& request = builder.raw().requests.back();
  request.method = "POST";
  request.at_ms = 1100;
  return builder;
}

const std::string kThanks =
    "<main><h1>Contact us</h1><p role=status>Thank you. We have your "
    "message.</p></main>";

TEST(FalseSuccess, IsThanksForWhatTheServerRefused) {
  auto builder = sent(kThanks, 500);
  builder.seen("Contact us\nThank you. We have your message.");
  const auto findings = findings_of("false-success", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "The customer was told 'Thank you. We have your message.' after 'click Send', but what "
            "they sent did not arrive: /api/contact?t=1 was answered with HTTP 500.");
  EXPECT_EQ(findings[0].severity, Severity::kBlocker);
  EXPECT_EQ(findings[0].owner, Owner::kEngineering);
  EXPECT_EQ(findings[0].evidence.status, 500);
  EXPECT_EQ(findings[0].evidence.url, "http://shop.test/api/contact?t=1");
  ASSERT_TRUE(findings[0].evidence.box);
  EXPECT_EQ(findings[0].evidence.box->y, 128);
}

std::size_t index_of(const JudgedWalk& judged, std::string_view rule) {
  return static_cast<std::size_t>(std::ranges::find(judged.findings, rule, &Finding::rule) -
                                  judged.findings.begin());
}

TEST(FalseSuccess, IsOneTroubleWithTheAnswerThatItHides) {
  const auto recording = sent(kThanks, 500).build();
  const JudgedWalk judged = judge_walk(recording);
  const auto thanks = index_of(judged, "false-success");
  const auto request = index_of(judged, "failed-request");
  ASSERT_LT(thanks, judged.findings.size());
  ASSERT_LT(request, judged.findings.size());
  EXPECT_EQ(judged.part_of[request], thanks);
}

TEST(FalseSuccess, HearsOfConnectionsThatBrokeAndOfThanksThatWentAgain) {
  auto builder = sent("<main><h1>Contact us</h1></main>", 200);
  builder.observed("said", "Your message was sent.", 1500);
  auto& request = builder.raw().requests.back();
  request.status.reset();
  request.error = "net::ERR_CONNECTION_RESET";
  ASSERT_THAT(findings_of("false-success", builder.build()), SizeIs(1));
  builder.raw().requests.back().canceled = true;
  EXPECT_THAT(findings_of("false-success", builder.build()), IsEmpty());
}

TEST(FalseSuccess, ReadsThanksThatOnlyThePictureShows) {
  auto builder = sent("<main><h1>Contact us</h1><canvas></canvas></main>", 503);
  builder.seen("Contact us\n\n\nYour message has been sent");
  ASSERT_THAT(findings_of("false-success", builder.build()), SizeIs(1));
}

TEST(FalseSuccess, ReadsOnWhileTheCustomerOnlyLooks) {
  auto builder = sent("<main><h1>Contact us</h1></main>", 500);
  builder.step("see", "see Thank you").page(kThanks);
  const auto findings = findings_of("false-success", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].step, 1);
}

TEST(FalseSuccess, IsNotWhatWasTakenAtTheSecondTry) {
  auto builder = sent(kThanks, 500);
  builder.request("document", "http://shop.test/contact", 303);
  builder.raw().requests.back().method = "POST";
  builder.raw().requests.back().at_ms = 1200;
  EXPECT_THAT(findings_of("false-success", builder.build()), IsEmpty());
}

TEST(FalseSuccess, DoesNotTakeABeaconForTheForm) {
  auto builder = sent(kThanks, 500);
  builder.raw().requests.back().url = "http://shop.test/collect";
  EXPECT_THAT(findings_of("false-success", builder.build()), IsEmpty());
  builder.raw().requests.back().url = "http://shop.test/api/contact";
  builder.raw().requests.back().type = "ping";
  EXPECT_THAT(findings_of("false-success", builder.build()), IsEmpty());
}

TEST(FalseSuccess, LeavesAloneWhatAnotherSiteTook) {
  auto builder = sent(kThanks, 404);
  builder.request("fetch", "http://forms.test/submit", 200);
  builder.raw().requests.back().method = "POST";
  builder.raw().requests.back().first_party = false;
  builder.raw().requests.back().at_ms = 1300;
  EXPECT_THAT(findings_of("false-success", builder.build()), IsEmpty());
  builder.raw().requests.back().url = "http://stats.test/collect";
  EXPECT_THAT(findings_of("false-success", builder.build()), SizeIs(1));
}

TEST(FalseSuccess, IsNotAPageThatAdmitsIt) {
  EXPECT_THAT(findings_of("false-success",
                          sent("<main><p>Thank you for your order</p><p role=alert>Something went "
                               "wrong. Please try again.</p></main>",
                               500)
                              .build()),
              IsEmpty());
}

TEST(FalseSuccess, IsNotWhatWasAskedForBeforeNorWhatStoodThereAllTheTime) {
  auto builder = sent(kThanks, 500);
  builder.raw().requests.back().at_ms = 500;
  EXPECT_THAT(findings_of("false-success", builder.build()), IsEmpty());
  auto stood = sent(kThanks, 500).build();
  stood.pages["pages/000.html"] = kThanks;
  EXPECT_THAT(findings_of("false-success", stood), IsEmpty());
}

TEST(FalseSuccess, HasNothingToSayOfWalksThatSentNothing) {
  const auto recording = RecordingBuilder().step("open", "open /").page(kThanks).build();
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(run_rule("false-success", recording)));
}

// A screen of which three texts are read, and a fourth that may be.
Recording screen_with(const std::string& fourth, const std::string& read) {
  auto recording = RecordingBuilder()
                       .step("open", "open /orders")
                       .page(
                           "<h1 data-firsthand-box='20 100 350 20'>Where is my order?</h1>"
                           "<p data-firsthand-box='20 128 350 20'>Two things and we find it.</p>"
                           "<p data-firsthand-box='20 156 350 20'>Cannot find the number?</p>" +
                           fourth)
                       .seen(
                           "Where is my order?\nTwo things and we find it.\nCannot find the "
                           "number?\n" +
                           read)
                       .build();
  recording.seen.back().width = 390;
  recording.seen.back().height = 844;
  return recording;
}

TEST(HiddenText, IsWhatThePageShowsAndThePictureDoesNot) {
  const auto findings =
      findings_of("hidden-text", screen_with("<p data-firsthand-box='20 184 350 20' "
                                             "data-firsthand-unseen=ground>It starts with KC</p>",
                                             ""));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "'It starts with KC' is on the page, but nobody can see it: its letters have the "
            "colour of what lies behind them.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].owner, Owner::kDesign);
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 184, 350, 20}));
  EXPECT_THAT(
      findings_of("hidden-text", screen_with("<p data-firsthand-box='20 184 350 20' "
                                             "data-firsthand-unseen=buried>It starts with KC</p>",
                                             "Free delivery over 40"))
          .at(0)
          .title,
      HasSubstr("something else on the page lies over it"));
}

TEST(HiddenText, IsNotWhatWasReadAllTheSame) {
  EXPECT_THAT(
      findings_of("hidden-text", screen_with("<p data-firsthand-box='20 184 350 20' "
                                             "data-firsthand-unseen=ground>It starts with KC</p>",
                                             "lt starls wilh KC")),
      IsEmpty());
}

TEST(HiddenText, NeedsBothWitnesses) {
  EXPECT_THAT(
      findings_of("hidden-text",
                  screen_with("<p data-firsthand-box='20 184 350 20'>It starts with KC</p>", "")),
      IsEmpty());
}

TEST(HiddenText, LeavesAloneWhatIsShortSmallForeignOrOutOfView) {
  for (const char* text :
       {"<p data-firsthand-box='20 184 350 20' data-firsthand-unseen=ground>KC-1001</p>",
        "<p data-firsthand-box='20 184 1 1' data-firsthand-unseen=ground>It starts with KC</p>",
        "<p data-firsthand-box='20 835 350 20' data-firsthand-unseen=ground>It starts with KC</p>",
        "<p data-firsthand-box='20 184 350 20' data-firsthand-unseen=ground>Номер заказа и "
        "дата</p>",
        "<p data-firsthand-hidden data-firsthand-box='20 184 350 20' "
        "data-firsthand-unseen=ground>It starts with KC</p>",
        "<p data-firsthand-box='20 184 350 20' data-firsthand-unseen=ground><a>It starts with "
        "KC</a></p>"})
    EXPECT_THAT(findings_of("hidden-text", screen_with(text, "")), IsEmpty()) << text;
}

TEST(HiddenText, SaysNothingOfScreensThatWereReadBadly) {
  auto recording = screen_with(
      "<p data-firsthand-box='20 184 350 20' data-firsthand-unseen=ground>It starts with KC</p>",
      "");
  recording.seen.back().words.resize(6);
  EXPECT_THAT(findings_of("hidden-text", recording), IsEmpty());
  recording.seen.clear();
  EXPECT_THAT(failure_of("hidden-text", recording), HasSubstr("was not read"));
}

// A click whose request fails, on a page that says the same before and after it but for `said`.
RecordingBuilder clicked(const std::string& said = "") {
  RecordingBuilder builder;
  builder.step("open", "open /orders/1")
      .page("<h1>Order KC-1001</h1><button>Where is it?</button>")
      .seen("Order KC-1001\nWhere is it?")
      .step("click", "click Where is it?")
      .target("Where is it?", "button")
      .reaction({.request_ms = 5, .watched_ms = 1200})
      .request("fetch", "http://shop.test/api/parcel/1", 500)
      .page("<h1>Order KC-1001</h1><button>Where is it?</button>" + said)
      .seen("Order KC-1001\nWhere is it?");
  auto& recording = builder.raw();
  recording.requests.back().at_ms = 1010;
  recording.walk.steps.back().before = recording.walk.steps.front().after;
  recording.seen.back().changed = 0.001;
  return builder;
}

TEST(ErrorClick, IsAClickThatBrokeAndShowedNothing) {
  const auto findings = findings_of("error-click", clicked().build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "'click Where is it?' did nothing that can be seen: /api/parcel/1 was answered with "
            "HTTP 500.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_TRUE(findings[0].evidence.box);
}

TEST(ErrorClick, IsSeriousWhereTheFailureIsSeen) {
  const auto findings =
      findings_of("error-click", clicked("<p role=alert>Something went wrong</p>").build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_THAT(findings[0].title, HasSubstr("before the customer's eyes"));
}

TEST(ErrorClick, IsNotAClickThatWasAnsweredAllTheSame) {
  EXPECT_THAT(findings_of("error-click", clicked("<p>At the depot in Bath.</p>").build()),
              IsEmpty());
  auto builder = clicked();
  builder.raw().seen.back().changed = 0.2;
  EXPECT_THAT(findings_of("error-click", builder.build()), IsEmpty());
  builder.raw().seen.back().changed_boxes = {{18, 298, 354, 52}};  // the control itself
  EXPECT_THAT(findings_of("error-click", builder.build()), SizeIs(1));
  auto heard = clicked().observed("said", "It is at the depot.");
  EXPECT_THAT(findings_of("error-click", heard.build()), IsEmpty());
}

TEST(ErrorClick, DoesNotBlameTheClickForWhatBreaksWithoutItOrLater) {
  auto builder = clicked();
  builder.raw().requests.back().at_ms = 3200;
  EXPECT_THAT(findings_of("error-click", builder.build()), IsEmpty());
  auto polled = clicked().request("fetch", "http://shop.test/api/parcel/1?again", 500);
  polled.raw().requests.back().step = 0;
  EXPECT_THAT(findings_of("error-click", polled.build()), IsEmpty());
  auto strange = clicked();
  strange.raw().requests.clear();
  strange.console("exception", "TypeError: x");
  strange.raw().console.back().at_ms = 1100;
  EXPECT_THAT(findings_of("error-click", strange.build()), SizeIs(1));
  strange.raw().console.back().url = "http://ads.example/a.js";
  EXPECT_THAT(findings_of("error-click", strange.build()), IsEmpty());
}

TEST(ErrorClick, LeavesAloneWhatAScriptMayAskForInVain) {
  auto builder = clicked();
  auto& request = builder.raw().requests.back();
  request.url = "http://shop.test/collect";
  EXPECT_THAT(findings_of("error-click", builder.build()), IsEmpty());
  request.url = "http://shop.test/api/parcel/1";
  request.first_party = false;
  EXPECT_THAT(findings_of("error-click", builder.build()), IsEmpty());
  auto none = clicked("<p role=status>No results found for kettle</p>");
  none.raw().requests.back().status = 404;
  EXPECT_THAT(findings_of("error-click", none.build()), IsEmpty());
}

TEST(ErrorClick, IsOneTroubleWithWhatBroke) {
  const JudgedWalk judged = judge_walk(clicked().build());
  const auto click = index_of(judged, "error-click");
  const auto request = index_of(judged, "failed-request");
  ASSERT_LT(std::max(click, request), judged.findings.size());
  EXPECT_EQ(judged.part_of[request], click);
}

// A form that is filled in, left and come back to, with another value in its box.
RecordingBuilder back_to(const std::string& attributes) {
  const std::string form =
      "<title>Orders</title><form><label>E-mail <input id=e {}></label></form>";
  RecordingBuilder builder;
  builder.step("open", "open /orders")
      .url("http://shop.test/orders")
      .page(fmt::format(fmt::runtime(form), ""))
      .step("fill", "fill E-mail")
      .works(1, 5, 1)
      .url("http://shop.test/orders")
      .page(fmt::format(fmt::runtime(form), "value=mina@example.com"))
      .step("click", "click Write to us")
      .url("http://shop.test/contact")
      .page("<title>Contact</title><p>Write to us</p>")
      .step("back", "back")
      .url("http://shop.test/orders")
      .page(fmt::format(fmt::runtime(form), attributes));
  return builder;
}

TEST(BackBreakage, IsAFormWithoutWhatWasTyped) {
  const auto findings = findings_of("back-breakage", back_to("").build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "Back led to 'Orders' without what the customer had put into 1 box: E-mail.");
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_THAT(findings_of("lost-input", back_to("").build()), IsEmpty());
}

TEST(BackBreakage, IsNotAFormThatKeptItWasSentOrMustForget) {
  EXPECT_THAT(findings_of("back-breakage", back_to("value=mina@example.com").build()), IsEmpty());
  EXPECT_THAT(findings_of("back-breakage", back_to("autocomplete=off").build()), IsEmpty());
  auto sent = back_to("").build();
  sent.walk.steps[2].submits = true;
  EXPECT_THAT(findings_of("back-breakage", sent), IsEmpty());
}

TEST(BackBreakage, IsAPageThatStays) {
  auto builder = RecordingBuilder()
                     .step("click", "click More")
                     .url("http://shop.test/more")
                     .page("<title>More</title><p>More</p>")
                     .step("back", "back")
                     .url("http://shop.test/more")
                     .page("<title>More</title><p>More</p>");
  const auto findings = findings_of("back-breakage", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "Back did not lead back: the page stayed 'More'.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  builder.page("<title>More</title><p>Less</p>");  // a box was closed
  EXPECT_THAT(findings_of("back-breakage", builder.build()), IsEmpty());
}

TEST(BackBreakage, IsTheBrowsersQuestionWhetherToSendAgain) {
  auto builder =
      RecordingBuilder().step("back", "back").request("document", "http://shop.test/", 0);
  builder.raw().requests.back().status.reset();
  builder.raw().requests.back().error = "net::ERR_CACHE_MISS";
  const auto recording = builder.build();
  ASSERT_THAT(findings_of("back-breakage", recording), SizeIs(1));
  const JudgedWalk judged = judge_walk(recording);
  const auto document = index_of(judged, "failed-document");
  ASSERT_LT(document, judged.findings.size());
  EXPECT_EQ(judged.part_of[document], index_of(judged, "back-breakage"));
}

TEST(BackBreakage, HasNothingToSayOfWalksThatNeverWentBack) {
  const auto recording = RecordingBuilder().step("open", "open /").page("<p>Hello</p>").build();
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(run_rule("back-breakage", recording)));
}

RecordingBuilder said(const std::string& words, const std::string& page,
                      const std::string& screen = "Basket") {
  return RecordingBuilder()
      .step("click", "click Save")
      .page("<title>Basket</title>" + page)
      .seen(screen)
      .observed("said", words, 100);
}

TEST(FlashOfError, IsAnErrorThatWentByItself) {
  auto builder = said("Something went wrong. Please try again.", "<p>Basket</p>");
  builder.raw().walk.screens.back().at_ms = 900;
  const auto findings = findings_of("flash-of-error", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "'Something went wrong. Please try again.' came up after 'click Save' and was gone "
            "again within 800 ms.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
}

TEST(FlashOfError, IsNotWhatIsStillThereOrNoError) {
  EXPECT_THAT(
      findings_of("flash-of-error",
                  said("Something went wrong.", "<p role=alert>Something went wrong.</p>").build()),
      IsEmpty());
  EXPECT_THAT(findings_of("flash-of-error", said("Added to your basket", "").build()), IsEmpty());
  EXPECT_THAT(
      findings_of("flash-of-error", said("No results found for kettle", "<p>0</p>").build()),
      IsEmpty());
  EXPECT_THAT(
      findings_of(
          "flash-of-error",
          said("Something went wrong.", "<canvas></canvas>", "Something went wrong.").build()),
      IsEmpty());
}

TEST(FlashOfError, IsNotWhatGoesBecauseTheCustomerTypes) {
  auto builder = said("Please enter a valid e-mail address", "<p>Basket</p>");
  builder.works(1, 12, 1);
  EXPECT_THAT(findings_of("flash-of-error", builder.build()), IsEmpty());
}

// A link that is followed, looked around behind, and come back from.
Recording turned(StepOutcome look, const std::string& to = "http://shop.test/about") {
  auto recording = RecordingBuilder()
                       .step("open", "open /orders")
                       .url("http://shop.test/orders")
                       .step("click", "click Write to us")
                       .target("Write to us", "link")
                       .url(to)
                       .page("<title>About us</title><p>Since 1924</p>")
                       .step("see", "see A person answers")
                       .url(to)
                       .step("back", "back")
                       .url("http://shop.test/orders")
                       .build();
  recording.walk.steps[2].outcome = look;
  return recording;
}

TEST(UTurn, IsALinkBehindWhichSomethingElseStands) {
  const auto findings = findings_of("u-turn", turned(StepOutcome::kPassedOver));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(
      findings[0].title,
      "'click Write to us' led to 'About us', where 'see A person answers' found nothing: the "
      "customer had to go back.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].step, 1);
}

TEST(UTurn, IsNotAWayThatTheJourneyMeantToGoBack) {
  EXPECT_THAT(findings_of("u-turn", turned(StepOutcome::kDone)), IsEmpty());
  EXPECT_THAT(findings_of("u-turn", turned(StepOutcome::kPassedOver, "http://shop.test/orders#a")),
              IsEmpty());
  auto worked = turned(StepOutcome::kPassedOver);
  worked.walk.steps[1].word = "fill";
  EXPECT_THAT(findings_of("u-turn", worked), IsEmpty());
  auto plain = turned(StepOutcome::kPassedOver);
  plain.walk.steps.erase(plain.walk.steps.begin() + 2);
  EXPECT_THAT(findings_of("u-turn", plain), IsEmpty());
}

TEST(UTurn, IsPartOfAPageThatWasNone) {
  auto recording = turned(StepOutcome::kPassedOver);
  Request request;
  request.step = 1;
  request.method = "GET";
  request.url = "http://shop.test/about";
  request.status = 404;
  request.first_party = request.main_document = true;
  recording.requests.push_back(request);
  const JudgedWalk judged = judge_walk(recording);
  const auto turn = index_of(judged, "u-turn");
  ASSERT_LT(turn, judged.findings.size());
  EXPECT_EQ(judged.part_of[turn], index_of(judged, "failed-document"));
}

}  // namespace
}  // namespace firsthand::test
