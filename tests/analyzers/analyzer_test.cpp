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

TEST(Analyzer, EveryRuleHasItsOwnIdAndWords) {
  std::set<std::string_view> ids;
  for (const auto& analyzer : all_analyzers()) {
    EXPECT_TRUE(ids.insert(analyzer.id).second) << analyzer.id;
    EXPECT_FALSE(analyzer.title.empty()) << analyzer.id;
    EXPECT_FALSE(analyzer.why_it_matters.empty()) << analyzer.id;
  }
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

// Between them the two walks meet everything that there is a rule for.
Recording walk_that_fails() {
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
  recording.walk.steps[0].search = Search{.thing = "contact"};
  recording.walk.steps[1].reaction->watched_ms = 8000;
  return recording;
}

Recording walk_that_limps() {
  const std::string form =
      "<form><label>E-mail <input id=e value='{}'></label></form><img data-firsthand-broken="
      "'http://shop.test/a.png'>";
  auto builder = RecordingBuilder()
                     .step("open", "open /")
                     .page(fmt::format(fmt::runtime(form), ""))
                     .seen("Spring sale everything half price")
                     .request("document", "https://shop.test/1", 301)
                     .request("document", "https://shop.test/2", 301)
                     .request("document", "https://shop.test/3", 301)
                     .request("document", "https://shop.test/4", 200)
                     .request("script", "http://shop.test/a.js", 0)
                     .step("fill", "fill E-mail")
                     .target("E-mail", "textbox")
                     .works(1, 5, 1)
                     .url("http://shop.test/form")
                     .page(fmt::format(fmt::runtime(form), "a@b.test"))
                     .step("click", "click Go")
                     .observed("ambiguous_target", "2 things are called “Go”", 1900)
                     .observed("only_in_pixels", "Go", 1900)
                     .observed("layout_jump", "Go", 1900)
                     .observed("keyboard_trap", "Go", 1900)
                     .observed("paste_refused", "E-mail", 1900)
                     .url("http://shop.test/form")
                     .page(fmt::format(fmt::runtime(form), "") + "<p role=alert>Error 17</p>")
                     .status(422)
                     .step("press", "press Enter")
                     .submits()
                     .page(fmt::format(fmt::runtime(form), "") + "<p role=alert>Error 17</p>")
                     .request("fetch", "http://shop.test/send", 200)
                     .reaction({.request_ms = 5, .watched_ms = 4000})
                     .step("see", "see Thank you")
                     .observed("seen_below", "Thank you");
  builder.raw().requests.back().method = "POST";
  builder.raw().walk.interruptions = {{.kind = "consent",
                                       .name = "Cookies",
                                       .step = 1,
                                       .ended = "accepted",
                                       .in_the_way = true,
                                       .offers = {{"accept", "OK"}},
                                       .pressed = {"OK"},
                                       .ms = 300}};
  builder.raw().walk.native_ui = {
      {.kind = "confirm", .text = "Sure?", .answer = "cancel", .as_told = false, .step = 2},
      {.kind = "permission", .text = "location", .asked_for = false, .step = 0}};
  return builder.build();
}

TEST(Analyzer, EveryFindingIsAFullSentenceWithAReasonAndAWayOut) {
  std::set<std::string> rules;
  for (const auto& recording : {walk_that_fails(), walk_that_limps()}) {
    for (const auto& analyzer : all_analyzers()) {
      const auto verdict = run_guarded(analyzer, recording);
      const auto* findings = std::get_if<std::vector<Finding>>(&verdict);
      if (findings == nullptr) continue;
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
  }
  for (const auto& analyzer : all_analyzers())
    EXPECT_EQ(rules.count(std::string(analyzer.id)), 1U) << analyzer.id;
}

}  // namespace
}  // namespace firsthand::test
