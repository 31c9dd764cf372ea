#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Probing : public Walks {
 protected:
  // A form that tells what its boxes hold, and is sent to /sent.
  void form(const std::string& boxes) {
    site.page("/", document("<form action=\"/sent\">" + boxes +
                            "<button>Send</button></form><p id=\"out\"></p><script>"
                            "addEventListener('input', () => { out.textContent = 'Now ' + "
                            "[...document.querySelectorAll('input')].map((box) => box.value)"
                            ".join(' and '); });</script>"));
  }
  Walk fill(const std::string& steps, const std::string& head = "probe: forms\n") {
    return walk("  - open: /\n" + steps, {.head = head});
  }
};

constexpr const char* kRefuses =
    R"html(<label>E-mail <input type="email" onpaste="return false"></label>)html";
constexpr const char* kMina = "  - fill:\n      E-mail: mina@example.com\n";

TEST_F(Probing, NotesABoxThatPasteLeavesEmptyAndFillsItAsTheStepSays) {
  form(kRefuses);
  const auto walked = fill(std::string(kMina) + "  - see: Now mina@example.com\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted)) << told(walked);
  const auto refused = observed(walked, "paste_refused");
  ASSERT_THAT(refused, SizeIs(1));
  EXPECT_EQ(refused[0].text, "E-mail");
  EXPECT_EQ(refused[0].step, 1);
  EXPECT_TRUE(refused[0].box);
}

TEST_F(Probing, HasNothingToSayOfBoxesThatTakeWhatIsPasted) {
  form(R"html(<label>E-mail <input type="email"></label><label>Number <input type="number"></label>
    <label>Phone <input type="tel" id="tel"></label><script>
    tel.addEventListener('paste', (event) => { event.preventDefault();
      const text = event.clipboardData.getData('text');
      setTimeout(() => { tel.value = text.slice(0, 6); }, 200); });</script>)html");
  const auto walked = fill(
      "  - fill:\n      E-mail: mina@example.com\n      Number: 12\n      Phone: 030123\n"
      "  - see: Now mina@example.com and 12 and 030123\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted)) << told(walked);
  EXPECT_THAT(observed(walked, "paste_refused"), IsEmpty());
  EXPECT_THAT(observed(walked, "not_probed"), IsEmpty());
}

TEST_F(Probing, IsNotDoneUnlessTheJourneyAsksForIt) {
  form(kRefuses);
  const auto walked = fill(std::string(kMina) + "  - see: Now mina@example.com\n", "");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted)) << told(walked);
  EXPECT_THAT(observed(walked, "paste_refused"), IsEmpty());
}

TEST_F(Probing, LeavesAloneWhatStandsInABoxAlready) {
  form(R"html(<label>E-mail <input type="email" value="old@example.com" onpaste="return false">
    </label>)html");
  const auto walked = fill(std::string(kMina) + "  - see: Now mina@example.com\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted)) << told(walked);
  EXPECT_THAT(observed(walked, "paste_refused"), IsEmpty());
  const auto not_probed = observed(walked, "not_probed");
  ASSERT_THAT(not_probed, SizeIs(1));
  EXPECT_EQ(not_probed[0].text, "E-mail: something stood in it already");
}

TEST_F(Probing, DoesNotBlameABoxThatNoPasteCameTo) {
  form(
      R"html(<label>E-mail <input type="email" onkeydown="return !event.ctrlKey || event.code !== 'KeyV'">
    </label>)html");
  const auto walked = fill(std::string(kMina) + "  - see: Now mina@example.com\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted)) << told(walked);
  EXPECT_THAT(observed(walked, "paste_refused"), IsEmpty());
  EXPECT_THAT(observed(walked, "not_probed"), SizeIs(1));
}

TEST_F(Probing, LeavesBoxesForASecretAlone) {
  form(kRefuses);
  const auto walked = fill("  - fill:\n      E-mail: $mail\n  - see: E-mail\n",
                           "probe: forms\nlet:\n  mail: mina@example.com\nsecret: [mail]\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted)) << told(walked);
  EXPECT_THAT(observed(walked, "paste_refused"), IsEmpty());
  EXPECT_THAT(observed(walked, "not_probed"), IsEmpty());
}

TEST_F(Probing, CountsNeitherAsEffortNorAsAWait) {
  form(kRefuses);
  const auto steps = std::string(kMina) + "  - see: Now mina@example.com\n";
  const auto plain = fill(steps, "");
  const auto probed = fill(steps);
  ASSERT_THAT(probed, Ended(Outcome::kCompleted)) << told(probed);
  const auto &without = plain.steps[1], &with = probed.steps[1];
  EXPECT_EQ(with.clicks, without.clicks);
  EXPECT_EQ(with.keystrokes, without.keystrokes);
  EXPECT_EQ(with.fields, without.fields);
  EXPECT_THAT(with.waited_for, IsEmpty());
  // Watching the box that stays empty takes 800 ms.
  EXPECT_GE(with.timing.tool_ms, 800);
  const auto refused = observed(probed, "paste_refused");
  ASSERT_THAT(refused, SizeIs(1));
  ASSERT_TRUE(with.input_at_ms);
  EXPECT_GT(*with.input_at_ms, refused[0].at_ms);
}

TEST_F(Probing, SendsNothing) {
  form(kRefuses);
  const auto walked = fill(std::string(kMina) + "  - see: Now mina@example.com\n");
  EXPECT_THAT(walked, Ended(Outcome::kCompleted)) << told(walked);
  EXPECT_THAT(contents(folder() / "network.har"), ::testing::Not(HasSubstr("/sent")));
}

}  // namespace
}  // namespace firsthand::test
