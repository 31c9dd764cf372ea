#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/journey_parser.h"
#include "journeys/parsing/words.h"
#include "tests/journeys/good_journey.h"

namespace firsthand {
namespace {

using test::kReturn;
using ::testing::ElementsAre;

std::string problems(const ParsedJourney& parsed, std::string_view source) {
  return render(parsed.diagnostics, "return.yaml", source);
}

TEST(Parser, ReadsAJourneyAsItsAuthorWroteIt) {
  const auto parsed = parse_journey(kReturn, "samples/Return An Order.yaml");
  ASSERT_TRUE(parsed.ok()) << problems(parsed, kReturn);
  EXPECT_TRUE(parsed.diagnostics.empty()) << problems(parsed, kReturn);
  const Journey& journey = parsed.journey;
  EXPECT_EQ(journey.id, "return-an-order");
  EXPECT_EQ(journey.title, "Return a kettle that arrived broken");
  EXPECT_EQ(journey.why,
            "One order in nine comes back. Sending it back should not feel like a fight.");
  EXPECT_EQ(journey.file, "samples/Return An Order.yaml");
  EXPECT_EQ(journey.source, kReturn);
  EXPECT_EQ(journey.site, "https://shop.example");
  EXPECT_EQ(journey.visitor.like, "laptop");
  EXPECT_EQ(journey.patience_ms, 8000);
  EXPECT_EQ(journey.limit_ms, 90000);
  EXPECT_TRUE(journey.critical);
  EXPECT_THAT(journey.hosts, ElementsAre("pay.example", "cdn.example"));
  EXPECT_THAT(journey.secret, ElementsAre("email"));
  EXPECT_EQ(journey.let.at("email").raw, "$env.CUSTOMER_EMAIL");
  EXPECT_EQ(journey.let.at("order").raw, "007");
  EXPECT_EQ(journey.steps.size(), 36u);
  EXPECT_EQ(journey.rows.at("day"), (Rows{"days.csv", "Day", {14, 5}}));
}

TEST(Parser, SaysEachStepAsAPersonWould) {
  const auto parsed = parse_journey(kReturn, "return.yaml");
  std::vector<std::string> says;
  for (const auto& step : parsed.journey.steps) says.push_back(step.says);
  EXPECT_THAT(
      says,
      ElementsAre(
          "open /", "click Help", "click Returns & refunds in footer (number 2)",
          "fill Order number with $order, E-mail with $email near Billing",
          "choose Arrived damaged for Reason", "choose No", "check I agree to the terms",
          "press Control+A", "scroll to the end", "scroll to Reviews",
          "click button Request my return", "keep rma, the word after \"Your return number is\"",
          "see \"Your return label is ready\"", "see css .number", "double-click Label",
          "Look closer", "type 123456", "uncheck News", "pick $today+3d for Day",
          "slide to 500 on Price", "drag Kettle to image Basket", "attach damage.jpg as Photo",
          "fill E-mail with $email near Billing in the frame Payment, css #day "
          "with $day (number 2) in the frame Payment",
          "go back", "reload the page", "wait 3 s, because the mail takes a moment",
          "by hand: Solve the puzzle", "run a script, keep one", "keep two, what matches [0-9]+",
          "keep three, from field Street", "use sign-in.yaml", "not see /[Ee]rror/",
          "see \"/done\" in the address or \"Thanks\" in the title or the "
          "download \"label.pdf\" or \"Thanks\" in a dialog",
          "see \"$one\" and \"$two\" and \"$three\"", "note The number was $rma",
          "find Contact us"));
}

TEST(Parser, ReadsEveryWordIntoItsAction) {
  const auto steps = parse_journey(kReturn, "return.yaml").journey.steps;
  ASSERT_EQ(steps.size(), 36u);
  const auto& click = std::get<Click>(steps[2].action).target;
  EXPECT_EQ(click.text.raw, "Returns & refunds");
  EXPECT_EQ(click.in->raw, "footer");
  EXPECT_FALSE(click.near);
  EXPECT_EQ(click.nth, 2);
  EXPECT_EQ(steps[2].at, (Position{21, 5}));
  const auto& fill = std::get<Fill>(steps[3].action).fields;
  ASSERT_EQ(fill.size(), 2u);
  EXPECT_EQ(fill[1].field.text.raw, "E-mail");
  EXPECT_EQ(fill[1].value.raw, "$email");
  EXPECT_EQ(fill[1].field.near->raw, "Billing");
  EXPECT_EQ(std::get<Choose>(steps[5].action).options[0].field.text.raw, "");
  EXPECT_EQ(std::get<Choose>(steps[5].action).options[0].value.raw, "No");
  EXPECT_EQ(std::get<Press>(steps[7].action).chord, "Control+A");
  EXPECT_EQ(std::get<Scroll>(steps[8].action).to, ScrollTo::kEnd);
  EXPECT_EQ(std::get<Scroll>(steps[9].action).target.text.raw, "Reviews");
  EXPECT_EQ(std::get<Click>(steps[10].action).target.kind, TargetKind::kButton);
  EXPECT_TRUE(steps[10].submits);
  EXPECT_EQ(steps[10].should_take_ms, 3000);
  EXPECT_EQ(steps[10].patience_ms, 500);
  EXPECT_FALSE(steps[10].limit_ms);
  EXPECT_EQ(std::get<Keep>(steps[11].action).after->raw, "Your return number is");
  EXPECT_EQ(std::get<See>(steps[13].action).looks.at(0).what.by, TargetBy::kCss);
  EXPECT_TRUE(is_silent(steps[34]));
  EXPECT_TRUE(only_looks(steps[13]));
  EXPECT_FALSE(only_looks(steps[10]));
}

TEST(Parser, IsTestedWithEveryWordAndOption) {
  std::vector<std::string> all = words();
  for (const auto* more : {&options(), &narrowings(), &looks(), &entry_keys(), &row_keys()})
    all.insert(all.end(), more->begin(), more->end());
  for (const auto& name : all)
    if (name != "link" && name != "xpath" && name != "testid") {
      EXPECT_TRUE(kReturn.find(name + ":") != kReturn.npos ||
                  kReturn.find("- " + name + "\n") != kReturn.npos)
          << name;
    }
}

constexpr std::string_view kHead = "journey: X\nsteps:\n  - open: /\n";

std::vector<Step> steps_of(const std::string& lines) {
  const std::string source = std::string(kHead) + lines;
  const auto parsed = parse_journey(source, "x.yaml");
  EXPECT_TRUE(parsed.diagnostics.empty()) << problems(parsed, source);
  return parsed.journey.steps;
}

std::string seen(const std::string& value) {
  const auto steps = steps_of("  - see: " + value + "\n");
  return steps.size() == 2 ? std::get<See>(steps[1].action).looks.at(0).what.text.raw : "";
}

TEST(Parser, TakesTextsAsTheyAreWritten) {
  EXPECT_EQ(seen("No"), "No");
  EXPECT_EQ(seen("007"), "007");
  EXPECT_EQ(seen("null"), "null");
  EXPECT_EQ(seen("~"), "~");
  EXPECT_EQ(seen("1.50"), "1.50");
  EXPECT_EQ(seen("10:30"), "10:30");
  EXPECT_EQ(seen("It's here, isn't it?"), "It's here, isn't it?");
  EXPECT_EQ(seen("http://x.example/?a=b#c"), "http://x.example/?a=b#c");
  EXPECT_EQ(seen("C# and #"), "C# and");
  EXPECT_EQ(seen("\"#1: \\\"best\\\" \\u00e9\""), "#1: \"best\" é");
  EXPECT_EQ(seen("'it''s: fine # really'"), "it's: fine # really");
  EXPECT_EQ(seen("plain\n      goes on"), "plain goes on");
  EXPECT_EQ(seen(">\n      folded\n      text\n"), "folded text");
  EXPECT_EQ(seen("返品 🙂"), "返品 🙂");
}

TEST(Parser, ReadsFilesOfOtherEditors) {
  std::string source = "\xEF\xBB\xBF" + std::string(kReturn);
  for (std::size_t at = 0; (at = source.find('\n', at)) != std::string::npos; at += 2)
    source.replace(at, 1, "\r\n");
  const auto parsed = parse_journey(source, "return.yaml");
  EXPECT_TRUE(parsed.diagnostics.empty()) << problems(parsed, source);
  EXPECT_EQ(parsed.journey.steps, parse_journey(kReturn, "return.yaml").journey.steps);
}

TEST(Parser, KnowsTheVariablesOfTheCommandLine) {
  const std::string source = std::string(kHead) + "  - see: $colour\n";
  EXPECT_FALSE(parse_journey(source, "x.yaml").ok());
  EXPECT_TRUE(parse_journey(source, "x.yaml", {"colour"}).ok());
}

TEST(Parser, WatchesAtLeastAsLongAsTheCustomerWaits) {
  const auto parsed = parse_journey(
      "journey: X\npatience: 2m\nsteps:\n  - open: /\n    patience: 3m\n  - see: x\n", "x.yaml");
  EXPECT_TRUE(parsed.ok());
  EXPECT_EQ(parsed.journey.limit_ms, 120'000);
  EXPECT_EQ(parsed.journey.steps[0].limit_ms, 180'000);
  EXPECT_FALSE(parsed.journey.steps[1].limit_ms);
}

TEST(Parser, ReadsTimesAsPeopleWriteThem) {
  const auto take = [](const std::string& time) {
    const std::string source = std::string(kHead) + "    should_take: " + time + "\n  - see: x\n";
    const auto parsed = parse_journey(source, "x.yaml");
    return parsed.ok() ? parsed.journey.steps[0].should_take_ms.value_or(-1) : -1;
  };
  EXPECT_EQ(take("500ms"), 500);
  EXPECT_EQ(take("3s"), 3000);
  EXPECT_EQ(take("1.5s"), 1500);
  EXPECT_EQ(take("2m"), 120'000);
  EXPECT_EQ(take("1m30s"), 90'000);
  EXPECT_EQ(take("24h"), 86'400'000);
  for (const char* bad : {"0s", "-3s", "3", "s", "30s1m", "3s3s", "25h", "1e3s", "inf", "3 s",
                          "nan", "99999999999999999999s", ".", "3S"})
    EXPECT_EQ(take(bad), -1) << bad;
}

TEST(Parser, TellsKeysApart) {
  for (const char* good :
       {"Enter", "Shift+Tab", "Control+Shift+A", "F12", "+", "Control++", "a", "\"#\""})
    EXPECT_EQ(steps_of("  - press: " + std::string(good) + "\n  - see: x\n").size(), 3u) << good;
  for (const char* bad : {"enter", "Control+", "A+Control", "ab", "Control+Shift", "F13", "\" \""})
    EXPECT_FALSE(
        parse_journey(std::string(kHead) + "  - press: " + bad + "\n  - see: x\n", "x.yaml").ok())
        << bad;
}

TEST(Parser, FieldsMayBeEmptiedButNotForgotten) {
  const auto steps = steps_of("  - fill:\n      Voucher: \"\"\n  - see: x\n");
  EXPECT_EQ(steps[1].says, "fill Voucher with nothing");
}

}  // namespace
}  // namespace firsthand
