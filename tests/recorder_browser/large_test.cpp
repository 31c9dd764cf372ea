// Pages of tens of thousands of elements: what our own looking takes is not the site's time.
#include <string>

#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::Ge;
using ::testing::SizeIs;

class Large : public Walks {
 protected:
  static std::string rows(int count) {
    std::string body = "<h1>Rows</h1>";
    for (int at = 0; at < count; ++at)
      body += "<div><a href=\"#\">Item " + std::to_string(at) + "</a> <button>Buy " +
              std::to_string(at) + "</button></div>\n";
    return body + "<p>The end</p>";
  }
  static double felt_ms(const Walk& walk, std::size_t step) {
    return walk.steps.at(step).timing.felt_ms().value_or(1e9);
  }
};

TEST_F(Large, PagesHaveWhatTheyShowAsSoonAsSmallOnes) {
  site.page("/small", rows(20));
  site.page("/large", rows(10'000));
  const auto small = walk("  - open: /small\n  - click: Buy 10\n  - see: The end\n");
  const auto large = walk("  - open: /large\n  - click: Buy 9990\n  - see: The end\n");
  ASSERT_THAT(small, Ended(Outcome::kCompleted));
  ASSERT_THAT(large, Ended(Outcome::kCompleted));
  // Nothing came later than the page itself.
  EXPECT_LE(waited_ms(large.steps[0], "missing"), waited_ms(small.steps[0], "missing") + 500)
      << told(large);
  EXPECT_LE(felt_ms(large, 1), felt_ms(small, 1) + 500) << told(large);
}

TEST_F(Large, PagesOnWhichEverythingAnswersToTheNameAreSearchedInTime) {
  site.page("/", rows(10'000));
  // Seen to its end first: of a page that is still coming, what is there is searched.
  const auto walked = walk("  - open: /\n  - see: The end\n  - click: Buy\n  - see: The end\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(walked.steps[2].targets, SizeIs(1));
  EXPECT_EQ(walked.steps[2].targets[0].matches, 10'000);
}

// What comes shortly after a search has ended waits for the next one.
TEST_F(Large, PagesHaveWhatTheyBringWhenTheyBringItNotWhenWeLook) {
  site.page("/", R"html(<button id="go">Go on</button><script>
      go.onclick = () => { const began = performance.now(); setTimeout(() => {
        document.body.insertAdjacentHTML('beforeend', '<p>Arrived</p>');
        document.title = 'after ' + Math.round(performance.now() - began);
      }, 400); };</script>)html" +
                     rows(10'000));
  const auto walked = walk("  - open: /\n  - click: Go on\n  - see: Arrived\n");
  ASSERT_THAT(walked, Ended(Outcome::kCompleted));
  const double truth = std::stod(walked.steps.back().title.substr(6));
  EXPECT_THAT(felt_ms(walked, 1), Ge(400 - 17.0));
  EXPECT_LE(felt_ms(walked, 1), truth + 250) << told(walked);
}

}  // namespace
}  // namespace firsthand::test
