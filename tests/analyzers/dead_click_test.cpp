#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Reaction nothing_for(double ms) {
  Reaction reaction;
  reaction.watched_ms = ms;
  return reaction;
}

TEST(DeadClick, TellsNoFeedbackFromDead) {
  const auto after = [](double ms) {
    return findings_of("dead-click", RecordingBuilder()
                                         .step("click", "click Check stock")
                                         .target("Check stock", "button")
                                         .reaction(nothing_for(ms))
                                         .build());
  };
  EXPECT_THAT(after(999), IsEmpty());
  EXPECT_EQ(after(1000)[0].severity, Severity::kAnnoying);
  EXPECT_EQ(after(7000)[0].severity, Severity::kSerious);
  EXPECT_THAT(after(7000)[0].title, HasSubstr("Nothing happened for 7 s"));
}

TEST(DeadClick, IsAnsweredByAnythingThatHappens) {
  Reaction reaction = nothing_for(7000);
  reaction.request_ms = 40;
  const auto recording = RecordingBuilder()
                             .step("click", "click Check stock")
                             .target("Check stock", "button")
                             .reaction(reaction)
                             .build();
  EXPECT_THAT(findings_of("dead-click", recording), IsEmpty());
}

TEST(DeadClick, IsAnsweredByAFileThatComes) {
  auto builder = RecordingBuilder()
                     .step("click", "click Print label")
                     .target("Print label", "link")
                     .reaction(nothing_for(7000))
                     .step("see", "see label.pdf");
  EXPECT_THAT(findings_of("dead-click", builder.build()), SizeIs(1));
  builder.observed("download", "label.pdf, 12 kB");
  EXPECT_THAT(findings_of("dead-click", builder.build()), IsEmpty());
}

TEST(DeadClick, DoesNotTakeThePressedButtonForAnAnswer) {
  Reaction reaction = nothing_for(1300);
  reaction.pixels_ms = 35;
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .seen("Kettle")
                     .step("click", "click Check stock")
                     .target("Check stock", "button")
                     .reaction(reaction)
                     .seen("Kettle");
  EXPECT_THAT(findings_of("dead-click", builder.build()), IsEmpty());
  auto& raw = builder.raw();
  raw.walk.steps[1].before = raw.walk.steps[0].after;
  raw.seen[1].changed = 0.0;
  EXPECT_THAT(findings_of("dead-click", builder.build()), SizeIs(1));
  raw.seen[1].changed = 0.02;
  EXPECT_THAT(findings_of("dead-click", builder.build()), IsEmpty());
}

TEST(DeadClick, SeesALinkThatLedNowhereWhileThePageWasStillLoading) {
  Reaction reaction = nothing_for(7000);
  reaction.url_ms = 12;
  reaction.dom_ms = reaction.pixels_ms = 190;
  const auto clicked = [&](const std::string& address, const std::string& page) {
    return RecordingBuilder()
        .step("open", "open /")
        .url("http://shop.test/")
        .page("<h1>Kettles</h1>")
        .step("click", "click Search")
        .target("Search", "link")
        .reaction(reaction)
        .url(address)
        .page(page)
        .build();
  };
  EXPECT_THAT(findings_of("dead-click", clicked("http://shop.test/#", "<h1>Kettles</h1>")),
              SizeIs(1));
  EXPECT_THAT(findings_of("dead-click", clicked("http://shop.test/#", "<h1>Search</h1>")),
              IsEmpty());
  EXPECT_THAT(findings_of("dead-click", clicked("http://shop.test/#top", "<h1>Kettles</h1>")),
              IsEmpty());
}

TEST(DeadClick, DoesNotExpectFieldsToReact) {
  const auto recording = RecordingBuilder()
                             .step("click", "click E-mail")
                             .target("E-mail", "textbox")
                             .reaction(nothing_for(7000))
                             .step("choose", "choose Reason: Broken")
                             .target("Reason", "combobox")
                             .reaction(nothing_for(7000))
                             .build();
  EXPECT_THAT(findings_of("dead-click", recording), IsEmpty());
}

TEST(DeadClick, IsNoMoreThanANoteOnABusyMachineUnlessNothingEverCame) {
  auto builder = RecordingBuilder()
                     .step("click", "click Help")
                     .target("Help", "link")
                     .reaction(nothing_for(7000))
                     .unreliable("busy");
  EXPECT_EQ(findings_of("dead-click", builder.build())[0].severity, Severity::kMinor);
  builder.gives_up(60'000, true);
  EXPECT_EQ(findings_of("dead-click", builder.build())[0].severity, Severity::kSerious);
}

}  // namespace
}  // namespace firsthand::test
