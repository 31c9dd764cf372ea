#include "analyzers/page_answer.h"

#include <gmock/gmock.h>

#include "analyzers/page_phrases.h"
#include "tests/analyzers/run_rule.h"

namespace firsthand::test {
namespace {

std::string answer(const std::string& before, const std::string& after) {
  const auto old_page = HtmlTree::parse(before), page = HtmlTree::parse(after);
  return answer_on(*page, folded_blocks(*old_page));
}

TEST(PageAnswer, IsWhatThePageMarksAsAMessageBeforeAllElse) {
  EXPECT_EQ(answer("<h1>Help</h1>",
                   "<h1>Sent</h1><form><p>Beside</p></form><div class=notice>Called so</div>"
                   "<p role=alert>Marked so</p>"),
            "Marked so");
  EXPECT_EQ(answer("<h1>Help</h1>", "<h1>Sent</h1><div class='page-notice'>Called so</div>"),
            "Called so");
}

TEST(PageAnswer, IsANewHeadingOrWhatCameBesideAForm) {
  EXPECT_EQ(answer("<h1>Shop</h1>", "<h1>Nothing matches “drone”</h1><p>Try another</p>"),
            "Nothing matches “drone”");
  EXPECT_EQ(answer("<h1>Help</h1><div><form></form></div>",
                   "<h1>Help</h1><div><form></form><p>Use the number with a hash</p></div>"),
            "Use the number with a hash");
}

TEST(PageAnswer, IsNothingThatWasThereOrIsElsewhereOrNamesAControl) {
  EXPECT_EQ(answer("<p role=alert>We use cookies</p>", "<p role=alert>We use cookies</p>"), "");
  EXPECT_EQ(answer("<h1>Help</h1>", "<h1>Help</h1><div><p>12:04:31</p></div>"), "");
  EXPECT_EQ(answer("<form><button>Send</button></form>", "<form><button>Sending</button></form>"),
            "");
  EXPECT_EQ(answer("<form></form>", "<form><p data-firsthand-hidden>Unseen</p></form>"), "");
}

TEST(PageAnswer, IsWhatTheErrorVocabularyKnowsBeforeAHeading) {
  EXPECT_EQ(answer("<h1>Shop</h1>", "<h1>Results</h1><p>No results for kettle.</p>"),
            "No results for kettle.");
}

TEST(PageAnswer, IsAnythingNewOnAPageThatRefused) {
  const auto page = HtmlTree::parse("<div><h2>We found no order with this number.</h2></div>");
  EXPECT_EQ(answer_on(*page, {}, true), "We found no order with this number.");
  EXPECT_EQ(answer_on(*page, {}, false), "");
}

TEST(PageAnswer, IsNoWordThatTheAnswerIsStillComing) {
  EXPECT_EQ(answer("<p></p>", "<p role=status>Preparing your label…</p>"), "");
}

// What was announced and went again before the page was kept.
TEST(PageAnswer, IsWhatWasOnlyAnnounced) {
  auto builder = RecordingBuilder();
  builder.step("open", "open /").page("<form></form><p>We use cookies</p>");
  builder.step("click", "click Send").submits().page("<form></form>");
  builder.observed("said", "We use cookies").observed("said", "No such order");
  builder.step("see", "see Thanks").page("<form></form>");
  builder.ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "No.");
  EXPECT_EQ(last_answer(builder.build()), "No such order");
}

TEST(PageAnswer, IsOfASearchToo) {
  auto builder = RecordingBuilder();
  builder.step("open", "open /").page("<h1>Shop</h1>");
  builder.step("press", "press Enter").page("<h1>Nothing matches “drone”</h1>");
  builder.step("click", "click link drone")
      .ends(Outcome::kGaveUp, StepOutcome::kGaveUp, "not_found", "There was no link “drone”.");
  EXPECT_EQ(last_answer(builder.build()), "Nothing matches “drone”");
  builder.raw().walk.steps[1].word = "click";  // whoever follows a link is not answered
  EXPECT_EQ(last_answer(builder.build()), "");
}

}  // namespace
}  // namespace firsthand::test
