#include <gmock/gmock.h>

#include "analyzers/judged_walk.h"
#include "analyzers/vague_messages.h"
#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(VagueMessages, SayNothingInFourLanguages) {
  for (const char* message :
       {"Something went wrong",
        "Oops! Something went wrong. Please try again later.",
        "An unexpected error occurred.",
        "Error 1234",
        "Error: 0x80004005",
        "Invalid input",
        "Error code: E-1042",
        "Your request could not be processed. (E1042)",
        "Forbidden",
        "There was a problem with your submission.",
        "Etwas ist schiefgelaufen.",
        "Es ist ein Fehler aufgetreten. Bitte versuchen Sie es später erneut.",
        "Ungültige Eingabe",
        "Fehler 500",
        "Fehlercode 17",
        "Une erreur est survenue. Veuillez réessayer plus tard.",
        "Saisie invalide",
        "Erreur n°42",
        "Se ha producido un error. Inténtelo de nuevo más tarde.",
        "Algo salió mal",
        "¡Ups! Algo ha salido mal",
        "Error 404"})
    EXPECT_TRUE(says_nothing(message)) << message;
}

TEST(VagueMessages, AreNotThoseThatSayWhatOrHow) {
  for (const char* message :
       {"", "Please try again later.", "Sorry", "Enter your name",
        "Something went wrong with your card: the bank refused it.",
        "Error 1234: the card has expired", "Invalid postcode. It looks like W1U 2NG.",
        "This field is required", "An error occurred. Call us on 020 7946 0123.",
        "We have no order with this number and e-mail.", "No errors", "1234", "Fehler melden",
        "Bitte geben Sie eine gültige E-Mail-Adresse ein.", "Nous n'avons pas trouvé la commande",
        "Introduzca su correo", "Nothing went wrong"})
    EXPECT_FALSE(says_nothing(message)) << message;
}

RecordingBuilder answered_with(const std::string& html) {
  return RecordingBuilder()
      .step("fill", "fill Order number")
      .url("http://shop.test/orders")
      .page("<main><form><p>Orders</p></form></main>")
      .step("click", "click Find my order")
      .url("http://shop.test/orders#form")
      .page(html);
}

TEST(VagueError, QuotesAllThatTheCustomerLearned) {
  const auto findings = findings_of(
      "vague-error",
      answered_with("<main><p role=alert><b>Error 1042.</b> Please try again.</p></main>").build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "All that the customer learned after 'click Find my order' was 'Error 1042. Please try "
            "again.'");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].owner, Owner::kContent);
}

TEST(VagueError, NeedsNoMarkWhenItIsTheAnswerToAClick) {
  EXPECT_THAT(findings_of("vague-error",
                          answered_with("<main><form><p>Orders</p></form><div>Invalid input</div>"
                                        "</main>")
                              .build()),
              SizeIs(1));
}

TEST(VagueError, ReadsOnBelowAHeading) {
  EXPECT_THAT(
      findings_of("vague-error", answered_with("<div role=alert><h3>Error</h3><p>Enter your order "
                                               "number.</p></div>")
                                     .build()),
      IsEmpty());
  EXPECT_THAT(findings_of("vague-error", answered_with("<main><h1>Something went wrong</h1><p>Call "
                                                       "us on 020 7946 0123.</p></main>")
                                             .build()),
              IsEmpty());
}

TEST(VagueError, IsNotWhatStoodThereAllTheTime) {
  const std::string help = "<main><p>Something went wrong</p><p>What to do then</p></main>";
  const auto recording = RecordingBuilder()
                             .step("open", "open /help")
                             .page(help)
                             .step("click", "click More")
                             .page(help)
                             .build();
  EXPECT_THAT(findings_of("vague-error", recording), IsEmpty());
}

TEST(VagueError, IsNotTheContentOfAnotherPage) {
  auto builder = answered_with("<main><h2>Error 1042</h2><table><tr><td>Failed</table></main>");
  builder.url("http://shop.test/help/errors");
  EXPECT_THAT(findings_of("vague-error", builder.build()), IsEmpty());
}

TEST(VagueError, HearsOfAlertBoxes) {
  const auto recording =
      RecordingBuilder().step("click", "click Pay").observed("dialog", "alert: Error 17").build();
  const auto findings = findings_of("vague-error", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr("'Error 17' in a box to click away"));
}

