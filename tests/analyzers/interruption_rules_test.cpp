#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Recording met(Interruption interruption) {
  auto recording = RecordingBuilder().step("open", "open /").step("click", "click Pay").build();
  interruption.step = 1;
  recording.walk.interruptions.push_back(std::move(interruption));
  return recording;
}

Interruption newsletter() {
  return {.kind = "newsletter",
          .name = "10 % off your first order",
          .ended = "closed",
          .in_the_way = true,
          .offers = {{"accept", "Subscribe"}, {"close", "No thanks"}},
          .pressed = {"No thanks"},
          .ms = 640,
          .box = Box{20, 100, 350, 400},
          .screen = "screens/001-interrupted-1.png"};
}

TEST(InterruptionRule, NamesABoxThatCameInTheWayWithItsClicksAndItsTime) {
  const auto findings = findings_of("interruption", met(newsletter()));
  ASSERT_THAT(findings, SizeIs(1));
  const auto& finding = findings[0];
  EXPECT_EQ(finding.title,
            "A newsletter box ('10 % off your first order') came in the way, and took 1 click to "
            "be rid of.");
  EXPECT_EQ(finding.severity, Severity::kAnnoying);
  EXPECT_EQ(finding.cost.value().ms, 640);
  EXPECT_EQ(finding.evidence.screen, "screens/001-interrupted-1.png");
  EXPECT_EQ(finding.evidence.text, "Subscribe, No thanks");
}

TEST(InterruptionRule, GivesTheAddressOfThePageThatItCameOver) {
  auto recording = met(newsletter());
  recording.walk.steps[1].url = "http://shop.test/paid";
  recording.walk.screens.push_back({.file = "screens/001-interrupted-1.png",
                                    .step = 1,
                                    .when = "during",
                                    .url = "http://shop.test/basket"});
  EXPECT_EQ(findings_of("interruption", recording).at(0).evidence.url, "http://shop.test/basket");
}

TEST(InterruptionRule, LeavesWhatWasInNobodysWayAndWhatEndedTheWalkToOthers) {
  auto beside = newsletter();
  beside.in_the_way = false;
  EXPECT_THAT(findings_of("interruption", met(beside)), IsEmpty());
  auto stayed = newsletter();
  stayed.ended = "stayed";
  EXPECT_THAT(findings_of("interruption", met(stayed)), IsEmpty());
}

TEST(InterruptionRule, DoesNotSayThatClicksClosedWhatWentWithItsPage) {
  auto left = newsletter();
  left.ended = "page_left";
  const auto findings = findings_of("interruption", met(left));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, HasSubstr("came in the way, and 1 click did not close it."));
}

TEST(InterruptionRule, LeavesAPermissionToTheRuleOfItsOwn) {
  auto recording = met({.kind = "permission",
                        .name = "location",
                        .ended = "refused",
                        .offers = {{"refuse", "Block"}, {"accept", "Allow"}},
                        .pressed = {"Block"}});
  recording.walk.native_ui = {
      {.kind = "permission", .text = "location", .as_told = false, .asked_for = false, .step = 1}};
  EXPECT_THAT(findings_of("interruption", recording), IsEmpty());
  EXPECT_THAT(findings_of("consent-choice", recording), IsEmpty());
  EXPECT_THAT(findings_of("permission-unasked", recording), SizeIs(1));
}

Interruption banner(std::vector<Offer> offers, std::string ended,
                    std::vector<std::string> pressed) {
  return {.kind = "consent",
          .name = "Cookies",
          .ended = std::move(ended),
          .offers = std::move(offers),
          .pressed = std::move(pressed)};
}

TEST(ConsentChoice, SaysNothingWhereYesAndNoStandSideBySide) {
  EXPECT_THAT(
      findings_of("consent-choice", met(banner({{"accept", "Accept all"}, {"refuse", "Reject all"}},
                                               "accepted", {"Accept all"}))),
      IsEmpty());
}

TEST(ConsentChoice, CountsTheClicksThatRefusingTook) {
  const auto findings =
      findings_of("consent-choice", met(banner({{"accept", "Agree"}, {"settings", "More options"}},
                                               "refused", {"More options", "Reject all", "Save"})));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "Accepting the consent banner takes 1 click ('Agree'), refusing takes 3 clicks: 'More "
            "options', then 'Reject all', then 'Save'.");
}

TEST(ConsentChoice, DoesNotClaimToKnowWhatAWalkThatAcceptedDidNotTry) {
  const auto settings = findings_of(
      "consent-choice",
      met(banner({{"accept", "Agree"}, {"settings", "More options"}}, "accepted", {"Agree"})));
  ASSERT_THAT(settings, SizeIs(1));
  EXPECT_THAT(settings[0].title, HasSubstr("refusing takes at least 2"));
  const auto none =
      findings_of("consent-choice", met(banner({{"accept", "OK"}}, "accepted", {"OK"})));
  ASSERT_THAT(none, SizeIs(1));
  EXPECT_THAT(none[0].title, HasSubstr("it has no button to refuse."));
}

TEST(ConsentChoice, IsOnlyAboutBannersThatAskForConsent) {
  EXPECT_THAT(findings_of("consent-choice", met(newsletter())), IsEmpty());
}

TEST(ConsentChoice, HoldsNoSecondPressOfTheSameButtonAgainstTheBanner) {
  EXPECT_THAT(
      findings_of("consent-choice", met(banner({{"accept", "Accept all"}, {"refuse", "Reject"}},
                                               "refused", {"Reject", "Reject"}))),
      IsEmpty());
}

}  // namespace
}  // namespace firsthand::test
