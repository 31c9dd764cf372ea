#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// Targets that a page draws and does not tell of.
class Pixels : public Walks {};

constexpr const char* kCanvas = R"html(<canvas id="canvas" width="360" height="220"></canvas>
  <p id="out"></p><script>
  const draw = canvas.getContext('2d');
  draw.fillStyle = '#fff'; draw.fillRect(0, 0, 360, 220);
  draw.fillStyle = '#114'; draw.font = '28px "DejaVu Sans", sans-serif';
  draw.fillText('Start the game', 40, 60);
  draw.fillText('Leave', 40, 170);
  canvas.onclick = (event) => out.textContent =
    event.offsetY < 100 ? 'the game began' : 'you left';</script>)html";

class PixelsOnEach : public Pixels, public ::testing::WithParamInterface<const char*> {};

TEST_P(PixelsOnEach, ClicksWordsWhereOnlyTheyAreSeenAndSaysSo) {
  site.page("/", kCanvas);
  const auto walked = walk(
      "  - open: /\n  - click: Start the game\n  - see: the game began\n"
      "  - click: Leave\n  - see: you left\n",
      {.visitor = GetParam()});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  const auto told = observed(walked, "only_in_pixels");
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0].text, "Start the game");
  EXPECT_EQ(told[0].step, 1);
  ASSERT_TRUE(told[0].box);
  EXPECT_GT(told[0].box->w, 100);
  ASSERT_THAT(walked.steps[1].targets, SizeIs(1));
  EXPECT_EQ(walked.steps[1].targets[0].how, "pixels");
  // Reading is our time, not the customer's.
  EXPECT_LT(walked.steps[0].timing.usable_ms.value_or(1e9), 2500) << firsthand::test::told(walked);
}

INSTANTIATE_TEST_SUITE_P(On, PixelsOnEach, ::testing::Values("laptop", "phone"),
                         [](const auto& each) { return std::string(each.param); });

TEST_F(Pixels, AreNotAskedForWhatThePageSaysItself) {
  site.page("/", R"html(<input value="drone"><h2>Nothing matches “drone”</h2>
    <p>Nothing here is a link.</p>)html");
  const auto walked = walk("  - open: /\n  - click:\n      link: drone\n  - see: Test site\n",
                           {.patience = "6s", .limit = "6s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_found");
  EXPECT_THAT(observed(walked, "only_in_pixels"), SizeIs(0));
}

TEST_F(Pixels, AreNotTakenForASlipOfThePen) {
  site.page("/", "<h1>Account</h1><a href='/file' style='font-size:30px'>Download invoice</a>");
  const auto walked = walk("  - open: /\n  - click: Downlod invoce\n  - see: Hello\n",
                           {.patience = "4s", .limit = "4s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_found") << told(walked);
  EXPECT_THAT(walked.reason_text, ::testing::HasSubstr("Download invoice"));
}

TEST_F(Pixels, SaysWhatNotEvenThePixelsShow) {
  site.page("/", kCanvas);
  const auto walked = walk("  - open: /\n  - click: Pause the game\n  - see: Test site\n",
                           {.patience = "5s", .limit = "5s"});
  EXPECT_THAT(walked, Ended(Outcome::kGaveUp));
  EXPECT_EQ(walked.reason, "not_found");
  EXPECT_THAT(observed(walked, "only_in_pixels"), SizeIs(0));
}

}  // namespace
}  // namespace firsthand::test
