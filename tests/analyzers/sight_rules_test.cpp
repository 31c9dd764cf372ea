// What asks much of eyes and fingers: contrast, small letters, small controls, blurred pictures.

#include <gmock/gmock.h>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<Finding> of_page(std::string_view rule, const std::string& html, bool touch = true) {
  auto builder = RecordingBuilder().step("open", "open /").seen("Shop").page(html);
  builder.raw().walk.visitor.touch = touch;
  return findings_of(rule, builder.build());
}

std::string control(int x, int y, int size, const std::string& name = "+") {
  return fmt::format("<button data-firsthand-box='{} {} {} {}'>{}</button>", x, y, size, size,
                     name);
}

TEST(SmallTarget, IsToldWhenItsNeighbourIsTooClose) {
  const auto findings =
      of_page("small-target",
              "<title>Basket</title>" + control(10, 10, 16, "More") + control(28, 10, 16, "Less"));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].count, 2);
  EXPECT_EQ(findings[0].title,
            "2 controls on 'Basket' are smaller than 24 × 24 pixels and too close to another: "
            "'More' (16 × 16), "
            "'Less' (16 × 16).");
  EXPECT_EQ(findings[0].severity, Severity::kMinor);
}

TEST(SmallTarget, IsLeftAloneWithRoomAroundIt) {
  EXPECT_THAT(of_page("small-target", control(10, 10, 16) + control(40, 10, 16, "-")), IsEmpty());
  EXPECT_THAT(of_page("small-target", control(10, 10, 24) + control(34, 10, 24, "-")), IsEmpty());
  // Not over a large one.
  EXPECT_THAT(of_page("small-target", control(10, 10, 16) + control(28, 0, 60, "-")), SizeIs(1));
}

TEST(SmallTarget, IsNoLinkWithinASentenceNorOneInAListOfLines) {
  EXPECT_THAT(of_page("small-target",
                      "<p>Read <a href=/a data-firsthand-box='10 10 40 18'>how</a> and <a href=/b "
                      "data-firsthand-box='60 10 40 18'>why</a> we do that.</p>"),
              IsEmpty());
  EXPECT_THAT(
      of_page("small-target",
              "<ul><li><a href=/a data-firsthand-box='10 10 90 18'>Kettles</a><li><a href=/b "
              "data-firsthand-box='10 36 90 18'>Toasters</a></ul>"),
      IsEmpty());
  EXPECT_THAT(of_page("small-target",
                      "<p><a href=/a data-firsthand-box='10 10 40 14'>One</a> | <a href=/b "
                      "data-firsthand-box='54 10 6 14'>2</a></p>"),
              SizeIs(1));
}

TEST(SmallTarget, IsNotWhatALargerOneDoesAsWellOrWhatCannotBeUsed) {
  EXPECT_THAT(of_page("small-target",
                      "<a href=/a data-firsthand-box='10 10 16 16'>a</a>" + control(28, 10, 30) +
                          "<a href=/a data-firsthand-box='10 90 90 40'>A kettle</a>"),
              IsEmpty());
  EXPECT_THAT(
      of_page("small-target",
              "<button disabled data-firsthand-box='10 10 16 16'>a</button>" + control(28, 10, 30)),
      IsEmpty());
}

TEST(SmallTarget, CountsABoxToTickWithItsLabel) {
  EXPECT_THAT(of_page("small-target",
                      "<label data-firsthand-box='30 8 200 24'><input type=checkbox "
                      "data-firsthand-box='10 10 13 "
                      "13'> Keep me posted</label>" +
                          control(10, 34, 30)),
              IsEmpty());
}

std::string words(double size, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += "No refunds on kettles. ";
  return fmt::format("<p data-firsthand-box='10 20 300 40' data-firsthand-letters={}>{}</p>", size,
                     text);
}

TEST(SmallLetters, AreToldOnAPhone) {
  const auto findings = of_page("small-letters", "<title>Terms</title>" + words(9.5, 4));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_EQ(findings[0].title,
            "100 % of the text on 'Terms' is smaller than 12 pixels, down to 9.5.");
  const std::string large = "<p>" + std::string(2000, 'x') + "</p>";
  const auto some = of_page("small-letters", large + words(9.5, 4));
  ASSERT_THAT(some, SizeIs(1));
  EXPECT_EQ(some[0].severity, Severity::kMinor);
  EXPECT_THAT(some[0].title, HasSubstr("Some of the text"));
}

TEST(SmallLetters, AreLeftAloneInABadgeAFigureAndOnALaptop) {
  EXPECT_THAT(of_page("small-letters", words(9.5, 2)), IsEmpty());
  EXPECT_THAT(of_page("small-letters", "<sup>" + words(9.5, 9) + "</sup>"), IsEmpty());
  EXPECT_THAT(of_page("small-letters", "<div data-firsthand-hidden>" + words(9.5, 9) + "</div>"),
              IsEmpty());
  EXPECT_THAT(of_page("small-letters", words(9.5, 9), false), IsEmpty());
}

