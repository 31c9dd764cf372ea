#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(WaitedForControl, NamesTheControlAndTheCause) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Request my return")
                             .target("Request my return", "button")
                             .waited("disabled", 3000)
                             .build();
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "Waited 3 s: the button 'Request my return' was disabled.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].evidence.box, (Box{20, 300, 350, 48}));
}

TEST(WaitedForControl, KnowsThatAWaitIsKeptWithTheInputBeforeIt) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Continue")
                             .target("Continue", "button")
                             .waited("disabled", 3000)
                             .step("note", "note Almost there")
                             .step("click", "click Request my return")
                             .target("Request my return", "button")
                             .build();
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "Waited 3 s: the button 'Request my return' was disabled.");
  EXPECT_EQ(findings[0].step, 2);
}

TEST(WaitedForControl, KnowsAWaitWithinAStepFromOneForTheNext) {
  auto recording =
      RecordingBuilder().step("fill", "fill the form").step("click", "click Send").build();
  auto& fill = recording.walk.steps[0];
  fill.targets = {{.says = "Name", .name = "Name", .role = "textbox"},
                  {.says = "Code", .name = "Code", .role = "textbox"}};
  fill.timing.within_ms = 3000;
  fill.waited_for = {{"disabled", "", 3000, "Code"}};
  recording.walk.steps[1].targets = {{.says = "Send", .name = "Send", .role = "button"}};
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].step, 0);
  EXPECT_EQ(findings[0].title, "Waited 3 s: the textbox 'Code' was disabled.");
}

TEST(WaitedForControl, NamesTheBoxThatWasNeverReachedNotOneFilledBeforeIt) {
  auto recording = RecordingBuilder().step("fill", "fill the form").build();
  auto& fill = recording.walk.steps[0];
  fill.targets = {{.says = "Full name", .name = "Full name", .role = "textbox"}};
  fill.waited_for = {{"covered", "Get 10% off!", 15'000, "Town"}};
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title,
              HasSubstr("Waited 15 s: the control 'Town' was covered by 'Get 10% off!'"));
}

TEST(WaitedForControl, NamesWhatCovers) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Start")
                             .target("Start", "link")
                             .waited("covered", 700, "the newsletter box")
                             .waited("covered", 500, "the newsletter box")
                             .build();
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "Waited 1.2 s: the link 'Start' was covered by 'the newsletter box'.");
}

TEST(WaitedForControl, LeavesLoadingAndBlinksAlone) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Start")
                             .waited("loading", 4000)
                             .waited("missing", 4000)
                             .waited("moving", 299)
                             .build();
  EXPECT_THAT(findings_of("waited-for-control", recording), IsEmpty());
}

TEST(WaitedForControl, TellsABoxOfThisStepFromTheNextStepsControl) {
  auto builder = RecordingBuilder()
                     .step("fill", "fill Name, Street")
                     .target("Name", "textbox")
                     .target("Street", "textbox")
                     .waited("disabled", 2000)
                     .waited("disabled", 800)
                     .step("click", "click Send")
                     .target("Send", "button");
  auto& waits = builder.raw().walk.steps[0].waited_for;
  waits[0].on = "Street";
  waits[1].on = "Send";
  const auto findings = findings_of("waited-for-control", builder.build());
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].step, 0);
  EXPECT_EQ(findings[0].title, "Waited 2 s: the textbox 'Street' was disabled.");
  EXPECT_EQ(findings[1].step, 1);
  EXPECT_EQ(findings[1].title, "Waited 800 ms: the button 'Send' was disabled.");
}

TEST(WaitedForControl, IsNoMoreThanANoteOnAMachineThatWasBusy) {
  const auto recording = RecordingBuilder()
                             .step("click", "click Next")
                             .waited("disabled", 12'000)
                             .step("click", "click Send")
                             .unreliable("busy")
                             .build();
  const auto findings = findings_of("waited-for-control", recording);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
  EXPECT_THAT(findings[0].why, HasSubstr("not reliable (busy)"));
}

}  // namespace
}  // namespace firsthand::test
