#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string long_text() {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "<p>Kettles for every kitchen, made to last.</p>";
  return text;
}

// A walk from a home page, by a click, to this page.
RecordingBuilder arriving_at(const std::string& html) {
  return RecordingBuilder()
      .step("open", "open /")
      .status(200)
      .page("<html lang=en><h1>Shop</h1>" + long_text())
      .step("click", "click On")
      .status(200)
      .page("<html lang=en>" + html);
}

std::vector<Finding> judged(const RecordingBuilder& builder) {
  return findings_of("error-words-in-page", builder.build());
}

TEST(ErrorWordsInPage, AreBelievedWhenTheDocumentFailed) {
  const auto findings =
      judged(arriving_at("<p>Please try again later.</p>" + long_text()).status(503));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_THAT(findings[0].why, HasSubstr("answered with HTTP 503"));
  EXPECT_EQ(findings[0].title, "The page said 'Please try again later.' after 'click On'.");
}

TEST(ErrorWordsInPage, AreBelievedInTheHeadingOfAPageWithLittleElse) {
  const auto soft_404 = judged(arriving_at("<h1>Page not found</h1><p>Back to the shop</p>"));
  ASSERT_THAT(soft_404, SizeIs(1));
  EXPECT_THAT(soft_404[0].why, HasSubstr("little else"));
  EXPECT_THAT(judged(arriving_at("<h1>Page not found</h1>" + long_text())), IsEmpty());
}

TEST(ErrorWordsInPage, AreBelievedWhereThePageMarksThem) {
  EXPECT_THAT(judged(arriving_at("<p role=alert><b>Something</b> went wrong.</p>" + long_text())),
              SizeIs(1));
  EXPECT_THAT(
      judged(arriving_at("<p>This field is required</p><input aria-invalid=true>" + long_text())),
      SizeIs(1));
}

TEST(ErrorWordsInPage, AreBelievedInRed) {
  EXPECT_THAT(judged(arriving_at("<p style='color:#c00'>Something went wrong.</p>" + long_text())),
              SizeIs(1));
  EXPECT_THAT(judged(arriving_at("<p>Oh: <b style='color:#c00'>Something went wrong.</b></p>" +
                                 long_text())),
              SizeIs(1));
}

TEST(ErrorWordsInPage, AreBelievedWhenTheyAnswerWhatTheCustomerDid) {
  const auto appeared = [](const std::string& url, bool submits) {
    auto builder = RecordingBuilder()
                       .step("open", "open /contact")
                       .url("http://shop.test/contact")
                       .status(200)
                       .page("<h1>Contact</h1>" + long_text())
                       .step("click", "click Send")
                       .url(url)
                       .status(200)
                       .page("<h1>Contact</h1><p>Something went wrong.</p>" + long_text());
    if (submits) builder.submits();
    return judged(builder);
  };
  EXPECT_THAT(appeared("http://shop.test/contact#form", false), SizeIs(1));
  EXPECT_THAT(appeared("http://shop.test/sent", true), SizeIs(1));
  EXPECT_THAT(appeared("http://shop.test/another-page", false), IsEmpty());
}

TEST(ErrorWordsInPage, AreNotNewWhenTheyStoodThereBefore) {
  const auto builder = RecordingBuilder()
                           .step("open", "open /contact")
                           .url("http://shop.test/contact")
                           .page("<p>Something went wrong?</p>" + long_text())
                           .step("click", "click Send")
                           .url("http://shop.test/contact")
                           .page("<p>Something went wrong?</p><p>Hello</p>" + long_text());
  EXPECT_THAT(judged(builder), IsEmpty());
}

TEST(ErrorWordsInPage, AreBelievedWhereTheJourneyEnded) {
  auto builder = arriving_at("<p>Your card was declined.</p>" + long_text());
  EXPECT_THAT(judged(builder), IsEmpty());
  builder.gives_up(12'000);
  const auto findings = judged(builder);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].owner, Owner::kService);
}

TEST(ErrorWordsInPage, AreANoteWhenTheGoalWasReached) {
  const auto findings =
      judged(arriving_at("<p role=alert>Something went wrong.</p>" + long_text()));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
}

