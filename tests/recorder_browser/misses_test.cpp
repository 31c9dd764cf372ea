// What words say when a page does not have what they are for; and a used file's own variables.

#include "journeys/recording_folder.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;

class Misses : public Walks {
 protected:
  // A walk of "/" that ends with a customer who gave up at `step`, the second.
  void gives_up_at(const std::string& step, const std::string& naming) {
    const auto walked =
        walk("  - open: /\n" + step + "  - see: Hello\n", {.patience = "1s", .limit = "1s"});
    EXPECT_THAT(walked, Ended(Outcome::kGaveUp)) << step;
    ASSERT_TRUE(walked.steps.at(1).error) << step;
    EXPECT_EQ(walked.steps[1].error->code, "not_found") << step;
    EXPECT_THAT(walked.steps[1].error->what, HasSubstr(naming)) << step;
    EXPECT_EQ(walked.steps.at(2).outcome, StepOutcome::kNotReached);
  }
};

TEST_F(Misses, KeepSaysWhatIsNotThereToKeep) {
  site.page("/", "<p>Hello</p>");
  gives_up_at("  - keep: rma\n    after: Your return number is\n", "Your return number is");
  gives_up_at("  - keep: rma\n    matching: RMA-[0-9]+\n",
              "the pattern /RMA-[0-9]+/ did not appear");
  gives_up_at("  - keep: rma\n    from: {field: Return number}\n", "Return number");
}

TEST_F(Misses, ScrollSaysWhatItNeverCameTo) {
  site.page("/", R"html(<p>Hello</p><div style="height:4000px"></div>)html");
  gives_up_at("  - scroll: Imprint\n", "Imprint");
}

TEST_F(Misses, PressThatLeadsNowhereIsTheSitesTrouble) {
  site.page("/", R"html(<form action="/gone"><label>Search <input name="q"></label></form>)html");
  site.hangs_up("/gone", "");
  const auto walked =
      walk("  - open: /\n  - fill:\n      Search: kettle\n  - press: Enter\n  - see: Hello\n",
           {.patience = "3s", .limit = "3s"});
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
}

TEST_F(Misses, NobodyGoesOnWithoutAPageHoweverLittleIsNeededOfIt) {
  site.hangs_up("/", "");
  const auto walked = walk(
      "  - open: /\n  - click: Reject all\n    optional: true\n  - find: help\n    optional: true\n"
      "  - see: Hello\n");
  EXPECT_THAT(walked, Ended(Outcome::kFailed));
  EXPECT_EQ(walked.steps.at(0).outcome, StepOutcome::kFailed);
  for (const auto index : {1, 2, 3})
    EXPECT_EQ(walked.steps.at(static_cast<std::size_t>(index)).outcome, StepOutcome::kNotReached);
}

TEST_F(Misses, AUsedFileIsWalkedWithWhatItIsGiven) {
  site.page("/", R"html(<label>Name <input oninput="said.textContent = 'Hello ' + value"></label>
    <p id="said"></p>)html");
  ASSERT_TRUE(write_atomically(room() / "greet.yaml",
                               "journey: Greet\nlet: {name: nobody}\nsteps:\n"
                               "  - fill:\n      Name: $name\n  - keep: name_said\n"
                               "    after: Hello\n")
                  .ok());
  const auto walked =
      walk("  - open: /\n  - use: greet.yaml\n    let: {name: $who}\n  - see: Hello Anna\n",
           {.head = "let: {who: Anna}\n"});
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_EQ(observed(walked, "kept").size(), 1u);
  EXPECT_EQ(observed(walked, "kept")[0].text, "name_said = Anna");
  EXPECT_EQ(walked.steps.at(1).says, "fill Name with Anna");
}

}  // namespace
}  // namespace firsthand::test
