#include <gmock/gmock.h>

#include "analyzers/audit.h"
#include "analyzers/merge.h"
#include "tests/support/recording_builder.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

// A wait of 6 s for /help.
RecordingBuilder slow() {
  return std::move(RecordingBuilder()
                       .step("open", "open /")
                       .step("click", "click Help")
                       .usable(6000)
                       .url("http://shop.test/help?session=81"));
}

// And a form whose box has no name.
RecordingBuilder troubled() {
  return std::move(
      slow()
          .step("fill", "fill Order number")
          .works(1, 6, 1)
          .url("http://shop.test/order/17")
          .page("<html lang=en><title>Order</title><form><input type=text id=order></form>"));
}

Audit judged(const std::vector<Recording>& recordings, std::vector<Strike> strikes = {}) {
  AuditContext context;
  context.finished = "2026-06-01T10:00:00Z";
  context.fail_on = Severity::kAnnoying;
  context.strikes = std::move(strikes);
  return judge(recordings, context);
}

const Finding& of_rule(const std::vector<Finding>& findings, std::string_view rule) {
  for (const auto& finding : findings)
    if (finding.rule == rule) return finding;
  throw std::runtime_error("no finding of " + std::string(rule));
}

Strike struck(std::string finding, int line = 3) {
  return {.finding = std::move(finding),
          .by = "Ann Lee",
          .reason = "We looked.",
          .file = "verdicts.yaml",
          .at = {line, 5}};
}

TEST(Strike, TakesAFindingOutOfTheScoreAndTheVerdictAndStillLists) {
  const auto before = judged({slow().build()});
  const Finding& wait = of_rule(before.findings, "slow-step");
  ASSERT_EQ(before.verdict, AuditVerdict::kNoGo);
  const auto after = judged({slow().build()}, {struck(wait.key)});
  EXPECT_EQ(after.verdict, AuditVerdict::kGo);
  EXPECT_GT(*after.score, *before.score);
  for (const auto& line : after.journeys[0].ledger)
    EXPECT_THAT(line.because, Not(HasSubstr("6 s")));
  EXPECT_THAT(after.findings, IsEmpty());
  EXPECT_THAT(after.grade_reason, HasSubstr("1 finding was struck"));
  ASSERT_THAT(after.struck, SizeIs(1));
  EXPECT_EQ(after.struck[0].title, wait.title);
  EXPECT_EQ(after.struck[0].id, "struck-slow-step-1");
  EXPECT_EQ(after.struck[0].struck->by, "Ann Lee");
  EXPECT_EQ(after.struck[0].struck->reason, "We looked.");
  EXPECT_EQ(after.struck[0].struck->at, "verdicts.yaml:3");
  EXPECT_THAT(after.stale_strikes, IsEmpty());
}

TEST(Strike, NamesAFindingByAKeyThatHoldsOnOtherDaysAndHosts) {
  auto other = troubled().build();
  other.walk.journey.site = "https://staging.shop.test:8443/";
  for (auto& step : other.walk.steps) {
    const auto path = step.url.substr(std::string("http://shop.test").size());
    step.url = "https://staging.shop.test:8443" + path;
  }
  other.walk.steps[2].url = "https://staging.shop.test:8443/order/4711";
  const auto one = judged({troubled().build()}), two = judged({other});
  for (const auto* rule : {"slow-step", "nameless-field"}) {
    EXPECT_THAT(of_rule(one.findings, rule).key, StartsWith(std::string(rule) + "@"));
    EXPECT_EQ(of_rule(one.findings, rule).key, of_rule(two.findings, rule).key);
  }
}

TEST(Strike, TellsApartWhatIsFoundElsewhere) {
  auto elsewhere = troubled();
  elsewhere.raw().walk.steps[1].says = "click Returns";
  elsewhere.raw().walk.steps[2].url = "http://shop.test/checkout";
  const auto one = judged({troubled().build()}), two = judged({elsewhere.build()});
  for (const auto* rule : {"slow-step", "nameless-field"})
    EXPECT_NE(of_rule(one.findings, rule).key, of_rule(two.findings, rule).key);
}

TEST(Strike, ByRuleNeedsAllThatItNames) {
  Strike strike = struck("");
  strike.rule = "slow-step";
  strike.page = "/help";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, SizeIs(1));
  strike.page = "/he*";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, SizeIs(1));
  strike.page = "http://shop.test/help";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, SizeIs(1));
  strike.journey = "return a  KETTLE";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, SizeIs(1));
  strike.text = "6 S";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, SizeIs(1));
  strike.text = "7 s";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, IsEmpty());
  strike.text.clear();
  strike.page = "/hel";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, IsEmpty());
}

TEST(Strike, ByKeyMayHoldForOneJourneyAlone) {
  Strike strike = struck(of_rule(judged({troubled().build()}).findings, "nameless-field").key);
  strike.journey = "return-a-kettle";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, SizeIs(1));
  strike.journey = "another journey";
  const auto audit = judged({troubled().build()}, {strike});
  EXPECT_THAT(audit.struck, IsEmpty());
  EXPECT_THAT(audit.stale_strikes, IsEmpty());
}

TEST(Strike, EndsAfterItsLastDayAndSaysSo) {
  Strike strike = struck(of_rule(judged({troubled().build()}).findings, "slow-step").key);
  strike.until = "2026-06-01";
  EXPECT_THAT(judged({troubled().build()}, {strike}).struck, SizeIs(1));
  strike.until = "2026-05-31";
  const auto late = judged({troubled().build()}, {strike});
  EXPECT_THAT(late.struck, IsEmpty());
  EXPECT_EQ(late.verdict, AuditVerdict::kNoGo);
  ASSERT_THAT(late.stale_strikes, SizeIs(1));
  EXPECT_EQ(late.stale_strikes[0].until, "2026-05-31");
}

TEST(Strike, InVainIsSaidUnlessItsJourneyWasNotWalked) {
  Strike gone = struck("slow-step@00000000", 3);
  Strike elsewhere = struck("", 7);
  elsewhere.rule = "slow-step";
  elsewhere.journey = "another journey";
  const auto audit = judged({troubled().build()}, {gone, elsewhere});
  ASSERT_THAT(audit.stale_strikes, SizeIs(1));
  EXPECT_EQ(audit.stale_strikes[0].says, "slow-step@00000000");
  EXPECT_EQ(audit.stale_strikes[0].at, "verdicts.yaml:3");
  EXPECT_EQ(audit.stale_strikes[0].by, "Ann Lee");
}

TEST(Strike, DoesNotChangeHowAWalkEnded) {
  const auto lost = RecordingBuilder()
                        .step("open", "open /")
                        .step("click", "click Next")
                        .gives_up(20'000)
                        .build();
  const auto before = judged({lost});
  EXPECT_EQ(of_rule(before.findings, "gave-up").key, "");
  Strike strike = struck("");
  strike.rule = "gave-up";
  strike.page = "/*";
  const auto after = judged({lost}, {strike});
  EXPECT_EQ(after.verdict, AuditVerdict::kNoGo);
  EXPECT_THAT(after.struck, IsEmpty());
}

TEST(Strike, CoversTheSameFindingOfEveryWalk) {
  const auto key = of_rule(judged({troubled().build()}).findings, "slow-step").key;
  const auto audit =
      judged({troubled().build(), troubled().name("return-a-kettle-2").build()}, {struck(key)});
  ASSERT_THAT(audit.struck, SizeIs(1));
  EXPECT_EQ(audit.struck[0].count, 2);
}

}  // namespace
}  // namespace firsthand::test
