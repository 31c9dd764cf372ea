#include <gmock/gmock.h>

#include <string>
#include <utility>

#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kRule = "accessibility";

AccessViolation violation(std::string rule, std::string impact, std::vector<AccessNode> nodes) {
  const int count = static_cast<int>(nodes.size());
  return {.rule = std::move(rule),
          .impact = std::move(impact),
          .tags = {"cat.color", "wcag2aa", "wcag143"},
          .help = "Elements must meet minimum color contrast ratio thresholds",
          .count = count,
          .nodes = std::move(nodes)};
}

class AccessRecording {
 public:
  AccessRecording() { builder_.raw().walk.accessibility = "on"; }
  AccessRecording& page(const std::string& path, std::vector<AccessViolation> violations) {
    const std::string url = "http://shop.test" + path;
    builder_.step("open", "open " + path).url(url).seen("Welcome");
    auto& step = builder_.raw().walk.steps.back();
    step.access = fmt::format("access/{:03}.json", step.index);
    builder_.raw().access[*step.access] = {
        .engine = "axe-core 4.10.3", .url = url, .ms = 100, .violations = std::move(violations)};
    return *this;
  }
  Recording& raw() { return builder_.raw(); }
  std::vector<Finding> findings() const { return findings_of(kRule, builder_.build()); }

 private:
  RecordingBuilder builder_{};
};

const AccessNode kGrey{.selector = "p", .html = "<p class=\"lead\">", .box = {20, 100, 200, 20}};

TEST(AccessibilityRule, NamesTheStandardRuleWhereItIsBrokenAndItsCriterion) {
  const auto findings =
      AccessRecording()
          .page("/contact",
                {violation("color-contrast", "serious",
                           {{.selector = "i", .html = "<i>", .box = {20, 2000, 9, 9}}, kGrey})})
          .findings();
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].title,
            "2 elements on /contact break 'color-contrast': Elements must meet minimum color "
            "contrast ratio thresholds.");
  EXPECT_THAT(findings[0].why, HasSubstr("WCAG 1.4.3"));
  EXPECT_THAT(findings[0].why, HasSubstr("axe-core 4.10.3 calls it serious"));
  EXPECT_EQ(findings[0].count, 2);
  EXPECT_EQ(findings[0].owner, Owner::kDesign);
  EXPECT_EQ(findings[0].evidence.screen, "screens/000-after.png");
  EXPECT_EQ(findings[0].evidence.box, kGrey.box) << "what the picture shows is boxed";
  EXPECT_EQ(findings[0].evidence.text, "color-contrast\n<i>\n<p class=\"lead\">");
}

TEST(AccessibilityRule, IsSeriousOnlyWhereSomethingCannotBeUsedAtAll) {
  for (const auto& [impact, severity] : {std::pair{"minor", Severity::kMinor},
                                         {"moderate", Severity::kAnnoying},
                                         {"serious", Severity::kAnnoying},
                                         {"critical", Severity::kSerious}}) {
    const auto findings =
        AccessRecording().page("/", {violation("button-name", impact, {kGrey})}).findings();
    ASSERT_THAT(findings, SizeIs(1)) << impact;
    EXPECT_EQ(findings[0].severity, severity) << impact;
  }
}

TEST(AccessibilityRule, LeavesToOurOwnRulesWhatTheyLookFor) {
  std::vector<AccessViolation> violations;
  for (const auto* rule : {"label", "select-name", "aria-input-field-name", "document-title",
                           "autocomplete-valid", "target-size", "scrollable-region-focusable"})
    violations.push_back(violation(rule, "critical", {kGrey}));
  EXPECT_THAT(AccessRecording().page("/", violations).findings(), IsEmpty());
}

TEST(AccessibilityRule, TellsTheHeadOfEveryPageOnce) {
  const auto grey = [](const std::string& html) {
    return violation("color-contrast", "serious", {{.html = html, .box = {1, 1, 9, 9}}});
  };
  EXPECT_THAT(AccessRecording()
                  .page("/", {grey("<a class=\"logo\">")})
                  .page("/help", {grey("<a class=\"logo\">")})
                  .findings(),
              SizeIs(1));
  EXPECT_THAT(AccessRecording().page("/", {grey("<a>")}).page("/help", {grey("<b>")}).findings(),
              SizeIs(2));
}

TEST(AccessibilityRule, TellsPagesOfOneKindOnce) {
  const auto grey = [](const std::string& html) {
    return violation("color-contrast", "serious", {{.html = html, .box = {1, 1, 9, 9}}});
  };
  EXPECT_THAT(AccessRecording()
                  .page("/product/alba", {grey("<p id=\"alba\">")})
                  .page("/product/sora?from=home", {grey("<p id=\"sora\">")})
                  .findings(),
              SizeIs(1));
}

TEST(AccessibilityRule, DoesNotMindThePixelOfACounter) {
  EXPECT_THAT(
      AccessRecording()
          .page("/", {violation("image-alt", "critical", {{.html = "<img>", .box = {0, 0, 1, 1}}})})
          .findings(),
      IsEmpty());
}

TEST(AccessibilityRule, SaysThatAxeCoreIsNotInstalledAndWhatToDo) {
  auto builder = RecordingBuilder().step("open", "open /");
  builder.raw().walk.accessibility = "not_installed";
  EXPECT_THAT(left_out_by(kRule, builder.build()),
              HasSubstr("axe-core is not installed. scripts/setup fetches it"));
}

TEST(AccessibilityRule, SaysWhichPagesWereNotLookedAt) {
  AccessRecording recording;
  recording.page("/", {violation("color-contrast", "serious", {kGrey})});
  recording.raw().walk.observations.push_back(
      {.kind = "access_missed", .step = 0, .text = "the page has 9000 elements"});
  EXPECT_THAT(left_out_by(kRule, recording.raw()), HasSubstr("step 1: the page has 9000 elements"));
  EXPECT_THAT(recording.findings(), SizeIs(1)) << "what was seen is told";
}

TEST(AccessibilityRule, AllegesNothingOfAnOlderRecordingOrOneThatWasNotToBeLookedAt) {
  auto builder = RecordingBuilder().step("open", "open /");
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(run_rule(kRule, builder.build())));
  builder.raw().walk.accessibility = "off";
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(run_rule(kRule, builder.build())));
}

TEST(AccessibilityRule, ShowsWhatAPageSaidOnlyAsPrintableText) {
  auto hostile = violation("color-contrast", "serious", {kGrey});
  hostile.help = "a\x1b[31m\nb";
  const auto findings = AccessRecording().page("/", {hostile}).findings();
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].title, Not(HasSubstr("\x1b")));
  EXPECT_THAT(findings[0].title, Not(HasSubstr("\n")));
}

}  // namespace
}  // namespace firsthand::test
