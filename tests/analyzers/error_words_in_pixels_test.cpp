#include <gmock/gmock.h>

#include "analyzers/seen_lines.h"
#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kPage = "<html lang=en><p>Your return</p>";

RecordingBuilder choosing(const std::string& screen, const std::string& page = kPage) {
  return RecordingBuilder()
      .step("open", "open /returns")
      .status(200)
      .page(kPage)
      .seen("Your return")
      .step("choose", "choose Condition: Broken")
      .status(200)
      .page(page)
      .seen(screen);
}

std::vector<Finding> read(const RecordingBuilder& builder) {
  return findings_of("error-words-in-pixels", builder.build());
}

TEST(ErrorWordsInPixels, AreFoundWhereThePageSaysNothing) {
  const auto findings = read(choosing("Something went wrong,\nplease try again later."));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "The screen said 'Something went wrong, please try again later.' after 'choose "
            "Condition: Broken'; only the pixels show it.");
  EXPECT_EQ(findings[0].evidence.screen, "screens/001-after.png");
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 100, 230, 48}));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
}

TEST(ErrorWordsInPixels, AreNotWhatTheCustomerTypedThemselves) {
  const std::string typed = "The payment failed, try again";
  const std::string page =
      "<p>Your return</p><label>Comments <textarea id=c>" + typed + "</textarea></label>";
  EXPECT_THAT(read(choosing(typed, page)), IsEmpty());
  EXPECT_THAT(read(choosing(typed, "<label>Comments <input value='" + typed + "'></label>")),
              IsEmpty());
  EXPECT_THAT(read(choosing(typed, "<label>Comments <input placeholder='" + typed + "'></label>")),
              IsEmpty());
}

TEST(ErrorWordsInPixels, AreNotWhatStandsForAPictureThatDidNotCome) {
  const std::string page =
      "<p>Your return</p><img data-firsthand-broken='http://shop.test/a.jpg' alt='Something went "
      "wrong' width=90 height=90>";
  EXPECT_THAT(read(choosing("Something went wrong", page)), IsEmpty());
}

TEST(ErrorWordsInPixels, AreQuotedWhole) {
  const auto findings = read(
      choosing("Payment service unavailable.\nSomething went wrong,\nplease try again later."));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].evidence.text,
            "Payment service unavailable. Something went wrong, please try again later.");
  EXPECT_EQ(findings[0].owner, Owner::kEngineering);
}

TEST(ErrorWordsInPixels, AreSeriousWhereTheJourneyEnded) {
  const auto findings = read(choosing("Something went wrong").gives_up(12'000));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
}

TEST(ErrorWordsInPixels, AreReadAcrossLines) {
  const auto findings = read(choosing("Sorry: something\nwent wrong"));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].evidence.box->y, 100);
  EXPECT_EQ(findings[0].evidence.box->h, 48);
}

TEST(ErrorWordsInPixels, AreReadWithALetterWrong) {
  const auto findings = read(choosing("Sornething went wrong"));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].evidence.text, "Sornething went wrong");
}

TEST(ErrorWordsInPixels, AreReadOnABareErrorPage) {
  auto builder = RecordingBuilder().step("open", "open /").seen("403 Forbidden\nnginx");
  EXPECT_THAT(read(builder), SizeIs(1));
}

TEST(ErrorWordsInPixels, AreLeftToThePageWhenItSaysThem) {
  EXPECT_THAT(read(choosing("Something went wrong", "<p>Something <b>went</b> wrong</p>")),
              IsEmpty());
}

TEST(ErrorWordsInPixels, AreFoundWhereThePageHidesTheSameWords) {
  EXPECT_THAT(
      read(choosing("Something went wrong", "<p data-firsthand-hidden>Something went wrong</p>")),
      SizeIs(1));
}

TEST(ErrorWordsInPixels, AreNotNewWhenTheyWereThereBefore) {
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .seen("Something went wrong with your kettle? Ask us")
                     .step("scroll", "scroll down")
                     .seen("Something went wrong with your kettle? Ask us");
  EXPECT_THAT(read(builder), IsEmpty());
}

TEST(ErrorWordsInPixels, DoNotMixUpLinesThatStandApart) {
  Seen seen;
  seen.words = {{"something", {20, 100, 90, 20}, 95, 0},
                {"went", {20, 400, 40, 20}, 95, 1},
                {"noise", {20, 405, 40, 20}, 5, 1}};
  EXPECT_THAT(texts_of(seen), SizeIs(2));
  EXPECT_EQ(texts_of(seen)[1].folded, "went");
}

TEST(ErrorWordsInPixels, SaysWhenNobodyCouldRead) {
  auto builder = choosing("Something went wrong");
  builder.raw().seen.clear();
  EXPECT_THAT(failure_of("error-words-in-pixels", builder.build()), HasSubstr("was not read"));
}

}  // namespace
}  // namespace firsthand::test
