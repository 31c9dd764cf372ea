// The real axe-core in the real browser. scripts/setup fetches it.

#include "journeys/recording_folder.h"
#include "tests/recorder_browser/walks.h"

namespace firsthand::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kPale = R"html(<p id="pale" style="color:#bbb">Hardly to be read</p>)html";

class LooksWithAxe : public Walks {
 protected:
  static Way with_axe() {
    return {.with = [](WalkOptions& options) {
      options.axe = FIRSTHAND_SOURCE_DIR "/build/axe-core/axe.min.js";
      options.accessibility = "on";
    }};
  }
  Recording looks(const std::string& steps, Way way = with_axe()) {
    const auto walked = walk(steps, way);
    EXPECT_THAT(walked, Ended(Outcome::kCompleted));
    EXPECT_THAT(observed(walked, "access_missed"), IsEmpty());
    auto recording = read_recording(folder());
    EXPECT_TRUE(recording) << recording.error().text();
    return recording ? std::move(*recording) : Recording{};
  }
  static const AccessViolation* broken(const Recording& recording, const std::string& rule) {
    for (const auto& [file, access] : recording.access)
      for (const auto& violation : access.violations)
        if (violation.rule == rule) return &violation;
    return nullptr;
  }
};

TEST_F(LooksWithAxe, FindsPaleWordsAndSaysWhereTheyStand) {
  site.page("/", kPale);
  const auto recording = looks("  - open: /\n  - see: Hardly to be read\n");
  ASSERT_THAT(recording.access, SizeIs(1)) << "one page is looked at once";
  const auto* pale = broken(recording, "color-contrast");
  ASSERT_NE(pale, nullptr);
  EXPECT_EQ(pale->impact, "serious");
  EXPECT_THAT(pale->tags, ::testing::Contains("wcag143"));
  ASSERT_THAT(pale->nodes, SizeIs(1));
  EXPECT_EQ(pale->nodes[0].selector, "#pale");
  EXPECT_THAT(pale->nodes[0].html, HasSubstr("<p id=\"pale\""));
  EXPECT_FALSE(pale->nodes[0].box.empty());
}

TEST_F(LooksWithAxe, WorksWhereAPageAllowsNoScriptAndLeavesNoTraceInIt) {
  site.answers(
      "/",
      {.body = document(kPale),
       .headers = {{"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"}}});
  site.page("/next", R"html(<p id="found"></p><script>
      document.getElementById('found').textContent = 'axe is ' + typeof axe;</script>)html");
  const auto recording = looks(
      "  - open: /\n  - see: Hardly to be read\n  - open: /next\n"
      "  - see: axe is undefined\n");
  EXPECT_NE(broken(recording, "color-contrast"), nullptr);
}

TEST_F(LooksWithAxe, AsksTheSiteForNothing) {
  site.page("/", std::string(kPale) + "<link rel=\"stylesheet\" href=\"/look.css\">");
  site.answers("/look.css", SiteAnswer{.body = "p { margin: 0 }", .type = "text/css"});
  looks("  - open: /\n  - see: Hardly to be read\n");
  EXPECT_EQ(site.heard("/look.css"), 1);
}

TEST_F(LooksWithAxe, LooksAtAPageAgainOnceElementsCame) {
  site.page("/", R"html(<button onclick="setTimeout(() => document.body.insertAdjacentHTML(
      'beforeend', '<p style=color:#bbb>More of it</p>'), 50)">More</button>)html");
  const auto recording =
      looks("  - open: /\n  - click: More\n  - see: More of it\n  - see: More\n");
  EXPECT_THAT(recording.access, SizeIs(2));
  EXPECT_NE(broken(recording, "color-contrast"), nullptr);
}

TEST_F(LooksWithAxe, ItsTimeIsNobodysWait) {
  std::string many;
  for (int i = 0; i < 400; ++i) many += "<p style=\"color:#bbb\">Words <b>and more</b></p>";
  site.page("/", "<button onclick=\"document.title = 'Pressed'\">Press</button>" + many);
  const auto recording = looks("  - open: /\n  - click: Press\n  - see: {title: Pressed}\n");
  ASSERT_FALSE(recording.access.empty());
  const auto& access = recording.access.begin()->second;
  for (const auto& step : recording.walk.steps)
    if (step.word != "open") {
      EXPECT_LT(step.timing.felt_ms().value_or(0), access.ms) << step.says;
    }
  EXPECT_GE(recording.walk.steps[0].timing.tool_ms, access.ms - 1);
}

TEST_F(LooksWithAxe, KeepsNoSecret) {
  site.page("/", R"html(<label>Code <input id="code"></label><p id="pale" style="color:#bbb">
      Hardly to be read</p><script>code.oninput = () => {
        pale.title = 'it is ' + code.value;
        pale.insertAdjacentHTML('afterend', '<i>typed</i>');
      };</script>)html");
  auto way = with_axe();
  way.head = "let:\n  pin: TULIP49 GARDEN87\nsecret: [pin]\n";
  looks("  - open: /\n  - fill:\n      Code: $pin\n  - see: typed\n", way);
  std::string all;
  for (const auto& file : std::filesystem::directory_iterator(folder() / "access"))
    all += contents(file.path());
  EXPECT_THAT(all, HasSubstr("it is "));
  EXPECT_THAT(all, Not(HasSubstr("TULIP49")));
}

TEST_F(LooksWithAxe, SaysWhenAPageIsTooLargeToBeLookedAt) {
  std::string many;
  for (int i = 0; i < 6100; ++i) many += "<i>x</i>";
  site.page("/", "<p>Large</p>" + many);
  const auto walked = walk("  - open: /\n  - see: Large\n", with_axe());
  EXPECT_THAT(walked, Ended(Outcome::kCompleted));
  ASSERT_THAT(observed(walked, "access_missed"), SizeIs(1));
  EXPECT_THAT(observed(walked, "access_missed")[0].text, HasSubstr("elements"));
}

TEST_F(LooksWithAxe, FindsNothingWrongOnAPlainSoundPage) {
  site.answers(
      "/", SiteAnswer{.body = "<!doctype html><html lang=\"en\"><title>Sound</title><h1>Sound</h1>"
                              "<p>All is well</p><a href=\"/on\">Go on</a></html>"});
  const auto recording = looks("  - open: /\n  - see: All is well\n");
  ASSERT_THAT(recording.access, SizeIs(1));
  EXPECT_THAT(recording.access.begin()->second.violations, IsEmpty());
}

}  // namespace
}  // namespace firsthand::test
