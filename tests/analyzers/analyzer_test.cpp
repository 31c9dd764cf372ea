#include "analyzers/analyzer.h"

#include <gmock/gmock.h>

#include <set>
#include <stdexcept>

#include "tests/support/golden.h"
#include "tests/support/recording_builder.h"

namespace firsthand::test {
namespace {

using testing::HasSubstr;

Verdict breaks(const Recording& /*recording*/) { throw std::runtime_error("index out of range"); }
Verdict breaks_strangely(const Recording& /*recording*/) { throw 7; }

TEST(Analyzer, SaysThatItBrokeInsteadOfFindingNothing) {
  const Analyzer broken{"broken", "", "", breaks};
  const auto verdict = run_guarded(broken, RecordingBuilder().build());
  ASSERT_TRUE(std::holds_alternative<Failed>(verdict));
  EXPECT_EQ(std::get<Failed>(verdict).because, "broken could not finish: index out of range");
  const Analyzer strange{"strange", "", "", breaks_strangely};
  EXPECT_TRUE(std::holds_alternative<Failed>(run_guarded(strange, RecordingBuilder().build())));
}

TEST(Analyzer, HasElevenRulesWithTheirOwnIdsAndWords) {
  std::set<std::string_view> ids;
  for (const auto& analyzer : all_analyzers()) {
    ids.insert(analyzer.id);
    EXPECT_FALSE(analyzer.title.empty()) << analyzer.id;
    EXPECT_FALSE(analyzer.why_it_matters.empty()) << analyzer.id;
  }
  EXPECT_EQ(ids.size(), 11U);
  EXPECT_EQ(all_analyzers().size(), 11U);
}

TEST(Analyzer, EveryRuleIsDocumented) {
  const std::string page = slurp(std::filesystem::path(FIRSTHAND_SOURCE_DIR) / "docs/rules.md");
  for (const auto& analyzer : all_analyzers())
    EXPECT_THAT(page, HasSubstr("## " + std::string(analyzer.id) + "\n"));
}

TEST(Analyzer, EveryRuleSurvivesAWalkThatLeftNothingBehind) {
  Recording nothing;
  nothing.walk.outcome = Outcome::kFailed;
  auto missing = RecordingBuilder().step("open", "open /").build();
  missing.walk.steps[0].page = "pages/000.html";
  missing.walk.steps[0].after = "screens/000-after.png";
  for (const auto& analyzer : all_analyzers()) {
    EXPECT_NO_THROW(run_guarded(analyzer, nothing)) << analyzer.id;
    EXPECT_NO_THROW(run_guarded(analyzer, missing)) << analyzer.id;
  }
}

TEST(Analyzer, EveryFindingIsAFullSentenceWithAReasonAndAWayOut) {
  auto recording = RecordingBuilder()
                       .step("fill", "fill E-mail")
                       .page("<form><input></form>")
                       .blank()
                       .usable(9000)
                       .feedback(20)
                       .waited("disabled", 5000)
                       .request("document", "http://shop.test/a", 500)
                       .request("fetch", "http://shop.test/b", 500)
                       .console("exception", "Error: x")
                       .step("click", "click Send")
                       .target("Send", "button")
                       .reaction({})
                       .page("<h1>Internal Server Error</h1>")
                       .status(500)
                       .seen("Something went wrong")
                       .gives_up(20'000)
                       .build();
  recording.walk.steps[1].reaction->watched_ms = 8000;
  std::set<std::string> rules;
  for (const auto& analyzer : all_analyzers()) {
    const auto verdict = run_guarded(analyzer, recording);
    const auto* findings = std::get_if<std::vector<Finding>>(&verdict);
    ASSERT_NE(findings, nullptr) << analyzer.id;
    for (const auto& finding : *findings) {
      rules.insert(finding.rule);
      EXPECT_EQ(finding.rule, analyzer.id);
      EXPECT_EQ(finding.title.back(), '.') << finding.title;
      EXPECT_EQ(finding.why.back(), '.') << finding.why;
      EXPECT_EQ(finding.fix.back(), '.') << finding.fix;
      EXPECT_EQ(finding.journey, "return-a-kettle");
      EXPECT_EQ(finding.walk, "return-a-kettle-1");
    }
  }
  EXPECT_EQ(rules.size(), 11U);
}

}  // namespace
}  // namespace firsthand::test
