// What each word, option and form of the language is read into.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/journey_parser.h"

namespace firsthand {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string whole(const std::string& steps) {
  return "journey: X\nlet: {order: 7}\nsteps:\n  - open: /\n" + steps + "  - see: Done\n";
}

// The one step between the first and the last.
Step step_of(const std::string& lines) {
  const std::string source = whole(lines);
  const auto parsed = parse_journey(source, "x.yaml");
  EXPECT_TRUE(parsed.diagnostics.empty()) << render(parsed.diagnostics, "x.yaml", source);
  return parsed.journey.steps.size() == 3 ? parsed.journey.steps[1] : Step{};
}

template <class Word>
Word read(const std::string& lines) {
  const Step step = step_of(lines);
  const auto* word = std::get_if<Word>(&step.action);
  EXPECT_NE(word, nullptr) << lines;
  return word == nullptr ? Word{} : *word;
}

std::string said(const std::string& lines) { return step_of(lines).says; }

std::string answer(const std::string& steps) {
  const std::string source = whole(steps);
  const auto parsed = parse_journey(source, "x.yaml");
  EXPECT_FALSE(parsed.ok()) << source;
  return render(parsed.diagnostics, "x.yaml", source);
}

std::string answer_to_rows(const std::string& given) {
  const std::string source =
      "journey: X\nlet:\n  order: " + given + "\nsteps:\n  - open: /$order\n  - see: Done\n";
  const auto parsed = parse_journey(source, "x.yaml");
  EXPECT_FALSE(parsed.ok()) << source;
  return render(parsed.diagnostics, "x.yaml", source);
}

TEST(Words, PointAtTargets) {
  EXPECT_EQ(read<DoubleClick>("  - double_click: Kettle\n").target.text.raw, "Kettle");
  EXPECT_EQ(read<Hover>("  - hover: {link: Shop}\n").target.kind, TargetKind::kLink);
  EXPECT_TRUE(read<Check>("  - check: News\n").on);
  EXPECT_FALSE(read<Check>("  - uncheck: News\n").on);
  EXPECT_EQ(said("  - uncheck: News\n    near: E-mail\n"), "uncheck News near E-mail");
}

TEST(Words, DragFromOneTargetToAnother) {
  const auto drag = read<Drag>("  - drag:\n      from: {image: Kettle}\n      to: Basket\n");
  EXPECT_EQ(drag.from.kind, TargetKind::kImage);
  EXPECT_EQ(drag.to.text.raw, "Basket");
  EXPECT_EQ(said("  - drag: {from: Kettle, to: Basket}\n"), "drag Kettle to Basket");
  EXPECT_THAT(answer("  - drag: {from: Kettle}\n"), HasSubstr("does not say where to"));
}

TEST(Words, TakeNothingWhereNothingIsToBeSaid) {
  EXPECT_EQ(step_of("  - back\n").word, "back");
  EXPECT_EQ(step_of("  - back\n").at, (Position{5, 5}));
  read<Back>("  - back\n");
  read<Back>("  - back:\n");
  read<Reload>("  - reload\n");
  EXPECT_EQ(step_of("  - reload:\n    patience: 3s\n").patience_ms, 3000);
  EXPECT_THAT(answer("  - back: 2\n"), HasSubstr("'back' takes no value"));
}

TEST(Words, PutValuesIntoFields) {
  EXPECT_EQ(read<Type>("  - type: 123456\n").text.raw, "123456");
  const auto pick = read<Pick>("  - pick:\n      From: 2026-01-31\n      To: $today\n");
  ASSERT_EQ(pick.dates.size(), 2u);
  EXPECT_EQ(pick.dates[0].value.raw, "2026-01-31");
  EXPECT_EQ(read<Slide>("  - slide: {Price: 500}\n").values.at(0).value.raw, "500");
  EXPECT_EQ(read<Attach>("  - attach: {Photo: damage.jpg}\n").files.at(0).field.text.raw, "Photo");
  for (const char* bad : {"31.01.2026", "2026-02-30", "2026-1-3", "tomorrow"})
    EXPECT_THAT(answer("  - pick: {From: " + std::string(bad) + "}\n"), HasSubstr("is not a date"));
  EXPECT_THAT(answer("  - slide: {Price: half}\n"), HasSubstr("is not a number"));
  EXPECT_THAT(answer("  - attach: {Photo: \"\"}\n"), HasSubstr("is not a file"));
}

TEST(Lists, TellEachFieldApart) {
  const auto fill = read<Fill>(
      "  - fill:\n"
      "      - {field: E-mail, near: Billing, with: a}\n"
      "      - field: {css: \"#mail\"}\n"
      "        in: Delivery\n"
      "        nth: 2\n"
      "        frame: pay\n"
      "        with: \"\"\n"
      "    in: Checkout\n");
  ASSERT_EQ(fill.fields.size(), 2u);
  EXPECT_EQ(fill.fields[0].field.near->raw, "Billing");
  EXPECT_EQ(fill.fields[0].field.in->raw, "Checkout");
  EXPECT_EQ(fill.fields[0].value.raw, "a");
  EXPECT_EQ(fill.fields[1].field.by, TargetBy::kCss);
  EXPECT_EQ(fill.fields[1].field.in->raw, "Delivery");
  EXPECT_EQ(fill.fields[1].field.nth, 2);
  EXPECT_EQ(fill.fields[1].field.frame->raw, "pay");
  EXPECT_EQ(fill.fields[1].value.raw, "");
  EXPECT_FALSE(fill.fields[1].field.near);
}

TEST(Lists, AreSaidWithThePlaceOfEach) {
  EXPECT_EQ(said("  - fill:\n      - {field: E-mail, near: Billing, with: a}\n"
                 "      - {field: E-mail, near: Delivery, with: b}\n"),
            "fill E-mail with a near Billing, E-mail with b near Delivery");
  EXPECT_EQ(
      said("  - choose:\n      - {field: Size, with: L}\n      - {with: Red}\n    in: Shirt\n"),
      "choose L for Size, Red in Shirt");
  EXPECT_EQ(said("  - pick: [{field: Day, near: From, with: 2026-01-31}]\n"),
            "pick 2026-01-31 for Day near From");
}

TEST(Lists, NeedAFieldAndItsValue) {
  EXPECT_THAT(answer("  - fill:\n      - {with: a}\n"), HasSubstr("without field:"));
  EXPECT_THAT(answer("  - fill:\n      - {field: a}\n"), HasSubstr("without with:"));
  EXPECT_THAT(answer("  - fill:\n      - E-mail\n"), HasSubstr("is a map, not a text"));
  EXPECT_THAT(answer("  - fill:\n      - {E-mail: a}\n"), HasSubstr("names its field with field:"));
  EXPECT_THAT(answer("  - fill:\n      - {field: a, with: b, neer: c}\n"),
              HasSubstr("did you mean 'near'?"));
  EXPECT_THAT(answer("  - fill: []\n"), HasSubstr("needs a field and its value"));
}

TEST(Looks, MayBeForTextsPatternsAndNarrowedTargets) {
  EXPECT_EQ(read<See>("  - see: Thank you\n").looks.at(0).what.text.raw, "Thank you");
  const auto pattern = read<See>("  - see: '/RMA-\\d+/'\n").looks.at(0);
  EXPECT_EQ(pattern.pattern, "RMA-\\d+");
  EXPECT_EQ(pattern.what, Target{});
  EXPECT_EQ(read<NotSee>("  - not_see: {image: Logo}\n").looks.at(0).what.kind, TargetKind::kImage);
  EXPECT_EQ(said("  - not_see: Error\n"), "not see \"Error\"");
  EXPECT_THAT(answer("  - see: /(/\n"), HasSubstr("this pattern does not read"));
  EXPECT_THAT(answer("  - see: /Order $order/\n"), HasSubstr("a variable in a pattern"));
}

TEST(Looks, MayBeElsewhereThanOnThePage) {
  const auto at = [](const std::string& value) {
    return read<See>("  - see: {" + value + "}\n").looks.at(0);
  };
  EXPECT_EQ(at("url: /done").at, LookAt::kUrl);
  EXPECT_EQ(at("url: /done").what.text.raw, "/done");
  EXPECT_EQ(at("title: Thanks").at, LookAt::kTitle);
  EXPECT_EQ(at("download: '/label.*\\.pdf/'").pattern, "label.*\\.pdf");
  EXPECT_EQ(at("download: label.pdf").at, LookAt::kDownload);
  EXPECT_EQ(at("dialog: \"Sure?\"").at, LookAt::kDialog);
  EXPECT_EQ(said("  - see: {url: /orders/$order}\n"), "see \"/orders/$order\" in the address");
}

TEST(Looks, MayBeSeveral) {
  const auto any = read<See>("  - see:\n      any:\n        - Thanks\n        - {url: /done}\n");
  EXPECT_FALSE(any.all);
  ASSERT_EQ(any.looks.size(), 2u);
  EXPECT_EQ(any.looks[1].at, LookAt::kUrl);
  const auto all = read<See>("  - see:\n      all: [Thanks, {button: Print}]\n    in: main\n");
  EXPECT_TRUE(all.all);
  EXPECT_EQ(all.looks.at(1).what.in->raw, "main");
  EXPECT_EQ(said("  - see: {any: [Thanks, {dialog: \"Sure?\"}]}\n"),
            "see \"Thanks\" or \"Sure?\" in a dialog");
  EXPECT_EQ(read<NotSee>("  - not_see: {any: [Error, Sorry]}\n").looks.size(), 2u);
  EXPECT_THAT(answer("  - not_see: {all: [Error, Sorry]}\n"), HasSubstr("none of them"));
  EXPECT_THAT(answer("  - see: {any: Thanks}\n"), HasSubstr("'any' needs a list"));
  EXPECT_THAT(answer("  - see: {any: [{all: [a, b]}, c]}\n"), HasSubstr("inside another list"));
  EXPECT_THAT(answer("  - see: {url: /done, title: Thanks}\n"), HasSubstr("one look is for one"));
  EXPECT_THAT(answer("  - see: {url: /done}\n    in: footer\n"), HasSubstr("of its own"));
  EXPECT_THAT(answer("  - click: {url: /done}\n"), HasSubstr("see and not_see only"));
}

TEST(Words, WaitOnlyForAReason) {
  const auto wait = read<Wait>("  - wait: 3s\n    because: the mail takes a moment\n");
  EXPECT_EQ(wait.ms, 3000);
  EXPECT_EQ(wait.because.raw, "the mail takes a moment");
  EXPECT_THAT(answer("  - wait: 3s\n"), HasSubstr("'wait' without its reason"));
  EXPECT_THAT(answer("  - wait: soon\n    because: x\n"), HasSubstr("'soon' is not a time"));
}

TEST(Words, AskAPersonRunAScriptAndUseAFile) {
  EXPECT_EQ(read<Human>("  - human: Solve the riddle\n").what.raw, "Solve the riddle");
  const auto script = read<Script>("  - script: return 1\n    as: one\n");
  EXPECT_EQ(script.code.raw, "return 1");
  EXPECT_EQ(script.as, "one");
  EXPECT_EQ(read<Script>("  - script: |\n      const a = 1;\n      return a\n").code.raw,
            "const a = 1;\nreturn a");
  const auto use = read<Use>("  - use: sign-in.yaml\n    let: {who: $order, pin: 007}\n");
  EXPECT_EQ(use.file.raw, "sign-in.yaml");
  EXPECT_EQ(use.let.at("who").raw, "$order");
  EXPECT_EQ(use.let.at("pin").raw, "007");
  EXPECT_THAT(answer("  - use: sign-in.yaml\n    patience: 3s\n"), HasSubstr("a whole file"));
  EXPECT_THAT(answer("  - script: return 1\n    as: today\n"), HasSubstr("cannot name a variable"));
}

TEST(Words, TeachTheirVariablesToTheStepsBehind) {
  const std::string source = whole("  - script: return 1\n    as: one\n  - see: $one\n");
  EXPECT_TRUE(parse_journey(source, "x.yaml").ok());
}

TEST(StepOptions, SayWhereHowAndWhetherAtAll) {
  const Step step = step_of(
      "  - click: Accept\n    optional: true\n    frame: consent\n    tab: Shop\n    name: Say "
      "yes\n");
  EXPECT_TRUE(step.optional);
  EXPECT_EQ(std::get<Click>(step.action).target.frame->raw, "consent");
  EXPECT_EQ(step.tab->raw, "Shop");
  EXPECT_EQ(step.name->raw, "Say yes");
  EXPECT_EQ(step.says, "Say yes");
  EXPECT_EQ(said("  - click: Pay\n    frame: card\n"), "click Pay in the frame card");
}

TEST(StepOptions, AreRefusedWhereTheyMeanNothing) {
  EXPECT_THAT(answer("  - open: /x\n    optional: true\n"),
              HasSubstr("nothing that may be missing"));
  EXPECT_THAT(answer("  - not_see: x\n    optional: true\n"), HasSubstr("can never fail"));
  EXPECT_THAT(answer("  - reload:\n    frame: x\n"), HasSubstr("says nothing about this 'reload'"));
  EXPECT_THAT(answer("  - wait: 3s\n    because: x\n    tab: y\n"), HasSubstr("in no tab"));
  EXPECT_THAT(answer("  - wait: 3s\n    because: x\n    patience: 3s\n"),
              HasSubstr("about a wait"));
  EXPECT_THAT(answer("  - click: x\n    tab: 2\n"), HasSubstr("not by a number"));
  EXPECT_THAT(answer("  - click: x\n    because: y\n"), HasSubstr("'because' goes with wait only"));
}

TEST(LastStep, MustLookAndMustNotBeOptional) {
  const auto ends = [](const std::string& last) {
    const std::string source = "journey: X\nsteps:\n  - open: /\n" + last;
    return render(parse_journey(source, "x.yaml").diagnostics, "x.yaml", source);
  };
  EXPECT_EQ(ends("  - not_see: Basket\n"), "");
  EXPECT_EQ(ends("  - use: sign-in.yaml\n"), "");
  EXPECT_THAT(ends("  - see: {url: /done}\n  - script: return 1\n    as: x\n"),
              HasSubstr("ends with 'script'"));
  EXPECT_THAT(ends("  - see: x\n    optional: true\n"), HasSubstr("the last look is optional"));
  EXPECT_THAT(ends("  - see: x\n  - wait: 3s\n    because: y\n"), HasSubstr("ends with 'wait'"));
}

TEST(LastStep, MayBeAnythingInAFileThatIsUsed) {
  const std::string source = "journey: Sign in\nsteps:\n  - click: Sign in\n";
  EXPECT_FALSE(parse_journey(source, "x.yaml").ok());
  EXPECT_TRUE(parse_journey(source, "x.yaml", {}, ReadAs::kUsed).diagnostics.empty());
}

TEST(Rows, GiveAVariableAnotherValueInEachWalk) {
  const std::string source =
      "journey: X\nlet:\n  order: {from: orders.csv, each: walk}\n"
      "  mail: {from: people.csv, each: walk, column: E-mail}\nsecret: [mail]\n"
      "steps:\n  - open: /$order/$mail\n  - see: Done\n";
  const auto parsed = parse_journey(source, "x.yaml");
  ASSERT_TRUE(parsed.diagnostics.empty()) << render(parsed.diagnostics, "x.yaml", source);
  EXPECT_TRUE(parsed.journey.let.empty());
  EXPECT_EQ(parsed.journey.rows.at("order"), (Rows{"orders.csv", "order", {3, 10}}));
  EXPECT_EQ(parsed.journey.rows.at("mail").column, "E-mail");
  EXPECT_THAT(answer_to_rows("{each: walk}"), HasSubstr("which file"));
  EXPECT_THAT(answer_to_rows("{from: orders.csv}"), HasSubstr("add each: walk"));
  EXPECT_THAT(answer_to_rows("{from: orders.csv, each: visit}"), HasSubstr("each 'visit'"));
  EXPECT_THAT(answer_to_rows("{from: orders.csv, each: walk, colum: x}"),
              HasSubstr("did you mean 'column'?"));
}

}  // namespace
}  // namespace firsthand
