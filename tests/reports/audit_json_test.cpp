#include "reports/audit_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "tests/reports/sample_audit.h"
#include "tests/support/golden.h"

namespace firsthand {
namespace {

using nlohmann::json;
using testing::HasSubstr;

std::string broken(const std::string& pointer, const json& value) {
  auto audit = json::parse(audit_json(test::shop_audit()));
  audit[json::json_pointer(pointer)] = value;
  return audit.dump();
}

std::string complaint(const std::string& text) {
  const auto checked = check_audit_json(text);
  return checked.ok() ? "" : checked.error().text();
}

TEST(AuditJson, ReadsAsTheGoldenFile) {
  test::expect_golden("reports/small.audit.json", audit_json(test::small_audit()));
}

TEST(AuditJson, ComesBackAsItWasWritten) {
  for (const auto& audit : {test::empty_audit(), test::small_audit(), test::shop_audit(),
                            test::unmeasured_audit(), test::audit_saying("a \"b\" <c> é \n d")}) {
    const std::string text = audit_json(audit);
    const auto read = audit_from_json(text);
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(audit_json(*read), text);
  }
}

TEST(AuditJson, KeepsWhatAStepRemembers) {
  Audit audit = test::shop_audit();
  StepRecord& step = audit.journeys[0].walks[0].steps[4];
  step.reaction = Reaction{.dom_ms = 12.5, .watched_ms = 1000};
  step.vitals.cls = 0.125;
  step.timing.censored = true;
  step.page = "pages/005.html";
  const auto read = audit_from_json(audit_json(audit));
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value().journeys[0].walks[0].steps, audit.journeys[0].walks[0].steps);
}

TEST(AuditJson, LeavesOutWhatWasNotMeasured) {
  const auto audit = json::parse(audit_json(test::unmeasured_audit()));
  EXPECT_FALSE(audit.contains("score"));
  EXPECT_FALSE(audit.contains("grade"));
  EXPECT_FALSE(audit["journeys"][0]["waiting"].contains("worst_ms"));
  EXPECT_FALSE(audit["journeys"][0]["walks"][0]["time"].contains("waiting_ms"));
  EXPECT_EQ(audit["attempts"]["unmeasured"]["total"], 4);
}

TEST(AuditJson, LeavesOutAMachineThatDidNotSay) {
  Audit audit = test::small_audit();
  audit.machine = {"Debian GNU/Linux 12", 0, 0};
  const auto text = audit_json(audit);
  EXPECT_EQ(complaint(text), "");
  EXPECT_FALSE(json::parse(text)["machine"].contains("cpus"));
  EXPECT_FALSE(json::parse(text)["machine"].contains("memory_gb"));
  EXPECT_EQ(audit_json(*audit_from_json(text)), text);
}

TEST(AuditJson, KeepsInterruptionsGapsBlankScreensAndTheLimitOfTheVerdict) {
  Audit audit = test::small_audit();
  EXPECT_EQ(json::parse(audit_json(audit))["interruptions"], json::array());
  audit.interruptions = {{"find-help",
                          "find-help-1",
                          {.kind = "consent",
                           .name = "Cookies?",
                           .at_ms = 400,
                           .step = 1,
                           .ended = "refused",
                           .offers = {{"accept", "OK"}, {"refuse", "No"}},
                           .pressed = {"No"},
                           .ms = 820.5,
                           .box = Box{0, 700, 390, 144},
                           .screen = "screens/interrupted-1.png"}},
                         {"find-help",
                          "find-help-1",
                          {.kind = "chat", .name = "Ask me", .at_ms = 900, .ended = "stayed"}},
                         {"find-help",
                          "find-help-1",
                          {.kind = "permission",
                           .name = "location",
                           .at_ms = 950,
                           .ended = "refused",
                           .pressed = {"Block"}}}};
  audit.journeys[0].walks[0].blank_screens = {"screens/two.png"};
  audit.journeys[0].walks[0].gaps = {{"film_full", {1}, "the film was longer than we hold"}};
  audit.journeys[0].walks[0].notes = {{1, "kept", "rma = R-1042"}};
  audit.fail_on = Severity::kAnnoying;
  const auto text = audit_json(audit);
  EXPECT_EQ(complaint(text), "");
  EXPECT_EQ(json::parse(text)["interruptions"][0],
            json::parse(R"({"kind": "consent", "by": "Cookies?", "step": 1, "journey": "find-help",
                            "walk": "find-help-1", "at_ms": 400.0, "clicks": 1, "ms": 820.5,
                            "how": "refused", "in_the_way": false,
                            "offers": [{"does": "accept", "name": "OK"},
                                       {"does": "refuse", "name": "No"}],
                            "pressed": ["No"], "screen": "screens/interrupted-1.png",
                            "box": [0, 700, 390, 144]})"));
  const auto read = audit_from_json(text);
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(audit_json(*read), text);
}

TEST(AuditSchema, LeavesRoomForEffortAndAComparison) {
  auto audit = json::parse(audit_json(test::small_audit()));
  audit["journeys"][0]["effort_ms"] = 12'000;
  audit["comparison"] = {{"score", 3}};
  EXPECT_EQ(complaint(audit.dump()), "");
  for (const char* key : {"interruptions", "fail_on"}) audit.erase(key);
  EXPECT_EQ(complaint(audit.dump()), "");
}

TEST(AuditJson, LeavesOutNumbersThatAreNone) {
  Audit audit = test::small_audit();
  audit.journeys[0].walks[0].steps[0].timing.usable_ms = std::numeric_limits<double>::infinity();
  const auto text = audit_json(audit);
  EXPECT_EQ(complaint(text), "");
  EXPECT_FALSE(
      json::parse(text)["journeys"][0]["walks"][0]["steps"][0]["timing"].contains("usable_ms"));
}

TEST(AuditJson, WritesThreePlacesAtMost) {
  Audit audit = test::small_audit();
  audit.journeys[0].waiting.worst_ms = 1234.56789;
  EXPECT_THAT(audit_json(audit), HasSubstr("\"worst_ms\": 1234.568"));
}

TEST(AuditJson, SurvivesBytesThatAreNotText) {
  const auto text = audit_json(test::audit_saying("\xff\xfe \xc3"));
  EXPECT_EQ(complaint(text), "");
}

TEST(AuditSchema, AcceptsEveryAuditWeWrite) {
  for (const auto& audit : {test::empty_audit(), test::small_audit(), test::shop_audit(),
                            test::unmeasured_audit(), test::long_audit(3)})
    EXPECT_EQ(complaint(audit_json(audit)), "");
}

TEST(AuditSchema, AcceptsWhatJudgingGives) {
  EXPECT_EQ(complaint(audit_json(judge({}, {}))), "");
  Recording recording;
  recording.name = "find-help-1";
  recording.walk.journey.id = "find-help";
  recording.walk.steps = test::small_audit().journeys[0].walks[0].steps;
  for (const auto outcome : {Outcome::kCompleted, Outcome::kFailed, Outcome::kUnmeasured}) {
    recording.walk.outcome = outcome;
    EXPECT_EQ(complaint(audit_json(judge({recording}, {}))), "");
  }
}

TEST(AuditSchema, RefusesUnknownKeysAndWordsAndKinds) {
  EXPECT_THAT(complaint(broken("/mood", "fine")), HasSubstr("does not hold to its schema"));
  EXPECT_THAT(complaint(broken("/verdict", "maybe")), HasSubstr("verdict"));
  EXPECT_THAT(complaint(broken("/grade", "E")), HasSubstr("grade"));
  EXPECT_THAT(complaint(broken("/attempts/total", "five")), HasSubstr("total"));
  EXPECT_THAT(complaint(broken("/attempts/total", -1)), HasSubstr("total"));
  EXPECT_THAT(complaint(broken("/journeys/0/walks/0/steps/0/outcome", "meh")),
              HasSubstr("outcome"));
  EXPECT_THAT(complaint(broken("/findings/0/severity", "dire")), HasSubstr("severity"));
  EXPECT_THAT(complaint(broken("/findings/0/evidence/box", json::array({1, 2}))), HasSubstr("box"));
  EXPECT_THAT(complaint(broken("/journeys/0/outcome", 3)), HasSubstr("outcome"));
}

TEST(AuditSchema, MissesEveryKeyThatOthersRelyOn) {
  const auto whole = json::parse(audit_json(test::shop_audit()));
  for (const auto& [key, value] : whole.items()) {
    if (key == "score" || key == "grade" || key == "interruptions" || key == "fail_on" ||
        key == "struck_findings" || key == "stale_strikes")
      continue;
    auto part = whole;
    part.erase(key);
    EXPECT_NE(complaint(part.dump()), "") << "nobody missed " << key;
  }
}

TEST(AuditSchema, SaysWhatIsNoAuditAtAll) {
  EXPECT_THAT(complaint("not json"), HasSubstr("not JSON"));
  EXPECT_THAT(complaint("[1, 2]"), HasSubstr("has no schema"));
  EXPECT_THAT(complaint("{}"), HasSubstr("has no schema"));
  EXPECT_THAT(complaint(R"({"schema": "firsthand.walk/1"})"), HasSubstr("firsthand.walk/1"));
  EXPECT_THAT(complaint(R"({"schema": "firsthand.audit/2"})"),
              HasSubstr("Use the version of firsthand that wrote it"));
  EXPECT_EQ(check_audit_json("not json").error().code, Errc::kUnreadable);
}

TEST(AuditSchema, GivesUpOnAMountainOfBrackets) {
  EXPECT_NE(complaint(std::string(100'000, '[')), "");
}

TEST(AuditSchema, IsDraftSevenJson) {
  const auto schema = json::parse(audit_schema());
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
}

}  // namespace
}  // namespace firsthand
