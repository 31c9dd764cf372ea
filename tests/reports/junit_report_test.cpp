#include "reports/junit_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/reports/sample_audit.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

using testing::HasSubstr;
using testing::Not;

// Tags match, attribute values hold no '<', and no character is outside XML 1.0.
bool well_formed(std::string_view xml) {
  std::vector<std::string_view> open;
  for (const char c : xml)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') return false;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string_view::npos) return false;
    const auto tag = xml.substr(at + 1, end - at - 1);
    if (tag.find('<') != std::string_view::npos) return false;
    if (tag.starts_with("?") || tag.ends_with("/")) continue;
    const auto name = tag.substr(tag.starts_with("/"), tag.find(' '));
    if (!tag.starts_with("/")) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

TEST(JunitReport, ReadsAsTheGoldenFile) {
  test::expect_golden("reports/shop.junit.xml", junit_report(test::shop_audit()));
}

TEST(JunitReport, CallsAGiveUpAFailureAndWhatFollowsSkipped) {
  const auto xml = junit_report(test::shop_audit());
  EXPECT_THAT(xml, HasSubstr("<failure type=\"patience\" message=\"The answer came after"));
  EXPECT_THAT(xml, HasSubstr("<skipped message=\"previous step failed\"/>"));
}

TEST(JunitReport, CallsAnUnmeasuredWalkAnError) {
  const auto xml = junit_report(test::unmeasured_audit());
  EXPECT_THAT(xml, HasSubstr("errors=\"4\""));
  EXPECT_THAT(xml, HasSubstr("<error type=\"lost\""));
  EXPECT_THAT(xml, HasSubstr("failures=\"0\""));
}

TEST(JunitReport, CallsAGiveUpThatOurMachineMayHaveMadeAnError) {
  Audit audit = test::shop_audit();
  for (auto& journey : audit.journeys)
    for (auto& walk : journey.walks) walk.timing = {false, {"the machine was under pressure"}};
  const auto xml = junit_report(audit);
  EXPECT_THAT(xml, HasSubstr("<error type=\"patience\" message=\"The answer came after"));
  EXPECT_THAT(xml, Not(HasSubstr("<failure type=\"patience\"")));
}

TEST(JunitReport, SkipsWhatWeDidNotSend) {
  Audit audit = test::small_audit();
  auto& walk = audit.journeys[0].walks[0];
  walk.outcome = Outcome::kStopped;
  walk.steps[1].outcome = StepOutcome::kStopped;
  EXPECT_THAT(junit_report(audit), HasSubstr("<skipped message=\"we stopped on purpose\"/>"));
}

TEST(JunitReport, SaysWhyAStepWasNotReached) {
  Audit audit = test::shop_audit();
  audit.journeys[0].walks[0].outcome = Outcome::kUnmeasured;
  EXPECT_THAT(junit_report(audit),
              HasSubstr("<skipped message=\"the walk could not be measured\"/>"));
}

TEST(JunitReport, NeverShowsAFailedWalkAsGreen) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].outcome = Outcome::kFailed;
  const auto xml = junit_report(audit);
  EXPECT_THAT(xml, HasSubstr("name=\"the whole walk\"><failure"));
  EXPECT_THAT(xml, HasSubstr("failures=\"1\""));
}

TEST(JunitReport, FailsOnAFindingThatEndedNoWalk) {
  Audit audit = test::small_audit();
  EXPECT_THAT(junit_report(audit), HasSubstr("name=\"findings\"/>"));
  audit.findings[0].severity = Severity::kSerious;
  const auto xml = junit_report(audit);
  EXPECT_THAT(xml, HasSubstr("failures=\"1\""));
  EXPECT_THAT(xml, HasSubstr("name=\"findings\"><failure type=\"findings\" message=\"1 finding of "
                             "severity serious or worse: Help took 3.4 s to appear.\">"));
  audit.fail_on = Severity::kBlocker;
  EXPECT_THAT(junit_report(audit), HasSubstr("failures=\"0\""));
}

TEST(JunitReport, ClaimsNothingOfFindingsWhereNoRuleRan) {
  EXPECT_THAT(junit_report(test::unmeasured_audit()), Not(HasSubstr("name=\"findings\"")));
}

TEST(JunitReport, SaysWhyTimesAreNotReliable) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].timing = {false, {"the machine was busy"}};
  EXPECT_THAT(junit_report(audit), HasSubstr("The times of this walk are not reliable: the machine "
                                             "was busy\n"));
}

TEST(JunitReport, GivesSecondsAndNoneWhereNothingWasMeasured) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].steps[0].timing.usable_ms.reset();
  const auto xml = junit_report(audit);
  EXPECT_THAT(xml, HasSubstr("name=\"1. open /\"/>"));
  EXPECT_THAT(xml, HasSubstr("time=\"3.400\""));
}

TEST(JunitReport, TellsTheWaitThatAJourneyEndedOnWhereItEnded) {
  Audit audit = test::small_audit();
  auto& steps = audit.journeys[0].walks[0].steps;
  steps[0].timing = {.usable_ms = 60'000, .settled_ms = 800, .censored = true};
  steps[1].timing = {};
  steps[1].outcome = StepOutcome::kGaveUp;
  const auto xml = junit_report(audit);
  EXPECT_THAT(xml, HasSubstr("name=\"1. open /\" time=\"0.800\""));
  EXPECT_THAT(xml, HasSubstr("time=\"60.000\"><failure"));
}

TEST(JunitReport, ListsWhatIsStruckAndFailsNothingForIt) {
  Audit audit = test::small_audit();
  audit.struck = std::exchange(audit.findings, {});
  audit.struck[0].severity = Severity::kBlocker;
  audit.struck[0].struck = Struck{"Ann <Lee>", "We looked.", "", "verdicts.yaml:3"};
  const auto xml = junit_report(audit);
  EXPECT_TRUE(well_formed(xml));
  EXPECT_THAT(xml, HasSubstr("failures=\"0\""));
  EXPECT_THAT(xml, HasSubstr("struck by Ann &lt;Lee&gt;: blocker: Help took 3.4 s to appear."));
}

TEST(JunitReport, IsXmlWhateverThePageSaid) {
  for (const std::string text :
       {"</testcase>", "\"><x y=\"", "a & b", "]]>", "\x01\x02\x1b[31m", "\xff", "\xef\xbf\xbf"})
    EXPECT_TRUE(well_formed(junit_report(test::audit_saying(text)))) << text;
  EXPECT_THAT(junit_report(test::audit_saying("\xef\xbf\xbf")), Not(HasSubstr("\xef\xbf\xbf")));
}

TEST(JunitReport, OfNothingIsEmptyButWhole) {
  const auto xml = junit_report(test::empty_audit());
  EXPECT_TRUE(well_formed(xml));
  EXPECT_THAT(xml, HasSubstr("tests=\"0\""));
}

}  // namespace
}  // namespace firsthand
