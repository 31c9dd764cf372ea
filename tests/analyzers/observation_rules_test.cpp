#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(AmbiguousTarget, TellsWhatSharesAName) {
  const auto recording =
      RecordingBuilder()
          .step("click", "click Continue")
          .observed("ambiguous_target", "2 things on the page are called “Continue”")
          .observed("ambiguous_target", "2 things on the page are called “Continue”")
          .build();
  const auto findings = findings_of("ambiguous-target", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "2 things on the page are called “Continue”.");
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_EQ(findings[0].owner, Owner::kContent);
  EXPECT_TRUE(findings[0].evidence.box);
}

RecordingBuilder shopping(const std::string& front) {
  auto builder =
      RecordingBuilder()
          .step("open", "open /")
          .url("http://shop.test/")
          .page(front)
          .step("click", "click Shop kettles")
          .url("http://shop.test/category/kettles")
          .target("Shop kettles", "link")
          .observed("ambiguous_target", "2 things on the page are called “Shop kettles”");
  Walk& walk = builder.raw().walk;
  walk.steps[1].before = "screens/001-before.png";
  walk.screens.push_back({.file = "screens/001-before.png", .step = 1, .when = "before"});
  return builder;
}

TEST(AmbiguousTarget, TellsWhereEachLeadsAndOnWhichPageTheyStood) {
  const auto findings = findings_of(
      "ambiguous-target", shopping("<nav><a href=/category/kettles>Kettles</a></nav>"
                                   "<a href=/category/kettles>Shop kettles</a>"
                                   "<p data-firsthand-hidden><a href=/no>Shop kettles</a></p>"
                                   "<a href='/search?q=kettle'>Shop  <b>kettles</b></a>")
                              .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].evidence.url, "http://shop.test/");
  EXPECT_EQ(findings[0].evidence.screen, "screens/001-before.png");
  EXPECT_EQ(findings[0].evidence.text,
            "a link to /category/kettles (taken), a link to /search?q=kettle");
}

TEST(AmbiguousTarget, TakesTheAddressOfThePictureBeforeTheStep) {
  auto builder = shopping("<p>Nothing of that name");
  builder.raw().walk.screens[0].url = "http://shop.test/offers";
  const auto findings = findings_of("ambiguous-target", builder.build());
  EXPECT_EQ(findings.at(0).evidence.url, "http://shop.test/offers");
  EXPECT_EQ(findings.at(0).evidence.text, "the link that was taken led to /category/kettles");
}

TEST(AmbiguousTarget, DoesNotSayItsTitleAgain) {
  const auto recording =
      RecordingBuilder().step("click", "click On").observed("ambiguous_target", "2 things").build();
  EXPECT_EQ(findings_of("ambiguous-target", recording).at(0).evidence.text, "");
}

TEST(AmbiguousTarget, SaysNothingOfOtherObservations) {
  const auto recording =
      RecordingBuilder().step("click", "click On").observed("dialog", "alert: Hello").build();
  EXPECT_THAT(findings_of("ambiguous-target", recording), IsEmpty());
}

TEST(OnlyInPixels, IsSeriousForWhoeverDoesNotSee) {
  const auto recording =
      RecordingBuilder().step("click", "click Start").observed("only_in_pixels", "Start").build();
  const auto findings = findings_of("only-in-pixels", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "What 'click Start' needs is only painted: the page itself holds no control of that "
            "name.");
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].evidence.text, "Start");
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 300, 350, 48}));
}

TEST(OnlyInPixels, IsNotWhatThePageHolds) {
  const auto recording = RecordingBuilder().step("click", "click Start").build();
  EXPECT_THAT(findings_of("only-in-pixels", recording), IsEmpty());
}

TEST(KeyboardUnreachable, IsABlockerForWhoeverHasNoPointer) {
  const auto findings = findings_of(
      "keyboard-unreachable",
      RecordingBuilder()
          .step("click", "click Start")
          .observed("not_reachable_by_keyboard", "Start")
          .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_reachable_by_keyboard", "Not reached.")
          .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "The control 'Start' cannot be reached with the keyboard.");
  EXPECT_EQ(findings[0].severity, Severity::kBlocker);
  EXPECT_EQ(findings[0].evidence.text, "Start");
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 300, 350, 48}));
}