TEST(SmallLetters, SayWhenThePageWasNotMadeForPhones) {
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .seen("Shop")
                     .page("<title>Old</title>" + words(6.2, 9));
  builder.raw().walk.visitor.touch = true;
  builder.raw().walk.screens[0].width = 980;
  const auto findings = findings_of("small-letters", builder.build());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title, "'Old' was not made for phones: its letters are 6.2 pixels small.");
}

std::string picture(int width, int height, const char* pixels, const char* source = "/a.jpg") {
  return fmt::format(
      "<img src={} alt='A kettle' data-firsthand-box='0 100 {} {}' data-firsthand-pixels='{}'>",
      source, width, height, pixels);
}

TEST(BlurredImage, IsOneWithLessThanHalfOfItsPixels) {
  const auto findings =
      of_page("blurred-image", "<title>Kettle</title>" + picture(300, 200, "100 66"));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "1 picture on 'Kettle' is stretched until blurred: 'A kettle' has 100 × 66 pixels, and "
            "is shown 300 × "
            "200 large.");
  ASSERT_TRUE(findings[0].evidence.box);
  EXPECT_EQ(findings[0].evidence.box->w, 300);
}

TEST(BlurredImage, IsNoneWithEnoughPixelsNoIconAndNoSpacer) {
  for (const auto& html :
       {picture(300, 200, "150 100"), picture(300, 200, "100 120"), picture(60, 60, "20 20"),
        picture(800, 200, "1 1"), std::string("<img src=/a.svg data-firsthand-box='0 0 300 300'>")})
    EXPECT_THAT(of_page("blurred-image", html), IsEmpty()) << html;
}

std::vector<Finding> with_ink(const std::string& letters, const std::string& ground,
                              const std::string& html,
                              const std::string& said = "Returns are free of charge") {
  auto builder = RecordingBuilder().step("open", "open /").seen(said).page(html);
  builder.raw().seen[0].inks = {{0, letters, ground}};
  return findings_of("low-contrast", builder.build());
}

const std::string kSaid = "<title>Returns</title><p>Returns are free of charge</p>";

TEST(LowContrast, IsToldWithItsRatio) {
  const auto findings = with_ink("#bbbbbb", "#ffffff", kSaid);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "1 line on 'Returns' hardly stands out: 'Returns are free of charge' has a contrast of "
            "1.9 to 1.");
  EXPECT_EQ(findings[0].severity, Severity::kAnnoying);
  EXPECT_THAT(findings[0].evidence.text, HasSubstr("#bbbbbb on #ffffff"));
  EXPECT_EQ(with_ink("#999999", "#ffffff", kSaid).at(0).severity, Severity::kMinor);
  EXPECT_THAT(with_ink("#333333", "#000000", kSaid), SizeIs(1));
}

TEST(LowContrast, IsToldOnceWhereAxeTellsOfItAsWell) {
  auto builder =
      RecordingBuilder().step("open", "open /").seen("Returns are free of charge").page(kSaid);
  auto& recording = builder.raw();
  recording.seen[0].inks = {{0, "#bbbbbb", "#ffffff"}};
  recording.walk.steps[0].access = "access/000.json";
  recording.access["access/000.json"].violations = {
      {.rule = "color-contrast", .count = 1, .nodes = {{.box = {0, 90, 400, 40}}}}};
  EXPECT_THAT(findings_of("low-contrast", builder.build()), IsEmpty());
}

TEST(LowContrast, IsNotMistakenForThinLettersOfEnough) {
  // #767676 on white has 4.54; at 11 pixels it is seen as #848484.
  EXPECT_THAT(with_ink("#848484", "#ffffff", kSaid), IsEmpty());
  EXPECT_THAT(with_ink("#ffffff", "#000000", kSaid), IsEmpty());
}

TEST(LowContrast, IsLeftAloneInPicturesBehindWindowsAndOnWhatIsDisabled) {
  EXPECT_THAT(with_ink("#bbbbbb", "#ffffff", "<canvas></canvas>"), IsEmpty());
  EXPECT_THAT(with_ink("#bbbbbb", "#ffffff", kSaid + "<div role=dialog>Sign up</div>"), IsEmpty());
  EXPECT_THAT(with_ink("#bbbbbb", "#ffffff",
                       kSaid + "<button disabled data-firsthand-box='10 90 400 40'>Returns are "
                               "free of charge</button>"),
              IsEmpty());
  EXPECT_THAT(with_ink("#bbbbbb", "#ffffff", "<p>Send it", "Send it"), IsEmpty());
}

}  // namespace
}  // namespace firsthand::test
