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

// Between them the walks meet everything that there is a rule for.
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
                     .observed("seen_below", "Thank you")
                     .step("fill", "fill Your e-mail")
                     .target("Your e-mail", "textbox")
                     .works(1, 5, 1)
                     .page("<label>Your e-mail <input id=f value='a@b.test'></label>");
  builder.raw().walk.steps[1].targets[0].selector = "#e";
  builder.raw().walk.steps.back().targets[0].selector = "#f";
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
  builder.raw().walk.accessibility = "on";
  builder.raw().walk.steps[0].access = "access/000.json";
  builder.raw().access["access/000.json"] = {
      .engine = "axe-core 4.10.3",
      .url = "http://shop.test/",
      .violations = {{.rule = "html-has-lang",
                      .impact = "serious",
                      .tags = {"cat.language", "wcag311"},
                      .help = "<html> element must have a lang attribute",
                      .count = 1,
                      .nodes = {{.selector = "html", .html = "<html>"}}}}};
  auto recording = builder.build();
  const std::vector<LinkPlace> places = {
      {"return-a-kettle-1", 0, "https://shop.test/", "Sizes", "footer", false}};
  LinkOutcome gone{.url = "https://shop.test/sizes",
                   .places = places,
                   .status = 404,
                   .method = "GET",
                   .tries = 1};
  LinkOutcome round{.url = "http://shop.test/round",
                    .places = places,
                    .hops = {{"http://shop.test/round", 302, 5}},
                    .method = "GET",
                    .error = "loop"};
  LinkOutcome late{.url = "https://shop.test/late",
                   .places = places,
                   .status = 200,
                   .ms = 3000,
                   .again_ms = 3000,
                   .method = "GET",
                   .tries = 2};
  recording.links = LinkLook{"1", LinkScope::kSite, {gone, round, late}};
  return recording;
}

// A page that asks much of eyes and fingers.
Recording walk_that_squints() {
  auto builder =
      RecordingBuilder()
          .step("open", "open /")
          .seen("Returns are free of charge")
          .page(
              "<p>Returns are free of charge</p><p data-firsthand-letters=8.5>But for the postage, "
              "the "
              "packing, and what the bank asks of us for paying you back.</p>"
              "<button data-firsthand-box='10 10 16 16'>+</button>"
              "<button data-firsthand-box='28 10 16 16'>-</button>"
              "<img src=/a.png data-firsthand-box='0 200 300 200' data-firsthand-pixels='60 40'>");
  builder.raw().walk.visitor.touch = true;
  builder.raw().seen[0].inks = {{0, "#bbbbbb", "#ffffff"}};
  return builder.build();
}

// A form that wants much and chooses for the customer.
Recording walk_that_asks() {
  std::string form = "<form><label>E-mail <input id=e required></label>";
  for (int i = 0; i < 9; ++i) form += fmt::format("<label>Box {0} <input id=b{0}></label>", i);
  return RecordingBuilder()
      .step("fill", "fill E-mail")
      .target("E-mail", "textbox")
      .works(1, 5, 1)
      .page(form +
            "<label><input type=checkbox data-firsthand-checked> Send me the newsletter</label>"
            "<label>Type the letters you see <input name=puzzle></label>")
      .build();
}

Recording walk_that_misleads() {
  auto builder = RecordingBuilder()
                     .step("click", "click Send")
                     .submits()
                     .page(
                         "<p role=status>Thank you</p>"
                         "<p data-firsthand-box='20 100 300 20'>Everybody reads this</p>"
                         "<p data-firsthand-box='20 128 300 20'>Everybody reads that</p>"
                         "<p data-firsthand-box='20 156 300 20'>Everybody reads more</p>"
                         "<p data-firsthand-box='20 400 300 20' data-firsthand-unseen=ground>"
                         "Nobody reads this</p>")
                     .seen("Everybody reads this\nEverybody reads that\nEverybody reads more")
                     .request("fetch", "http://shop.test/send", 500);
  builder.raw().requests.back().method = "POST";
  builder.raw().seen.back().width = 390;
  builder.raw().seen.back().height = 844;
  builder.step("click", "click More")
      .target("More", "button")
      .reaction({.request_ms = 5, .watched_ms = 1500})
      .page("<p role=alert>Something went wrong</p>")
      .seen("Something went wrong")
      .console("exception", "TypeError: x");
  builder.raw().console.back().at_ms = 1100;
  builder.step("click", "click Go on")
      .page("<p>Hello</p>")
      .observed("said", "Your card was declined");
  builder.step("click", "click On")
      .url("http://shop.test/1")
      .page(
          "<p role=alert>Something went "
          "wrong</p>")
      .seen("Something went wrong");
  builder.step("back", "back")
      .url("http://shop.test/1")
      .page(
          "<p role=alert>Something went wrong"
          "</p>")
      .seen("Something went wrong");
  builder.step("click", "click Terms").target("Terms", "link").page("<p>Hello</p>");
  builder.step("see", "see Thirty days").raw().walk.steps.back().outcome = StepOutcome::kPassedOver;
  builder.step("back", "back").page("<p>Home</p>");
  return builder.build();
}

TEST(Analyzer, EveryFindingIsAFullSentenceWithAReasonAndAWayOut) {
  std::set<std::string> rules;
  for (const auto& recording : {walk_that_fails(), walk_that_limps(), walk_that_squints(),
                                walk_that_asks(), walk_that_misleads()}) {
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