TEST(KeyboardUnreachable, EndsNobodysWayWhereTheWalkWentOn) {
  const auto findings =
      findings_of("keyboard-unreachable", RecordingBuilder()
                                              .step("click", "click Start")
                                              .observed("not_reachable_by_keyboard", "Accept all")
                                              .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_THAT(findings[0].why, HasSubstr("has to do without"));
}

TEST(KeyboardUnreachable, TellsOfAFocusThatIsHeld) {
  const auto findings = findings_of(
      "keyboard-unreachable",
      RecordingBuilder().step("click", "click Pay").observed("keyboard_trap", "Pay").build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "The keyboard does not get out to 'Pay': the focus is held elsewhere.");
}

// The click of the second step comes at 1000 ms.
std::vector<Finding> jumped(const std::vector<double>& times) {
  auto builder = RecordingBuilder().step("open", "open /").step("click", "click Add to basket");
  for (const double at_ms : times) builder.observed("layout_jump", "Add to basket", at_ms);
  return findings_of("layout-jump", builder.build());
}

TEST(LayoutJump, IsSeriousUnderTheHand) {
  const auto findings = jumped({800});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "'Add to basket' jumped away 200 ms before 'click Add to basket', when a customer had "
            "begun to aim at it.");
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].owner, Owner::kDesign);
}

TEST(LayoutJump, IsAnnoyingWhileTheCustomerStillLooks) {
  const auto findings = jumped({100, 200});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].count, 2);
  EXPECT_THAT(findings[0].title, HasSubstr("800 ms before"));
}

TEST(LayoutJump, IsNotWhatMovesAfterTheClick) {
  EXPECT_THAT(jumped({1200}), IsEmpty());
  EXPECT_THAT(jumped({}), IsEmpty());
}

// A message is sent, and its confirmation looked for.
RecordingBuilder sent() {
  return RecordingBuilder()
      .step("click", "click Send message")
      .submits()
      .seen("Contact us")
      .step("see", "see Thank you")
      .target("Thank you", "")
      .seen("Thank you");
}

TEST(ConfirmationOutOfView, NamesWhatWasSent) {
  const auto findings =
      findings_of("confirmation-out-of-view", sent().observed("seen_below", "Thank you").build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "After 'click Send message' the confirmation was there, but below what the screen "
            "shows.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].owner, Owner::kDesign);
  EXPECT_EQ(findings[0].evidence.screen, "screens/000-after.png");
}

TEST(ConfirmationOutOfView, IsNotWhatTheScreenShows) {
  EXPECT_THAT(findings_of("confirmation-out-of-view", sent().build()), IsEmpty());
}

TEST(ConfirmationOutOfView, ConcernsOnlyWhatWasSentAndFound) {
  const auto only_looked = RecordingBuilder()
                               .step("click", "click Returns policy")
                               .step("see", "see within 30 days")
                               .observed("seen_below", "within 30 days")
                               .build();
  EXPECT_TRUE(
      std::holds_alternative<NotApplicable>(run_rule("confirmation-out-of-view", only_looked)));
  const auto never_came = sent().gives_up(20'000).build();
  EXPECT_TRUE(
      std::holds_alternative<NotApplicable>(run_rule("confirmation-out-of-view", never_came)));
}

// A look at something further down comes in between, and scrolls.
RecordingBuilder kept_number_below(double confirmation_y, double scrolled) {
  auto builder = RecordingBuilder()
                     .step("click", "click Send message")
                     .submits()
                     .seen("Contact us")
                     .step("keep", "keep reference")
                     .observed("seen_below", "Your reference is")
                     .step("see", "see Thank you")
                     .target("Thank you", "")
                     .seen("Thank you");
  builder.raw().walk.steps[2].targets[0].box = {20, confirmation_y - scrolled, 200, 30};
  builder.raw().walk.screens[1].scroll_y = scrolled;
  return builder;
}

TEST(ConfirmationOutOfView, LooksWhereItStandsWhenSomethingElseWasScrolledTo) {
  EXPECT_THAT(findings_of("confirmation-out-of-view", kept_number_below(1200, 800).build()),
              SizeIs(1));
  EXPECT_THAT(findings_of("confirmation-out-of-view", kept_number_below(100, 800).build()),
              IsEmpty());
}

TEST(PasteBlocked, TellsOfEachBoxThatStayedEmptyOnce) {
  const auto findings = findings_of("paste-blocked", RecordingBuilder()
                                                         .step("fill", "fill E-mail")
                                                         .observed("paste_refused", "E-mail")
                                                         .observed("paste_refused", "E-mail")
                                                         .build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "The box 'E-mail' stays empty when something is pasted into it.");
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].owner, Owner::kDesign);
  EXPECT_TRUE(findings[0].evidence.box);
}

TEST(PasteBlocked, SaysNothingOfWhatWasNotProbed) {
  EXPECT_THAT(findings_of("paste-blocked",
                          RecordingBuilder()
                              .step("fill", "fill E-mail")
                              .observed("not_probed", "E-mail: something stood in it already")
                              .build()),
              IsEmpty());
  EXPECT_THAT(findings_of("paste-blocked", RecordingBuilder().step("fill", "fill E-mail").build()),
              IsEmpty());
}

}  // namespace
}  // namespace firsthand::test