TEST(ErrorWordsInPage, AreNotFoundInOrdinaryShops) {
  const std::string traps =
      "<p>404 reviews</p><p>Error-free</p><h2>What to do if your payment failed</h2><p>Terror</p>"
      "<p>Your password must contain at least 8 characters</p>"
      "<p>Please enter your email to get 10% off</p><p>Never sold out again</p>"
      "<p>Bitte geben Sie Ihren Code ein (optional)</p><p>In onderhoud genomen</p>"
      "<p>Too many requests from customers</p>"
      "<div role=alert></div><template><p role=alert>Something went wrong</p></template>"
      "<p role=alert data-firsthand-hidden>Something went wrong</p>"
      "<blockquote style='color:#c00'>Something went wrong with my old kettle!</blockquote>"
      "<code style='color:#c00'>Traceback (most recent call last)</code>";
  EXPECT_THAT(judged(arriving_at(traps + long_text())), IsEmpty());
}

TEST(ErrorWordsInPage, AreExpectedOnPagesAboutErrors) {
  auto builder = arriving_at(
      "<h1>Page not found: five reasons</h1>"
      "<p style='color:red'>Your card was declined</p>");
  builder.url("http://shop.test/help/card-declined");
  EXPECT_THAT(judged(builder), IsEmpty());
  builder.gives_up(12'000);
  EXPECT_THAT(judged(builder), IsEmpty());
  EXPECT_THAT(judged(builder.status(500)), SizeIs(2));
}

TEST(ErrorWordsInPage, AreToldOnceWhileTheyStay) {
  auto builder = arriving_at("<p role=alert>Something went wrong.</p>");
  builder.step("scroll", "scroll down").page("<p role=alert>Something went wrong.</p><p>More</p>");
  EXPECT_THAT(judged(builder), SizeIs(1));
}

TEST(ErrorWordsInPage, AreBoxedOnTheScreenWhereTheyCanBeRead) {
  auto builder = arriving_at("<p role=alert>Something went wrong.</p>");
  builder.seen("Shop\nSomething went wrong.");
  const auto findings = judged(builder);
  ASSERT_THAT(findings, SizeIs(1));
  ASSERT_TRUE(findings[0].evidence.box.has_value());
  EXPECT_EQ(findings[0].evidence.box->y, 128);
  EXPECT_EQ(findings[0].evidence.box->x, 20);
}

TEST(ErrorWordsInPage, SaysWhenAPageCannotBeRead) {
  std::string deep;
  for (int i = 0; i < 60'000; ++i) deep += "<div>";
  EXPECT_THAT(left_out_by("error-words-in-page", arriving_at(deep).build()),
              HasSubstr("pages/001.html: the page is nested too deeply"));
  EXPECT_THAT(
      failure_of("error-words-in-page", RecordingBuilder().step("open", "o").page(deep).build()),
      HasSubstr("pages/000.html: the page is nested too deeply"));
}

TEST(ErrorWordsInPage, AreStillFoundBesideAPageThatCannotBeRead) {
  std::string deep;
  for (int i = 0; i < 60'000; ++i) deep += "<div>";
  auto builder = arriving_at("<p role=alert>Something went wrong.</p>");
  builder.step("scroll", "scroll down").page(deep);
  EXPECT_THAT(judged(builder), SizeIs(1));
  EXPECT_THAT(left_out_by("error-words-in-page", builder.build()), HasSubstr("pages/002.html"));
}

TEST(ErrorWordsInPage, AreBelievedInAHeadingThatIsNothingElseAlsoOnPagesAboutErrors) {
  auto builder = arriving_at("<h1>404 - Page not found</h1><p>Back to the shop</p>");
  builder.url("http://shop.test/help/returns");
  EXPECT_THAT(judged(builder), SizeIs(1));
}

TEST(ErrorWordsInPage, DoNotDependOnWhatTheSiteIsCalled) {
  auto builder = arriving_at("<p style='color:#c00'>Something went wrong.</p>" + long_text());
  builder.url("http://help.shop.test/orders");
  EXPECT_THAT(judged(builder), SizeIs(1));
}

TEST(ErrorWordsInPage, TellAMessageOnceWhateverItsWordsBelongTo) {
  const auto findings = judged(arriving_at(
      "<p role=alert>Your card was declined. Please try again later.</p>" + long_text()));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].fix, HasSubstr("payment"));
}

TEST(ErrorWordsInPage, AreNotTheBrowsersOwn) {
  auto builder = arriving_at("<h1>This site can't be reached</h1><p>ERR_CONNECTION_REFUSED</p>");
  builder.url("chrome-error://chromewebdata/");
  EXPECT_THAT(judged(builder), IsEmpty());
}

TEST(ErrorWordsInPage, AreANoteOnAWalkThatWentAsFarAsItWasAllowed) {
  auto builder = arriving_at("<p role=alert>Something went wrong.</p>" + long_text());
  builder.step("click", "click Send").stopped();
  const auto findings = judged(builder);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
}

}  // namespace
}  // namespace firsthand::test