TEST(VagueError, IsPartOfTheErrorItDoesNotExplain) {
  const auto recording =
      answered_with("<main><p role=alert>Something went wrong.</p></main>").build();
  const auto judged = judge_walk(recording);
  std::optional<std::size_t> part_of;
  for (std::size_t i = 0; i < judged.findings.size(); ++i)
    if (judged.findings[i].rule == "vague-error") part_of = judged.part_of[i];
  ASSERT_TRUE(part_of);
  EXPECT_EQ(judged.findings[*part_of].rule, "error-words-in-page");
}

RecordingBuilder screen(const std::string& html, const std::string& seen) {
  return RecordingBuilder().step("open", "open /").page(html).seen(seen);
}

TEST(UnreadableText, QuotesWhatOnlyThePixelsShow) {
  const auto findings = findings_of(
      "unreadable-text",
      screen("<h1>Kettles</h1><img src=banner.png alt=Banner>",
             "Kettles\nSpring sale everything half price\nonly until next Sunday evening")
          .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "'Spring sale everything half price' (2 lines in all) can be seen, but is not in the "
            "page's text.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].owner, Owner::kContent);
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 128, 330, 20}));
}

TEST(UnreadableText, FindsItInAltTextNamesValuesAndHiddenText) {
  const std::string seen = "Spring sale everything half price";
  for (const char* html :
       {"<img alt='Spring sale: everything half price'>",
        "<canvas aria-label='SPRING SALE, everything half-price'></canvas>",
        "<p data-firsthand-hidden>Spring sale everything half price</p>",
        "<input value='Spring sale everything' placeholder='half price'>",
        "<svg><title>Spring sale everything</title><text>half price</text></svg>"})
    EXPECT_THAT(findings_of("unreadable-text", screen(html, seen).build()), IsEmpty()) << html;
}

TEST(UnreadableText, ForgivesLettersThatWereMisread) {
  EXPECT_THAT(findings_of("unreadable-text", screen("<p>Delivered in two working days, free to "
                                                    "send back</p>",
                                                    "Delivercd ln two workinq days\nfrcc to scnd "
                                                    "bac k")
                                                 .build()),
              IsEmpty());
}

TEST(UnreadableText, LeavesFewWordsAndUncertainOnesAlone) {
  EXPECT_THAT(findings_of("unreadable-text", screen("<h1>Kettles</h1>",
                                                    "Copper Pans Company\n"
                                                    "Sale now")
                                                 .build()),
              SizeIs(1));
  EXPECT_THAT(
      findings_of("unreadable-text", screen("<h1>Kettles</h1>", "Sale now\n50 % 99").build()),
      IsEmpty());
  auto uncertain = screen("<h1>Kettles</h1>", "Spring sale everything half price");
  for (auto& word : uncertain.raw().seen[0].words) word.confidence = 60;
  EXPECT_THAT(findings_of("unreadable-text", uncertain.build()), IsEmpty());
}

TEST(UnreadableText, LeavesErrorsToTheirOwnRule) {
  EXPECT_THAT(findings_of("unreadable-text", screen("<h1>Kettles</h1>",
                                                    "Payment service unavailable\nSomething went "
                                                    "wrong, please try again later")
                                                 .build()),
              IsEmpty());
}

TEST(UnreadableText, DoesNotJudgeWhatItCannotCompare) {
  const std::string seen = "Spring sale everything half price";
  EXPECT_THAT(
      findings_of("unreadable-text", screen("<p>A</p><iframe src=x></iframe>", seen).build()),
      IsEmpty());
  EXPECT_THAT(findings_of("unreadable-text", screen("<video src=x></video>", seen).build()),
              IsEmpty());
  EXPECT_THAT(findings_of("unreadable-text",
                          screen("<p>Чайники и кастрюли для всей семьи</p>", seen).build()),
              IsEmpty());
  EXPECT_THAT(failure_of("unreadable-text", RecordingBuilder().step("open", "o").unread().build()),
              HasSubstr("was not read"));
}

TEST(UnreadableText, TellsALineOnce) {
  auto builder = screen("<h1>Kettles</h1>", "Spring sale everything half price");
  builder.step("scroll", "scroll down")
      .page("<h1>Kettles</h1>")
      .seen("Spring sale everything half price");
  EXPECT_THAT(findings_of("unreadable-text", builder.build()), SizeIs(1));
}

}  // namespace
}  // namespace firsthand::test
