#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(SlowStep, LeavesAStepWithinExpectationsAlone) {
  const auto recording = RecordingBuilder().step("click", "click Help").usable(2500).build();
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
}

TEST(SlowStep, GrowsWorseFromGoodToPoorToFrustrated) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Help")
                             .usable(3000)
                             .step("click", "click Returns")
                             .usable(5000)
                             .step("click", "click Start")
                             .usable(10'000)
                             .build();
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(3));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_EQ(findings[1].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[2].severity, Severity::kSerious);
  EXPECT_EQ(findings[0].title, "'click Help' took 3 s, where 2.5 s is what a customer expects.");
  EXPECT_EQ(findings[0].cost->ms, 3000);
}

TEST(SlowStep, ExpectsAnAnswerToSomethingSentInTwoSeconds) {
  const auto recording =
      RecordingBuilder().step("click", "click Send").submits().usable(2300).build();
  EXPECT_THAT(findings_of("slow-step", recording), SizeIs(1));
}

TEST(SlowStep, TakesABrokenPromiseOfTheJourneySeriously) {
  const auto recording =
      RecordingBuilder().step("click", "click Send").should_take(1000).usable(1200).build();
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kSerious);
  EXPECT_THAT(findings[0].title, HasSubstr("where 1 s is what the journey allows"));
}

TEST(SlowStep, AllowsWhatTheJourneyAllows) {
  const auto recording =
      RecordingBuilder().step("click", "click Search").should_take(8000).usable(7000).build();
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
}

TEST(SlowStep, CountsWhatAStepWaitedForItsOwnSecondField) {
  auto recording = RecordingBuilder().step("choose", "choose City: Graz").usable(500).build();
  recording.walk.steps[0].timing.within_ms = 6000;
  recording.walk.steps[0].during = "screens/000-during.png";
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].cost->ms, 6500);
  EXPECT_EQ(findings[0].evidence.screen, "screens/000-during.png");
}

TEST(SlowStep, LeavesTheWaitThatEndedTheJourneyToGaveUp) {
  const auto recording = RecordingBuilder().step("click", "click Send").gives_up(23'400).build();
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
}

TEST(SlowStep, CountsAWaitThatALookSharesWithTheClickBeforeItOnce) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Send")
                             .usable(6000)
                             .step("see", "see Thank you")
                             .usable(5000)
                             .build();
  EXPECT_THAT(findings_of("slow-step", recording), SizeIs(1));
}

TEST(SlowStep, ExpectsAFieldToAnswerTheHandAtOnce) {
  const auto recording =
      RecordingBuilder().step("fill", "fill E-mail").usable(600).feedback(700).build();
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].title, HasSubstr("showed no sign for 700 ms"));
}

TEST(SlowStep, MakesNoMoreThanANoteOfTimesThatAreNotReliable) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Help")
                             .should_take(3000)
                             .usable(12'000)
                             .unreliable("busy machine")
                             .build();
  const auto findings = findings_of("slow-step", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].why, HasSubstr("not reliable (busy machine)"));
}

TEST(SlowStep, LeavesADifferenceThatDoesNotShowAlone) {
  const auto recording = RecordingBuilder().step("click", "click Help").usable(2530).build();
  EXPECT_THAT(findings_of("slow-step", recording), IsEmpty());
}

TEST(SlowStep, DoesNotTakeAMissingMeasureForZeroOrForSlow) {
  auto builder = RecordingBuilder().step("click", "click Help");
  builder.raw().walk.steps[0].timing.usable_ms.reset();
  EXPECT_THAT(findings_of("slow-step", builder.build()), IsEmpty());
}

}  // namespace
}  // namespace firsthand::test
